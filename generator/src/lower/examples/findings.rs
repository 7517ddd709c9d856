//! What is found where an example and its operation disagree, and where.

use crate::diagnostic::{Code, Diagnostic, Mark};
use crate::ir::{TimeFormat, TypeRef};
use crate::source::Location;
use serde_json::Value;

/// A disagreement.
pub(super) struct Finding {
    /// Where and what, in one line.
    pub(super) text: String,
    pub(super) place: Location,
    pub(super) mark: Mark,
    pub(super) verdict: Verdict,
}

/// Whether a disagreement is told.
pub(super) enum Verdict {
    /// It is common and does no harm.
    Noted,
    /// It is a mistake; what to do about it.
    Told(String),
}

impl Finding {
    /// The diagnostic, if the user is told.
    pub(super) fn diagnostic(&self, operation: &str) -> Option<Diagnostic> {
        match &self.verdict {
            Verdict::Noted => None,
            Verdict::Told(help) => {
                let message = format!("an example of `{operation}`: {}", self.text);
                let diagnostic = Diagnostic::at(Code::Example, self.place.clone(), message).help(help);
                Some(Diagnostic { mark: self.mark, ..diagnostic })
            }
        }
    }
}

/// A step of the way to a value; text and place are made of it only when something is found.
#[derive(Clone, Copy)]
pub(super) enum Way<'s> {
    Start {
        label: &'s str,
        place: &'s Location,
    },
    Key(&'s Way<'s>, &'s str),
    Index(&'s Way<'s>, usize),
    /// A header of an answer, whose body the way has led to.
    Header(&'s Way<'s>, &'s str),
}

impl Way<'_> {
    pub(super) fn text(&self) -> String {
        match self {
            Self::Start { label, .. } => (*label).to_owned(),
            Self::Key(before, key) => format!("{}.{key}", before.text()),
            Self::Index(before, index) => format!("{}[{index}]", before.text()),
            Self::Header(before, name) => format!("{} header {name}", before.text()),
        }
    }

    pub(super) fn place(&self) -> Location {
        match self {
            Self::Start { place, .. } => (*place).clone(),
            Self::Key(before, key) => before.place().key(key),
            Self::Index(before, index) => before.place().index(*index),
            Self::Header(before, _) => before.place(),
        }
    }
}

/// Whether JSON writes values of the type in this way.
pub(super) fn is_of_type(type_ref: &TypeRef, value: &Value) -> bool {
    match type_ref {
        TypeRef::Any | TypeRef::Binary | TypeRef::Decimal | TypeRef::Definition(_) | TypeRef::Nullable(_) => true,
        TypeRef::Boolean => value.is_boolean(),
        TypeRef::Int32 | TypeRef::Int64 | TypeRef::Time(TimeFormat::Unix) => value.is_i64(),
        TypeRef::Float32 | TypeRef::Float64 => value.is_number(),
        TypeRef::Array(_) => value.is_array(),
        TypeRef::Map(_) => value.is_object(),
        TypeRef::Text(_) | TypeRef::Secret | TypeRef::Etag | TypeRef::Base64 | TypeRef::Base64Url => value.is_string(),
        TypeRef::Time(TimeFormat::Rfc3339 | TimeFormat::Rfc1123) => value.is_string(),
    }
}

pub(super) fn type_name(type_ref: &TypeRef) -> &'static str {
    match type_ref {
        TypeRef::Boolean => "true or false",
        TypeRef::Int32 | TypeRef::Int64 | TypeRef::Time(TimeFormat::Unix) => "an integer",
        TypeRef::Float32 | TypeRef::Float64 | TypeRef::Decimal => "a number",
        TypeRef::Array(_) => "an array",
        TypeRef::Map(_) | TypeRef::Definition(_) => "an object",
        TypeRef::Any => "any value",
        TypeRef::Nullable(inner) => type_name(inner),
        _ => "a string",
    }
}

/// A value in few words: a long one is called by its type.
pub(super) fn brief(value: &Value) -> String {
    match value {
        Value::Array(_) => "an array".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::String(text) if text.len() > 32 => "a string".to_owned(),
        short => format!("`{short}`"),
    }
}
