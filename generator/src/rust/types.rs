//! The types of values, parameters, fields and results.

use crate::ir::{Api, DefinitionId, DefinitionKind, Field, Outcome, Parameter, Presence, TypeRef};

/// A type, such as `Vec<Book>`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Type {
    pub(crate) head: Head,
    pub(crate) arguments: Vec<Type>,
}

/// What a type is without its arguments.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Head {
    /// A type of the language, such as `bool`.
    Word(Word),
    /// A path, such as `std::string::String`.
    Path(&'static str),
    /// The type of a definition.
    Definition(DefinitionId),
    /// The enum of a result that depends on the status, by its name beside the client.
    Result(String),
}

/// Types that need no path.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Word {
    Bool,
    Byte,
    Int32,
    Int64,
    Float32,
    Float64,
    /// `()`.
    Nothing,
    /// `&str`.
    Str,
}

impl Type {
    fn word(word: Word) -> Self {
        Self { head: Head::Word(word), arguments: Vec::new() }
    }

    fn path(path: &'static str) -> Self {
        Self::of(path, [])
    }

    fn of(path: &'static str, arguments: impl Into<Vec<Type>>) -> Self {
        Self { head: Head::Path(path), arguments: arguments.into() }
    }

    fn definition(id: DefinitionId) -> Self {
        Self { head: Head::Definition(id), arguments: Vec::new() }
    }

    /// Whether it is taken and given by value.
    pub(crate) fn is_copy(&self) -> bool {
        matches!(self.head, Head::Word(_)) || self.head == Head::Path(TIME)
    }
}

const STRING: &str = "std::string::String";
const VEC: &str = "std::vec::Vec";
const TIME: &str = "azure_core::time::OffsetDateTime";
const RESPONSE: &str = "azure_core::http::Response";

/// `Option<…>`.
pub(crate) fn option(inner: Type) -> Type {
    Type::of("std::option::Option", [inner])
}

/// The type of a value in JSON.
pub(crate) fn value(type_ref: &TypeRef) -> Type {
    match type_ref {
        TypeRef::Text(_) => Type::path(STRING),
        TypeRef::Secret => Type::path("azure_core::credentials::Secret"),
        TypeRef::Etag => Type::path("azure_core::http::Etag"),
        TypeRef::Boolean => Type::word(Word::Bool),
        TypeRef::Int32 => Type::word(Word::Int32),
        TypeRef::Int64 => Type::word(Word::Int64),
        TypeRef::Float32 => Type::word(Word::Float32),
        TypeRef::Float64 => Type::word(Word::Float64),
        TypeRef::Decimal => Type::path("serde_json::Number"),
        TypeRef::Time(_) => Type::path(TIME),
        TypeRef::Any => Type::path("serde_json::Value"),
        TypeRef::Base64 | TypeRef::Base64Url | TypeRef::Binary => Type::of(VEC, [Type::word(Word::Byte)]),
        TypeRef::Array(item) => Type::of(VEC, [value(item)]),
        TypeRef::Map(item) => Type::of("std::collections::HashMap", [Type::path(STRING), value(item)]),
        TypeRef::Nullable(inner) => option(value(inner)),
        TypeRef::Definition(id) => Type::definition(*id),
    }
}

/// The type of a field, whose absence shows as its presence says.
pub(crate) fn field(field: &Field) -> Type {
    let inner = held(field);
    match field.presence {
        Presence::Plain | Presence::List => inner,
        Presence::Optional | Presence::Nullable => option(inner),
        Presence::Patch => Type::of("crate::arm::Patch", [inner]),
    }
}

/// The type of what a field holds when it is there.
pub(crate) fn held(field: &Field) -> Type {
    let inner = value(&field.value.type_ref);
    if field.boxed { Type::of("std::boxed::Box", [inner]) } else { inner }
}

/// The owned type of a parameter: of a field of the options, or of an argument that is no string.
pub(crate) fn parameter(api: &Api, type_ref: &TypeRef) -> Type {
    match api.resolve(type_ref) {
        TypeRef::Array(item) => Type::of(VEC, [parameter(api, item)]),
        TypeRef::Definition(id) if api.enumeration(*id).is_some() => Type::definition(*id),
        TypeRef::Decimal => Type::word(Word::Float64),
        TypeRef::Binary => Type::path("crate::arm::File"),
        other if is_text(api, other) => Type::path(STRING),
        other => value(other),
    }
}

/// The type of a required parameter: strings are borrowed.
pub(crate) fn argument(api: &Api, type_ref: &TypeRef) -> Type {
    if is_text(api, type_ref) { Type::word(Word::Str) } else { parameter(api, type_ref) }
}

/// The type that a parameter has in the signature, or in the options.
pub(crate) fn shown(api: &Api, parameter: &Parameter) -> Type {
    let type_ref = &parameter.value.type_ref;
    if parameter.required { argument(api, type_ref) } else { option(self::parameter(api, type_ref)) }
}

/// Whether a parameter of this type is a string in Rust.
pub(crate) fn is_text(api: &Api, type_ref: &TypeRef) -> bool {
    match api.resolve(type_ref) {
        TypeRef::Text(_) | TypeRef::Secret | TypeRef::Any | TypeRef::Map(_) => true,
        TypeRef::Definition(id) => !matches!(api.definition(*id).kind, DefinitionKind::Enum(_)),
        _ => false,
    }
}

/// What the method of an operation returns, within `Result`.
pub(crate) fn returned(outcome: &Outcome) -> Type {
    let nothing = || vec![Type::word(Word::Nothing), Type::path("azure_core::http::NoFormat")];
    match outcome {
        Outcome::Pages(paging) => Type::of("azure_core::http::Pager", [value(&paging.page)]),
        Outcome::Operation(long_running) => {
            let result = long_running.result.as_ref();
            Type::of("crate::arm::ArmOperation", result.map_or_else(nothing, |result| vec![value(result)]))
        }
        Outcome::Model(body) => Type::of(RESPONSE, [value(body)]),
        Outcome::OptionalModel(body) => Type::of(RESPONSE, [option(value(body))]),
        Outcome::Empty => Type::of(RESPONSE, nothing()),
        Outcome::ByStatus(name) => Type { head: Head::Result(name.clone()), arguments: Vec::new() },
        Outcome::Exists => Type::word(Word::Bool),
        Outcome::Stream => Type::path("azure_core::http::AsyncResponse"),
    }
}

/// The type of one answer of several.
pub(crate) fn answer(body: Option<&TypeRef>) -> Type {
    returned(&body.map_or(Outcome::Empty, |body| Outcome::Model(body.clone())))
}
