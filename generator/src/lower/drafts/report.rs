//! Where complaints go.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Locator};
use crate::lower::document::source::Source;
use crate::source::{Documents, Location, Pointer};

/// Takes complaints.
pub(in crate::lower) struct Report<'a> {
    diagnostics: &'a mut Diagnostics,
    locator: Locator<'a>,
}

impl<'a> Report<'a> {
    pub(in crate::lower) fn new(documents: &'a Documents, diagnostics: &'a mut Diagnostics) -> Self {
        Self { diagnostics, locator: Locator::new(documents) }
    }

    pub(in crate::lower) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports something about the place `at` of the lifted document, and what to do about it.
    pub(in crate::lower) fn tell(
        &mut self,
        source: &Source<'_>,
        code: Code,
        at: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(Diagnostic::at(code, source.locate(at), message).help(help));
    }

    /// The value at a place as its file has it.
    pub(in crate::lower) fn as_written(&mut self, location: &Location) -> Option<&'a str> {
        self.locator.as_written(location)
    }
}
