//! Diagnostics with their places, in the order in which they are told.

use crate::diagnostic::locate::{Locator, Spot};
use crate::diagnostic::{Diagnostic, Diagnostics, Mark, Severity};
use crate::source::Documents;

/// A diagnostic whose places are found.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Entry<'a> {
    pub(super) diagnostic: &'a Diagnostic,
    pub(super) spot: Option<Spot<'a>>,
    pub(super) related: Vec<(Spot<'a>, &'a str)>,
}

pub(super) fn sorted<'a>(diagnostics: &'a Diagnostics, documents: &'a Documents) -> Vec<Entry<'a>> {
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
