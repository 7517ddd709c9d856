//! Sound specifications that mutation starts from.

use apim_codegen::diagnostic::Diagnostics;
use apim_codegen::load::{DiskFiles, FileReader, load};
use apim_codegen::source::{Reference, normalize};
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

/// A specification: the root comes first.
#[derive(Clone, Debug)]
pub(crate) struct Seed {
    pub(crate) files: Vec<(PathBuf, Value)>,
}

/// Published files larger than this are left out: a run with one would take too long.
const LARGEST: usize = 40_000;

/// The specifications of the repository and, where there is a checkout of the published ones, those too.
pub(crate) fn seeds(repository: &Path, published: Option<&Path>) -> Vec<Seed> {
    let fixtures = repository.join("generator/tests/fixtures");
    let mut roots = vec![];
    for folder in [repository.join("specs"), fixtures.join("zoo"), fixtures.join("lower")] {
        roots.extend(specifications(&folder).into_iter().map(|root| (repository, root)));
    }
    if let Some(published) = published {
        let stable = published.join("specification/apimanagement/resource-manager/Microsoft.ApiManagement/stable");
        roots.extend(specifications(&stable.join("2024-05-01")).into_iter().map(|root| (published, root)));
    }
    roots.into_iter().filter_map(|(folder, root)| seed(folder, &root)).collect()
}

/// The files in a folder that have operations.
fn specifications(folder: &Path) -> Vec<PathBuf> {
    let mut files = DiskFiles.list(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    files.retain(|file| {
        let text = DiskFiles.read(file).expect("a readable file");
        let text = String::from_utf8_lossy(&text);
        text.len() <= LARGEST && (text.contains("paths:\n") || text.contains("\"paths\": {"))
    });
    files.sort();
    files
}

/// The specification at `root`, with what it refers to and no more; files are told apart by paths below `folder`.
fn seed(folder: &Path, root: &Path) -> Option<Seed> {
    let folder = normalize(folder);
    let documents = load(&[root.to_owned()], &DiskFiles, &mut Diagnostics::default());
    let mut files: Vec<(PathBuf, Value)> = documents
        .iter()
        .filter_map(|(_, document)| {
            let mut content = document.content.clone();
            bare_references(&mut content);
            Some((bare(document.path.strip_prefix(&folder).ok()?), content))
        })
        .collect();
    keep_reachable(&mut files);
    (!files.is_empty()).then_some(Seed { files })
}

/// Without its extension, a file may hold either syntax.
fn bare(path: &Path) -> PathBuf {
    path.with_extension("")
}

fn bare_references(value: &mut Value) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                match value {
                    Value::String(text) if key == "$ref" => {
                        *text = [".json", ".yaml"].iter().fold(text.clone(), |text, end| text.replace(end, ""));
                    }
                    other => bare_references(other),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(bare_references),
        _ => {}
    }
}

/// Drops the definitions that no operation leads to: nothing that happens to them would matter.
fn keep_reachable(files: &mut Vec<(PathBuf, Value)>) {
    const SECTIONS: [&str; 3] = ["definitions", "parameters", "responses"];
    let by_path: BTreeMap<&Path, &Value> = files.iter().map(|(path, content)| (path.as_path(), content)).collect();
    let mut reached: HashSet<(PathBuf, String)> = HashSet::new();
    let Some((root, content)) = files.first() else { return };
    let entries = content.as_object().into_iter().flatten();
    let mut open: Vec<(&Path, &Value)> =
        entries.filter(|(key, _)| !SECTIONS.contains(&key.as_str())).map(|(_, value)| (root.as_path(), value)).collect();
    while let Some((path, value)) = open.pop() {
        match value {
            Value::Object(object) => {
                if let Some(Value::String(text)) = object.get("$ref") {
                    let reference = Reference::parse(text);
                    let target = reference.path(path).unwrap_or_else(|| path.to_owned());
                    let found = by_path.get_key_value(target.as_path());
                    let found = found.and_then(|(path, file)| Some((*path, file.pointer(reference.pointer.as_str())?)));
                    if reached.insert((target, reference.pointer.as_str().to_owned())) {
                        open.extend(found);
                    }
                }
                open.extend(object.values().map(|value| (path, value)));
            }
            Value::Array(items) => open.extend(items.iter().map(|value| (path, value))),
            _ => {}
        }
    }
    files.iter_mut().for_each(|(path, content)| {
        for section in SECTIONS {
            if let Some(Value::Object(entries)) = content.get_mut(section) {
                entries.retain(|name, _| reached.contains(&(path.clone(), format!("/{section}/{name}"))));
            }
        }
    });
}
