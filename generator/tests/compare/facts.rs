//! No fact is ignored: every key of the specification in `specs/` that is changed is noticed.

#[allow(dead_code, reason = "the module has more than this test needs")]
#[path = "../../fuzz/src/specification.rs"]
mod specification;

use apim_codegen::Understood;
use apim_codegen::compare::compare;
use apim_codegen::config::Config;
use apim_codegen::load::MemoryFiles;
use apim_codegen::source::Pointer;
use serde_json::{Value, json};
use specification::Specification;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What says nothing that a call depends on.
const IGNORED: &[(&str, &str)] = &[
    ("description", "documentation"),
    ("summary", "documentation"),
    ("externalDocs", "documentation"),
    ("example", "documentation"),
    ("x-ms-examples", "examples, which are checked against what is said here"),
    ("tags", "grouping for readers; the group is in the operationId"),
    ("x-tagGroups", "grouping for readers"),
    ("values", "names and descriptions of an enum's values, which stand in `enum`"),
    ("schemes", "a client of Azure speaks HTTPS"),
    ("security", "signing in is the credential's business"),
    ("flow", "signing in is the credential's business"),
    ("authorizationUrl", "signing in is the credential's business"),
    ("type", "of a security scheme, or repeated beside a reference"),
    ("x-ms-identifiers", "tells other tools how to compare lists"),
    ("x-ms-odata", "tells other tools what can be filtered"),
    ("x-ms-parameter-location", "tells other tools where to keep a parameter"),
    ("x-ms-azure-resource", "tells other tools what a resource is"),
    ("x-ms-external", "tells other tools what to leave out"),
];

/// Places that say nothing either, for a reason of their own.
const EXEMPT: &[(&str, &str)] = &[
    ("/x-ms-parameterized-host/parameters", "the caller names the endpoint as a whole"),
    ("/x-ms-parameterized-host/useSchemePrefix", "the template has a scheme"),
    ("/x-ms-parameter-grouping/name", "parameters are not grouped"),
    ("/x-ms-pageable/operationName", "links are followed with a GET, whatever GET is named"),
    ("/paths/~1{next}/post/", "an operation that is only a link to follow gets no method"),
    ("/xml/", "bodies are JSON"),
    ("/post/consumes", "a form is sent as one"),
    ("/definitions/Keeper/properties/rank/x-ms-enum", "numbers are no enum"),
];

/// Files of a specification, the root first.
fn files(folder: &str, names: &[&str]) -> Vec<(PathBuf, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let read = |name: &&str| {
        let text = std::fs::read_to_string(folder.join(name)).expect("a readable file");
        let mut value: Value = serde_yaml::from_str(&text).expect("YAML");
        without_examples(&mut value);
        (PathBuf::from(name), value)
    };
    names.iter().map(read).collect()
}

fn specs() -> Vec<(PathBuf, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let users = Specification::read(&folder, &[folder.join("users.yaml")]).pop().expect("a specification");
    let files = users.files.into_iter().filter(|(path, _)| !path.starts_with("examples"));
    let mut files: Vec<_> = files.collect();
    files.iter_mut().for_each(|(_, value)| without_examples(value));
    files
}

fn zoo() -> Vec<(PathBuf, Value)> {
    files("tests/fixtures/zoo", &["zoo.yaml"])
}

fn without_examples(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|key, _| key != "x-ms-examples");
            map.values_mut().for_each(without_examples);
        }
        Value::Array(items) => items.iter_mut().for_each(without_examples),
        _ => {}
    }
}

/// What the files say; `None` when they are refused.
fn understand(files: &[(PathBuf, Value)]) -> Option<Understood> {
    let root = files.first()?.0.clone();
    let files: MemoryFiles = files.iter().map(|(path, value)| (path, value.to_string())).collect();
    apim_codegen::understand(&[root], &Config::default(), &files, &mut |_| ()).ok()
}

