//! References that lead nowhere, and where they were perhaps meant to lead.

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::{DocumentId, Documents, Location, Pointer, Reference};
use serde_json::Value;

/// The objects of names in which a lost definition is looked for.
const SECTIONS: [&str; 7] = [
    "/definitions",
    "/parameters",
    "/responses",
    "/components/schemas",
    "/components/parameters",
    "/components/responses",
    "/components/requestBodies",
];

/// What is said about the reference `text`, which stands at `place` and leads nowhere.
pub(in crate::lift) fn diagnostic(documents: &Documents, place: Location, text: &str) -> Diagnostic {
    let reference = Reference::parse(text);
    let own_document = place.document;
    let own = &documents.get(own_document).path;
    if reference.is_remote() {
        return Diagnostic::at(Code::ReferenceRemote, place, format!("`{text}` is a URL or an absolute path"))
            .help("keep the file beside the specification and refer to it by a relative path");
    }
    let path = reference.path(own).unwrap_or_else(|| own.clone());
    let Some(document) = documents.find(&path) else {
        return Diagnostic::at(Code::ReferenceFile, place, format!("there is no file `{}`", path.display()))
            .help("correct the path, which is relative to the folder of this file, or add the file");
    };
    let pointer = &reference.pointer;
    let message = format!("there is no `{pointer}` in {}", path.display());
    let diagnostic = Diagnostic::at(Code::ReferencePointer, place, message);
    match meant(documents, document, pointer) {
        Some(near) => {
            let file = &reference.file;
            let help = format!("did you mean `{file}#{near}`?");
            diagnostic.related(Location::new(document, near), "this is there").help(help)
        }
        None if pointer.as_str().starts_with('/') => match elsewhere(documents, pointer) {
            Some(near) if near.document == own_document => {
                diagnostic.help(format!("did you mean `#{pointer}`?")).related(near, "this is there")
            }
            Some(near) => {
                let path = documents.get(near.document).path.display().to_string();
                let help = format!("`{path}` has `{}`: name that file before the `#`", near.pointer);
                diagnostic.related(near, "this is there").help(help)
            }
            None => diagnostic.help("correct the pointer, or add what it leads to"),
        },
        None => diagnostic.help("begin the pointer with `#/`, as in `#/definitions/Name`"),
    }
}

/// The place in the document that differs least from the pointer: in the key that is not there, else in the section.
fn meant(documents: &Documents, document: DocumentId, pointer: &Pointer) -> Option<Pointer> {
    let exists = |pointer: &Pointer| documents.value(&Location::new(document, pointer.clone())).is_some();
    let rooted = Pointer::from_text(format!("/{pointer}"));
    if !pointer.as_str().starts_with('/') && !pointer.as_str().is_empty() && exists(&rooted) {
        return Some(rooted);
    }
    let corrected = corrected(&documents.get(document).content, pointer);
    corrected.filter(&exists).or_else(|| {
        let name = pointer.last()?;
        let mut others = SECTIONS.iter().map(|section| Pointer::from_text(*section).key(&name));
        others.find(|other| exists(other))
    })
}

/// The pointer with each key that is not there replaced by the nearest one that is.
fn corrected(content: &Value, pointer: &Pointer) -> Option<Pointer> {
    let mut corrected = Pointer::root();
    let mut value = content;
    for segment in pointer.segments() {
        let next = match value {
            Value::Object(object) if !object.contains_key(&segment) => {
                let near = nearest(&segment, object.keys().map(String::as_str))?;
                corrected.push_key(near);
                object.get(near)
            }
            Value::Object(object) => {
                corrected.push_key(&segment);
                object.get(&segment)
            }
            Value::Array(items) => {
                corrected.push_key(&segment);
                items.get(segment.parse::<usize>().ok()?)
            }
            _ => None,
        };
        value = next?;
    }
    Some(corrected)
}

/// The place of that pointer in another document.
fn elsewhere(documents: &Documents, pointer: &Pointer) -> Option<Location> {
    let places = documents.iter().map(|(id, _)| Location::new(id, pointer.clone()));
    places.into_iter().find(|place| documents.value(place).is_some())
}
