//! What the user is told when a specification is wrong or not understood.

mod locate;
mod registry;
mod render;
mod similar;
mod tree;

pub use locate::{FilePosition, Locator};
pub use registry::{Code, explain};
pub use render::{MessageFormat, Style, render};
pub(crate) use similar::{nearest, question};

use crate::source::Location;
use std::ops::Range;
use std::path::PathBuf;

/// How bad it is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Severity {
    /// Generation goes on.
    Warning,
    /// Nothing is generated.
    Error,
}

/// One thing that is wrong, as data: rendering is [`render`]'s business.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Diagnostic {
    /// What kind of thing it is; tells the severity.
    pub code: Code,
    /// What is wrong, in the specification's own terms: one line, no full stop.
    pub message: String,
    /// Where; `None` when it is about no file at all.
    pub place: Option<Place>,
    /// Whether the key or the value at the place is marked.
    pub mark: Mark,
    /// Other places that belong to it, each with a short label.
    pub related: Vec<(Place, String)>,
    /// What to do about it.
    pub help: Option<String>,
}

/// Where something stands.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Place {
    /// In a parsed document.
    Location(Location),
    /// In the text of a file that is no document, by byte offsets.
    Text(PathBuf, Range<usize>),
    /// A file as a whole.
    File(PathBuf),
}

impl From<Location> for Place {
    fn from(location: Location) -> Self {
        Self::Location(location)
    }
}

/// What is marked at a place in a document.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Mark {
    /// The value; an object or array is shown by its key.
    #[default]
    Value,
    /// The key that holds the value.
    Key,
}

impl Diagnostic {
    /// A diagnostic at a place.
    pub fn at(code: Code, place: impl Into<Place>, message: impl Into<String>) -> Self {
        Self { place: Some(place.into()), ..Self::new(code, message) }
    }

    /// A diagnostic without a place.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), place: None, mark: Mark::Value, related: Vec::new(), help: None }
    }

    /// Marks the key instead of the value.
    #[must_use]
    pub fn on_key(mut self) -> Self {
        self.mark = Mark::Key;
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, place: impl Into<Place>, label: impl Into<String>) -> Self {
        self.related.push((place.into(), label.into()));
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The place, if it is in a parsed document.
    pub fn location(&self) -> Option<&Location> {
        match &self.place {
            Some(Place::Location(location)) => Some(location),
            _ => None,
        }
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// The diagnostics of a run, gathered over a stage so that the user sees all of them at once.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Diagnostics {
    entries: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.entries.push(diagnostic);
    }

    /// Adds all of `others`.
    pub fn extend(&mut self, others: Self) {
        self.entries.extend(others.entries);
    }

    /// Keeps those that are wanted.
    pub fn retain(&mut self, is_wanted: impl FnMut(&Diagnostic) -> bool) {
        self.entries.retain(is_wanted);
    }

    /// Whether any of them is an error.
    pub fn has_errors(&self) -> bool {
        self.entries.iter().any(|entry| entry.severity() == Severity::Error)
    }

    /// All of them, in the order found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.entries.iter()
    }

    /// How many there are of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.entries.iter().filter(|entry| entry.severity() == severity).count()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}
