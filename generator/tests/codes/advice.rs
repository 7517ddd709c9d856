//! Advice is right: whoever does what is proposed has one diagnostic less.

use crate::edits;
use crate::fixture::{read_all, report};
use apim_codegen::diagnostic::{Diagnostic, Diagnostics, MessageFormat, Style, render};
use apim_codegen::source::Documents;
use libtest_mimic::Failed;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The words before a text that is to stand in the place of what is marked, each with what ends it.
const PROPOSALS: [(&str, &str); 5] = [
    ("did you mean `", "`?"),
    ("put it in quotes: `", "`"),
    ("put it in quotes, as ", ", or"),
    ("take away the quotes: `", "`"),
    ("make it a list: `", "`"),
];

pub(crate) type Files = Vec<(PathBuf, Vec<u8>)>;

/// How many proposals a fixture has; each is right.
pub(crate) fn follow(folder: &Path) -> Result<usize, Failed> {
    let mut files = Files::new();
    read_all(folder, Path::new(""), &mut files);
    let (documents, diagnostics) = report(files.clone());
    let mut followed = 0;
    for told in told(&diagnostics, &documents) {
        let Some(proposed) = told["help"].as_str().and_then(proposal) else { continue };
        // Of a file that is not there nothing is marked: its name is what is wrong.
        let Some(edited) = edited(&files, &told, proposed) else { continue };
        let (documents, diagnostics) = report(edited);
        let is_same = |other: &Value| other["code"] == told["code"] && other["message"] == told["message"];
        if self::told(&diagnostics, &documents).iter().any(is_same) {
            return Err(format!("who writes {proposed} is told again: {told}").into());
        }
        followed += 1;
    }
    Ok(followed + make_edits(&files, &documents, &diagnostics)?)
}

/// Makes each edit that is proposed in words: what is told then is gone, and nothing else has come for it.
fn make_edits(files: &Files, documents: &Documents, diagnostics: &Diagnostics) -> Result<usize, Failed> {
    let mut made = 0;
    for told in diagnostics.iter() {
        for edit in edits::proposed(told.help.as_deref().unwrap_or_default()) {
            let Some(edited) = edits::make(&edit, told, files, documents) else {
                return Err(format!("{edit:?} cannot be made: {told:?}").into());
            };
            let (_, after) = report(edited);
            let count = |all: &Diagnostics, one: &Diagnostic| {
                all.iter().filter(|it| (it.code, &it.message) == (one.code, &one.message)).count()
            };
            if count(&after, told) >= count(diagnostics, told) {
                return Err(format!("{edit:?} is told again: {told:?}").into());
            }
            if let Some(new) = after.iter().find(|new| count(&after, new) > count(diagnostics, new)) {
                return Err(format!("{edit:?} of {told:?} brings {new:?}").into());
            }
            made += 1;
        }
    }
    Ok(made)
}

fn told(diagnostics: &Diagnostics, documents: &Documents) -> Vec<Value> {
    let text = render(diagnostics, documents, MessageFormat::Json, Style::Plain);
    text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

fn proposal(help: &str) -> Option<&str> {
    PROPOSALS.iter().find_map(|(before, after)| help.strip_prefix(before)?.rsplit_once(after).map(|(text, _)| text))
}

/// The files, with `proposed` in the place of what is marked; quotes and the part of a reference that is not meant stay.
fn edited(files: &Files, told: &Value, proposed: &str) -> Option<Files> {
    let number = |key: &str| told[key].as_u64().and_then(|number| usize::try_from(number).ok());
    let mut files = files.clone();
    let (_, content) = files.iter_mut().find(|(path, _)| Some(&*path.to_string_lossy()) == told["file"].as_str())?;
    let text = String::from_utf8(content.clone()).ok()?;
    let line_start: usize = text.split_inclusive('\n').take(number("line")? - 1).map(str::len).sum();
    let offset =
        |column: usize| text[line_start..].char_indices().nth(column - 1).map_or(text.len(), |(at, _)| line_start + at);
    let (start, end) = (offset(number("column")?), offset(number("endColumn")?));
    let marked = &text[start..end];
    let is_quoted = |quote: char| marked.len() > 1 && marked.starts_with(quote) && marked.ends_with(quote);
    let quote = ['"', '\'']
        .into_iter()
        .find(|quote| is_quoted(*quote) && told["help"].as_str().is_some_and(|help| help.starts_with("did")));
    let fragment = marked.trim_end_matches(['"', '\'']).split_once('#').filter(|_| !proposed.contains('#'));
    let fragment = fragment.map_or(String::new(), |(_, fragment)| format!("#{fragment}"));
    let quote = quote.map_or(String::new(), String::from);
    *content = format!("{}{quote}{proposed}{fragment}{quote}{}", &text[..start], &text[end..]).into_bytes();
    Some(files)
}
