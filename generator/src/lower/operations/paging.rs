//! `x-ms-pageable`.

use crate::diagnostic::{Code, Diagnostic, question};
use crate::ir::{Method, NextPage};
use crate::lower::document::site::{Site, operations};
use crate::lower::drafts::operation::Paging;
use crate::lower::drafts::{Drafting, extensions};
use openapiv3::OpenAPI;
use serde_json::Value;
use std::collections::HashSet;

const EXTENSION: &str = "x-ms-pageable";
const NEXT_OPERATION: &str = "operationName";

/// What the operation declares.
pub(super) fn declared<'a>(drafting: &mut Drafting<'a>, site: &Site<'a>) -> Option<Paging> {
    let declared = site.operation.extensions.get(EXTENSION)?;
    let text = |key: &str| match declared.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone()).filter(|text| !text.is_empty())),
        Some(_) => Err(()),
    };
    match (declared.is_object(), text("nextLinkName"), text("itemName"), text(NEXT_OPERATION)) {
        (true, Ok(next_link), Ok(items), Ok(named)) => {
            let next_page = match &next_link {
                Some(_) => next_page(drafting, site, named.as_deref()),
                None => NextPage::Get,
            };
            let items = items.unwrap_or_else(|| "value".to_owned());
            Some(Paging { next_link, next_page, items })
        }
        _ => {
            let expected =
                "an object with `nextLinkName`, a text or null, and perhaps `itemName` and `operationName`, texts";
            extensions::wrong(drafting, EXTENSION, &site.at, expected);
            None
        }
    }
}

/// How the next page is asked for: with the method of the operation that is `named` to do it, else with a GET. The link
/// is followed as the service gives it, whatever the path of that operation is.
fn next_page<'a>(drafting: &mut Drafting<'a>, site: &Site<'a>, named: Option<&str>) -> NextPage {
    let Some(named) = named else { return NextPage::Get };
    let is_named = |operation: &openapiv3::Operation| operation.operation_id.as_deref() == Some(named);
    let (problem, near) = match operations(drafting.source.openapi).find(|(_, operation)| is_named(operation)) {
        Some((Method::Get, _)) => return NextPage::Get,
        // A body can only be sent again where there was one.
        Some((Method::Post, next)) if next.request_body.is_some() && site.operation.request_body.is_some() => {
            return NextPage::PostAgain;
        }
        Some((Method::Post, _)) => return NextPage::Post,
        Some((other, _)) => (format!("`{named}` is a {}, which reads no further page", other.as_str()), None),
        None => {
            let ids =
                operations(drafting.source.openapi).filter_map(|(_, operation)| operation.operation_id.as_deref());
            (format!("there is no operation `{named}` to read further pages"), question(named, ids))
        }
    };
    let help = near.unwrap_or_else(|| "name a GET or a POST, or remove `operationName`, which means a GET".to_owned());
    let at = drafting.source.locate(&site.at.key(EXTENSION).key(NEXT_OPERATION));
    drafting.report.push(Diagnostic::at(Code::NextOperation, at, problem).help(help));
    NextPage::Get
}

/// The operations that others name to read further pages.
pub(super) fn next_operations(openapi: &OpenAPI) -> HashSet<&str> {
    let named = operations(openapi).filter_map(|(_, operation)| {
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
