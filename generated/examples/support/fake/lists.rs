//! Lists, in pages of two.

use super::filter::meets;
use super::{Answer, Call, Store, apis, services};
use azure_core::http::Url;
use serde_json::{Value, json};

const PAGE: usize = 2;

/// Whether a path ends in a kind of resource, not in a name: kinds and names take turns after the provider.
pub(super) fn is_list(path: &str) -> bool {
    path.split_once("/providers/Microsoft.ApiManagement/").is_some_and(|(_, rest)| rest.split('/').count() % 2 == 1)
}

pub(super) fn page(store: &Store, call: &Call) -> Answer {
    let all = match call.path.rsplit('/').next() {
        Some("revisions") => apis::revisions(store, &call.path),
        Some("deletedservices") => services::deleted(store),
        _ => children(store, &call.path),
    };
    let condition = call.query.get("$filter").map(String::as_str).unwrap_or_default();
    let met: Option<Vec<bool>> = all.iter().map(|resource| meets(resource, condition)).collect();
    let Some(met) = met else { return Answer::invalid("$filter", "The condition cannot be understood.") };
    let all: Vec<_> = all.into_iter().zip(met).filter(|(_, met)| *met).map(|(resource, _)| resource).collect();
    let number = |name| call.query.get(name).and_then(|number| number.parse::<usize>().ok());
    let (skip, size) = (number("$skip").unwrap_or(0), number("$top").unwrap_or(PAGE).min(PAGE));
    let next = skip + size;
    let mut body = json!({ "count": all.len(), "value": all.iter().skip(skip).take(size).collect::<Vec<_>>() });
    if next < all.len() {
        body["nextLink"] = link(call, next).into();
    }
    Answer::new(200, body)
}

fn link(call: &Call, skip: usize) -> String {
    let Ok(mut link) = Url::parse("https://management.azure.com") else { return String::new() };
    link.set_path(&call.path);
    let others = call.query.iter().filter(|(name, _)| *name != "$skip");
    link.query_pairs_mut().extend_pairs(others).append_pair("$skip", &skip.to_string());
    link.into()
}

fn children(store: &Store, path: &str) -> Vec<Value> {
    let is_child = |other: &str| other.strip_prefix(path).is_some_and(|rest| rest.rfind('/') == Some(0));
    store.iter().filter(|(other, _)| is_child(other)).map(|(_, resource)| resource.clone()).collect()
}
