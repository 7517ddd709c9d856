//! Whether two values say the same.

use azure_core::time::{OffsetDateTime, parse_rfc3339, parse_rfc7231};
use serde_json::Value;

/// What is said of a property that is not there.
pub(super) const MISSING: &str = "missing";

/// Collects where two values say different things; `null` says nothing, and an instant has many spellings.
pub(super) fn differ(pointer: &str, expected: &Value, actual: &Value, differences: &mut Vec<(String, String)>) {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => {
            for (name, value) in expected {
                let other = actual.get(name).unwrap_or(&Value::Null);
                differ(&below(pointer, name), value, other, differences);
            }
            for (name, value) in
                actual.iter().filter(|(name, value)| !is_nothing(value) && !expected.contains_key(*name))
            {
                differences.push((below(pointer, name), format!("not expected: {value}")));
            }
        }
        (Value::Array(expected), Value::Array(actual)) => {
            // A list keeps `null` where it is a value, and else leaves it out.
            let is_whole = expected.len() == actual.len();
            let expected: Vec<_> = expected.iter().filter(|item| is_whole || !item.is_null()).collect();
            if expected.len() != actual.len() {
                differences.push((pointer.to_owned(), format!("{} items, not {}", actual.len(), expected.len())));
            }
            for (index, (expected, actual)) in expected.into_iter().zip(actual).enumerate() {
                differ(&format!("{pointer}/{index}"), expected, actual, differences);
            }
        }
        (Value::String(expected), Value::String(actual)) if is_same_text(expected, actual) => {}
        (Value::Number(expected), Value::Number(actual)) if expected.as_f64() == actual.as_f64() => {}
        // A number may be in quotes, and a text without.
        (Value::String(text), Value::Number(number)) if text.trim().parse().ok() == number.as_f64() => {}
        (Value::Number(_) | Value::Bool(_), Value::String(text)) if is_spelt(expected, text) => {}
        (Value::String(text), Value::Number(_))
            if instant(text).is_some_and(|t| instant(&actual.to_string()) == Some(t)) => {}
        (Value::Null, actual) if is_nothing(actual) => {}
        _ if expected == actual => {}
        (_, Value::Null) => differences.push((pointer.to_owned(), MISSING.to_owned())),
        _ => differences.push((pointer.to_owned(), format!("{actual}, not {expected}"))),
    }
}

/// Whether a value says nothing: a model always writes its lists and dictionaries.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(entries) => entries.is_empty(),
        _ => false,
    }
}

/// The JSON pointer of a property.
fn below(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
}

fn is_spelt(value: &Value, text: &str) -> bool {
    let spelt = value.to_string();
    spelt == text
}

pub(super) fn is_same_text(expected: &str, actual: &str) -> bool {
    expected == actual || instant(expected).is_some_and(|time| instant(actual) == Some(time))
}

pub(super) fn instant(text: &str) -> Option<OffsetDateTime> {
    let in_seconds = || OffsetDateTime::from_unix_timestamp(text.parse().ok()?).ok();
    let rfc3339 = parse_rfc3339(text).or_else(|_| parse_rfc3339(&format!("{text}Z")));
    rfc3339.or_else(|_| parse_rfc7231(text)).ok().or_else(in_seconds)
}
