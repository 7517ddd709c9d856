//! What lifting makes of one construct each.

mod bodies;
mod bundling;
mod errors;
mod operations;
mod parameters;
#[path = "../published/mod.rs"]
mod published;
mod schemas;
mod sound;
mod upstream;

use apim_codegen::diagnostic::{Diagnostics, Mark, Place};
use apim_codegen::lift::{Lifted, lift};
use apim_codegen::source::{Document, Documents, Syntax};
use expect_test::Expect;
use serde_yaml::{Mapping, Value};
use sound::assert_sound;
use std::path::PathBuf;

/// Files by path; the first `roots` of them are the roots.
fn documents(files: &[(&str, &str)], roots: usize) -> Documents {
    let mut documents = Documents::default();
    for (index, (path, text)) in files.iter().enumerate() {
        if index == roots {
            documents.mark_roots();
        }
        let content = serde_yaml::from_str(text).expect("the fixture is YAML");
        documents.add(Document { path: PathBuf::from(path), text: text.to_string(), syntax: Syntax::Yaml, content });
    }
    if files.len() <= roots {
        documents.mark_roots();
    }
    documents
}

fn place(documents: &Documents, place: Option<&Place>) -> String {
    let Some(Place::Location(location)) = place else { return String::new() };
    format!("{}#{}", documents.get(location.document).path.display(), location.pointer)
}

fn listing(documents: &Documents, diagnostics: &Diagnostics) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics.iter() {
        let location = place(documents, diagnostic.place.as_ref());
        let mark = if diagnostic.mark == Mark::Key { " (key)" } else { "" };
        text += &format!("{} {location}{mark}: {}\n", diagnostic.code, diagnostic.message);
        for (related, label) in &diagnostic.related {
            text += &format!("  {}: {label}\n", place(documents, Some(related)));
        }
        for line in diagnostic.help.iter().flat_map(|help| help.lines()) {
            text += &format!("  | {line}\n");
        }
    }
    text
}

/// Lifts the files, and compares the document without its head, and the diagnostics if there are any.
fn check_files(files: &[(&str, &str)], roots: usize, expected: &Expect) -> Lifted {
    let documents = documents(files, roots);
    let mut diagnostics = Diagnostics::default();
    let lifted = lift(&documents, &mut diagnostics);
    let mut value = serde_yaml::to_value(&lifted.openapi).expect("the document can be written");
    if let Value::Mapping(mapping) = &mut value {
        mapping.retain(|key, value| key != "openapi" && key != "info" && *value != Value::Mapping(Mapping::new()));
    }
    let text = serde_yaml::to_string(&value).expect("the document can be written");
    expected.assert_eq(&(text + &listing(&documents, &diagnostics)));
    lifted
}

/// A Swagger 2.0 document, given without its head.
fn swagger(body: &str) -> String {
    let paths = if body.contains("paths:") { "" } else { "paths: {}\n" };
    format!("swagger: '2.0'\ninfo: {{title: T, version: '1'}}\n{paths}{body}")
}

/// Lifts one Swagger 2.0 document, given without its head.
fn check(body: &str, expected: &Expect) -> Lifted {
    check_files(&[("api.yaml", &swagger(body))], 1, expected)
}

/// The diagnostics of one Swagger 2.0 document, given without its head.
fn check_diagnostics(body: &str, expected: &Expect) {
    let documents = documents(&[("api.yaml", &swagger(body))], 1);
    let mut diagnostics = Diagnostics::default();
    lift(&documents, &mut diagnostics);
    expected.assert_eq(&listing(&documents, &diagnostics));
}
