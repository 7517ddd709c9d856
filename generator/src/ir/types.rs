//! Types, constraints, literals and documentation, shared by operations and definitions.

use crate::source::Location;
use serde::Serialize;

/// Index of a definition in [`super::Api::definitions`]. Whoever makes an API makes its ids, so each of them has a
/// definition; what it stands for in another API is not said.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct DefinitionId(pub(crate) usize);

impl DefinitionId {
    /// The id of the definition at an index, for an API that is made by hand.
    pub const fn at(index: usize) -> Self {
        Self(index)
    }
}

/// A resolved type. `Id` is what a definition is referred to by: while the IR is made, that is not yet its
/// [`DefinitionId`].
#[derive(Clone, Debug, Eq, Hash, PartialEq, Serialize)]
pub enum TypeRef<Id = DefinitionId> {
    /// `string`, with a format that changes the documentation but not the Rust type.
    Text(TextFormat),
    /// A string that must never be printed.
    Secret,
    /// An entity tag.
    Etag,
    /// `boolean`.
    Boolean,
    /// `integer` with format `int32`.
    Int32,
    /// `integer` with format `int64`, or without a format.
    Int64,
    /// `number` with format `float`.
    Float32,
    /// `number` with format `double`, or without a format.
    Float64,
    /// `number` with format `decimal`: a JSON number, of as many digits as a `f64` has.
    Decimal,
    /// An instant.
    Time(TimeFormat),
    /// `string` with format `byte`: standard base64.
    Base64,
    /// `string` with format `base64url`.
    Base64Url,
    /// `file`, or `string` with format `binary`: raw bytes, outside JSON.
    Binary,
    /// Any JSON value.
    Any,
    /// A list.
    Array(Box<TypeRef<Id>>),
    /// An object used as a dictionary of strings to values.
    Map(Box<TypeRef<Id>>),
    /// An item of a list or a value of a dictionary that can be `null`; nothing else is of this type.
    Nullable(Box<TypeRef<Id>>),
    /// A definition.
    Definition(Id),
}

impl<Id: Copy> TypeRef<Id> {
    /// The definition at the bottom of lists and dictionaries.
    pub fn definition(&self) -> Option<Id> {
        match self {
            Self::Array(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.definition(),
            Self::Definition(id) => Some(*id),
            _ => None,
        }
    }

    /// The type without `null` at any depth.
    #[must_use]
    pub fn without_null(self) -> Self {
        match self {
            Self::Nullable(inner) => inner.without_null(),
            Self::Array(item) => Self::Array(Box::new(item.without_null())),
            Self::Map(value) => Self::Map(Box::new(value.without_null())),
            other => other,
        }
    }
}

/// Formats of strings that Rust keeps as `String`.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize)]
pub enum TextFormat {
    /// No format, or one without a meaning to the client.
    Plain,
    /// `uuid`.
    Uuid,
    /// `uri` or `url`.
    Uri,
    /// `arm-id`: the identifier of an Azure resource.
    ArmId,
    /// `duration`: ISO 8601, such as `PT1H`.
    Duration,
    /// `date`: a day without a time, such as `2024-05-01`.
    Date,
    /// `time`: a time of day.
    Time,
}

/// How an instant is written on the wire.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize)]
pub enum TimeFormat {
    /// `date-time`: RFC 3339.
    Rfc3339,
    /// `date-time-rfc1123`: as in the HTTP `Date` header.
    Rfc1123,
    /// `unixtime`: seconds since 1970, as an integer.
    Unix,
}

/// What the specification says about a value beyond its type.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq, Serialize)]
pub struct Constraints {
    /// Least number of characters.
    pub min_length: Option<u64>,
    /// Greatest number of characters.
    pub max_length: Option<u64>,
    /// Regular expression that the value matches.
    pub pattern: Option<String>,
    /// Least number.
    pub minimum: Option<serde_json::Number>,
    /// Whether `minimum` itself is excluded.
    pub exclusive_minimum: bool,
    /// Greatest number.
    pub maximum: Option<serde_json::Number>,
    /// Whether `maximum` itself is excluded.
    pub exclusive_maximum: bool,
    /// The number is a multiple of this.
    pub multiple_of: Option<serde_json::Number>,
    /// Least number of items.
    pub min_items: Option<u64>,
    /// Greatest number of items.
    pub max_items: Option<u64>,
    /// Whether all items differ.
    pub unique_items: bool,
    /// The numbers that the specification lists, if it does.
    pub numbers: Vec<KnownNumber>,
}

/// What the specification says about a value and no Rust is made of: kept so that nothing is lost to a comparison.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Facts {
    /// `type`, or what it amounts to; empty when nothing is said.
    pub typ: &'static str,
    /// `format`, as it is written.
    pub format: Option<String>,
    /// `pattern`, as it is written, even if it is none that can be checked.
    pub pattern: Option<String>,
    /// Whether `null` is a value.
    pub nullable: bool,
    /// The texts that are listed at this place; an enum of several uses has the values of all.
    pub values: Vec<String>,
    /// Whether there may be other texts than those listed (`modelAsString`).
    pub extensible: bool,
    /// Least number of properties.
    pub min_properties: Option<u64>,
    /// Greatest number of properties.
    pub max_properties: Option<u64>,
    /// `x-ms-client-flatten`, which clients heed on properties only.
    pub flatten: bool,
    /// What holds for the items of a list or the values of a dictionary.
    pub items: Option<Box<(Constraints, Facts)>>,
}

/// One of the values of a number, which stays a number in Rust: a service may add others at any time.
#[derive(Clone, Debug, Eq, Hash, PartialEq, Serialize)]
pub struct KnownNumber {
    /// The value.
    pub value: serde_json::Number,
    /// What it stands for.
    pub name: Option<String>,
}

/// A constant value, such as a default.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub enum Literal<Id = DefinitionId> {
    /// A string.
    Text(String),
    /// A boolean.
    Boolean(bool),
    /// A number.
    Number(serde_json::Number),
    /// A value of an enum.
    Variant {
        /// The enum.
        definition: Id,
        /// Index into [`super::Enum::variants`].
        variant: usize,
    },
    /// Anything else, as JSON.
    Json(serde_json::Value),
}

/// What is said about a value, wherever it stands: in a parameter, a body, a header, a property.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Value<Id = DefinitionId, Default = Literal> {
    /// Its type; in a model, before [`super::Presence`] wraps it.
    pub type_ref: TypeRef<Id>,
    /// What is checked before it is sent, and told in documentation.
    pub constraints: Constraints,
    /// What else is said.
    pub facts: Facts,
    /// What the service assumes when it is absent, or the preset of a required property.
    pub default: Option<Default>,
    /// Documentation.
    pub docs: Docs,
    /// Where it is declared.
    pub location: Location,
}

/// Documentation as the specification words it: not yet fit for rustdoc.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Docs {
    /// `summary`, or `title`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `externalDocs.url`.
    pub external: Option<String>,
}
