//! Diagnostics as text.

use super::locate::{Locator, Spot};
use super::{Diagnostic, Diagnostics, Mark, Severity, human};
use crate::source::Documents;
use serde::Serialize;

/// The form in which diagnostics are printed.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum MessageFormat {
    /// With an excerpt of the source, as rustc does.
    #[default]
    Human,
    /// `file:line:column: severity[code]: message`.
    Short,
    /// One JSON object per line.
    Json,
    /// Annotations of a GitHub workflow.
    Github,
}

/// Whether the text carries terminal colours.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Style {
    /// No escapes.
    #[default]
    Plain,
    /// ANSI escapes.
    Coloured,
}

/// Renders all diagnostics, sorted by file and place, each once. `style` matters for [`MessageFormat::Human`] only.
pub fn render(diagnostics: &Diagnostics, documents: &Documents, format: MessageFormat, style: Style) -> String {
    let entries = sorted(diagnostics, documents);
    match format {
        MessageFormat::Human => human::all(&entries, style),
        MessageFormat::Short => entries.iter().map(short).collect(),
        MessageFormat::Json => entries.iter().map(json).collect(),
        MessageFormat::Github => entries.iter().map(github).collect(),
    }
}

/// A diagnostic whose places are found.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Entry<'a> {
    pub(super) diagnostic: &'a Diagnostic,
    pub(super) spot: Option<Spot<'a>>,
    pub(super) related: Vec<(Spot<'a>, &'a str)>,
}

fn sorted<'a>(diagnostics: &'a Diagnostics, documents: &'a Documents) -> Vec<Entry<'a>> {
    let mut locator = Locator::new(documents);
    let mut entries: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| Entry {
            diagnostic,
            spot: diagnostic.place.as_ref().map(|place| locator.spot(place, diagnostic.mark)),
            related: diagnostic
                .related
                .iter()
                .map(|(place, label)| (locator.spot(place, Mark::Value), label.as_str()))
                .collect(),
        })
        .collect();
    entries.sort_by(|left, right| order(left).cmp(&order(right)));
    entries.dedup();
    entries
}

fn order<'a>(entry: &'a Entry<'_>) -> impl Ord + 'a {
    let place = entry.spot.as_ref().map(|spot| (spot.path, spot.range.start, spot.range.end));
    (place, entry.diagnostic.code, entry.diagnostic.message.as_str())
}

pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn short(entry: &Entry<'_>) -> String {
    let Diagnostic { code, message, .. } = entry.diagnostic;
    let place = entry.spot.as_ref().map_or(String::new(), |spot| {
        let start = spot.start();
        format!("{}:{}:{}: ", spot.file(), start.line, start.column)
    });
    let severity = severity(code.severity());
    format!("{place}{severity}[{code}]: {}\n", one_line(message))
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}

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

fn json(entry: &Entry<'_>) -> String {
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
    let (start, end) = (spot.start(), spot.end());
    JsonPlace { file: spot.file(), line: start.line, column: start.column, end_line: end.line, end_column: end.column }
}

fn github(entry: &Entry<'_>) -> String {
    let Diagnostic { code, message, help, .. } = entry.diagnostic;
    let severity = severity(code.severity());
    let place = entry.spot.as_ref().map_or(String::new(), |spot| {
        let (start, end) = (spot.start(), spot.end());
        let file = github_property(&spot.file());
        format!("file={file},line={},col={},endColumn={},", start.line, start.column, end.column)
    });
    let help = help.as_ref().map_or(String::new(), |help| format!("\nhelp: {help}"));
    format!("::{severity} {place}title={code}::{}\n", github_text(&format!("{message}{help}")))
}

fn github_text(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn github_property(text: &str) -> String {
    github_text(text).replace(':', "%3A").replace(',', "%2C")
}
