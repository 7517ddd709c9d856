//! The words of the specification languages, as far as help needs them.

use crate::diagnostic::nearest;
use serde_json::Value;

/// The types of a schema.
pub(in crate::lift) const TYPES: [&str; 6] = ["array", "boolean", "integer", "number", "object", "string"];

/// The keys that are misspelt most, and those that they are mistaken for.
const KEYS: [&str; 54] = [
    "additionalProperties",
    "allOf",
    "allowEmptyValue",
    "basePath",
    "collectionFormat",
    "components",
    "consumes",
    "content",
    "default",
    "definitions",
    "delete",
    "deprecated",
    "description",
    "discriminator",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "externalDocs",
    "format",
    "get",
    "head",
    "headers",
    "host",
    "info",
    "items",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "name",
    "operationId",
    "parameters",
    "patch",
    "paths",
    "pattern",
    "post",
    "produces",
    "properties",
    "put",
    "readOnly",
    "required",
    "responses",
    "schema",
    "schemas",
    "security",
    "summary",
    "title",
    "type",
    "uniqueItems",
];

/// What a value is.
pub(in crate::lift) fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// What to do about a value where something else is expected; `written` is the value in its author's words.
pub(in crate::lift) fn type_help(value: &Value, written: &str, expected: &str) -> String {
    match (expected, value) {
        ("a string", Value::Number(_) | Value::Bool(_)) => format!("put it in quotes: `\"{written}\"`"),
        ("an array", Value::String(_) | Value::Number(_) | Value::Bool(_)) => {
            format!("make it a list: `[{}]`", shortened(written))
        }
        ("true or false" | "a number" | "a whole number of at least 0", Value::String(text))
            if matches!(serde_json::from_str(text), Ok(Value::Bool(_) | Value::Number(_))) =>
        {
            format!("take away the quotes: `{}`", shortened(text))
        }
        (_, Value::Null) => format!("write {expected} here, or remove the key"),
        _ => format!("write {expected} here"),
    }
}

fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    let short: String = text.chars().take(LONGEST).collect();
    if short.len() < text.len() { short + "…" } else { short }
}

/// What to write so that `key` is there, or the key of `object` that was perhaps meant to be it.
pub(in crate::lift) fn addition(key: &str, object: &Value) -> String {
    let own = object.as_object().into_iter().flatten().map(|(key, _)| key.as_str());
    if let Some(near) = nearest(key, own) {
        return format!("`{near}` is perhaps meant to be `{key}`");
    }
    let example = match key {
        "in" => r#""in": "query""#,
        "type" => r#""type": "string""#,
        "schema" => r##""schema": { "$ref": "#/definitions/…" }"##,
        "responses" => r#""responses": { "200": { "description": "…" } }"#,
        "content" => r#""content": { "application/json": { "schema": … } }"#,
        "info" => r#""info": { "title": "…", "version": "…" }"#,
        "paths" => r#""paths": {}"#,
        "url" => r#""url": "https://…""#,
        _ => return format!("add `\"{key}\": \"…\"`"),
    };
    format!("add `{example}`")
}

/// What to do about a key without meaning.
pub(in crate::lift) fn misplaced(key: &str) -> String {
    match nearest(key, KEYS) {
        Some(near) if near != key => format!("did you mean `{near}`?"),
        Some(_) => "move it to where it belongs, often one level up or down, or remove it".to_owned(),
        None => "remove it; a key of your own begins with `x-`".to_owned(),
    }
}

/// What to write instead of a word that is none of those known.
pub(in crate::lift) fn instead(word: &str, known: &[&'static str]) -> String {
    match nearest(word, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write one of {}", known.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")),
    }
}
