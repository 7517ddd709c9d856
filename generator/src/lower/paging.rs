//! `x-ms-pageable`.

use super::context::{Context, Draft};
use super::extensions;
use super::groups::methods_of;
use super::operations::Site;
use crate::diagnostic::{Code, Diagnostic, nearest, question};
use crate::ir::{
    DefinitionId, DefinitionKind, Method, NextPage, Operation, OperationGroup, Outcome, Paging, Response, Struct,
    TypeRef,
};
use openapiv3::{OpenAPI, ReferenceOr};
use serde_json::Value;
use std::collections::HashSet;

const EXTENSION: &str = "x-ms-pageable";
const NEXT_OPERATION: &str = "operationName";

/// What a pageable operation declares.
#[derive(Debug)]
pub(super) struct Declared {
    next_link: Option<String>,
    next_page: NextPage,
    items: String,
}

/// What the operation declares.
pub(super) fn declared<'a>(context: &mut Context<'a>, site: &Site<'a>) -> Option<Declared> {
    let declared = site.operation.extensions.get(EXTENSION)?;
    let text = |key: &str| match declared.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone()).filter(|text| !text.is_empty())),
        Some(_) => Err(()),
    };
    match (declared.is_object(), text("nextLinkName"), text("itemName"), text(NEXT_OPERATION)) {
        (true, Ok(next_link), Ok(items), Ok(named)) => {
            let next_page = match &next_link {
                Some(_) => next_page(context, site, named.as_deref()),
                None => NextPage::Get,
            };
            let items = items.unwrap_or_else(|| "value".to_owned());
            Some(Declared { next_link, next_page, items })
        }
        _ => {
            let expected =
                "an object with `nextLinkName`, a text or null, and perhaps `itemName` and `operationName`, texts";
            extensions::wrong(context, EXTENSION, &site.at, expected);
            None
        }
    }
}

/// How the next page is asked for: with the method of the operation that is `named` to do it, else with a GET. The link
/// is followed as the service gives it, whatever the path of that operation is.
fn next_page<'a>(context: &mut Context<'a>, site: &Site<'a>, named: Option<&str>) -> NextPage {
    let Some(named) = named else { return NextPage::Get };
    let is_named = |operation: &openapiv3::Operation| operation.operation_id.as_deref() == Some(named);
    let (problem, near) = match all(context.openapi).find(|(_, operation)| is_named(operation)) {
        Some((Method::Get, _)) => return NextPage::Get,
        // A body can only be sent again where there was one.
        Some((Method::Post, next)) if next.request_body.is_some() && site.operation.request_body.is_some() => {
            return NextPage::PostAgain;
        }
        Some((Method::Post, _)) => return NextPage::Post,
        Some((other, _)) => (format!("`{named}` is a {}, which reads no further page", other.as_str()), None),
        None => {
            let ids = all(context.openapi).filter_map(|(_, operation)| operation.operation_id.as_deref());
            (format!("there is no operation `{named}` to read further pages"), question(named, ids))
        }
    };
    let help = near.unwrap_or_else(|| "name a GET or a POST, or remove `operationName`, which means a GET".to_owned());
    let at = context.locate(&site.at.key(EXTENSION).key(NEXT_OPERATION));
    context.diagnostics.push(Diagnostic::at(Code::NextOperation, at, problem).help(help));
    NextPage::Get
}

/// The operations that others name to read further pages.
pub(super) fn next_operations(openapi: &OpenAPI) -> HashSet<&str> {
    let named = all(openapi).filter_map(|(_, operation)| {
        let named = operation.extensions.get(EXTENSION)?.get(NEXT_OPERATION)?.as_str()?;
        (operation.operation_id.as_deref() != Some(named)).then_some(named)
    });
    named.collect()
}

/// Whether the whole path of an operation is a link, which a pager follows by itself: `/{nextLink}`.
pub(super) fn is_link(path: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default().trim_start_matches('/');
    path.strip_prefix('{').and_then(|path| path.strip_suffix('}')).is_some_and(|name| !name.contains(['{', '}', '/']))
}

