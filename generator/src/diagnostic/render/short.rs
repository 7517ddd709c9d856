//! A line for each diagnostic.

use super::entry::{Entry, severity};
use crate::diagnostic::Diagnostic;

/// `file:line:column: severity[code]: message`.
pub(super) fn line(entry: &Entry<'_>) -> String {
    let Diagnostic { code, message, .. } = entry.diagnostic;
    let place = entry.spot.as_ref().map_or(String::new(), |spot| {
        let start = spot.start;
        format!("{}:{}:{}: ", spot.file(), start.line, start.column)
    });
    let severity = severity(code.severity());
    format!("{place}{severity}[{code}]: {}\n", one_line(message))
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}
