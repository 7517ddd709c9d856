//! What an answer of an example shows that no service answers: links that lead nowhere, an operation that has failed, no
//! body where there is one. The replay puts something in its place.

use super::findings::Way;
use crate::ir::{Api, ExampleResponse, Operation, Outcome, Response};
use serde_json::{Map, Value};

/// The headers in which an operation says where it is followed.
const LINKS: [&str; 3] = ["azure-asyncoperation", "location", "operation-location"];

/// The request that the answer is for.
pub(super) struct Asked<'e> {
    pub(super) operation: &'e Operation,
    pub(super) parameters: &'e Map<String, Value>,
}

/// Calls `note` with each oddity of a successful answer, whose place is `at`.
pub(super) fn oddities(
    api: &Api,
    asked: &Asked<'_>,
    declared: &Response,
    answer: &ExampleResponse,
    at: &Way<'_>,
    note: &mut dyn FnMut(&Way<'_>, &str),
) {
    let outcome = &asked.operation.outcome;
    let is_needed = matches!(outcome, Outcome::Model(_) | Outcome::ByStatus(_) | Outcome::Pages(_));
    if is_needed && declared.body.is_some() && answer.body.is_none() {
        note(at, "no body, but one is declared");
    }
    let body = answer.body.as_ref();
    if let Some(link) = outcome.paging().and_then(|paging| paging.next_link.as_deref()) {
        let found = body.and_then(|body| Some((body.get(link)?, Way::Key(at, link))));
        if let Some((Value::String(text), at)) = found
            && let Some(problem) = wrong_link(api, text).or_else(|| leads_back(asked, text))
        {
            note(&at, problem);
        }
    }
    if outcome.long_running().is_some() {
        for (name, text) in answer.headers.iter().filter(|(name, _)| LINKS.contains(&name.as_str())) {
            if let Some(problem) = wrong_link(api, text) {
                note(&Way::Header(at, name), problem);
            }
        }
        state(body, at, note);
    }
}

/// Notes that an operation has failed.
fn state(body: Option<&Value>, at: &Way<'_>, note: &mut dyn FnMut(&Way<'_>, &str)) {
    let properties = Way::Key(at, "properties");
    let states = [
        (
            body.and_then(|body| body.pointer("/properties/provisioningState")),
            Way::Key(&properties, "provisioningState"),
        ),
        (body.and_then(|body| body.get("status")), Way::Key(at, "status")),
    ];
    for (state, at) in states {
        let has_failed =
            |state: &str| ["failed", "canceled", "cancelled"].contains(&state.to_ascii_lowercase().as_str());
        if state.and_then(Value::as_str).is_some_and(has_failed) {
            note(&at, "a state that ends the operation without success");
        }
    }
}

/// Why a client does not follow a link.
fn wrong_link(api: &Api, text: &str) -> Option<&'static str> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let Some((scheme, rest)) = text.split_once("://") else {
        return (!text.starts_with('/')).then_some("a link that is no address");
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.is_empty() || rest.contains(|character: char| character.is_whitespace()) {
        return Some("a link that is no address");
    }
    // Where the caller names the host, examples show any.
    let is_elsewhere = api.endpoint.is_none() && !host.eq_ignore_ascii_case(&api.host);
    (is_elsewhere || !scheme.eq_ignore_ascii_case("https")).then_some("a link to another host")
}

/// Says so if a link asks for what was asked for.
fn leads_back(asked: &Asked<'_>, text: &str) -> Option<&'static str> {
    let (address, query) = text.split_once('?').unwrap_or((text, ""));
    let path = address.split_once("://").map_or(address, |(_, rest)| rest.find('/').map_or("", |start| &rest[start..]));
    let given = |name: &str| {
        let found = asked.parameters.iter().find(|(given, _)| given.eq_ignore_ascii_case(name))?;
        Some(found.1.as_str().map_or_else(|| found.1.to_string(), str::to_owned))
    };
    let mut own = asked.operation.path.clone();
    for (name, value) in asked.operation.parameters.iter().filter_map(|it| Some((&it.name.wire, given(&it.name.wire)?)))
    {
        own = own.replace(&format!("{{{name}}}"), value.trim_start_matches('/'));
    }
    let mut pairs = query.split('&').filter(|pair| !pair.is_empty());
    let is_own = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        given(name).is_some_and(|given| given == value)
    };
    let is_same = path.trim_end_matches('/').eq_ignore_ascii_case(own.trim_end_matches('/'));
    (is_same && pairs.all(is_own)).then_some("a link that leads back to itself")
}
