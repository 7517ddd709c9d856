//! What must hold of every run, whatever the files say.

use apim_codegen::config::Config;
use apim_codegen::diagnostic::{Diagnostics, MessageFormat, Style, render};
use apim_codegen::emit::{Package, Runtime};
use apim_codegen::fileset::TextFile;
use apim_codegen::ir::Api;
use apim_codegen::load::MemoryFiles;
use apim_codegen::source::Documents;
use apim_codegen::{generate, understand};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The formats that people read.
const FORMATS: [(MessageFormat, Style); 4] = [
    (MessageFormat::Human, Style::Coloured),
    (MessageFormat::Human, Style::Plain),
    (MessageFormat::Short, Style::Plain),
    (MessageFormat::Github, Style::Plain),
];

/// How a run ended.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// With located errors.
    Refused,
    /// With a crate.
    Accepted(Vec<TextFile>),
}

/// Runs the whole generator; panics when it does, or when a promise of its is not kept.
pub(crate) fn judge(root: &Path, files: &MemoryFiles) -> Verdict {
    match read(root, files, &Config::default(), &FORMATS) {
        Some(api) => Verdict::Accepted(written(&api)),
        None => Verdict::Refused,
    }
}

/// The API that the specification describes, or `None` when it is refused: each diagnostic with a
/// place, and such that it can be shown in `formats`.
pub(crate) fn read(
    root: &Path,
    files: &MemoryFiles,
    config: &Config,
    formats: &[(MessageFormat, Style)],
) -> Option<Api> {
    match understand(&[PathBuf::from(root)], config, files, &mut |_| ()) {
        Ok(understood) => {
            assert!(!understood.diagnostics.has_errors(), "errors, and yet no refusal");
            located(&understood.diagnostics, &understood.documents, formats);
            Some(understood.api)
        }
        Err(rejected) => {
            assert!(rejected.diagnostics.has_errors(), "a refusal without an error");
            located(&rejected.diagnostics, &rejected.documents, formats);
            None
        }
    }
}

/// The crate for `api`, each file of which its own parser takes.
pub(crate) fn written(api: &Api) -> Vec<TextFile> {
    let files = generate(api, Package::Whole(Runtime::Carried), &mut |_| ()).unwrap_or_else(|error| panic!("{error}"));
    for TextFile { path, text } in &files {
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("rs") if !is_carried(path) => {
                syn::parse_file(text).unwrap_or_else(|error| panic!("{}: {error}\n{text}", path.display()));
            }
            Some("toml") => {
                toml::from_str::<toml::Table>(text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            }
            _ => {}
        }
    }
    files
}

/// Whether a file of the crate is the same in every crate.
pub(crate) fn is_carried(path: &Path) -> bool {
    path.starts_with("src/arm") || path.starts_with("tests/replay/harness")
}

/// Every diagnostic can be shown in these formats, and as JSON, at a place that its file has.
fn located(diagnostics: &Diagnostics, documents: &Documents, formats: &[(MessageFormat, Style)]) {
    for (format, style) in formats.iter().copied() {
        let text = render(diagnostics, documents, format, style);
        assert_eq!(text.is_empty(), diagnostics.is_empty(), "{format:?} says nothing");
    }
    for line in render(diagnostics, documents, MessageFormat::Json, Style::Plain).lines() {
        let diagnostic: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        assert!(has_place(&diagnostic, documents), "no place in {line}");
        for related in diagnostic["related"].as_array().into_iter().flatten() {
            assert!(has_place(related, documents), "no related place in {line}");
        }
    }
}

/// Whether a diagnostic names a line and columns that its file has.
fn has_place(diagnostic: &Value, documents: &Documents) -> bool {
    let number = |key: &str| diagnostic[key].as_u64().and_then(|number| usize::try_from(number).ok());
    let Some(text) = diagnostic["file"].as_str().and_then(|file| documents.text(Path::new(file))) else {
        // A file that cannot be read has no text: its name is the place.
        return diagnostic["file"].is_string() && number("line") == Some(1) && number("column") == Some(1);
    };
    let (Some(line), Some(column), Some(end)) = (number("line"), number("column"), number("endColumn")) else {
        return false;
    };
    let width = text.split('\n').nth(line.saturating_sub(1)).map_or(0, |line| line.chars().count());
    (1..=text.split('\n').count()).contains(&line) && 1 <= column && column <= end && end <= width + 1
}
