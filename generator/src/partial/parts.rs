//! The parts that can be left out: operations and components.

use crate::azure::{self, Extension};
use crate::lift::{Lifted, slot};
use crate::source::{DocumentId, Documents, Location, Pointer};
use openapiv3::{OpenAPI, ReferenceOr};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use serde_json::Value;

/// An operation or a component.
pub(super) struct Part {
    /// Its place in the lifted document, where it need not be.
    pub(super) pointer: Pointer,
    /// The operationId, or what it is and what it is called.
    pub(super) name: String,
    is_operation: bool,
    /// What it refers to: places in the lifted document.
    references: Vec<String>,
    /// What it inherits from, which is among the references.
    bases: Vec<String>,
}

#[derive(Default)]
pub(super) struct Parts {
    pub(super) parts: Vec<Part>,
    /// What stands at each place of the source: a path has all its operations.
    by_place: FxHashMap<Location, Vec<usize>>,
}

/// The sections of components, each with what one of them is called.
const SECTIONS: [(&str, &str); 5] = [
    ("schemas", "definition"),
    ("parameters", "parameter"),
    ("responses", "response"),
    ("requestBodies", "body"),
    ("headers", "header"),
];

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

impl Parts {
    pub(super) fn find(lifted: &Lifted, documents: &Documents) -> Self {
        let mut parts = Self::default();
        for (path, item) in &lifted.openapi.paths.paths {
            let ReferenceOr::Item(item) = item else { continue };
            let at = Pointer::root().key("paths").key(path);
            let shared = references(&item.parameters);
            for (method, operation) in item.iter() {
                let id = operation.operation_id.clone();
                let part = Part {
                    pointer: at.key(method),
                    name: id.unwrap_or_else(|| format!("{} {path}", method.to_ascii_uppercase())),
                    is_operation: true,
                    references: shared.iter().cloned().chain(references(operation)).collect(),
                    bases: Vec::new(),
                };
                let places = [lifted.origins.locate(&at.key(method)), lifted.origins.locate(&at)];
                parts.add(part, places.into_iter().flatten());
            }
        }
        parts.add_components(lifted);
        parts.add_lost_operations(documents);
        parts.add_lost_components(documents);
        parts
    }

    fn add(&mut self, part: Part, places: impl IntoIterator<Item = Location>) {
        let index = self.parts.len();
        self.parts.push(part);
        places.into_iter().for_each(|place| self.by_place.entry(place).or_default().push(index));
    }

    fn add_components(&mut self, lifted: &Lifted) {
        let Some(components) = &lifted.openapi.components else { return };
        let components = serde_json::to_value(components).unwrap_or_default();
        for (section, what) in SECTIONS {
            for (key, value) in components.get(section).and_then(Value::as_object).into_iter().flatten() {
                let pointer = Pointer::root().key("components").key(section).key(key);
                let mut found = Vec::new();
                collect(value, &mut found);
                let mut bases = Vec::new();
                collect(value.get("allOf").unwrap_or_default(), &mut bases);
                let place = lifted.origins.locate(&pointer);
                let name = format!("the {what} `{key}`");
                self.add(Part { pointer, name, is_operation: false, references: found, bases }, place);
            }
        }
    }

    /// Operations that lifting has not understood at all.
    fn add_lost_operations(&mut self, documents: &Documents) {
        for (document, root) in documents.roots() {
            for section in ["paths", azure::Paths::KEY] {
                let items = root.content.get(section).and_then(Value::as_object);
                for (path, item) in items.into_iter().flatten() {
                    self.add_lost_of_path(document, section, path, item);
                }
            }
        }
    }

    fn add_lost_of_path(&mut self, document: DocumentId, section: &str, path: &str, item: &Value) {
        let at = Location::new(document, Pointer::root().key(section).key(path));
        for (method, operation) in item.as_object().into_iter().flatten() {
            let place = at.key(method);
            if !METHODS.contains(&method.as_str()) || self.by_place.contains_key(&place) {
                continue;
            }
            let id = operation.get("operationId").and_then(Value::as_str).map(str::to_owned);
            let name = id.unwrap_or_else(|| format!("{} {path}", method.to_ascii_uppercase()));
            let pointer = Pointer::root().key("paths").key(path).key(method);
            self.add(
                Part { pointer, name, is_operation: true, references: Vec::new(), bases: Vec::new() },
                [place, at.clone()],
            );
        }
    }

    /// Definitions that lifting has not understood at all.
    fn add_lost_components(&mut self, documents: &Documents) {
        for (document, found) in documents.iter() {
            for section in ["/definitions", "/components/schemas"] {
                let entries = found.content.pointer(section).and_then(Value::as_object);
                for key in entries.into_iter().flat_map(|entries| entries.keys()) {
                    let place = Location::new(document, Pointer::from_text(section).key(key));
                    if !self.by_place.contains_key(&place) {
                        let pointer = Pointer::root().key("components").key("schemas").key(key);
                        let name = format!("the definition `{key}`");
                        let references = Vec::new();
                        let part = Part { pointer, name, is_operation: false, references, bases: Vec::new() };
                        self.add(part, [place]);
                    }
                }
            }
        }
    }

