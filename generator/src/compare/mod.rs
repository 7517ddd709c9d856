//! Compares two specifications by what goes over the wire, and says what each difference does to the Rust API.
//!
//! Operations are matched by method and path, then by `operationId`; definitions by the places at which matched
//! operations use them. So neither the layout of files nor the order in them matters, nor descriptions, nor the names
//! of shared components, except where they show in Rust. What is used in many places is compared once for each pair
//! and told in one row, with the operations concerned.

mod definitions;
mod difference;
mod matching;
mod operations;
mod pairs;
mod parameters;
mod report;
mod responses;
mod rows;
mod rules;
mod rust;
mod values;

pub use difference::{Comparison, Difference, Direction, Effect, Step};
pub use report::{Side, to_json, to_markdown, to_text};
pub use rules::{Concern, Level, Rule};

use crate::ir::Api;
use crate::source::{DocumentId, Location, Pointer};
use pairs::Pairs;
use rows::{Row, Rows, Subject, Uses};

/// The two specifications.
#[derive(Clone, Copy, Debug)]
struct Sides<'a> {
    left: &'a Api,
    right: &'a Api,
}

/// What is different on the right.
pub fn compare(left: &Api, right: &Api) -> Comparison {
    let sides = Sides { left, right };
    let mut rows = Rows::default();
    let mut pairs = Pairs::default();
    let matched = matching::operations(left, right);
    let all = matched.everywhere();
    for row in api(sides) {
        rows.push(row, &all);
    }
    for (group, operation) in &matched.removed {
        rows.push(operations::removed(group, operation), &Uses::of(&operation.id, Direction::Both));
    }
    for (group, operation) in &matched.added {
        rows.push(operations::added(group, operation), &Uses::of(&operation.id, Direction::Both));
    }
    for pair in &matched.pairs {
        operations::compare(sides, pair, &mut rows);
        pairs.walk_operation(sides, pair);
    }
    pairs.add_unused(sides);
    definitions::compare_all(sides, &pairs, &mut rows);
    rows.finish(left, right)
}

/// The API as a whole.
fn api(sides: Sides<'_>) -> Vec<Row> {
    let Sides { left, right } = sides;
    let subject = Subject::Whole("API".to_owned());
    let at = |key: &[&str]| {
        let pointer = key.iter().fold(Pointer::root(), |pointer, key| pointer.key(key));
        Location::new(DocumentId(0), pointer)
    };
    let row = |rule, key: &[&str], before: &str, after: &str| {
        let (before, after) = (before.to_owned(), after.to_owned());
        Row::new(rule, &subject).at(&at(key), &at(key)).change(Some(before), Some(after))
    };
    let mut rows = Vec::new();
    if left.version != right.version {
        let text = format!("requests ask for `{}`", right.version);
        let effect = Effect { step: Step::Patch, text };
        rows.push(row(Rule::ApiVersionChanged, &["info", "version"], &left.version, &right.version).rust(effect));
    }
    let host = |api: &Api| api.endpoint.as_ref().map_or_else(|| api.host.clone(), |endpoint| endpoint.template.clone());
    if host(left) != host(right) {
        let effect = match (&left.endpoint, &right.endpoint) {
            (None, None) | (Some(_), Some(_)) => Effect::default(),
            _ => Effect::major(format!("`{}::new` takes other arguments", right.client)),
        };
        rows.push(row(Rule::HostChanged, &["host"], &host(left), &host(right)).rust(effect));
    }
    for scope in left.scopes.iter().filter(|scope| !right.scopes.contains(scope)) {
        rows.push(
            Row::new(Rule::ScopeRemoved, &subject)
                .only_left(&at(&["securityDefinitions"]))
                .change(Some(scope.clone()), None),
        );
    }
    for scope in right.scopes.iter().filter(|scope| !left.scopes.contains(scope)) {
        rows.push(
            Row::new(Rule::ScopeAdded, &subject)
                .only_right(&at(&["securityDefinitions"]))
                .change(None, Some(scope.clone())),
        );
    }
    if left.client != right.client {
        let effect = Effect::major(format!("`{}` is `{}`", left.client, right.client));
        rows.push(row(Rule::ClientRenamed, &["info", "title"], &left.client, &right.client).rust(effect));
    }
    rows
}
