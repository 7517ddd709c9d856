//! Percent-encoding, as the official Azure clients do it: everything but unreserved characters is encoded.

use std::fmt::Write as _;

/// Encodes a value of a path or query.
pub(super) fn value(text: &str) -> String {
    encode(text, b"")
}

/// Encodes the name of a query parameter, the `$` of `$filter` left bare.
pub(super) fn name(text: &str) -> String {
    encode(text, b"$")
}

/// Keeps what a path segment may hold, escapes included, and encodes the rest.
pub(super) fn segment(text: &str) -> String {
    encode(text, b"%!$&'()*+,;=:@")
}

/// As [`segment`], for several at once; `None` when one is empty or a dot segment. A `/` before the first is no matter.
pub(super) fn segments(text: &str) -> Option<String> {
    let segments = text.strip_prefix('/').unwrap_or(text).split('/');
    let encoded: Option<Vec<_>> =
        segments.map(|text| (!text.is_empty() && !is_dot_segment(text)).then(|| segment(text))).collect();
    Some(encoded?.join("/"))
}

/// Keeps what the value of a query may hold, escapes included, and encodes the rest: no value begins another pair.
pub(super) fn query(text: &str) -> String {
    encode(text, b"%!$()*+,=:@/?")
}

fn encode(text: &str, kept: &[u8]) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || kept.contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// Whether a server may take the segment for "here" or "one up".
pub(super) fn is_dot_segment(segment: &str) -> bool {
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}
