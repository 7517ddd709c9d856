//! Which `$ref`s of a document lead to other files.

use crate::azure::{Examples, Extension, Paths};
use crate::source::{Document, DocumentId, Location, Pointer, Reference};
use serde_json::Value;

/// A reference to another file.
#[derive(Clone, Debug)]
pub(super) struct Link {
    /// Where the text of the reference stands.
    pub(super) location: Location,
    /// What it says.
    pub(super) reference: Reference,
    /// What it leads to.
    pub(super) target: Target,
}

/// What a reference leads to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Target {
    /// Part of a specification, which may refer on.
    Specification,
    /// An example: data, in which a `$ref` is only text.
    Example,
}

/// What the keys of an object are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Keys {
    /// Words of the specification language, so that `default` introduces data.
    Words,
    /// Names that the specification defines, so that `default` is a response or a property.
    Names,
    /// Names of examples.
    Examples,
}

/// All references of `document` to other files, in the order in which they stand.
pub(super) fn links(id: DocumentId, document: &Document) -> Vec<Link> {
    let mut walk = Walk { id, links: Vec::new() };
    walk.value(&document.content, &Pointer::root(), Keys::Words);
    walk.links
}

struct Walk {
    id: DocumentId,
    links: Vec<Link>,
}

impl Walk {
    fn value(&mut self, value: &Value, at: &Pointer, keys: Keys) {
        match value {
            Value::Object(object) => {
                for (key, value) in object {
                    self.entry(key, value, &at.key(key), keys);
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.value(item, &at.index(index), Keys::Words);
                }
            }
            _ => {}
        }
    }

    fn entry(&mut self, key: &str, value: &Value, at: &Pointer, keys: Keys) {
        match (keys, key, value) {
            (Keys::Words | Keys::Names, "$ref", Value::String(text)) => {
                self.link(text, at, Target::Specification);
            }
            (Keys::Examples, _, _) => {
                if let Some(Value::String(text)) = value.get("$ref") {
                    self.link(text, &at.key("$ref"), Target::Example);
                }
            }
            (Keys::Words, "example" | "examples" | "default" | "enum" | "x-example", _) => {}
            (Keys::Words, Examples::KEY, _) => self.value(value, at, Keys::Examples),
            (Keys::Words, _, _) if holds_names(key) => self.value(value, at, Keys::Names),
            _ => self.value(value, at, Keys::Words),
        }
    }

    fn link(&mut self, text: &str, at: &Pointer, target: Target) {
        let reference = Reference::parse(text);
        if !reference.file.is_empty() {
            self.links.push(Link { location: Location::new(self.id, at.clone()), reference, target });
        }
    }
}

/// Whether the object at `key` has names for keys. Where it is a list instead, as operations have their parameters,
/// the items are no affair of this.
fn holds_names(key: &str) -> bool {
    matches!(
        key,
        "callbacks"
            | "definitions"
            | "headers"
            | "links"
            | "parameters"
            | "pathItems"
            | "paths"
            | "patternProperties"
            | "properties"
            | "requestBodies"
            | "responses"
            | "schemas"
            | "securityDefinitions"
            | "securitySchemes"
            | Paths::KEY
    )
}
