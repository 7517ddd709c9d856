//! Entity tags that a request names.

use crate::answer::Answer;
use crate::request::Request;
use crate::schema::Strictness;
use crate::store::Entity;
use crate::table::{Conditional, Operation};

/// The answer that ends a write, if its preconditions do.
///
/// `If-Match: *` on what is not there creates it, as the service does, and a request without a tag is taken, since
/// tools send such; the specification demands one.
pub(crate) fn refusal(
    request: &Request,
    operation: &Operation,
    existing: Option<&Entity>,
    strictness: Strictness,
) -> Option<Answer> {
    let if_match = request.header_value("if-match");
    let failed = || Some(Answer::error(412, "PreconditionFailed", "Resource was modified since last retrieval."));
    if strictness == Strictness::AsSpecified && operation.conditional == Conditional::Required && if_match.is_none() {
        return Some(Answer::error(400, "ValidationError", "The header If-Match is required."));
    }
    let none = request.header_value("if-none-match").map(|tags| is_named(tags, existing));
    if none == Some(true) {
        return failed();
    }
    match (if_match, existing) {
        (None, _) => None,
        (Some(tags), Some(_)) if is_named(tags, existing) => None,
        (Some(tags), None) if tags == "*" || operation.method != "PUT" => None,
        _ => failed(),
    }
}

/// Whether one of the tags is that of a thing, or `*` and there is one. Tags are taken without quotes, too.
fn is_named(tags: &str, existing: Option<&Entity>) -> bool {
    let Some(existing) = existing else { return false };
    let tag = existing.tag();
    tags == "*" || tags.split(',').any(|own| own.trim().trim_matches('"') == tag)
}
