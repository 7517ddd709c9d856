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

/// All extensions that are known.
fn known() -> impl Iterator<Item = &'static str> {
    READ.into_iter().map(|(key, _)| key).chain(NOTED)
}

/// What is wrong with the value of an extension, if it is one that is read.
pub(crate) fn fault(key: &str, value: &Value) -> Option<Fault> {
    let (_, fault) = READ.iter().find(|(known, _)| *known == key)?;
    fault(value)
}

/// Whether `key` is an extension of Microsoft's that nothing here understands. Those of other vendors (`x-…` without
/// `ms`) are not looked at.
pub(crate) fn is_unknown(key: &str) -> bool {
    key.starts_with("x-ms-") && !known().any(|known| known == key)
}

/// What to do about an extension that is unknown.
pub(crate) fn help_unknown(key: &str) -> String {
    match nearest(key, known()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "correct it, or leave it if it is meant for other tools".to_owned(),
    }
}
