//! `x-ms-pageable`.

use super::context::{Context, Draft};
use super::extensions;
use super::operations::Site;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{DefinitionKind, Operation, OperationGroup, Paging, TypeRef};
use serde_json::Value;

const EXTENSION: &str = "x-ms-pageable";

/// What the operation declares. `operationName`, the operation that reads the following pages, plays no part: links
/// are followed as the service gives them. The type of the items is filled in by [`resolve`].
pub(super) fn declared<'a>(context: &mut Context<'a>, site: &Site<'a>) -> Option<Paging> {
    let declared = site.operation.extensions.get(EXTENSION)?;
    let text = |key: &str| match declared.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone()).filter(|text| !text.is_empty())),
        Some(_) => Err(()),
    };
    match (declared.is_object(), text("nextLinkName"), text("itemName")) {
        (true, Ok(next_link), Ok(items)) => {
            Some(Paging { next_link, items: items.unwrap_or_else(|| "value".to_owned()), item: TypeRef::Any })
        }
        _ => {
            let expected = "an object with `nextLinkName`, a text or null, and perhaps `itemName`, a text";
            extensions::wrong(context, EXTENSION, &site.at, expected);
            None
        }
    }
}

/// Finds the type of the items of every pageable operation, and marks the structs that are pages.
pub(super) fn resolve(context: &mut Context<'_>, groups: &mut [OperationGroup]) {
    for operation in groups.iter_mut().flat_map(|group| &mut group.operations) {
        let Some(paging) = &mut operation.paging else { continue };
        let body = operation.responses.iter().find_map(|response| response.body.as_ref());
        if let (Some(TypeRef::Array(_)), None) = (body, &paging.next_link) {
            // A bare list is whole: there is nothing to page through.
            operation.paging = None;
            continue;
        }
        match body.and_then(|body| mark_page(&mut context.drafts, body, &paging.items)) {
            Some(item) => paging.item = item,
            None => {
                let diagnostic = no_list(operation);
                operation.paging = None;
                context.diagnostics.push(diagnostic);
            }
        }
    }
}

fn no_list(operation: &Operation) -> Diagnostic {
    let items = operation.paging.as_ref().map_or("value", |paging| paging.items.as_str());
    let message = format!("`{}` is pageable, but its response has no list called `{items}`", operation.id);
    Diagnostic::at(Code::Pageable, operation.location.key(EXTENSION), message)
        .on_key()
        .help("say with `itemName` which property holds the items")
}

/// The type of the items of the page `body`.
fn mark_page(drafts: &mut [Draft], body: &TypeRef, items: &str) -> Option<TypeRef> {
    let TypeRef::Definition(mut id) = *body else { return None };
    // A chain of aliases cannot be longer than there are definitions.
    for _ in 0..drafts.len() {
        match &drafts.get(id.0)?.definition.kind {
            DefinitionKind::Alias(TypeRef::Definition(next)) => id = *next,
            _ => break,
        }
    }
    let DefinitionKind::Struct(page) = &drafts.get(id.0)?.definition.kind else { return None };
    let list = page.fields.iter().find(|field| field.name.wire == items)?;
    let item = match &list.type_ref {
        TypeRef::Array(item) => (**item).clone(),
        TypeRef::Definition(alias) => match &drafts.get(alias.0)?.definition.kind {
            DefinitionKind::Alias(TypeRef::Array(item)) => (**item).clone(),
            _ => return None,
        },
        _ => return None,
    };
    if let DefinitionKind::Struct(page) = &mut drafts.get_mut(id.0)?.definition.kind {
        page.page_items = Some(items.to_owned());
    }
    Some(item)
}
