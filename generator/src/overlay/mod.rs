//! Overlays (OpenAPI Overlay Specification 1.0): corrections to documents, kept apart from them.
//!
//! An action changes every node that its `target`, a JSONPath (RFC 9535), selects. An overlay that `extends` a document
//! of the specification changes that one; any other changes every document, so that it goes on working when definitions
//! move from file to file. An action that changes nothing is an error: the specification has been mended, or the
//! target is wrong.

mod action;
mod merge;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{DocumentId, Documents, Location, Pointer, Reference};
use action::{Action, Change};
use rustc_hash::FxHashSet;
use serde_json::Value;

/// Applies the overlays, documents themselves, one after the other to all other documents.
pub fn apply(documents: &mut Documents, overlays: &[DocumentId], diagnostics: &mut Diagnostics) {
    let own: FxHashSet<DocumentId> = overlays.iter().copied().collect();
    let changed: Vec<DocumentId> = documents.iter().map(|(id, _)| id).filter(|id| !own.contains(id)).collect();
    for overlay in overlays {
        let Some(targets) = targets(documents, *overlay, &changed, diagnostics) else { continue };
        for action in action::actions(documents, *overlay, diagnostics) {
            perform(documents, &targets, &action, diagnostics);
        }
    }
}

/// The documents that an overlay is about.
fn targets(
    documents: &Documents,
    overlay: DocumentId,
    all: &[DocumentId],
    diagnostics: &mut Diagnostics,
) -> Option<Vec<DocumentId>> {
    let document = documents.get(overlay);
    let Some(extends) = document.content.get("extends") else { return Some(all.to_vec()) };
    let path = extends.as_str().and_then(|file| Reference::parse(file).path(&document.path));
    let found = path.and_then(|path| documents.find(&path)).filter(|id| all.contains(id));
    if found.is_none() {
        let location = Location::new(overlay, Pointer::root().key("extends"));
        let message = "`extends` must be the relative path of a file that belongs to the specification";
        let help = "correct the path, or leave `extends` out to have the overlay look at all files";
        diagnostics.push(Diagnostic::at(Code::Overlay, location, message).help(help));
    }
    found.map(|id| vec![id])
}

fn perform(documents: &mut Documents, targets: &[DocumentId], action: &Action, diagnostics: &mut Diagnostics) {
    let mut found = false;
    let mut changed = false;
    for document in targets {
        let (content, edits) = documents.content_mut(*document);
        for pointer in action.select(content) {
            found = true;
            let at = Location::new(*document, pointer);
            changed |= match &action.change {
                Change::Remove => merge::remove(content, &at, edits),
                Change::Update { value, source } => {
                    let node = content.pointer_mut(at.pointer.as_str());
                    node.is_some_and(|node| merge::update(node, &at, (value, source), edits))
                }
            };
        }
    }
    if changed {
        return;
    }
    let is_empty = matches!(&action.change, Change::Update { value, .. } if is_empty(value));
    let removal = removal(documents, action);
    let (problem, help) = match (found, is_empty) {
        (true, true) => ("its `update` is empty", format!("say what to add or to replace, or {removal}")),
        (true, false) => ("what it selects is so already", format!("the specification has been mended; {removal}")),
        (false, _) => ("its target selects nothing", format!("correct the target, or {removal}")),
    };
    let message = format!("the action changes nothing: {problem}");
    let diagnostic = Diagnostic::at(Code::OverlayUnused, action.target_location.clone(), message);
    diagnostics.push(diagnostic.help(help));
}

/// How to be rid of an action: an overlay without any is none.
fn removal(documents: &Documents, action: &Action) -> &'static str {
    let overlay = &documents.get(action.target_location.document).content;
    match overlay.get("actions").and_then(Value::as_array).map_or(0, Vec::len) {
        0 | 1 => "remove the overlay, which has no other action",
        _ => "remove the action",
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.is_empty(),
        Value::Object(object) => object.is_empty(),
        _ => false,
    }
}

/// The text at `key`, if it is one.
fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str)
}
