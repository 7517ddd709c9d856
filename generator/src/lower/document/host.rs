//! `x-ms-parameterized-host`.

use super::source::Source;
use serde_json::Value;

pub(in crate::lower) const EXTENSION: &str = "x-ms-parameterized-host";

pub(in crate::lower) fn declared<'a>(source: &Source<'a>) -> Option<&'a Value> {
    source.openapi.extensions.get(EXTENSION)
}

/// Whether a parameter is a part of the endpoint.
pub(in crate::lower) fn is_parameter(source: &Source<'_>, name: &str) -> bool {
    let parameters = declared(source).and_then(|declared| declared.get("parameters")).and_then(Value::as_array);
    parameters.into_iter().flatten().filter_map(|parameter| parameter.get("name")).any(|known| known == name)
}
