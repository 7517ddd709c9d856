//! Diagnostics as text, in the forms that people and programs read.

mod entry;
mod github;
mod human;
mod json;
mod short;

use super::Diagnostics;
use crate::source::Documents;

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
    let entries = entry::sorted(diagnostics, documents);
    match format {
        MessageFormat::Human => human::all(&entries, style),
        MessageFormat::Short => entries.iter().map(short::line).collect(),
        MessageFormat::Json => entries.iter().map(json::line).collect(),
        MessageFormat::Github => entries.iter().map(github::annotation).collect(),
    }
}
