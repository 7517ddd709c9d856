//! The extensions that are understood, and reading them.

use super::Drafting;
use super::report::Report;
use crate::diagnostic::{Code, nearest};
use crate::lower::document::shape::SchemaRef;
use crate::lower::document::source::Source;
pub(in crate::lower) use crate::lower::document::walk::Extensions;
use crate::source::Pointer;
use serde_json::Value;

/// Extensions that change what is generated. Those of other vendors (`x-…` without `ms`) are not looked at.
const USED: [&str; 16] = [
    "x-ms-client-flatten",
    "x-ms-client-name",
    "x-ms-discriminator-value",
    "x-ms-enum",
    "x-ms-error-response",
    "x-ms-examples",
    "x-ms-long-running-operation",
    "x-ms-long-running-operation-options",
    "x-ms-mutability",
    "x-ms-pageable",
    "x-ms-parameterized-host",
    "x-ms-paths",
    "x-ms-requestBody-name",
    "x-ms-secret",
    "x-ms-skip-url-encoding",
    "x-nullable",
];

/// Extensions that speak to other tools, say what is known from elsewhere, or group what is better left apart
/// (`x-ms-parameter-grouping`): understood, and without effect.
const NOTED: [&str; 16] = [
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
    "x-ms-odata",
    "x-ms-parameter-grouping",
    "x-ms-parameter-location",
    "x-ms-request-id",
    "x-ms-requestBody-index",
    "x-ms-text",
];

/// Whether `key` is an extension of Microsoft's that nothing here understands.
pub(in crate::lower) fn is_unknown(key: &str) -> bool {
    key.starts_with("x-ms-") && !USED.contains(&key) && !NOTED.contains(&key)
}

/// What to do about an extension that is unknown.
pub(in crate::lower) fn help_unknown(key: &str) -> String {
    match nearest(key, USED.into_iter().chain(NOTED)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "correct it, or leave it if it is meant for other tools".to_owned(),
    }
}

/// Reads an extension that is `true` or `false`; absent is `false`.
pub(in crate::lower) fn flag(drafting: &mut Drafting<'_>, extensions: &Extensions, key: &str, at: &Pointer) -> bool {
    match extensions.get(key) {
        None => false,
        Some(Value::Bool(flag)) => *flag,
        Some(_) => {
            wrong(drafting, key, at, "true or false");
            false
        }
    }
}

/// As [`flag`], for what may be a reference.
pub(in crate::lower) fn schema_flag(
    drafting: &mut Drafting<'_>,
    schema: SchemaRef<'_>,
    key: &str,
    at: &Pointer,
) -> bool {
    schema.data().is_some_and(|data| flag(drafting, &data.extensions, key, at))
}

/// Reads an extension that is a text.
pub(in crate::lower) fn text<'e>(
    source: &Source<'_>,
    report: &mut Report<'_>,
    extensions: &'e Extensions,
    key: &str,
    at: &Pointer,
) -> Option<&'e str> {
    match extensions.get(key)? {
        Value::String(text) => Some(text),
        _ => {
            tell_wrong(source, report, key, at, "a text");
            None
        }
    }
}

/// Reports an extension whose value is not `expected`.
pub(in crate::lower) fn wrong(drafting: &mut Drafting<'_>, key: &str, at: &Pointer, expected: &str) {
    tell_wrong(drafting.source, &mut drafting.report, key, at, expected);
}

fn tell_wrong(source: &Source<'_>, report: &mut Report<'_>, key: &str, at: &Pointer, expected: &str) {
    let message = format!("`{key}` must be {expected}");
    report.tell(source, Code::ExtensionValue, &at.key(key), message, "give it such a value, or remove it");
}
