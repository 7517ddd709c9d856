//! All codes together: each is shown and told, and help that is an edit can be made.

#[path = "codes/fixture.rs"]
mod fixture;

use apim_codegen::config::Config;
use apim_codegen::diagnostic::{Code, MessageFormat, Style, render};
use apim_codegen::ir::DefinitionKind;
use apim_codegen::load::MemoryFiles;
use apim_codegen::understand;
use fixture::{Fixture, folders, read_all, report};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn fixtures() -> Vec<Fixture> {
    folders().into_iter().map(Fixture::run).collect()
}

#[test]
fn every_code_has_a_fixture_and_every_fixture_a_code() {
    let shown: BTreeSet<String> = fixtures().iter().map(|fixture| fixture.code().to_owned()).collect();
    let known: BTreeSet<String> = Code::ALL.iter().map(|code| code.as_str().to_owned()).collect();
    let unknown: Vec<_> = shown.difference(&known).collect();
    assert!(unknown.is_empty(), "there is no such code: {unknown:?}");
    let missing: Vec<_> = known.difference(&shown).collect();
    assert!(missing.is_empty(), "no folder in tests/fixtures/codes shows {missing:?}");
}

#[test]
fn every_story_shows_the_wrong_and_the_right() {
    for code in Code::ALL {
        let has = |word: &str| code.story().lines().any(|line| line.starts_with("    ") && line.contains(word));
        assert!(has("wrong") && has("right"), "{code}: the story lacks an example that is marked wrong or right");
    }
}

/// Help of this form is an edit that can be made as it stands.
const QUOTES: &str = "put it in quotes";

/// Does what the help about quotes says, in every file, and tells how often.
fn quoted(fixture: &Fixture) -> (Vec<(PathBuf, Vec<u8>)>, usize) {
    let mut files = Vec::new();
    read_all(&fixture.folder, Path::new(""), &mut files);
    let mut edits: Vec<Value> =
        fixture.text(MessageFormat::Json).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    edits.retain(|edit| edit["help"].as_str().is_some_and(|help| help.starts_with(QUOTES)));
    // From the end, so that no edit moves the others.
    edits.reverse();
    for edit in &edits {
        let help = edit["help"].as_str().expect("a help");
        let new: Vec<&str> = help.split('"').collect();
        let number = |key: &str| usize::try_from(edit[key].as_u64().expect("a number")).expect("a small number") - 1;
        let path = Path::new(edit["file"].as_str().expect("a file"));
        let (_, content) = files.iter_mut().find(|(own, _)| own == path).expect("the file");
        let text = String::from_utf8(std::mem::take(content)).expect("text");
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let line = &mut lines[number("line")];
        assert!(line.is_ascii(), "columns are taken for bytes");
        line.replace_range(number("column")..number("endColumn"), &format!("\"{}\"", new[1]));
        *content = lines.join("\n").into_bytes();
    }
    (files, edits.len())
}

#[test]
fn quotes_where_the_help_says_so_settle_it() {
    let mut made = 0;
    for fixture in fixtures() {
        let (files, edits) = quoted(&fixture);
        if edits > 0 {
            made += edits;
            let (documents, diagnostics) = report(files);
            let text = render(&diagnostics, &documents, MessageFormat::Human, Style::Plain);
            assert!(!text.contains(QUOTES), "{}:\n{text}", fixture.name);
        }
    }
    assert!(made > 10, "only {made} edits");
}

#[test]
fn quotes_as_the_help_says_keep_what_was_written() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/codes/E504-as-written");
    let (files, _) = quoted(&Fixture::run(root));
    let files: MemoryFiles = files.into_iter().collect();
    let understood = understand(&["root.yaml".into()], &Config::default(), &files, &mut |_| ());
    let api = understood.expect("nothing is wrong any more").api;
    let values = api.definitions.iter().find_map(|definition| match &definition.kind {
        DefinitionKind::Enum(content) => Some(&content.variants),
        _ => None,
    });
    let values: Vec<&str> = values.expect("an enum").iter().map(|variant| variant.name.wire.as_str()).collect();
    assert_eq!(values, ["1.9", "1.10", "0x1F", "1e3", "0o7", "+1", "True"]);
}
