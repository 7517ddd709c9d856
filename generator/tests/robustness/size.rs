//! Specifications that are sound but for their size: long chains, deep nests, many of a kind.
//!
//! The chains would overflow the stack of a thread that spent a call of some kilobytes on each link.

use super::oracle::{self, Verdict};
use apim_codegen::load::MemoryFiles;
use serde_json::{Map, Value, json};
use std::path::Path;

/// How many links a chain has.
const LINKS: usize = 1_000;

/// How many things of a kind there are.
const MANY: usize = 300;

fn judge(content: &Value) -> Verdict {
    oracle::judge(Path::new("api"), &[("api", content.to_string())].into_iter().collect::<MemoryFiles>())
}

/// A service with one operation, which answers with the definition `D0`, and whose parameter is `P0`.
fn service(definitions: Value, parameters: Value) -> Value {
    json!({
        "swagger": "2.0",
        "info": {"title": "Chain", "version": "1"},
        "host": "chain.example",
        "paths": {"/things": {"get": {
            "operationId": "Things_Get",
            "parameters": [{"$ref": "#/parameters/P0"}],
            "responses": {"200": {"description": "A thing.", "schema": {"$ref": "#/definitions/D0"}}}
        }}},
        "definitions": definitions,
        "parameters": parameters
    })
}

/// `count` entries `D0`, `D1`, …, each made from the name of the next; the last one is `end`.
fn chain(prefix: &str, count: usize, link: impl Fn(String) -> Value, end: Value) -> Value {
    let links = (0..count).map(|at| (format!("{prefix}{at}"), link(format!("{prefix}{}", at + 1))));
    Value::Object(links.chain([(format!("{prefix}{count}"), end)]).collect::<Map<_, _>>())
}

fn parameter() -> Value {
    json!({"P0": {"name": "p", "in": "query", "type": "string"}})
}

/// A chain of definitions, each linked to the next.
fn definitions(link: impl Fn(Value) -> Value) -> Value {
    let reference = |name: String| json!({"$ref": format!("#/definitions/{name}")});
    let end = json!({"type": "object", "properties": {"end": {"type": "string"}}});
    service(chain("D", LINKS, |next| link(reference(next)), end), parameter())
}

#[test]
fn a_chain_of_references() {
    judge(&definitions(|next| next));
}

#[test]
fn a_chain_of_inheritance() {
    judge(&definitions(|next| json!({"allOf": [next], "properties": {"own": {"type": "string"}}})));
}

#[test]
fn a_chain_of_properties() {
    judge(&definitions(|next| json!({"type": "object", "properties": {"next": next}})));
}

#[test]
fn a_chain_of_flattened_properties() {
    judge(&definitions(
        |next| json!({"type": "object", "required": ["next"], "properties": {"next": {"allOf": [next], "x-ms-client-flatten": true}}}),
    ));
}

#[test]
fn a_chain_of_lists() {
    judge(&definitions(|next| json!({"type": "array", "items": next})));
}

#[test]
fn a_chain_of_maps() {
    judge(&definitions(|next| json!({"type": "object", "additionalProperties": next})));
}

#[test]
fn a_chain_of_kinds() {
    judge(&definitions(
        |next| json!({"allOf": [next], "type": "object", "discriminator": "kind", "required": ["kind"], "properties": {"kind": {"type": "string"}}}),
    ));
}

#[test]
fn a_chain_of_parameters() {
    let link = |next| json!({"$ref": format!("#/parameters/{next}")});
    let parameters = chain("P", LINKS, link, json!({"name": "p", "in": "query", "type": "string"}));
    judge(&service(json!({"D0": {"type": "string"}}), parameters));
}

#[test]
fn a_nest_of_inline_schemas() {
    for depth in [10, 60, 100, 127, 200, 10_000] {
        let wrap = |inner: String| format!(r#"{{"type":"object","properties":{{"x":{inner}}}}}"#);
        let nest = (0..depth).fold(r#"{"type":"string"}"#.to_owned(), |inner, _| wrap(inner));
        let text = service(json!({"D0": "HERE"}), parameter()).to_string().replace("\"HERE\"", &nest);
        let files: MemoryFiles = [("api", text.as_str())].into_iter().collect();
        oracle::judge(Path::new("api"), &files);
        let files: MemoryFiles = [("api.yaml", text.as_str())].into_iter().collect();
        oracle::judge(Path::new("api.yaml"), &files);
    }
}

#[test]
fn a_nest_of_brackets() {
    for text in ["[", "{\"a\":", "- ", "? ", "a: &a [*a, ", "((", "\"#\"", "!"] {
        oracle::judge(Path::new("api"), &[("api", text.repeat(20_000))].into_iter().collect());
    }
}

/// Each alias stands for ten of the one before it.
#[test]
fn a_yaml_of_aliases_that_multiply() {
    let level = |at: usize| format!("x-{at}: &x{at} [{}]\n", vec![format!("*x{}", at - 1); 10].join(", "));
    let levels: String = (1..12).map(level).collect();
    let text = format!("swagger: '2.0'\nx-0: &x0 [a]\n{levels}info: {{title: T, version: '1'}}\npaths: {{}}\n");
    assert!(matches!(
        oracle::judge(Path::new("api.yaml"), &[("api.yaml", text)].into_iter().collect()),
        Verdict::Refused
    ));
}

#[test]
fn many_properties_values_and_parameters() {
    let properties: Map<_, _> = (0..MANY).map(|at| (format!("p{at}"), json!({"type": "string"}))).collect();
    let values: Vec<_> = (0..MANY).map(|at| format!("v{at}")).collect();
    let mut content = service(json!({"D0": {"type": "object", "properties": properties}}), parameter());
    content["definitions"]["D0"]["properties"]["e"] = json!({"type": "string", "enum": values});
    let parameters: Vec<_> =
        (0..MANY).map(|at| json!({"name": format!("q{at}"), "in": "query", "type": "string"})).collect();
    content["paths"]["/things"]["get"]["parameters"] = json!(parameters);
    assert!(matches!(judge(&content), Verdict::Accepted(_)));
}

#[test]
fn many_errors() {
    let wrong: Map<_, _> = (0..MANY).map(|at| (format!("p{at}"), json!({"type": at}))).collect();
    let content = service(json!({"D0": {"type": "object", "properties": wrong}}), parameter());
    assert!(matches!(judge(&content), Verdict::Refused));
}

/// Each definition refers to the next one twice, so that there are more ways through them than atoms.
#[test]
fn a_lattice_of_definitions() {
    let reference = |name: &str| json!({"$ref": format!("#/definitions/{name}")});
    let links: [fn(Value) -> Value; 5] = [
        |next| json!({"type": "object", "properties": {"a": next, "b": next}}),
        |next| json!({"allOf": [next, next]}),
        |next| json!({"allOf": [{"allOf": [next]}, {"allOf": [next]}]}),
        |next| json!({"type": "object", "required": ["a", "b"], "properties": {"a": {"allOf": [next], "x-ms-client-flatten": true}, "b": {"allOf": [next], "x-ms-client-flatten": true}}}),
        |next| json!({"type": "array", "items": {"type": "object", "properties": {"a": next, "b": {"type": "array", "items": next}}}}),
    ];
    for link in links {
        let chain = chain(
            "D",
            60,
            |next| link(reference(&next)),
            json!({"type": "object", "properties": {"end": {"type": "string"}}}),
        );
        judge(&service(chain, parameter()));
    }
}