/// Whether an object holds names, or the keys of the specification.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Holds {
    Keys,
    Names,
}

impl Holds {
    /// What the value at `key` holds.
    fn inside(self, key: &str) -> Self {
        const HOLDERS: [&str; 6] = ["paths", "properties", "definitions", "parameters", "responses", "headers"];
        if self == Self::Keys && HOLDERS.contains(&key) { Self::Names } else { Self::Keys }
    }
}

/// The places of all values that are no documentation, with the key or the list they stand at.
fn places(value: &Value, at: Pointer, key: &str, holds: Holds, found: &mut Vec<(Pointer, String)>) {
    match value {
        Value::Object(map) => {
            let is_body = map.get("in").is_some_and(|place| place == "body");
            for (name, value) in map {
                let ignored = IGNORED.iter().any(|(ignored, _)| ignored == name) && !is_schema_type(map, name);
                // What a body is called shows nowhere but in examples; what a scope is for is documentation.
                let ignored = holds == Holds::Keys && (ignored || is_body && name == "name") || key == "scopes";
                if !ignored {
                    places(value, at.key(name), name, holds.inside(name), found);
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                places(item, at.index(index), key, Holds::Keys, found);
            }
        }
        _ => found.push((at, key.to_owned())),
    }
}

/// `type` is a fact, unless a reference or a security scheme has it, or an object whose properties say so.
fn is_schema_type(map: &serde_json::Map<String, Value>, name: &str) -> bool {
    let told = ["$ref", "flow", "allOf"].iter().any(|other| map.contains_key(*other));
    name == "type" && !told
}

/// Another value, which a specification can have at this key.
fn changed(key: &str, value: &Value) -> Option<Value> {
    Some(match (key, value) {
        ("$ref", _) => return None,
        ("type", Value::String(text)) => Value::from(if text == "boolean" { "string" } else { "boolean" }),
        ("format", _) => Value::from("duration"),
        ("in", Value::String(text)) => Value::from(if text == "query" { "header" } else { "query" }),
        ("final-state-via", _) => Value::from("original-uri"),
        ("consumes" | "produces", _) => Value::from("text/json"),
        (_, Value::Bool(flag)) => Value::from(!flag),
        (_, Value::Number(number)) => {
            number.as_i64().map_or_else(|| json!(number.as_f64().unwrap_or_default() + 2.5), |whole| json!(whole + 1))
        }
        (_, Value::String(text)) => Value::from(format!("{text}x")),
        _ => return None,
    })
}

/// Whether nothing refers to the component that holds a place in the file of this index; the first is the root.
fn is_unused(index: usize, pointer: &Pointer, references: &BTreeSet<String>) -> bool {
    let segments: Vec<String> = pointer.segments().take(2).collect();
    match segments.as_slice() {
        [kind, name] if matches!(kind.as_str(), "definitions" | "parameters" | "responses") => {
            !references.iter().any(|reference| reference.ends_with(&format!("#/{kind}/{name}")))
        }
        // The head of a file that only lends its components.
        _ => index > 0,
    }
}

fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            found.extend(map.get("$ref").and_then(Value::as_str).map(str::to_owned));
            map.values().for_each(|value| references(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

#[test]
fn every_changed_fact_is_noticed() {
    assert_told(notices_changes(&specs()), &[]);
    assert_told(notices_changes(&zoo()), EXEMPT);
}

fn notices_changes(original: &[(PathBuf, Value)]) -> Vec<String> {
    let before = understand(original).expect("the specification is valid");
    let mut used = BTreeSet::new();
    original.iter().for_each(|(_, value)| references(value, &mut used));
    let (mut tried, mut unnoticed) = (0, Vec::new());
    for (index, (path, value)) in original.iter().enumerate() {
        let mut found = Vec::new();
        places(value, Pointer::root(), "", Holds::Keys, &mut found);
        for (pointer, key) in found.iter().filter(|(pointer, _)| !is_unused(index, pointer, &used)) {
            let mut files = original.to_vec();
            let place = files[index].1.pointer_mut(pointer.as_str()).expect("the place is there");
            let Some(other) = changed(key, place) else { continue };
            *place = other.clone();
            tried += 1;
            // What is refused is noticed.
            let Some(after) = understand(&files) else { continue };
            if compare(&before.api, &after.api).differences.is_empty() {
                unnoticed.push(format!("{}#{pointer} → {other}", path.display()));
            }
        }
    }
    assert!(tried > 200, "only {tried} places");
    unnoticed
}

/// What is not noticed must be exempt, and what is exempt must not be noticed: else it needs no exemption.
fn assert_told(unnoticed: Vec<String>, exempt: &[(&str, &str)]) {
    let is_wrong = |place: &&String| !exempt.iter().any(|(known, _)| place.contains(known));
    let wrong: Vec<&String> = unnoticed.iter().filter(is_wrong).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let needless = exempt.iter().filter(|(known, _)| !unnoticed.iter().any(|place| place.contains(known)));
    assert_eq!(needless.collect::<Vec<_>>(), Vec::<&(&str, &str)>::new());
}

/// What stands in a list or under a name of its own.
#[test]
fn everything_that_is_taken_away_is_missed() {
    assert_told(misses_removals(&specs()), &[]);
    let exempt = ["/x-ms-parameterized-host/parameters", "/paths/~1{next}/post/", "/definitions/Animal/required/0"];
    let exempt: Vec<_> = EXEMPT.iter().filter(|(place, _)| exempt.contains(place)).copied().collect();
    assert_told(misses_removals(&zoo()), &exempt);
}

fn misses_removals(original: &[(PathBuf, Value)]) -> Vec<String> {
    let before = understand(original).expect("the specification is valid");
    let mut used = BTreeSet::new();
    original.iter().for_each(|(_, value)| references(value, &mut used));
    let (mut tried, mut unnoticed) = (0, Vec::new());
    for (index, (path, value)) in original.iter().enumerate() {
        let mut holders = Vec::new();
        containers(value, Pointer::root(), Holds::Keys, &mut holders);
        for (holder, key) in holders.iter().filter(|(pointer, _)| !is_unused(index, pointer, &used)) {
            let mut files = original.to_vec();
            match files[index].1.pointer_mut(holder.as_str()).expect("the place is there") {
                Value::Object(map) => drop(map.remove(key)),
                Value::Array(items) => drop(items.remove(key.parse().expect("an index"))),
                _ => continue,
            }
            tried += 1;
            let Some(after) = understand(&files) else { continue };
            if compare(&before.api, &after.api).differences.is_empty() {
                unnoticed.push(format!("{}#{holder}/{key}", path.display()));
            }
        }
    }
    assert!(tried > 60, "only {tried} places");
    unnoticed
}

/// What can be taken out of objects and lists.
fn containers(value: &Value, at: Pointer, holds: Holds, found: &mut Vec<(Pointer, String)>) {
    const HOLDERS: [&str; 7] = ["properties", "responses", "headers", "parameters", "required", "enum", "scopes"];
    match value {
        Value::Object(map) => {
            for (name, value) in map {
                let at = at.key(name);
                // The components of a document are no facts by themselves.
                let is_holder = holds == Holds::Keys && HOLDERS.contains(&name.as_str()) && at.segments().count() > 1;
                match value {
                    Value::Object(inner) if is_holder => {
                        found.extend(inner.keys().map(|key| (at.clone(), key.clone())))
                    }
                    Value::Array(items) if is_holder => {
                        found.extend((0..items.len()).map(|index| (at.clone(), index.to_string())));
                    }
                    _ => {}
                }
                containers(value, at, holds.inside(name), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                containers(item, at.index(index), Holds::Keys, found);
            }
        }
        _ => {}
    }
}
