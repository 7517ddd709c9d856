//! The extensions that are understood, and reading them.

use super::context::Context;
use super::shape::SchemaRef;
use crate::diagnostic::Code;
use crate::source::Pointer;
use indexmap::IndexMap;
use serde_json::Value;

/// Extensions as openapiv3 keeps them.
pub(super) type Extensions = IndexMap<String, Value>;

/// How an extension is understood.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Meaning {
    /// It changes what is generated.
    Used,
    /// It says something to other tools, or what is known from elsewhere.
    Noted,
}

/// Every extension that is understood. Extensions of other vendors (`x-…` without `ms`) are not looked at.
const KNOWN: [(&str, Meaning); 47] = [
    ("x-nullable", Meaning::Used),
    ("x-ms-arm-id-details", Meaning::Noted),
    ("x-ms-azure-resource", Meaning::Noted),
    ("x-ms-client-default", Meaning::Noted),
    ("x-ms-client-flatten", Meaning::Used),
    ("x-ms-client-name", Meaning::Used),
    ("x-ms-client-request-id", Meaning::Noted),
    ("x-ms-code-generation-settings", Meaning::Noted),
    ("x-ms-correct", Meaning::Noted),
    ("x-ms-discriminator-value", Meaning::Used),
    ("x-ms-enum", Meaning::Used),
    ("x-ms-error-response", Meaning::Used),
    ("x-ms-examples", Meaning::Used),
    ("x-ms-export", Meaning::Noted),
    ("x-ms-external", Meaning::Noted),
    ("x-ms-format", Meaning::Noted),
    ("x-ms-giturl", Meaning::Noted),
    ("x-ms-header-collection-prefix", Meaning::Noted),
    ("x-ms-identifiers", Meaning::Noted),
    ("x-ms-internal", Meaning::Noted),
    ("x-ms-legacy", Meaning::Noted),
    ("x-ms-long-running-operation", Meaning::Used),
    ("x-ms-long-running-operation-options", Meaning::Used),
    ("x-ms-mutability", Meaning::Used),
    ("x-ms-next-link-name", Meaning::Noted),
    ("x-ms-odata", Meaning::Noted),
    ("x-ms-original-swagger", Meaning::Noted),
    ("x-ms-pageable", Meaning::Used),
    ("x-ms-parameter-grouping", Meaning::Noted),
    ("x-ms-parameter-location", Meaning::Noted),
    ("x-ms-parameterized-host", Meaning::Used),
    ("x-ms-paths", Meaning::Used),
    ("x-ms-permissions", Meaning::Noted),
    ("x-ms-request-id", Meaning::Noted),
    ("x-ms-requestBody-index", Meaning::Noted),
    ("x-ms-requestBody-name", Meaning::Used),
    ("x-ms-secret", Meaning::Used),
    ("x-ms-skip-url-encoding", Meaning::Used),
    ("x-ms-text", Meaning::Noted),
    ("x-ms-azure-rbac-permissions-required", Meaning::Noted),
    ("x-ms-enable-url-encoding", Meaning::Noted),
    ("x-ms-metadata", Meaning::Noted),
    ("x-ms-sdk-client-name", Meaning::Noted),
    ("x-ms-summary", Meaning::Used),
    ("x-ms-verify", Meaning::Noted),
    ("x-ms-visibility", Meaning::Noted),
    ("x-typespec-generated", Meaning::Noted),
];

/// Whether `key` is an extension of Microsoft's that nothing here understands.
pub(super) fn is_unknown(key: &str) -> bool {
    key.starts_with("x-ms-") && !KNOWN.iter().any(|(known, _)| *known == key)
}

/// Reads an extension that is `true` or `false`; absent is `false`.
pub(super) fn flag(context: &mut Context<'_>, extensions: &Extensions, key: &str, at: &Pointer) -> bool {
    match extensions.get(key) {
        None => false,
        Some(Value::Bool(flag)) => *flag,
        Some(_) => {
            wrong(context, key, at, "true or false");
            false
        }
    }
}

/// As [`flag`], for what may be a reference.
pub(super) fn schema_flag(context: &mut Context<'_>, schema: SchemaRef<'_>, key: &str, at: &Pointer) -> bool {
    schema.data().is_some_and(|data| flag(context, &data.extensions, key, at))
}

/// Reads an extension that is a text.
pub(super) fn text<'e>(
    context: &mut Context<'_>,
    extensions: &'e Extensions,
    key: &str,
    at: &Pointer,
) -> Option<&'e str> {
    match extensions.get(key)? {
        Value::String(text) => Some(text),
        _ => {
            wrong(context, key, at, "a text");
            None
        }
    }
}

/// Reports an extension whose value is not `expected`.
pub(super) fn wrong(context: &mut Context<'_>, key: &str, at: &Pointer, expected: &str) {
    context.report(Code::ExtensionValue, &at.key(key), format!("`{key}` must be {expected}"));
}

/// Reports a host that is put together from parameters: resource providers have one host per cloud.
pub(super) fn refuse_host_parameters(context: &mut Context<'_>) {
    const KEY: &str = "x-ms-parameterized-host";
    if context.openapi.extensions.contains_key(KEY) {
        context.report(Code::Unsupported, &Pointer::root().key(KEY), "a host with parameters is not supported");
    }
}
