//! Where two JSON values differ.

use azure_core::time::{OffsetDateTime, parse_rfc3339};
use serde_json::Value;

/// How closely two values are compared.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Rule {
    /// They are the same.
    Same,
    /// The expected one is a part of the other.
    Part,
    /// They say the same: `null` says nothing, and a time has many spellings.
    Meaning,
}

/// A difference: its JSON pointer, and what it is.
pub(super) type Difference = (String, String);

/// Where the values are not the same.
pub(super) fn differences(expected: &Value, actual: &Value) -> Vec<String> {
    texts(differ(Rule::Same, expected, actual))
}

/// Where `expected` is not a part of `actual`. Lists are compared whole, item by item.
pub(super) fn missing_parts(expected: &Value, actual: &Value) -> Vec<String> {
    texts(differ(Rule::Part, expected, actual))
}

/// Where a model does not say what the answer says.
pub(super) fn losses(answer: &Value, model: &Value) -> Vec<Difference> {
    differ(Rule::Meaning, answer, model)
}

fn texts(differences: Vec<Difference>) -> Vec<String> {
    differences.into_iter().map(|(pointer, what)| format!("at `{pointer}`: {what}")).collect()
}

fn differ(rule: Rule, expected: &Value, actual: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    walk(rule, String::new(), expected, actual, &mut found);
    found
}

fn walk(rule: Rule, pointer: String, expected: &Value, actual: &Value, found: &mut Vec<Difference>) {
    let says_nothing = |value: &Value| rule == Rule::Meaning && value.is_null();
    let below = |name: &str| format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => {
            for (name, value) in expected {
                match actual.get(name) {
                    Some(actual) => walk(rule, below(name), value, actual, found),
                    None if says_nothing(value) => {}
                    None => found.push((below(name), format!("missing, where {value} is expected"))),
                }
            }
            let more = actual.iter().filter(|(name, value)| !expected.contains_key(*name) && !says_nothing(value));
            for (name, value) in more.filter(|_| rule != Rule::Part) {
                found.push((below(name), format!("{value}, where nothing is expected")));
            }
        }
        (Value::Array(expected), Value::Array(actual)) if expected.len() == actual.len() => {
            for (index, (expected, actual)) in expected.iter().zip(actual).enumerate() {
                walk(rule, below(&index.to_string()), expected, actual, found);
            }
        }
        (Value::Array(expected), Value::Array(actual)) => {
            found.push((pointer, format!("{} items, where {} are expected", actual.len(), expected.len())));
        }
        (Value::String(expected), Value::String(actual)) if rule == Rule::Meaning && is_same_time(expected, actual) => {
        }
        // Some services write whole numbers with a point.
        (Value::Number(expected), Value::Number(actual))
            if rule == Rule::Meaning && expected.as_f64() == actual.as_f64() => {}
        _ if expected == actual => {}
        _ => found.push((pointer, format!("{actual}, where {expected} is expected"))),
    }
}

fn is_same_time(expected: &str, actual: &str) -> bool {
    let time = |text: &str| -> Option<OffsetDateTime> { parse_rfc3339(text).ok() };
    time(expected).is_some_and(|expected| time(actual) == Some(expected))
}
