//! Diagnostics as text.

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

/// Renders all diagnostics, sorted by file and place.
pub fn render(diagnostics: &Diagnostics, documents: &Documents, format: MessageFormat, style: Style) -> String {
    let _ = (diagnostics, documents, format, style);
    String::new()
}
