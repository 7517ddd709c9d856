//! The words of this project's own specification: one spelling for each thing, and no feature of the past told as one of today.

use apim_codegen::load::{DiskFiles, FileReader};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// What descriptions must not say, in lower case, and what to say instead.
const WORDS: [(&str, &str); 23] = [
    ("shall", "`should`, or what is so"),
    ("anew", "`again`"),
    ("organisation", "`organization`"),
    ("synchronis", "`synchroniz…`"),
    ("authoris", "`authoriz…`"),
    ("initialis", "`initializ…`"),
    ("email ", "`e-mail`"),
    ("host name", "`hostname`"),
    ("openid-connect", "`OpenID Connect`"),
    ("open id connect", "`OpenID Connect`"),
    ("azure ad ", "`Microsoft Entra ID`, but for Azure AD B2C"),
    ("azure active directory", "`Microsoft Entra ID`"),
    ("favourite", "`favorite`"),
    ("behaviour", "`behavior`"),
    ("centre", "`center`"),
    ("recognise", "`recognize`"),
    ("the portal", "`the developer portal`"),
    ("legacy portal", "`legacy developer portal`"),
    ("api gateway", "`workspace gateway`"),
    ("api management gateway", "`workspace gateway`"),
    ("gateway resource", "`workspace gateway`"),
    ("<tenant>", "`{tenant}`"),
    ("over when it has ended", "what must not be done before"),
];

/// Features that Microsoft has retired, and a word that must stand beside them.
const RETIRED: [(&str, &[&str]); 3] = [
    ("direct management api", &["retired"]),
    ("git repository", &["retired", "of your own"]),
    ("publisher portal", &["of the past"]),
];

#[test]
fn one_spelling_for_each_thing() {
    let mut wrong = Vec::new();
    for (place, text) in descriptions() {
        let said = text.to_lowercase().replace('\n', " ").replace("azure ad b2c", "");
        for (word, instead) in WORDS {
            if said.contains(word) {
                wrong.push(format!("{place}: `{word}`: say {instead}"));
            }
        }
        for (feature, words) in RETIRED {
            if said.contains(feature) && !words.iter().any(|word| said.contains(word)) {
                wrong.push(format!("{place}: `{feature}` without {words:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_value_of_an_enum_has_words() {
    let mut enums = Vec::new();
    documents().iter().for_each(|(file, content)| collect_enums(file, content, &mut enums));
    assert!(enums.len() > 100, "only {} enums", enums.len());
    let silent: Vec<_> = enums.iter().filter(|(_, silent)| !silent.is_empty()).collect();
    assert!(silent.is_empty(), "no description in `x-ms-enum.values`: {silent:#?}");
}

/// All descriptions of `specs/`, each with its file and what it describes.
fn descriptions() -> Vec<(String, String)> {
    let mut found = Vec::new();
    documents().iter().for_each(|(file, content)| collect(file, content, &mut found));
    assert!(found.len() > 3_000, "only {} descriptions", found.len());
    found
}

/// All files of `specs/`, by name.
fn documents() -> Vec<(String, Value)> {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let folders = [specs.clone(), specs.join("common-types")];
    let read = |file: PathBuf| {
        let text = DiskFiles.read(&file).expect("a readable file");
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        (name, serde_yaml::from_slice(&text).expect("YAML"))
    };
    folders.iter().flat_map(|folder| files(folder)).map(read).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let files = DiskFiles.list(folder).expect("a readable folder");
    files.into_iter().filter(|file| file.extension().is_some_and(|extension| extension == "yaml")).collect()
}

fn collect(place: &str, value: &Value, found: &mut Vec<(String, String)>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(place, item, found)),
        Value::Object(members) => members.iter().for_each(|(key, value)| match value {
            Value::String(text) if key == "description" => found.push((place.to_owned(), text.clone())),
            nested => collect(&format!("{place}/{key}"), nested, found),
        }),
        _ => {}
    }
}

/// Every enum, with those of its values that nothing is said of.
fn collect_enums(place: &str, value: &Value, found: &mut Vec<(String, Vec<Value>)>) {
    if let Some(values) = value.get("enum").and_then(Value::as_array) {
        let entries = value.pointer("/x-ms-enum/values").and_then(Value::as_array);
        let described = |value: &Value| {
            let mut entries = entries.into_iter().flatten();
            entries.any(|entry| entry.get("value") == Some(value) && entry.get("description").is_some())
        };
        found.push((place.to_owned(), values.iter().filter(|value| !described(value)).cloned().collect()));
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect_enums(place, item, found)),
        Value::Object(members) => {
            members.iter().for_each(|(key, value)| collect_enums(&format!("{place}/{key}"), value, found));
        }
        _ => {}
    }
}
