//! Lifting of the published specifications, where a checkout of them is at hand (`AZURE_REST_API_SPECS`).

use super::assert_sound;
use apim_codegen::diagnostic::{Diagnostics, Severity};
use apim_codegen::lift::{Lifted, lift};
use apim_codegen::source::{Document, Documents, Syntax, normalize};
use serde_json::Value;
use std::path::{Path, PathBuf};

const STABLE: &str = "specification/apimanagement/resource-manager/Microsoft.ApiManagement/stable";

/// The files and everything that they refer to, but for examples.
fn closure(roots: Vec<PathBuf>) -> Documents {
    let mut documents = Documents::default();
    let mut pending = roots;
    let mut is_root = true;
    while !pending.is_empty() {
        let mut found = Vec::new();
        for path in std::mem::take(&mut pending) {
            if documents.find(&path).is_some() {
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("the file is there");
            let text = text.trim_start_matches('\u{feff}').to_owned();
            let content: Value = serde_json::from_str(&text).expect("the file is JSON");
            references(&content, path.parent().expect("a file is in a folder"), &mut found);
            documents.add(Document { path, text, syntax: Syntax::Json, content });
        }
        if std::mem::take(&mut is_root) {
            documents.mark_roots();
        }
        pending = found;
    }
    documents
}

fn references(value: &Value, folder: &Path, found: &mut Vec<PathBuf>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map.iter().filter(|(key, _)| *key != "x-ms-examples") {
                match value.as_str().and_then(|text| text.split('#').next()) {
                    Some(file) if key == "$ref" && !file.is_empty() => found.push(normalize(&folder.join(file))),
                    _ => references(value, folder, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, folder, found)),
        _ => {}
    }
}

fn folder(version: &str) -> Option<PathBuf> {
    Some(Path::new(&std::env::var_os("AZURE_REST_API_SPECS")?).join(STABLE).join(version))
}

fn upstream(version: &str) -> Option<Documents> {
    let folder = folder(version)?;
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let mut roots: Vec<PathBuf> = entries.map(|entry| entry.expect("the entry can be read").path()).collect();
    roots.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    roots.sort();
    Some(closure(roots))
}

fn lifted(documents: &Documents) -> Lifted {
    let mut diagnostics = Diagnostics::default();
    let lifted = lift(documents, &mut diagnostics);
    let errors: Vec<_> = diagnostics.iter().filter(|it| it.severity() == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    lifted
}

#[test]
fn version_2024_05_01_is_lifted_whole() {
    let Some(documents) = upstream("2024-05-01") else { return };
    let lifted = lifted(&documents);
    assert_eq!(lifted.openapi.operations().count(), 613);
    assert_sound(&lifted.openapi);
}

#[test]
fn version_2022_08_01_is_lifted_whole() {
    let Some(documents) = upstream("2022-08-01") else { return };
    let lifted = lifted(&documents);
    assert_eq!(lifted.openapi.operations().count(), 399);
    assert_sound(&lifted.openapi);
}

#[test]
fn one_file_is_lifted_with_what_it_refers_to() {
    let Some(folder) = folder("2024-05-01") else { return };
    let lifted = lifted(&closure(vec![folder.join("apimusers.json")]));
    assert_eq!(lifted.openapi.operations().count(), 13);
    assert_sound(&lifted.openapi);
}
