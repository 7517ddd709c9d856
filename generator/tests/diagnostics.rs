//! How diagnostics look, and that their places are right.

use apim_codegen::diagnostic::{Code, Diagnostic, Diagnostics, MessageFormat, Place, Style, explain, render};
use apim_codegen::load::{MemoryFiles, load};
use apim_codegen::source::{Documents, Location, Pointer};
use expect_test::{Expect, expect};
use std::path::PathBuf;

fn documents(files: &[(&str, &str)]) -> Documents {
    let mut diagnostics = Diagnostics::default();
    let roots: Vec<PathBuf> = files.iter().map(|(path, _)| path.into()).collect();
    let reader: MemoryFiles = files.iter().copied().collect();
    let documents = load(&roots, &reader, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    documents
}

fn at(documents: &Documents, file: &str, pointer: &str) -> Location {
    Location::new(documents.find(file.as_ref()).expect("the file is loaded"), Pointer::from_text(pointer))
}

fn check(documents: &Documents, format: MessageFormat, entries: Vec<Diagnostic>, expected: Expect) {
    let mut diagnostics = Diagnostics::default();
    entries.into_iter().for_each(|entry| diagnostics.push(entry));
    expected.assert_eq(&render(&diagnostics, documents, format, Style::Plain));
}

#[test]
fn long() {
    let text = format!(
        "{{\"swagger\": \"2.0\", {}\"x\": 12, {}\"z\": 0}}",
        "\"aö\": 1, ".replace("a", &"a".repeat(700)),
        "\"b\": 1, ".replace("b", &"b".repeat(700))
    );
    let documents = documents(&[("a.json", &text)]);
    check(
        &documents,
        MessageFormat::Human,
        vec![Diagnostic::at(Code::Structure, at(&documents, "a.json", "/x"), "message").help("do it")],
        expect![[""]],
    );
}
