//! What does not count: order, the layout of files, the format, who else is there.

use super::{base, between, document, listing, published, understand};
use apim_codegen::Understood;
use apim_codegen::compare::{Comparison, compare};
use apim_codegen::config::Config;
use apim_codegen::load::DiskFiles;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

fn assert_equal(comparison: &Comparison) {
    assert!(comparison.differences.is_empty(), "{}", listing(comparison));
}

/// The specification, read from disk.
fn read(roots: &[PathBuf]) -> Understood {
    apim_codegen::understand(roots, &Config::default(), &DiskFiles, &mut |_| ())
        .unwrap_or_else(|rejected| panic!("{roots:?}: {:?}", rejected.diagnostics))
}

fn local(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn a_specification_equals_itself() {
    for path in ["../specs", "tests/fixtures/zoo/zoo.yaml", "tests/compare/base.yaml"] {
        let root = [local(path)];
        assert_equal(&compare(&read(&root).api, &read(&root).api));
    }
}

#[test]
fn json_and_yaml_are_the_same() {
    let yaml = understand(&[("api.yaml", include_str!("base.yaml").to_owned())]);
    assert_equal(&compare(&yaml.api, &document(&base()).api));
}

/// Objects with their entries in the opposite order.
fn backwards(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            Value::Object(map.iter().rev().map(|(key, value)| (key.clone(), backwards(value))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(backwards).collect()),
        other => other.clone(),
    }
}

#[test]
fn the_order_of_keys_does_not_count() {
    assert_equal(&between(&base(), &backwards(&base())));
}

#[test]
fn descriptions_do_not_count() {
    let text = include_str!("base.yaml").replace("description: ", "description: In other words, ");
    let other = understand(&[("api.yaml", text)]);
    assert_equal(&compare(&other.api, &document(&base()).api));
}

/// Calls `change` for every object, inner ones first.
fn for_each_object(value: &mut Value, change: &mut impl FnMut(&mut Map<String, Value>)) {
    match value {
        Value::Object(map) => {
            map.values_mut().for_each(|value| for_each_object(value, change));
            change(map);
        }
        Value::Array(items) => items.iter_mut().for_each(|item| for_each_object(item, change)),
        _ => {}
    }
}

/// Definitions in a file of their own, and a document of each path.
#[test]
fn files_do_not_count() {
    let base = base();
    let shared = json!({"swagger": "2.0", "info": base["info"], "paths": {},
        "definitions": base["definitions"], "parameters": base["parameters"]});
    let mut files = vec![("shared/types.json", shared.to_string())];
    for (path, name) in [("/shops/{shop}/goods/{good}", "z.json"), ("/shops/{shop}/goods", "a.json")] {
        let mut root = base.clone();
        root["paths"] = json!({path: base["paths"][path]});
        root.as_object_mut().expect("an object").retain(|key, _| key != "definitions" && key != "parameters");
        for_each_object(&mut root, &mut |map| {
            if let Some(Value::String(reference)) = map.get_mut("$ref") {
                *reference = format!("shared/types.json{reference}");
            }
        });
        files.push((name, root.to_string()));
    }
    assert_equal(&compare(&document(&base).api, &understand(&files).api));
    files.reverse();
    assert_equal(&compare(&document(&base).api, &understand(&files).api));
}

/// Responses by reference, parameters of the path, a shared parameter in place.
#[test]
fn sharing_does_not_count() {
    let mut other = base();
    let version = base()["parameters"]["Version"].clone();
    let mut responses = Map::new();
    let paths = other["paths"].as_object_mut().expect("paths");
    for item in paths.values_mut() {
        let mut shop = Value::Null;
        for operation in item.as_object_mut().expect("a path").values_mut() {
            let parameters = operation["parameters"].as_array_mut().expect("parameters");
            if parameters.len() < 4 {
                shop = parameters.remove(0);
            }
            let last = parameters.last_mut().expect("a parameter");
            *last = version.clone();
            for response in operation["responses"].as_object_mut().expect("responses").values_mut() {
                let name = format!("R{}", responses.len());
                let reference = json!({"$ref": format!("#/responses/{name}")});
                responses.insert(name, std::mem::replace(response, reference));
            }
        }
        if shop != Value::Null {
            item["parameters"] = json!([shop]);
        }
    }
    other["responses"] = Value::Object(responses);
    assert_equal(&between(&base(), &other));
}

#[test]
fn swagger_and_openapi_are_the_same() {
    let swagger = json!({"swagger": "2.0", "info": {"title": "T", "version": "1"}, "host": "a.example",
        "consumes": ["application/json"], "produces": ["application/json"],
        "paths": {"/a/{b}": {"put": {"operationId": "A_Put", "parameters": [
            {"name": "b", "in": "path", "required": true, "type": "string", "maxLength": 5},
            {"name": "list", "in": "query", "type": "array", "items": {"type": "string"}, "collectionFormat": "multi"},
            {"name": "body", "in": "body", "required": true, "schema": {"$ref": "#/definitions/A"}}],
            "responses": {"200": {"description": "", "schema": {"$ref": "#/definitions/A"}}}}}},
        "definitions": {"A": {"type": "object", "properties": {"x": {"type": "string", "x-nullable": true}}}}});
    let content = json!({"application/json": {"schema": {"$ref": "#/components/schemas/A"}}});
    let openapi = json!({"openapi": "3.0.0", "info": {"title": "T", "version": "1"}, "servers": [{"url": "https://a.example"}],
        "paths": {"/a/{b}": {"put": {"operationId": "A_Put", "parameters": [
            {"name": "b", "in": "path", "required": true, "schema": {"type": "string", "maxLength": 5}},
            {"name": "list", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}}],
            "requestBody": {"required": true, "content": content},
            "responses": {"200": {"description": "", "content": content}}}}},
        "components": {"schemas": {"A": {"type": "object", "properties": {"x": {"type": "string", "nullable": true}}}}}});
    assert_equal(&between(&swagger, &openapi));
}

#[test]
#[ignore = "reads AZURE_REST_API_SPECS"]
fn the_published_versions_differ_in_the_same_way_forth_and_back() {
    let (old, new) = (published::stable("2022-08-01"), published::stable("2024-05-01"));
    let (old, new) = (read(&[old]), read(&[new]));
    assert_equal(&compare(&old.api, &old.api));
    assert_equal(&compare(&new.api, &read(&[published::stable("2024-05-01")]).api));
    let (forth, back) = (compare(&old.api, &new.api), compare(&new.api, &old.api));
    assert!(forth.differences.len() > 300, "{}", forth.differences.len());
    let mut mirrored: Vec<_> = forth.differences.iter().map(|one| one.rule.mirror()).collect();
    let mut rules: Vec<_> = back.differences.iter().map(|one| one.rule).collect();
    mirrored.sort();
    rules.sort();
    let lone = mirrored.iter().zip(&rules).find(|(mirrored, rule)| mirrored != rule);
    assert_eq!((lone, mirrored.len()), (None, rules.len()));
    assert_eq!(forth, compare(&old.api, &new.api));
}
