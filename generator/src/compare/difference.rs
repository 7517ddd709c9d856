//! What a comparison finds, as plain data.

use super::{Level, Rule};
use crate::source::Location;
use serde::Serialize;

/// The way that what differs travels.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// To the service.
    Request,
    /// From the service.
    Response,
    /// Both ways.
    Both,
    /// No operation reaches it.
    Neither,
}

impl Direction {
    /// The way of what travels this way and that way.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Neither, other) | (other, Self::Neither) => other,
            (same, other) if same == other => same,
            _ => Self::Both,
        }
    }

    /// The direction in a word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::Both => "both",
            Self::Neither => "neither",
        }
    }
}

/// The least step of the crate's version that a difference asks for.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// Nothing of it shows in Rust.
    #[default]
    None,
    /// What the code does differs, not how it is called.
    Patch,
    /// The API grows.
    Minor,
    /// Code that compiled can fail to.
    Major,
}

impl Step {
    /// The step in a word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// What a difference does to the Rust API.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub struct Effect {
    /// The step of the version that it asks for.
    pub step: Step,
    /// In words; empty when nothing changes.
    pub text: String,
}

impl Effect {
    pub(super) fn minor(text: String) -> Self {
        Self { step: Step::Minor, text }
    }

    pub(super) fn major(text: String) -> Self {
        Self { step: Step::Major, text }
    }
}

/// One difference: a row of the report.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Difference {
    /// The rule that it falls under.
    pub rule: Rule,
    /// What it does to callers of the service.
    pub level: Level,
    /// The way that what differs travels.
    pub direction: Direction,
    /// What differs: `User_Get`, `User_Get: query $filter` or `UserContract.name`.
    pub subject: String,
    /// The group of the operations concerned; `None` when they are of several groups, or none is.
    pub group: Option<String>,
    /// `operationId`s of the operations concerned, sorted.
    pub operations: Vec<String>,
    /// Where it is on the left.
    pub left: Option<Location>,
    /// Where it is on the right.
    pub right: Option<Location>,
    /// What was there.
    pub before: Option<String>,
    /// What is there instead.
    pub after: Option<String>,
    /// What it does to the Rust API.
    pub rust: Effect,
}

/// All differences.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Comparison {
    /// By group, subject and rule.
    pub differences: Vec<Difference>,
}

impl Comparison {
    /// How many differences are of this level.
    pub fn count(&self, level: Level) -> usize {
        self.differences.iter().filter(|difference| difference.level == level).count()
    }

    /// The step that the version of the crate should make.
    pub fn step(&self) -> Step {
        let shown = self.differences.iter().map(|difference| difference.rust.step).max().unwrap_or_default();
        if self.differences.is_empty() { shown } else { shown.max(Step::Patch) }
    }

    /// Keeps the differences that `wanted` is true of.
    #[must_use]
    pub fn filtered(mut self, wanted: impl Fn(&Difference) -> bool) -> Self {
        self.differences.retain(wanted);
        self
    }
}
