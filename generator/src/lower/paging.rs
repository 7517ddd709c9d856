//! `x-ms-pageable`.

use super::context::{Context, Draft};
use super::extensions;
use super::operations::Site;
use crate::diagnostic::{Code, Diagnostic, nearest, question};
use crate::ir::{DefinitionId, DefinitionKind, Operation, OperationGroup, Paging, Struct, TypeRef};
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
            Some(item) => {
                paging.item = item;
                let next_link = paging.next_link.clone();
                let page = operation.responses.iter().find_map(|response| response.body.as_ref());
                let page = page.and_then(|body| struct_of(&context.drafts, page_of(&context.drafts, body)?));
                if let Some(diagnostic) = check_next_link(page, operation, next_link.as_deref()) {
                    context.diagnostics.push(diagnostic);
                }
            }
            None => {
                let diagnostic = no_list(&context.drafts, operation);
                operation.paging = None;
                context.diagnostics.push(diagnostic);
            }
        }
    }
}

/// Says why a pageable operation has no items.
fn no_list(drafts: &[Draft], operation: &Operation) -> Diagnostic {
    let items = operation.paging.as_ref().map_or("value", |paging| paging.items.as_str());
    let body = operation.responses.iter().find_map(|response| response.body.as_ref());
    let page = body.and_then(|body| struct_of(drafts, page_of(drafts, body)?));
    let whole_page = "give the response the schema of a page, or remove `x-ms-pageable`".to_owned();
    let (problem, help) = match page {
        Some(page) => no_list_in(drafts, page, items),
        None if body.is_none() => ("its responses have no schema".to_owned(), whole_page),
        None => ("its response is not an object with properties".to_owned(), whole_page),
    };
    let message = format!("`{}` is pageable, but {problem}", operation.id);
    let location = operation.location.key(EXTENSION);
    let is_named = items != "value";
    let location = if is_named { location.key("itemName") } else { location };
    let diagnostic = Diagnostic::at(Code::Pageable, location, message).help(help);
    if is_named { diagnostic } else { diagnostic.on_key() }
}

/// Why `page` has no list `items`, and what to do.
fn no_list_in(drafts: &[Draft], page: &Struct, items: &str) -> (String, String) {
    let is_there = page.fields.iter().any(|field| field.name.wire == items);
    let problem = if is_there {
        format!("the property `{items}` of its response is not a list")
    } else {
        format!("its response has no property `{items}`")
    };
    let lists = || page.fields.iter().filter(|field| item_of(drafts, &field.type_ref).is_some());
    let names = || lists().map(|field| field.name.wire.as_str());
    let near = nearest(items, names()).or_else(|| names().next());
    let help = match near {
        Some(list) => format!("the property `{list}` is a list: say `itemName: {list}`"),
        None => "give the response a property with the list, and name it with `itemName`".to_owned(),
    };
    (problem, help)
}

/// Reports a link to the next page that the page does not have: every list would end after its first page.
fn check_next_link(page: Option<&Struct>, operation: &Operation, next_link: Option<&str>) -> Option<Diagnostic> {
    let (page, next_link) = page.zip(next_link)?;
    let names = || page.fields.iter().map(|field| field.name.wire.as_str());
    // A path such as `properties.nextLink` is not followed here.
    if next_link.contains('.') || names().any(|name| name == next_link) {
        return None;
    }
    let message = format!("the response of `{}` has no property `{next_link}`, so all lists end early", operation.id);
    let help = question(next_link, names())
        .unwrap_or_else(|| "name the property with the link, or say `nextLinkName: null`".to_owned());
    let location = operation.location.key(EXTENSION).key("nextLinkName");
    Some(Diagnostic::at(Code::NextLink, location, message).help(help))
}

/// The struct that the page `body` is.
fn page_of(drafts: &[Draft], body: &TypeRef) -> Option<DefinitionId> {
    let TypeRef::Definition(mut id) = *body else { return None };
    // A chain of aliases cannot be longer than there are definitions.
    for _ in 0..drafts.len() {
        match &drafts.get(id.0)?.definition.kind {
            DefinitionKind::Alias(TypeRef::Definition(next)) => id = *next,
            DefinitionKind::Struct(_) => return Some(id),
            _ => return None,
        }
    }
    None
}

fn struct_of(drafts: &[Draft], id: DefinitionId) -> Option<&Struct> {
    match &drafts.get(id.0)?.definition.kind {
        DefinitionKind::Struct(content) => Some(content),
        _ => None,
    }
}

/// The type of the items, if `list` is one.
fn item_of(drafts: &[Draft], list: &TypeRef) -> Option<TypeRef> {
    match list {
        TypeRef::Array(item) => Some((**item).clone()),
        TypeRef::Definition(alias) => match &drafts.get(alias.0)?.definition.kind {
            DefinitionKind::Alias(TypeRef::Array(item)) => Some((**item).clone()),
            _ => None,
        },
        _ => None,
    }
}

/// The type of the items of the page `body`.
fn mark_page(drafts: &mut [Draft], body: &TypeRef, items: &str) -> Option<TypeRef> {
    let id = page_of(drafts, body)?;
    let list = struct_of(drafts, id)?.fields.iter().find(|field| field.name.wire == items)?;
    let item = item_of(drafts, &list.type_ref)?;
    if let DefinitionKind::Struct(page) = &mut drafts.get_mut(id.0)?.definition.kind {
        page.page_items = Some(items.to_owned());
    }
    Some(item)
}
