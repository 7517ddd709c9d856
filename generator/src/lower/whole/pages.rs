//! Pages: which structs they are, and of what.

use crate::azure::{Extension, Pageable};
use crate::diagnostic::{Code, Diagnostic, nearest, question};
use crate::ir;
use crate::lower::drafts::Type;
use crate::lower::drafts::arena::{Column, DraftId, Drafts};
use crate::lower::drafts::definition::{Content, Struct};
use crate::lower::drafts::operation::{Group, Operation, Paging, Response, operations};
use crate::lower::drafts::report::Report;

/// What pageable operations page through.
pub(in crate::lower) struct Pages {
    /// The property with the items, of the structs that are pages.
    pub(in crate::lower) items: Column<Option<String>>,
    /// How each operation pages, in their order.
    pub(in crate::lower) paging: Vec<Option<ir::Paging<DraftId>>>,
}

/// Finds the pages of every pageable operation.
pub(in crate::lower) fn find(drafts: &Drafts<'_>, groups: &[Group], report: &mut Report<'_>) -> Pages {
    let mut items: Column<Option<String>> = drafts.column(|_, _| None);
    let paging = operations(groups).map(|operation| {
        let declared = operation.paging.as_ref()?;
        let body = operation.responses.iter().find_map(Response::body_type);
        if let (Some(Type::Array(_)), None) = (body, &declared.next_link) {
            // A bare list is whole: there is nothing to page through.
            return None;
        }
        let Some((page, item)) = body.and_then(|body| page_and_item(drafts, body, &declared.items)) else {
            report.push(no_list(drafts, operation, &declared.items));
            return None;
        };
        items[page] = Some(declared.items.clone());
        let next_link = declared.next_link.as_deref();
        if let Some(diagnostic) = check_next_link(drafts, drafts[page].structure(), operation, next_link) {
            report.push(diagnostic);
        }
        let Paging { next_link, next_page, items } = declared;
        Some(ir::Paging {
            page: operation.ending.body()?.clone(),
            next_link: next_link.clone(),
            next_page: *next_page,
            items: items.clone(),
            item,
        })
    });
    let paging = paging.collect();
    Pages { items, paging }
}

/// The struct that the page `body` is, and the type of its items.
fn page_and_item(drafts: &Drafts<'_>, body: &Type, items: &str) -> Option<(DraftId, Type)> {
    let page = page_of(drafts, body)?;
    let list = drafts[page].structure()?.fields.iter().find(|field| field.name.wire == items)?;
    Some((page, item_of(drafts, &list.value.type_ref)?))
}

/// Says why a pageable operation has no items.
fn no_list(drafts: &Drafts<'_>, operation: &Operation, items: &str) -> Diagnostic {
    let body = operation.responses.iter().find_map(Response::body_type);
    let page = body.and_then(|body| drafts[page_of(drafts, body)?].structure());
    let whole_page = "give the response the schema of a page, or remove `x-ms-pageable`".to_owned();
    let (problem, help) = match page {
        Some(page) => no_list_in(drafts, page, items),
        None if body.is_none() => ("its responses have no schema".to_owned(), whole_page),
        None => ("its response is not an object with properties".to_owned(), whole_page),
    };
    let message = format!("`{}` is pageable, but {problem}", operation.id);
    let location = operation.location.key(Pageable::KEY);
    let is_named = items != "value";
    let location = if is_named { location.key(Pageable::ITEMS) } else { location };
    let diagnostic = Diagnostic::at(Code::Pageable, location, message).help(help);
    if is_named { diagnostic } else { diagnostic.on_key() }
}

/// Why `page` has no list `items`, and what to do.
fn no_list_in(drafts: &Drafts<'_>, page: &Struct, items: &str) -> (String, String) {
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
    drafts: &Drafts<'_>,
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
    let location = operation.location.key(Pageable::KEY).key(Pageable::NEXT_LINK);
    Some(Diagnostic::at(Code::NextLink, location, message).help(help))
}

/// Whether a value can have the property `path`, which is a name or names with dots between.
fn may_have(drafts: &Drafts<'_>, value: &Struct, path: &str) -> bool {
    value.fields.iter().any(|field| match path.strip_prefix(&field.name.wire) {
        Some("") => true,
        Some(rest) => rest.strip_prefix('.').is_some_and(|path| match field.value.type_ref {
            Type::Definition(_) => page_of(drafts, &field.value.type_ref)
                .and_then(|id| drafts[id].structure())
                .is_some_and(|below| may_have(drafts, below, path)),
            // What is not described may have anything.
            _ => matches!(field.value.type_ref, Type::Any | Type::Map(_)),
        }),
        None => false,
    })
}

/// The struct that the page `body` is.
fn page_of(drafts: &Drafts<'_>, body: &Type) -> Option<DraftId> {
    match drafts.resolve(body) {
        Type::Definition(id) if drafts[*id].structure().is_some() => Some(*id),
        _ => None,
    }
}

/// The type of the items, if `list` is one.
fn item_of(drafts: &Drafts<'_>, list: &Type) -> Option<Type> {
    match list {
        Type::Array(item) => Some((**item).clone()),
        Type::Definition(alias) => match &drafts[*alias].content {
            Content::Alias(Type::Array(item)) => Some((**item).clone()),
            _ => None,
        },
        _ => None,
    }
}
