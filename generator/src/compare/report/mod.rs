//! A comparison as text, JSON or Markdown.

mod markdown;
mod text;

pub use markdown::to_markdown;
pub use text::to_text;

use super::{Comparison, Concern, Difference, Level, Step};
use crate::diagnostic::{FilePosition, Locator};
use crate::ir::Api;
use crate::source::{Documents, Location};
use serde::Serialize;
use std::collections::BTreeMap;

/// One side of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// What was understood.
    pub api: &'a Api,
    /// What it was read from.
    pub documents: &'a Documents,
}

impl Side<'_> {
    fn name(&self) -> String {
        match self.api.operations().count() {
            1 => format!("{} {} (1 operation)", self.api.title, self.api.version),
            many => format!("{} {} ({many} operations)", self.api.title, self.api.version),
        }
    }
}

/// A difference whose places are found.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    rule: &'static str,
    title: &'static str,
    level: Level,
    direction: super::Direction,
    subject: &'a str,
    group: Option<&'a str>,
    operations: &'a [String],
    left: Option<FilePosition>,
    right: Option<FilePosition>,
    before: Option<&'a str>,
    after: Option<&'a str>,
    rust: &'a str,
    step: Step,
    #[serde(skip)]
    concern: Concern,
}

/// The differences with their places.
fn entries<'a>(comparison: &'a Comparison, left: Side<'_>, right: Side<'_>) -> Vec<Entry<'a>> {
    let (mut old, mut new) = (Locator::new(left.documents), Locator::new(right.documents));
    let found =
        |locator: &mut Locator<'_>, place: &Option<Location>| place.as_ref().map(|place| locator.position(place));
    let entry = |difference: &'a Difference| Entry {
        rule: difference.rule.id(),
        title: difference.rule.title(),
        level: difference.level,
        direction: difference.direction,
        subject: &difference.subject,
        group: difference.group.as_deref(),
        operations: &difference.operations,
        left: found(&mut old, &difference.left),
        right: found(&mut new, &difference.right),
        before: difference.before.as_deref(),
        after: difference.after.as_deref(),
        rust: &difference.rust.text,
        step: difference.rust.step,
        concern: difference.rule.concern(),
    };
    comparison.differences.iter().map(entry).collect()
}

impl Entry<'_> {
    /// Whether nothing differs on the wire, and callers of the crate see it all the same.
    fn is_rust_alone(&self) -> bool {
        self.concern == Concern::Rust && self.step != Step::None
    }

    /// `"x" → "y"`, as far as there is something to show.
    fn change(&self) -> Option<String> {
        match (self.before, self.after) {
            (None, None) => None,
            (before, after) => Some(format!("{} → {}", before.unwrap_or("–"), after.unwrap_or("–"))),
        }
    }
}

/// How often each level occurs, the worst first: `3 breaking, 1 additive`.
fn counts(comparison: &Comparison) -> String {
    let count = |level: Level| match (comparison.count(level), level) {
        (0, _) => None,
        (count, Level::None) => Some(format!("{count} without effect on the wire")),
        (count, level) => Some(format!("{count} {}", level.as_str())),
    };
    Level::ALL.into_iter().filter_map(count).collect::<Vec<_>>().join(", ")
}

/// One JSON object: both sides, how often each level occurs, the step suggested, all differences.
///
/// # Errors
/// None that a comparison can cause.
pub fn to_json(comparison: &Comparison, left: Side<'_>, right: Side<'_>) -> serde_json::Result<String> {
    #[derive(Serialize)]
    struct Summary<'a> {
        title: &'a str,
        version: &'a str,
        operations: usize,
    }
    #[derive(Serialize)]
    struct Report<'a> {
        left: Summary<'a>,
        right: Summary<'a>,
        counts: BTreeMap<&'static str, usize>,
        step: Step,
        differences: Vec<Entry<'a>>,
    }
    fn summary<'a>(Side { api, .. }: Side<'a>) -> Summary<'a> {
        Summary { title: &api.title, version: &api.version, operations: api.operations().count() }
    }
    let counts = Level::ALL.map(|level| (level.as_str(), comparison.count(level)));
    serde_json::to_string_pretty(&Report {
        left: summary(left),
        right: summary(right),
        counts: counts.into_iter().collect(),
        step: comparison.step(),
        differences: entries(comparison, left, right),
    })
}
