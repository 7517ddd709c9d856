//! Annotations of a GitHub workflow.

use super::entry::{Entry, severity};
use crate::diagnostic::Diagnostic;

/// `::error file=…,line=…::message`.
pub(super) fn annotation(entry: &Entry<'_>) -> String {
    let Diagnostic { code, message, help, .. } = entry.diagnostic;
    let severity = severity(code.severity());
    let place = entry.spot.as_ref().map_or(String::new(), |spot| {
        let (start, end) = (spot.start, spot.end);
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
