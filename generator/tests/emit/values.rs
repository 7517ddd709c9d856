//! How values are read and written: the adapters that their types get.

use apim_codegen::config::Config;
use apim_codegen::emit::Package;
use apim_codegen::load::MemoryFiles;
use apim_codegen::render::render_all;
use apim_codegen::understand;
use expect_test::{Expect, expect};

/// The Rust of the one definition, and of the call, in a service that answers with `answer` and takes `body`.
fn check(method: &str, answer: &str, body: &str, definition: &str, expected: Expect) {
    let spec = format!(
        r##"{{"swagger": "2.0", "info": {{"title": "Things", "version": "1"}}, "host": "things.example", "paths": {{
            "/things": {{"{method}": {{"operationId": "Thing_Do",
                "parameters": [{{"name": "body", "in": "body", "required": true, "schema": {body}}}],
                "responses": {{"200": {{"description": "Done.", "schema": {answer}}}}}}}}}}},
            "definitions": {{"Thing": {definition}, "Anything": {{}}, "Row": {{"type": "array", "items": {{}}}}}}}}"##
    );
    let files: MemoryFiles = [("api.json", spec.as_str())].into_iter().collect();
    let understood = understand(&["api.json".into()], &Config::default(), &files, &mut |_| {});
    let api = understood.unwrap_or_else(|rejected| panic!("{:?}", rejected.diagnostics)).api;
    let files = render_all(&api, Package::Checkout).unwrap_or_else(|error| panic!("{error}"));
    let mut shown = String::new();
    for file in files {
        let is_model = file.path.starts_with("src/generated/models");
        for line in file.text.lines().map(str::trim) {
            let is_call =
                file.path.ends_with("clients/thing.rs") && (line.starts_with(".json") || line.contains("tidy::<"));
            let is_field = is_model && (line.starts_with("pub ") && line.contains(": ") || line.contains('['));
            if (is_call || is_field) && !line.starts_with("#[") {
                shown.push_str(line);
                shown.push('\n');
            }
        }
    }
    expected.assert_eq(&shown);
}

const THING: &str = r##"{"$ref": "#/definitions/Thing"}"##;

#[test]
fn what_comes_back_keeps_null_where_it_is_a_value() {
    let definition = r##"{"type": "object", "additionalProperties": {}, "properties": {
        "rows": {"type": "array", "items": {"type": "array", "items": {}}},
        "row": {"$ref": "#/definitions/Row"},
        "named": {"type": "array", "items": {"$ref": "#/definitions/Row"}},
        "bag": {"type": "object", "additionalProperties": {"$ref": "#/definitions/Anything"}},
        "names": {"type": "array", "items": {"type": "string"}},
        "gaps": {"type": "array", "items": {"type": "string", "x-nullable": true}},
        "holes": {"type": "object", "additionalProperties": {"type": "number", "x-nullable": true}}}}"##;
    check(
        "post",
        THING,
        "{}",
        definition,
        expect![[r#"
            .json(body.into_content());
            pub rows: Option<Vec<Vec<Value>>>,
            pub row: Option<Row>,
            pub named: Option<Vec<Row>>,
            pub bag: Option<HashMap<String, Anything>>,
            pub names: Option<Vec<String>>,
            pub gaps: Option<Vec<Option<String>>>,
            pub holes: Option<HashMap<String, Option<f64>>>,
            pub additional_properties: HashMap<String, Value>,
        "#]],
    );
}

#[test]
fn what_is_only_sent_writes_floats_as_services_read_them() {
    let definition = r##"{"type": "object", "additionalProperties": {"type": "number"}, "properties": {
        "share": {"type": "number"}, "shares": {"type": "array", "items": {"type": "number", "format": "float"}},
        "size": {"type": "integer"}, "gaps": {"type": "array", "items": {"type": "string", "x-nullable": true}},
        "price": {"type": "number", "format": "decimal"}}}"##;
    check(
        "post",
        r#"{"type": "boolean"}"#,
        THING,
        definition,
        expect![[r#"
            .json(body.into_content())
            .tidied(tidy::<Same, bool>);
            //! * common: [`Anything`], [`Row`].
            //! * thing: [`Thing`].
            pub share: Option<f64>,
            pub shares: Option<Vec<f32>>,
            pub size: Option<i64>,
            pub gaps: Option<Vec<Option<String>>>,
            pub price: Option<Number>,
            pub additional_properties: HashMap<String, f64>,
        "#]],
    );
}

#[test]
fn a_patch_can_delete_a_key() {
    let definition = r##"{"type": "object", "properties": {
        "tags": {"type": "object", "additionalProperties": {"type": "string"}},
        "loose": {"type": "object", "additionalProperties": {}},
        "listed": {"type": "array", "items": {"type": "object", "additionalProperties": {"type": "string"}}}}}"##;
    check(
        "patch",
        r#"{"type": "array", "items": {"type": "string", "format": "date-time"}}"#,
        THING,
        definition,
        expect![[r#"
            .json(body.into_content())
            .tidied(tidy::<List<Rfc3339>, Vec<OffsetDateTime>>);
            //! * common: [`Anything`], [`Row`].
            //! * thing: [`Thing`].
            pub tags: Patch<HashMap<String, Option<String>>>,
            pub loose: Patch<HashMap<String, Value>>,
            pub listed: Patch<Vec<HashMap<String, String>>>,
        "#]],
    );
    let tags = r#"{"type": "object", "additionalProperties": {"type": "string"}}"#;
    check(
        "patch",
        r##"{"$ref": "#/definitions/Row"}"##,
        tags,
        "{}",
        expect![[r#"
            .json_value::<Same, _>(Some(body))
            .tidied(tidy::<List<Any>, Row>);
            //! * common: [`Anything`], [`Thing`].
            //! * thing: [`Row`].
        "#]],
    );
}
