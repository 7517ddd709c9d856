//! Values as they stand outside a JSON body.

use azure_core::http::Request;
use azure_core::http::headers::{HeaderName, HeaderValue};
use serde_json::Value;
use std::collections::BTreeMap;

/// A value as it is sent outside a body.
pub(super) fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(text_of).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

pub(super) fn headers_of(request: &Request) -> BTreeMap<String, String> {
    let pair = |(name, value): (&HeaderName, &HeaderValue)| (name.as_str().to_owned(), value.as_str().to_owned());
    request.headers().iter().map(pair).collect()
}

/// Values by name; those of one name with commas between.
pub(super) fn joined(pairs: impl IntoIterator<Item = (String, String)>) -> BTreeMap<String, String> {
    let mut values = BTreeMap::<String, Vec<String>>::new();
    for (name, value) in pairs {
        values.entry(name).or_default().push(value);
    }
    values.into_iter().map(|(name, values)| (name, values.join(","))).collect()
}

/// Names and contents of the parts of a form; its first line is the boundary.
pub(super) fn parts_of(body: &str) -> Vec<(String, String)> {
    let boundary = body.lines().next().unwrap_or_default();
    let parts = body.split(boundary).filter_map(|part| part.split_once("\r\n\r\n"));
    let name = |head: &str| Some(head.split_once("; name=\"")?.1.split_once('"')?.0.to_owned());
    parts.filter_map(|(head, content)| Some((name(head)?, content.strip_suffix("\r\n")?.to_owned()))).collect()
}

/// Undoes percent-encoding.
pub(super) fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while index < bytes.len() {
        let escaped = text.get(index + 1..index + 3).filter(|_| bytes[index] == b'%');
        match escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                plain.push(byte);
                index += 3;
            }
            None => {
                plain.push(bytes[index]);
                index += 1;
            }
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}
