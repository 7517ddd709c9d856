//! Which extensions are known.

use super::{
    ClientFlatten, ClientName, DiscriminatorValue, Enum, ErrorResponse, Examples, Extension, Fault, LongRunning,
    LongRunningOptions, Mutability, Nullable, OData, Pageable, ParameterLocation, ParameterizedHost, Paths,
    RequestBodyName, Secret, SkipUrlEncoding, TagGroups,
};
use crate::diagnostic::nearest;
use serde_json::Value;

/// An extension that is read: its key, and what is wrong with a value.
type Reader = (&'static str, fn(&Value) -> Option<Fault>);

macro_rules! readers {
    ($($name:ident),* $(,)?) => {
        [$((<$name as Extension<'_>>::KEY, |value: &Value| $name::parse(value).err())),*]
    };
}

/// The extensions that are read.
const READ: [Reader; 19] = readers![
    ClientFlatten,
    ClientName,
    DiscriminatorValue,
    Enum,
    ErrorResponse,
    Examples,
    LongRunning,
    LongRunningOptions,
    Mutability,
    Nullable,
    OData,
    Pageable,
    ParameterLocation,
    ParameterizedHost,
    Paths,
    RequestBodyName,
    Secret,
    SkipUrlEncoding,
    TagGroups,
];

/// Extensions that speak to other tools, say what is known from elsewhere, or group what is better left apart
/// (`x-ms-parameter-grouping`): understood, and without effect.
const NOTED: [&str; 14] = [
    "x-ms-arm-id-details",
    "x-ms-azure-resource",
    "x-ms-client-default",
    "x-ms-client-request-id",
    "x-ms-code-generation-settings",
    "x-ms-correct",
    "x-ms-external",
    "x-ms-header-collection-prefix",
    "x-ms-identifiers",
    "x-ms-internal",
    "x-ms-parameter-grouping",
    "x-ms-request-id",
    "x-ms-requestBody-index",
    "x-ms-text",
];

/// What a key is among extensions.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Knowledge {
    /// It is of no concern: noted, or of another vendor (`x-…` without `ms`).
    Noted,
    /// It is read, and its value is what it must be, or is not.
    Read(Option<Fault>),
    /// It is one of Microsoft's that nothing here understands.
    Unknown,
}

/// What is known of an extension and its value.
pub(crate) fn known(key: &str, value: &Value) -> Knowledge {
    if let Some((_, fault)) = READ.iter().find(|(known, _)| *known == key) {
        return Knowledge::Read(fault(value));
    }
    if key.starts_with("x-ms-") && !NOTED.contains(&key) { Knowledge::Unknown } else { Knowledge::Noted }
}

/// What to do about an extension that is unknown.
pub(crate) fn help_unknown(key: &str) -> String {
    match nearest(key, READ.into_iter().map(|(key, _)| key).chain(NOTED)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "correct it, or leave it if it is meant for other tools".to_owned(),
    }
}
