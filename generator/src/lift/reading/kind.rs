//! What references lead to.

use crate::azure::{Extension, Paths};
use crate::source::Pointer;

/// What a reference may lead to.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(in crate::lift) enum ReferenceKind {
    Schema,
    Parameter,
    Response,
    RequestBody,
    Header,
    PathItem,
}

impl ReferenceKind {
    /// The name of the kind in a message.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Schema => "a definition",
            Self::Parameter => "a parameter",
            Self::Response => "a response",
            Self::RequestBody => "a request body",
            Self::Header => "a header",
            Self::PathItem => "a path",
        }
    }

    /// Where things of the kind are declared.
    pub(super) fn section(self) -> &'static str {
        match self {
            Self::Schema => "`definitions`",
            Self::Parameter => "`parameters`",
            Self::Response => "`responses`",
            Self::RequestBody => "`components/requestBodies`",
            Self::Header => "`components/headers`",
            Self::PathItem => "`paths`",
        }
    }

    /// The kind of what stands at a pointer; `None` when the pointer does not tell.
    pub(super) fn of(pointer: &Pointer) -> Option<Self> {
        let segments: Vec<String> = pointer.segments().collect();
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        match segments[..] {
            ["definitions", _] | ["components", "schemas", _] => Some(Self::Schema),
            ["parameters", _] | ["components", "parameters", _] => Some(Self::Parameter),
            ["responses", _] | ["components", "responses", _] => Some(Self::Response),
            ["components", "requestBodies", _] => Some(Self::RequestBody),
            ["components", "headers", _] => Some(Self::Header),
            ["paths", _] | [Paths::KEY, _] => Some(Self::PathItem),
            _ => None,
        }
    }
}
