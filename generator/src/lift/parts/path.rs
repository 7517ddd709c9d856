//! Paths, those of all roots together.

use super::operation::{MediaTypes, operation};
use super::parameter::parameters;
use crate::diagnostic::{Code, Diagnostic};
use crate::lift::reading::context::Context;
use crate::lift::reading::kind::ReferenceKind;
use crate::lift::reading::node::{Base, Node};
use crate::source::Pointer;
use openapiv3::{Operation, PathItem, Paths, ReferenceOr};

/// Reads `paths` or `x-ms-paths` of a document into the paths of all.
pub(in crate::lift) fn paths(
    context: &mut Context,
    node: &Node,
    prefix: &str,
    defaults: &MediaTypes,
    paths: &mut Paths,
) {
    for (key, value) in context.entries(node) {
        if key.starts_with("x-") {
            paths.extensions.insert(key.to_owned(), value.value.clone());
        } else if key.starts_with('/') || is_link(key) {
            // A link is an address of its own, whatever the host and the base path are.
            let path = if is_link(key) { key.to_owned() } else { format!("{prefix}{key}") };
            let lifted = Pointer::root().key("paths").key(&path);
            let known = paths.paths.entry(path).or_insert_with(|| ReferenceOr::Item(PathItem::default()));
            if let ReferenceOr::Item(item) = known {
                path_item(context, &value, lifted, defaults, item);
            }
        } else {
            let diagnostic = Diagnostic::at(Code::Structure, value.location(), "a path must begin with `/`").on_key();
            context.report(diagnostic.help(format!("write `/{key}`, or `x-{key}` if it is no path")));
        }
    }
}

/// Whether a key is a placeholder for a whole address, as operations have it that only read further pages:
/// `{nextLink}`, perhaps with a query or a remark behind.
fn is_link(key: &str) -> bool {
    key.starts_with('{') && key.split('?').next().is_some_and(|path| path.find('}') == Some(path.len() - 1))
}

/// Reads a path item into the one that may be there already; a referenced one is inlined.
fn path_item(context: &mut Context, node: &Node, lifted: Pointer, defaults: &MediaTypes, item: &mut PathItem) {
    let Some(location) = context.inlined(node, ReferenceKind::PathItem) else { return };
    let Some(value) = context.documents.value(&location) else { return };
    let base = Base { location, lifted };
    let node = Node::new(value, &base);
    let is_new = *item == PathItem::default();
    if is_new {
        context.origins.record(base.lifted.clone(), base.location.clone());
    }
    let mut own_parameters = Vec::new();
    for (key, value) in context.entries(&node) {
        if let Some(slot) = slot(item, key) {
            method(context, &value, defaults, slot);
            continue;
        }
        match key {
            "options" | "trace" => {
                let method = key.to_ascii_uppercase();
                let message = format!("the client sends no {method} requests: this operation is left out");
                let help = "remove it, or leave it if it is meant for other tools";
                context.report(Diagnostic::at(Code::Ignored, value.location(), message).on_key().help(help));
            }
            "summary" => item.summary = context.text(&value),
            "description" => item.description = context.text(&value),
            "parameters" => {
                let found = parameters(context, &value);
                if found.body.is_some() || !found.form.is_empty() {
                    context.error(
                        Code::Unsupported,
                        &value,
                        "a body that a path gives to all methods is not supported",
                        "give the body to each method that has it",
                    );
                }
                own_parameters = found.parameters;
            }
            _ if key.starts_with("x-") => drop(item.extensions.insert(key.to_owned(), value.value.clone())),
            _ => context.ignored(&value, key, "a path"),
        }
    }
    if is_new {
        item.parameters = own_parameters;
    } else if item.parameters != own_parameters {
        let message = "two declarations of one path give it different parameters, which is not supported";
        let first = context.origins.locate(&base.lifted);
        let help = "give each operation its parameters itself, or declare the path once";
        let diagnostic = Diagnostic::at(Code::Unsupported, base.location.clone(), message).on_key().help(help);
        context.report(first.into_iter().fold(diagnostic, |it, first| it.related(first, "this is the first")));
    }
}

/// Where a path keeps the operation of a method; none for methods that are not lifted.
pub(crate) fn slot<'i>(item: &'i mut PathItem, method: &str) -> Option<&'i mut Option<Operation>> {
    match method {
        "get" => Some(&mut item.get),
        "put" => Some(&mut item.put),
        "post" => Some(&mut item.post),
        "delete" => Some(&mut item.delete),
        "head" => Some(&mut item.head),
        "patch" => Some(&mut item.patch),
        _ => None,
    }
}

fn method(context: &mut Context, node: &Node, defaults: &MediaTypes, slot: &mut Option<Operation>) {
    let lifted = node.lifted();
    if slot.is_some() {
        let first = context.origins.locate(&lifted);
        let message = "this method of this path is declared twice";
        let help = "remove one of the two, or take one of their files out of the roots";
        let diagnostic = Diagnostic::at(Code::OperationDuplicate, node.location(), message).on_key().help(help);
        context.report(first.into_iter().fold(diagnostic, |it, first| it.related(first, "this is the first")));
        return;
    }
    context.origins.record(lifted, node.location());
    *slot = Some(operation(context, node, defaults));
}
