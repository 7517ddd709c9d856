//! `x-ms-pageable`.

use crate::azure::{self, Extension, Pageable};
use crate::diagnostic::{Code, Diagnostic, question};
use crate::ir::{Method, NextPage};
use crate::lower::document::site::{Site, operations};
use crate::lower::drafts::Drafting;
use crate::lower::drafts::operation::Paging;
use openapiv3::OpenAPI;
use rustc_hash::FxHashSet;

/// What the operation declares.
pub(super) fn declared<'a>(drafting: &mut Drafting<'a>, site: &Site<'a>) -> Option<Paging> {
    let pages = azure::read::<Pageable>(&site.operation.extensions)?;
    let next_page = match pages.next_link {
        Some(_) => next_page(drafting, site, pages.operation),
        None => NextPage::Get,
    };
    let items = pages.items.unwrap_or("value").to_owned();
    Some(Paging { next_link: pages.next_link.map(str::to_owned), next_page, items })
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
    let at = drafting.source.locate(&site.at.key(Pageable::KEY).key(Pageable::OPERATION));
    drafting.report.push(Diagnostic::at(Code::NextOperation, at, problem).help(help));
    NextPage::Get
}

/// The operations that others name to read further pages.
pub(super) fn next_operations(openapi: &OpenAPI) -> FxHashSet<&str> {
    let named = operations(openapi).filter_map(|(_, operation)| {
        let named = azure::read::<Pageable>(&operation.extensions)?.operation?;
        (operation.operation_id.as_deref() != Some(named)).then_some(named)
    });
    named.collect()
}

/// Whether the whole path of an operation is a link, which a pager follows by itself: `/{nextLink}`.
pub(super) fn is_link(path: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default().trim_start_matches('/');
    path.strip_prefix('{').and_then(|path| path.strip_suffix('}')).is_some_and(|name| !name.contains(['{', '}', '/']))
}
