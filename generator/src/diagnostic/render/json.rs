//! An object for each diagnostic, a line each.

use super::entry::{Entry, severity};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::locate::Spot;
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonPlace {
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct JsonRelated<'a> {
    label: &'a str,
    #[serde(flatten)]
    place: JsonPlace,
}

#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    #[serde(flatten)]
    place: Option<JsonPlace>,
    help: Option<&'a str>,
    related: Vec<JsonRelated<'a>>,
}

/// The object of a diagnostic.
pub(super) fn line(entry: &Entry<'_>) -> String {
    let Diagnostic { code, message, help, .. } = entry.diagnostic;
    let diagnostic = JsonDiagnostic {
        code: code.as_str(),
        severity: severity(code.severity()),
        message,
        place: entry.spot.as_ref().map(json_place),
        help: help.as_deref(),
        related: entry.related.iter().map(|(spot, label)| JsonRelated { label, place: json_place(spot) }).collect(),
    };
    // Text and numbers only: there is nothing that could fail.
    serde_json::to_string(&diagnostic).map_or(String::new(), |line| line + "\n")
}

fn json_place(spot: &Spot<'_>) -> JsonPlace {
    let (start, end) = (spot.start, spot.end);
    JsonPlace { file: spot.file(), line: start.line, column: start.column, end_line: end.line, end_column: end.column }
}
