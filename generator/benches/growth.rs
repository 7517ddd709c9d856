//! How time and memory grow with the input: `cargo bench -p apim-codegen --bench growth`.
//!
//! Each input is doubled three times. What grows in proportion takes about twice the time and memory at each step.

use apim_codegen::config::Config;
use apim_codegen::diagnostic::{MessageFormat, Style, render};
use apim_codegen::emit::{Package, Runtime};
use apim_codegen::load::MemoryFiles;
use apim_codegen::{generate, understand};
use divan::{AllocProfiler, Bencher};
use serde_json::{Map, Value, json};
use std::path::PathBuf;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::Divan::default().sample_count(7).config_with_args().main();
}

/// A service of so many operations, with these definitions.
fn service(operations: usize, definitions: Map<String, Value>) -> Value {
    let version = json!({"name": "api-version", "in": "query", "required": true, "type": "string"});
    let operation = |number: usize| {
        let get = json!({
            "operationId": format!("Group{}_Get{number}", number / 10), "parameters": [version],
            "responses": {"200": {"description": "ok", "schema": {"$ref": "#/definitions/Thing"}}},
        });
        (format!("/things/{number}"), json!({"get": get}))
    };
    let paths: Map<String, Value> = (0..operations).map(operation).collect();
    let mut all = definitions;
    all.entry("Thing").or_insert_with(|| json!({"type": "object", "properties": {"name": {"type": "string"}}}));
    json!({
        "swagger": "2.0", "info": {"title": "Growth", "version": "1"}, "host": "management.azure.com", "schemes": ["https"],
        "consumes": ["application/json"], "produces": ["application/json"], "paths": paths, "definitions": all,
    })
}

/// Definitions named by number.
fn definitions(count: usize, definition: impl Fn(usize) -> Value) -> Map<String, Value> {
    (0..count).map(|number| (format!("Part{number}"), definition(number))).collect()
}

/// An object with references to all definitions, so that none is unused.
fn with_all(count: usize, mut parts: Map<String, Value>) -> Map<String, Value> {
    let property = |number: usize| (format!("part{number}"), json!({"$ref": format!("#/definitions/Part{number}")}));
    let properties: Map<String, Value> = (0..count).map(property).collect();
    parts.insert("Thing".to_owned(), json!({"type": "object", "properties": properties}));
    parts
}

/// From the texts to the texts: what is understood is generated, and what is found is told.
fn run(bencher: Bencher<'_, '_>, files: &MemoryFiles, roots: &[PathBuf]) {
    bencher.bench(|| match understand(roots, &Config::default(), files, &mut |_| ()) {
        Ok(understood) => {
            let told = render(&understood.diagnostics, &understood.documents, MessageFormat::Human, Style::Plain);
            let written = generate(&understood.api, Package::Whole(Runtime::Carried), &mut |_| ()).expect("Rust");
            told.len() + written.len()
        }
        Err(rejected) => render(&rejected.diagnostics, &rejected.documents, MessageFormat::Human, Style::Plain).len(),
    });
}

fn run_on(bencher: Bencher<'_, '_>, text: String) {
    let root = PathBuf::from("api.json");
    run(bencher, &[(root.clone(), text)].into_iter().collect(), &[root]);
}

/// Of definitions that lead to each other, the first is asked for.
fn run_on_chain(bencher: Bencher<'_, '_>, mut parts: Map<String, Value>) {
    let first = json!({"type": "object", "properties": {"part": {"$ref": "#/definitions/Part0"}}});
    parts.insert("Thing".to_owned(), first);
    run_on(bencher, pretty(&service(1, parts)));
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).expect("JSON")
}

#[divan::bench(args = [500, 1000, 2000, 4000])]
fn operations(bencher: Bencher<'_, '_>, count: usize) {
    run_on(bencher, pretty(&service(count, Map::new())));
}

fn with_definitions(count: usize, definition: impl Fn(usize) -> Value) -> Value {
    service(1, with_all(count, definitions(count, definition)))
}

fn object(_: usize) -> Value {
    json!({"type": "object", "description": "A part.", "properties": {
        "name": {"type": "string"}, "size": {"type": "integer", "format": "int32"}, "tags": {"type": "array", "items": {"type": "string"}}}})
}

