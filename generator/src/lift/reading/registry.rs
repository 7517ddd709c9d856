//! The shared definitions and parameters: which there are, and by which keys.

use super::context::Context;
use super::equality::equal;
use super::kind::ReferenceKind;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Documents, Location, Pointer};
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;
use std::collections::VecDeque;
use std::path::Path;

/// The components found so far.
#[derive(Default)]
pub(in crate::lift) struct Registry {
    keys: FxHashMap<(ReferenceKind, Location), String>,
    /// By kind and name: the places that differ from each other, with their keys.
    namesakes: FxHashMap<(ReferenceKind, String), Vec<(Location, String)>>,
    taken: FxHashSet<(ReferenceKind, String)>,
    pub(in crate::lift) pending: VecDeque<(ReferenceKind, Location, String)>,
}

impl Context<'_> {
    /// The reference by which the lifted document leads to the component at a place; the component is lifted later.
    pub(in crate::lift) fn component(&mut self, kind: ReferenceKind, place: &Location) -> String {
        let key = match self.registry.keys.get(&(kind, place.clone())) {
            Some(key) => key.clone(),
            None => self.register(kind, place),
        };
        format!("#/components/{}/{key}", section(kind))
    }

    fn register(&mut self, kind: ReferenceKind, declared: &Location) -> String {
        let documents = self.documents;
        let place = &namesake(documents, declared);
        let name = name(documents, place);
        let namesakes = self.registry.namesakes.entry((kind, name.clone())).or_default();
        let twin = namesakes.iter().find(|(other, _)| equal(documents, other, place));
        if let Some((_, key)) = twin {
            let key = key.clone();
            self.registry.keys.insert((kind, declared.clone()), key.clone());
            return key;
        }
        let others: Vec<Location> = namesakes.iter().map(|(other, _)| other.clone()).collect();
        let key = self.free_key(kind, &name, place, &others);
        // The key of a parameter names nothing in Rust, that of a definition does.
        if kind == ReferenceKind::Schema
            && let Some((first, first_key)) = self.first_namesake(kind, &name)
        {
            self.report(conflict(documents, &name, (&first, &first_key), (place, &key)));
        }
        self.registry.namesakes.entry((kind, name)).or_default().push((place.clone(), key.clone()));
        self.registry.keys.insert((kind, declared.clone()), key.clone());
        self.registry.taken.insert((kind, key.clone()));
        self.registry.pending.push_back((kind, place.clone(), key.clone()));
        key
    }

    fn first_namesake(&self, kind: ReferenceKind, name: &str) -> Option<(Location, String)> {
        self.registry.namesakes.get(&(kind, name.to_owned()))?.first().cloned()
    }

    /// The name itself, else the name with a part of the path that tells it from its namesakes, else with a number.
    fn free_key(&self, kind: ReferenceKind, name: &str, place: &Location, others: &[Location]) -> String {
        let free = |key: &String| !self.registry.taken.contains(&(kind, key.clone()));
        let plain = others.is_empty().then(|| name.to_owned());
        let qualified = distinguishing_parts(self.documents, place, others).map(|part| format!("{name}.{part}"));
        let numbered = (2..).map(|number| format!("{name}.{number}"));
        plain.into_iter().chain(qualified).chain(numbered).find(free).unwrap_or_default()
    }
}

/// Where the lifted document keeps a component.
pub(in crate::lift) fn pointer(kind: ReferenceKind, key: &str) -> Pointer {
    Pointer::root().key("components").key(section(kind)).key(key)
}

fn section(kind: ReferenceKind) -> &'static str {
    if kind == ReferenceKind::Parameter { "parameters" } else { "schemas" }
}

/// The place itself; but a definition that is nothing but a reference to one of its own name is that one.
fn namesake(documents: &Documents, place: &Location) -> Location {
    let mut passed = vec![place.clone()];
    while let Some(last) = passed.last() {
        let alias = documents.value(last).and_then(Value::as_object).filter(|keys| keys.len() == 1);
        let reference = alias.and_then(|keys| keys.get("$ref")).and_then(Value::as_str);
        match reference.and_then(|reference| documents.resolve(last.document, reference)) {
            Some((next, _)) if next.pointer.last() == last.pointer.last() && !passed.contains(&next) => {
                passed.push(next)
            }
            _ => break,
        }
    }
    passed.pop().unwrap_or_else(|| place.clone())
}

/// The name of what stands at a place: its own, with that of what holds it where it is nested, else that of its file.
fn name(documents: &Documents, place: &Location) -> String {
    const SECTIONS: [&str; 7] =
        ["definitions", "parameters", "components", "schemas", "properties", "paths", "responses"];
    let mut segments: Vec<String> = place.pointer.segments().collect();
    let Some(last) = segments.pop() else {
        return stem(&documents.get(place.document).path);
    };
    // A definition may be called like a section, so only what leads to it is sifted.
    segments.retain(|segment| !SECTIONS.contains(&segment.as_str()));
    if segments.is_empty() {
        return last;
    }
    segments.push(last);
    segments.join(".").replace(|c| !fits_key(c), "_")
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The parts of a path from its end, the extension left out.
fn parts(path: &Path) -> Vec<String> {
    let folders = path.parent().into_iter().flat_map(Path::components).rev();
    let folders = folders.map(|folder| folder.as_os_str().to_string_lossy().into_owned());
    std::iter::once(stem(path)).chain(folders).collect()
}

/// The parts of the path of `place`, nearest first, that occur in none of the paths of `others` and fit into a key.
fn distinguishing_parts(documents: &Documents, place: &Location, others: &[Location]) -> impl Iterator<Item = String> {
    let path = |place: &Location| parts(&documents.get(place.document).path);
    let foreign: FxHashSet<String> = others.iter().flat_map(path).collect();
    let fits = |part: &str| !part.is_empty() && part != ".." && part.chars().all(fits_key);
    path(place).into_iter().filter(move |part| fits(part) && !foreign.contains(part))
}

/// Whether OpenAPI 3.0 allows a character in the key of a component.
fn fits_key(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '.' | '_' | '-')
}

fn conflict(documents: &Documents, name: &str, first: (&Location, &str), second: (&Location, &str)) -> Diagnostic {
    let (paths, file) = (
        [first.0, second.0].map(|place| documents.get(place.document).path.display().to_string()),
        short_path(documents, second.0, first.0),
    );
    let qualifier = second.1.strip_prefix(name).unwrap_or_default();
    let suggestion: String = qualifier
        .split(|c: char| !c.is_ascii_alphanumeric())
        .chain([name])
        .map(|word| {
            word.chars().take(1).map(|c| c.to_ascii_uppercase()).chain(word.chars().skip(1)).collect::<String>()
        })
        .collect();
    let message = format!("`{name}` of {} differs from `{name}` of {}", paths[1], paths[0]);
    Diagnostic::at(Code::DefinitionConflict, second.0.clone(), message)
        .on_key()
        .related(first.0.clone(), format!("this one is called `{}`, the other `{}`", first.1, second.1))
        .help(format!("to choose the Rust name, write to apim.toml:\n[names]\n\"{file}#{name}\" = \"{suggestion}\""))
}

/// The file name of `place`, with as many folders as tell it from the file of `other`.
fn short_path(documents: &Documents, place: &Location, other: &Location) -> String {
    let [path, other] = [place, other].map(|place| documents.get(place.document).path.as_path());
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    let suffixes = (0..parts.len()).rev().map(|start| parts[start..].join("/"));
    suffixes.into_iter().find(|suffix| !other.ends_with(suffix)).unwrap_or_else(|| path.display().to_string())
}