    /// The parts that a place of the source is in.
    pub(super) fn at(&self, location: &Location) -> Vec<usize> {
        let text = location.pointer.as_str();
        let mut end = text.len();
        loop {
            let place = Location::new(location.document, Pointer::from_text(&text[..end]));
            if let Some(found) = self.by_place.get(&place) {
                return found.clone();
            }
            match text[..end].rfind('/') {
                Some(shorter) => end = shorter,
                None => return Vec::new(),
            }
        }
    }

    pub(super) fn operations_called(&self, id: &str) -> impl Iterator<Item = usize> {
        let operations = self.parts.iter().enumerate().filter(|(_, part)| part.is_operation);
        operations.filter(move |(_, part)| part.name == id).map(|(index, _)| index)
    }

    pub(super) fn operation_ids(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter(|part| part.is_operation).map(|part| part.name.as_str())
    }

    /// For each place that parts refer to, those that do.
    pub(super) fn users(&self) -> FxHashMap<&str, Vec<usize>> {
        let mut users: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (index, part) in self.parts.iter().enumerate() {
            part.references.iter().for_each(|place| users.entry(place).or_default().push(index));
        }
        users
    }

    /// The components that only the operations among `removed` need.
    pub(super) fn needed_by_none(&self, removed: &FxHashSet<usize>) -> Vec<usize> {
        let operations = |are_removed: bool| {
            let indices = 0..self.parts.len();
            indices.filter(move |part| self.parts[*part].is_operation && removed.contains(part) == are_removed)
        };
        let needs = self.needs();
        let needed = reached(&needs, operations(false));
        let mut lost = reached(&needs, operations(true));
        // What refers to one of them is needed by none either, for else this one would be needed too.
        let users = self.users();
        let mut open: Vec<usize> = lost.difference(&needed).copied().collect();
        while let Some(part) = open.pop() {
            let users = users.get(self.parts[part].pointer.as_str()).into_iter().flatten().copied();
            open.extend(users.filter(|user| lost.insert(*user)));
        }
        let mut lost: Vec<usize> = lost.difference(&needed).copied().filter(|part| !removed.contains(part)).collect();
        lost.sort_unstable();
        lost
    }

    /// For each part the parts that it needs: what it refers to, and the kinds of itself.
    fn needs(&self) -> Vec<Vec<usize>> {
        let by_pointer: FxHashMap<&str, usize> =
            self.parts.iter().enumerate().map(|(index, part)| (part.pointer.as_str(), index)).collect();
        let find = |place: &String| by_pointer.get(place.as_str()).copied();
        let mut needs: Vec<Vec<usize>> =
            self.parts.iter().map(|part| part.references.iter().filter_map(find).collect()).collect();
        for (heir, part) in self.parts.iter().enumerate() {
            part.bases.iter().filter_map(find).for_each(|base| needs[base].push(heir));
        }
        needs
    }

    /// Takes parts out of the lifted document.
    pub(super) fn remove(&self, parts: &[usize], lifted: &mut Lifted) {
        for part in parts.iter().map(|part| &self.parts[*part]) {
            let segments: Vec<String> = part.pointer.segments().collect();
            match segments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
                ["paths", path, method] => remove_operation(&mut lifted.openapi, path, method),
                ["components", section, key] => remove_component(&mut lifted.openapi, section, key),
                _ => {}
            }
        }
    }
}

/// The parts `from`, and all that they need.
fn reached(needs: &[Vec<usize>], from: impl Iterator<Item = usize>) -> FxHashSet<usize> {
    let mut open: Vec<usize> = from.collect();
    let mut reached: FxHashSet<usize> = open.iter().copied().collect();
    while let Some(part) = open.pop() {
        open.extend(needs[part].iter().copied().filter(|next| reached.insert(*next)));
    }
    reached
}

fn remove_operation(openapi: &mut OpenAPI, path: &str, method: &str) {
    let Some(ReferenceOr::Item(item)) = openapi.paths.paths.get_mut(path) else { return };
    if let Some(operation) = slot(item, method) {
        *operation = None;
    }
    if item.iter().next().is_none() {
        openapi.paths.paths.shift_remove(path);
    }
}

fn remove_component(openapi: &mut OpenAPI, section: &str, key: &str) {
    let Some(components) = &mut openapi.components else { return };
    match section {
        "schemas" => drop(components.schemas.shift_remove(key)),
        "parameters" => drop(components.parameters.shift_remove(key)),
        "responses" => drop(components.responses.shift_remove(key)),
        "requestBodies" => drop(components.request_bodies.shift_remove(key)),
        "headers" => drop(components.headers.shift_remove(key)),
        _ => {}
    }
}

/// The places that a value refers to.
fn references(value: &impl Serialize) -> Vec<String> {
    let mut found = Vec::new();
    collect(&serde_json::to_value(value).unwrap_or_default(), &mut found);
    found
}

fn collect(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            if let Some(Value::String(reference)) = entries.get("$ref") {
                found.extend(reference.strip_prefix('#').map(str::to_owned));
            }
            entries.values().for_each(|value| collect(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| collect(value, found)),
        _ => {}
    }
}