#[divan::bench(name = "definitions", args = [500, 1000, 2000, 4000])]
fn definitions_that_are_objects(bencher: Bencher<'_, '_>, count: usize) {
    run_on(bencher, pretty(&with_definitions(count, object)));
}

/// A key that nobody knows in each definition.
fn odd(number: usize) -> Value {
    let mut odd = object(number);
    odd["x-ms-unknown"] = json!(number);
    odd
}

#[divan::bench(args = [2000, 4000, 8000, 16_000])]
fn diagnostics(bencher: Bencher<'_, '_>, count: usize) {
    run_on(bencher, pretty(&with_definitions(count, odd)));
}

#[divan::bench(args = [2000, 4000, 8000, 16_000])]
fn diagnostics_in_one_line(bencher: Bencher<'_, '_>, count: usize) {
    run_on(bencher, with_definitions(count, odd).to_string());
}

#[divan::bench(args = [1250, 2500, 5000, 10_000])]
fn lists_of_lists(bencher: Bencher<'_, '_>, depth: usize) {
    let list = |number: usize| match number + 1 {
        next if next < depth => json!({"type": "array", "items": {"$ref": format!("#/definitions/Part{next}")}}),
        _ => json!({"type": "string"}),
    };
    run_on_chain(bencher, definitions(depth, list));
}

#[divan::bench(args = [500, 1000, 2000, 4000])]
fn flattened_properties(bencher: Bencher<'_, '_>, depth: usize) {
    let link = |number: usize| match number + 1 {
        next if next < depth => json!({"properties": {
            "inner": {"$ref": format!("#/definitions/Part{next}"), "x-ms-client-flatten": true},
        }}),
        _ => json!({"required": ["name"], "properties": {"name": {"type": "string"}}}),
    };
    // What is only sent must be whole, from the inside out.
    let mut service = service(1, definitions(depth, link));
    service["paths"]["/things/0"]["put"] = json!({
        "operationId": "Group0_Put",
        "parameters": [{"name": "part", "in": "body", "required": true, "schema": {"$ref": "#/definitions/Part0"}}],
        "responses": {"204": {"description": "done"}},
    });
    run_on(bencher, pretty(&service));
}

#[divan::bench(args = [125, 250, 500, 1000])]
fn kinds_of_kinds(bencher: Bencher<'_, '_>, depth: usize) {
    let kind = |number: usize| match number {
        0 => json!({
            "type": "object", "discriminator": "kind", "required": ["kind"], "properties": {"kind": {"type": "string"}},
        }),
        _ => json!({"type": "object", "allOf": [{"$ref": format!("#/definitions/Part{}", (number - 1) / 2)}]}),
    };
    run_on_chain(bencher, definitions(depth, kind));
}

#[divan::bench(args = [8, 16, 32, 64])]
fn depth_of_all_of(bencher: Bencher<'_, '_>, depth: usize) {
    let link = |number: usize| {
        let properties = json!({format!("p{number}"): {"type": "string"}});
        match number + 1 {
            next if next < depth => {
                json!({"type": "object", "allOf": [{"$ref": format!("#/definitions/Part{next}")}], "properties": properties})
            }
            _ => json!({"type": "object", "properties": properties}),
        }
    };
    run_on_chain(bencher, definitions(depth, link));
}

#[divan::bench(args = [50, 100, 200, 400])]
fn files(bencher: Bencher<'_, '_>, count: usize) {
    let file = |number: usize| {
        let mut content = service(2, definitions(10, object));
        let paths = content["paths"].take();
        let operations = paths.as_object().into_iter().flatten().map(|(path, operation)| {
            let mut operation = operation.clone();
            operation["get"]["operationId"] = json!(format!("Group{number}_Get{}", path.len()));
            operation["get"]["responses"]["200"]["schema"]["$ref"] = json!("#/definitions/Part0");
            (format!("/files/{number}{path}"), operation)
        });
        content["paths"] = operations.take(1).collect::<Map<_, _>>().into();
        (PathBuf::from(format!("api{number}.json")), pretty(&content))
    };
    let files: Vec<_> = (0..count).map(file).collect();
    let roots: Vec<_> = files.iter().map(|(path, _)| path.clone()).collect();
    run(bencher, &files.into_iter().collect(), &roots);
}
