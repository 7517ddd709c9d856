//! `x-ms-enum.values` beside `enum`: names and descriptions are for the values that are listed.

use crate::azure::{Enum, Extension};
use crate::diagnostic::{Code, Diagnostic, question};
use crate::source::{Documents, Location};
use serde_json::Value;

/// Where the two lists of the schema at `at` disagree.
pub(super) fn disagreements(documents: &Documents, at: &Location) -> Vec<Diagnostic> {
    let (named_at, listed_at) = (at.key(Enum::KEY).key("values"), at.key("enum"));
    let list = |at: &Location| documents.value(at).and_then(Value::as_array);
    let (Some(named), Some(listed)) = (list(&named_at), list(&listed_at)) else { return Vec::new() };
    let named: Vec<&Value> = named.iter().map(|entry| entry.get("value").unwrap_or(&Value::Null)).collect();
    let is_unlisted =
        |(_, value): &(usize, &&Value)| !value.is_null() && !listed.iter().any(|other| is_same(other, value));
    let unlisted = named.iter().enumerate().filter(is_unlisted).map(|(index, value)| {
        let message = format!("{} is named here, but is no value of the `enum`", shown(value));
        let near = value.as_str().and_then(|text| question(text, listed.iter().filter_map(Value::as_str)));
        Diagnostic::at(Code::EnumNames, named_at.index(index).key("value"), message)
            .help(near.unwrap_or_else(|| "add it to the `enum`, or remove its entry here".to_owned()))
    });
    // One that is named in other letters is told there.
    let is_near = |left: &Value, right: &Value| {
        left.as_str().zip(right.as_str()).is_some_and(|(left, right)| left.eq_ignore_ascii_case(right))
    };
    let is_named = |value: &Value| named.iter().any(|other| is_same(other, value) || is_near(other, value));
    let is_unnamed = |(_, value): &(usize, &Value)| !value.is_null() && !is_named(value);
    let unnamed = listed.iter().enumerate().filter(is_unnamed).map(|(index, value)| {
        let message = format!("the value {} is not among the `values` of `x-ms-enum`", shown(value));
        Diagnostic::at(Code::EnumNames, listed_at.index(index), message).help("add it there, or leave out `values`")
    });
    if named.is_empty() { Vec::new() } else { unlisted.chain(unnamed).collect() }
}

fn is_same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.as_f64() == right.as_f64(),
        _ => left == right,
    }
}

fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| format!("`{value}`"), |text| format!("`{text}`"))
}
