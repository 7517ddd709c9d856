//! A specification in memory, as what tests change.

use apim_codegen::diagnostic::Diagnostics;
use apim_codegen::load::{DiskFiles, load};
use apim_codegen::source::{Documents, Reference, normalize};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A specification: the root comes first.
#[derive(Clone, Debug)]
pub(crate) struct Specification {
    /// The files, without the extensions of their names: so each may hold either syntax.
    pub(crate) files: Vec<(PathBuf, Value)>,
}

/// The keys whose texts are references.
const REFERENCES: [&str; 2] = ["$ref", "x-ms-odata"];

/// The parts of a document that are left out where no operation leads to them.
const SECTIONS: [&str; 3] = ["definitions", "parameters", "responses"];

impl Specification {
    /// The specification at each of `roots`, with what its operations lead to and no more; files are told apart by
    /// their paths below `folder`.
    pub(crate) fn read(folder: &Path, roots: &[PathBuf]) -> Vec<Self> {
        let folder = normalize(folder);
        let documents = load(roots, &DiskFiles, &mut Diagnostics::default());
        let files = documents.roots().map(|(_, root)| reachable(&documents, &root.path));
        let bare = |path: PathBuf| path.strip_prefix(&folder).unwrap_or(&path).with_extension("");
        files.map(|files| Self { files: files.into_iter().map(|(path, file)| (bare(path), file)).collect() }).collect()
    }

    /// The path of the root.
    pub(crate) fn root(&self) -> &Path {
        self.files.first().map_or(Path::new(""), |(path, _)| path)
    }
}

/// The files that the root leads to, itself first, without the definitions that no operation leads to: nothing that
/// happens to those would matter.
fn reachable(documents: &Documents, root: &Path) -> Vec<(PathBuf, Value)> {
    let mut reached: BTreeSet<(PathBuf, String)> = BTreeSet::new();
    let content = |path: &Path| documents.find(path).map(|id| &documents.get(id).content);
    let entries = content(root).and_then(Value::as_object).into_iter().flatten();
    let entries = entries.filter(|(key, _)| !SECTIONS.contains(&key.as_str()));
    let mut open: Vec<(PathBuf, &Value)> = entries.map(|(_, value)| (root.to_owned(), value)).collect();
    while let Some((path, value)) = open.pop() {
        match value {
            Value::Object(object) => {
                for text in REFERENCES.iter().filter_map(|key| object.get(*key)?.as_str()) {
                    let reference = Reference::parse(text);
                    let target = reference.path(&path).unwrap_or_else(|| path.clone());
                    let pointer = reference.pointer.as_str();
                    let found = content(&target).and_then(|file| file.pointer(pointer));
                    if reached.insert((target.clone(), pointer.to_owned())) {
                        open.extend(found.map(|value| (target, value)));
                    }
                }
                open.extend(object.values().map(|value| (path.clone(), value)));
            }
            Value::Array(items) => open.extend(items.iter().map(|value| (path.clone(), value))),
            _ => {}
        }
    }
    let others: BTreeSet<&Path> = reached.iter().map(|(path, _)| path.as_path()).filter(|path| *path != root).collect();
    let paths = std::iter::once(root).chain(others);
    paths.filter_map(|path| Some((path.to_owned(), kept(path, content(path)?, &reached)))).collect()
}

/// A document without the definitions that are not among those reached.
fn kept(path: &Path, content: &Value, reached: &BTreeSet<(PathBuf, String)>) -> Value {
    let Value::Object(object) = content else { return content.clone() };
    let is_reached = |section: &str, name: &str| reached.contains(&(path.to_owned(), format!("/{section}/{name}")));
    let entry = |key: &String, value: &Value| match value {
        Value::Object(entries) if SECTIONS.contains(&key.as_str()) => entries
            .iter()
            .filter(|(name, _)| is_reached(key, name))
            .map(|(name, entry)| (name.clone(), entry.clone()))
            .collect(),
        other => other.clone(),
    };
    let mut kept =
        Value::Object(object.iter().map(|(key, value)| (key.clone(), entry(key, value))).collect::<Map<_, _>>());
    bare_references(&mut kept);
    kept
}

/// Takes the extensions from the files' names in references.
fn bare_references(value: &mut Value) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                match value {
                    Value::String(text) if REFERENCES.contains(&key.as_str()) => {
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
