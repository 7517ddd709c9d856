//! What is being made: definitions and operations as they are declared, before anything is decided that depends on the
//! whole. Values are those of the IR, but a definition is known by its draft, and a default is the JSON that it is
//! written as.

pub(super) mod arena;
pub(super) mod complaints;
pub(super) mod definition;
pub(super) mod operation;
pub(super) mod overrides;
mod patterns;
pub(super) mod report;

use super::document::source::Source;
use crate::diagnostic::Code;
use crate::ir;
use crate::source::Pointer;
use arena::{DraftId, Drafts};
use complaints::{Claims, Suggestion};
use overrides::Overrides;
use patterns::Patterns;
use report::Report;

/// A type, with definitions by their drafts.
pub(super) type Type = ir::TypeRef<DraftId>;

/// A value, with its default as it is written.
pub(super) type Value = ir::Value<DraftId, serde_json::Value>;

/// What drafting reads, makes, and has to say.
pub(super) struct Drafting<'a> {
    pub(super) source: &'a Source<'a>,
    pub(super) drafts: Drafts<'a>,
    pub(super) names: Names<'a>,
    pub(super) report: Report<'a>,
    patterns: Patterns<'a>,
}

impl<'a> Drafting<'a> {
    pub(super) fn new(source: &'a Source<'a>, report: Report<'a>) -> Self {
        let names = Names { overrides: Overrides::new(source.config), claims: Vec::new() };
        Self { source, drafts: Drafts::default(), names, report, patterns: Patterns::default() }
    }

    /// The pattern, unless it is none that can be checked.
    pub(super) fn checked_pattern(&mut self, pattern: &'a str, at: &Pointer) -> Option<String> {
        self.patterns.checked(self.source, &mut self.report, pattern, at)
    }

    /// Reports something about the place `at` of the lifted document, and what to do about it.
    pub(super) fn tell(&mut self, code: Code, at: &Pointer, message: impl Into<String>, help: impl Into<String>) {
        self.report.tell(self.source, code, at, message, help);
    }
}

/// The names that the configuration decides, and those of Rust that are taken, scope by scope.
pub(super) struct Names<'a> {
    pub(super) overrides: Overrides<'a>,
    pub(super) claims: Vec<Claims>,
}

impl Names<'_> {
    /// Names for what has none or one that is taken; entries of the configuration that matched nothing are reported.
    pub(super) fn finish(self, report: &mut Report<'_>) -> Vec<Suggestion> {
        self.overrides.report(report);
        complaints::finish(self.claims)
    }
}