fn all(openapi: &OpenAPI) -> impl Iterator<Item = (Method, &openapiv3::Operation)> {
    let items = openapi.paths.paths.values().filter_map(ReferenceOr::as_item);
    items.flat_map(|item| methods_of(item).map(|(method, _, operation)| (method, operation)))
}

/// Finds the type of the items of every pageable operation, and marks the structs that are pages.
pub(super) fn resolve(context: &mut Context<'_>, groups: &mut [OperationGroup]) {
    let mut all = std::mem::take(&mut context.paging);
    for operation in groups.iter_mut().flat_map(|group| &mut group.operations) {
        let Some(declared) = all.remove(&operation.id) else { continue };
        let body = operation.responses.iter().find_map(Response::body_type);
        if let (Some(TypeRef::Array(_)), None) = (body, &declared.next_link) {
            // A bare list is whole: there is nothing to page through.
            continue;
        }
        match body.and_then(|body| mark_page(&mut context.drafts, body, &declared.items)) {
            Some(item) => {
                let page = body.and_then(|body| struct_of(&context.drafts, page_of(&context.drafts, body)?));
                let next_link = declared.next_link.as_deref();
                if let Some(diagnostic) = check_next_link(&context.drafts, page, operation, next_link) {
                    context.diagnostics.push(diagnostic);
                }
                let Declared { next_link, next_page, items } = declared;
                let Some(page) = operation.outcome.body().cloned() else { continue };
                let paging = Paging { page, next_link, next_page, items, item };
                match &mut operation.outcome {
                    Outcome::Operation(long_running) => long_running.paging = Some(paging),
                    outcome => *outcome = Outcome::Pages(paging),
                }
            }
            None => {
                let diagnostic = no_list(&context.drafts, operation, &declared.items);
                context.diagnostics.push(diagnostic);
            }
        }
    }
}

/// Says why a pageable operation has no items.
fn no_list(drafts: &[Draft], operation: &Operation, items: &str) -> Diagnostic {
    let body = operation.responses.iter().find_map(Response::body_type);
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
    let lists = || page.fields.iter().filter(|field| item_of(drafts, &field.value.type_ref).is_some());
    let names = || lists().map(|field| field.name.wire.as_str());
    let near = nearest(items, names()).or_else(|| names().next());
    let help = match near {
        Some(list) => format!("the property `{list}` is a list: say `itemName: {list}`"),
        None => "give the response a property with the list, and name it with `itemName`".to_owned(),
    };
    (problem, help)
}

/// Reports a link to the next page that the page does not have: every list would end after its first page.
fn check_next_link(
    drafts: &[Draft],
    page: Option<&Struct>,
    operation: &Operation,
    next_link: Option<&str>,
) -> Option<Diagnostic> {
    let (page, next_link) = page.zip(next_link)?;
    let names = || page.fields.iter().map(|field| field.name.wire.as_str());
    if may_have(drafts, page, next_link) {
        return None;
    }
    let message = format!("the response of `{}` has no property `{next_link}`, so all lists end early", operation.id);
    let help = question(next_link, names())
        .unwrap_or_else(|| "name the property with the link, or say `nextLinkName: null`".to_owned());
    let location = operation.location.key(EXTENSION).key("nextLinkName");
    Some(Diagnostic::at(Code::NextLink, location, message).help(help))
}

/// Whether a value can have the property `path`, which is a name or names with dots between.
fn may_have(drafts: &[Draft], value: &Struct, path: &str) -> bool {
    value.fields.iter().any(|field| match path.strip_prefix(&field.name.wire) {
        Some("") => true,
        Some(rest) => rest.strip_prefix('.').is_some_and(|path| match field.value.type_ref {
            TypeRef::Definition(_) => page_of(drafts, &field.value.type_ref)
                .and_then(|id| struct_of(drafts, id))
                .is_some_and(|below| may_have(drafts, below, path)),
            // What is not described may have anything.
            _ => matches!(field.value.type_ref, TypeRef::Any | TypeRef::Map(_)),
        }),
        None => false,
    })
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
    let item = item_of(drafts, &list.value.type_ref)?;
    if let DefinitionKind::Struct(page) = &mut drafts.get_mut(id.0)?.definition.kind {
        page.page_items = Some(items.to_owned());
    }
    Some(item)
}
