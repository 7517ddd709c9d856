//! Whatever is read, lifting reports or succeeds; it never panics.

use super::sound::assert_sound;
use apim_codegen::diagnostic::Diagnostics;
use apim_codegen::lift::lift;
use apim_codegen::source::{Document, Documents, Syntax};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};
use std::path::PathBuf;

const KEYS: &[&str] = &[
    "$ref",
    "type",
    "format",
    "enum",
    "items",
    "properties",
    "required",
    "allOf",
    "oneOf",
    "not",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "multipleOf",
    "maxLength",
    "uniqueItems",
    "additionalProperties",
    "discriminator",
    "default",
    "readOnly",
    "x-nullable",
    "x-ms-enum",
    "description",
    "externalDocs",
    "parameters",
    "responses",
    "requestBody",
    "content",
    "schema",
    "headers",
    "name",
    "in",
    "collectionFormat",
    "consumes",
    "produces",
    "get",
    "put",
    "200",
    "default",
    "/a",
    "A",
    "B",
    "application/json",
];

const TEXTS: &[&str] = &[
    "",
    "string",
    "integer",
    "number",
    "boolean",
    "object",
    "array",
    "file",
    "null",
    "int32",
    "query",
    "path",
    "header",
    "body",
    "formData",
    "multi",
    "tsv",
    "#/definitions/A",
    "#/definitions/B",
    "#/parameters/A",
    "#/responses/A",
    "#",
    "other.json#/definitions/A",
    "other.json#/parameters/B",
    "application/json",
];

/// JSON made of the words of specifications.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        4 => select(TEXTS).prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => any::<u64>().prop_map(Value::from),
        1 => (-1e20..1e20).prop_map(Value::from),
        1 => Just(Value::Null),
    ];
    leaf.prop_recursive(5, 60, 6, |inner| {
        prop_oneof![
            3 => object(inner.clone()),
            1 => prop::collection::vec(inner, 0..4).prop_map(Value::from),
        ]
    })
}

fn object(value: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    let entry = (select(KEYS).prop_map(str::to_owned), value);
    prop::collection::vec(entry, 0..6).prop_map(|entries| Value::from(entries.into_iter().collect::<Map<_, _>>()))
}

fn specification() -> impl Strategy<Value = Value> {
    let section = || object(value());
    (section(), section(), section(), section(), section()).prop_map(|(paths, parameters, responses, a, b)| {
        json!({
            "swagger": "2.0",
            "info": { "title": "T", "version": "1" },
            "paths": { "/a": { "get": paths } },
            "parameters": { "A": parameters, "B": { "name": "b", "in": "query", "type": "string" } },
            "responses": { "A": responses },
            "definitions": { "A": a, "B": b },
        })
    })
}

/// A specification whose definitions are right for the most part.
fn schema() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(json!({})),
        Just(json!({ "$ref": "#/definitions/Fine" })),
        Just(json!({ "$ref": "other.json#/definitions/A", "readOnly": true })),
        (select(&["string", "integer", "number", "boolean"][..]), any::<i64>(), any::<u64>(), any::<bool>()).prop_map(
            |(typ, minimum, maximum, exclusive)| {
                json!({ "type": typ, "minimum": minimum, "maximum": maximum, "exclusiveMaximum": exclusive })
            }
        ),
        (select(&["string", "integer", "number", "boolean"][..]), any::<bool>(), any::<u8>()).prop_map(
            |(typ, mixed, size)| {
                let item = if mixed { json!(1) } else { json!("a") };
                json!({ "type": typ, "enum": ["a", item, null], "maxLength": size, "format": "int32" })
            }
        ),
    ];
    leaf.prop_recursive(4, 40, 4, |inner| {
        let list = prop::collection::vec(inner.clone(), 0..3);
        prop_oneof![
            inner.clone().prop_map(|items| json!({ "type": "array", "items": items, "uniqueItems": false })),
            inner.clone().prop_map(|item| json!({ "type": "object", "additionalProperties": item, "required": [] })),
            (list.clone(), inner.clone()).prop_map(|(all, b)| json!({ "allOf": all, "properties": { "b": b } })),
            (list.clone(), list, any::<bool>())
                .prop_map(|(one, any, nullable)| { json!({ "oneOf": one, "anyOf": any, "x-nullable": nullable }) }),
            inner.prop_map(|item| json!({ "not": item, "x-ms-enum": { "name": "A" } })),
        ]
    })
}

fn documents(root: Value, other: Value) -> Documents {
    let mut documents = Documents::default();
    for (path, content) in [("api.json", root), ("other.json", other)] {
        let text = content.to_string();
        documents.add(Document { path: PathBuf::from(path), text, syntax: Syntax::Json, content });
        if path == "api.json" {
            documents.mark_roots();
        }
    }
    documents
}

proptest! {
    #[test]
    fn nothing_panics_and_every_diagnostic_has_a_place(root in specification(), other in specification()) {
        let documents = documents(root, other);
        let mut diagnostics = Diagnostics::default();
        let lifted = lift(&documents, &mut diagnostics);
        for diagnostic in diagnostics.iter() {
            let location = diagnostic.location();
            prop_assert!(location.is_some_and(|place| documents.value(place).is_some()), "{diagnostic:?}");
        }
        if !diagnostics.has_errors() {
            assert_sound(&lifted.openapi);
        }
    }

    #[test]
    fn schemas_read_back_as_they_were_written(a in schema(), b in schema(), other in schema()) {
        let fine = json!({ "type": "object" });
        let head = |definitions: Value| {
            let info = json!({ "title": "T", "version": "1" });
            json!({ "swagger": "2.0", "info": info, "paths": {}, "definitions": definitions })
        };
        let root = head(json!({ "A": a, "B": b, "Fine": fine }));
        let documents = documents(root, head(json!({ "A": other, "Fine": fine })));
        let mut diagnostics = Diagnostics::default();
        let lifted = lift(&documents, &mut diagnostics);
        if !diagnostics.has_errors() {
            assert_sound(&lifted.openapi);
        }
    }
}
