//! Responses, pages, and how long-running operations end.

use super::matching::Pair;
use super::rows::{Row, Subject};
use super::rust::Names;
use super::values::{self, ValueAt};
use super::{Effect, Rule, Sides, rust};
use crate::azure::{Extension, LongRunning, Pageable};
use crate::ir::{
    Api, Constraints, ErrorResponse, Facts, FinalState, Header, NextPage, Operation, Paging, Response, Status, TypeRef,
};
use crate::source::Location;

/// The rules that can be why a method returns another type, the best reason first.
pub(super) const CHANGE_RESULT: [Rule; 18] = [
    Rule::LongRunningAdded,
    Rule::LongRunningRemoved,
    Rule::PagingAdded,
    Rule::PagingRemoved,
    Rule::FinalResultChanged,
    Rule::ResponseBodyAdded,
    Rule::ResponseBodyRemoved,
    Rule::TypeChanged,
    Rule::TypeWidened,
    Rule::TypeNarrowed,
    Rule::FormatChanged,
    Rule::SecretAdded,
    Rule::ResponseTypeAdded,
    Rule::ResponseTypeRemoved,
    Rule::StatusAdded,
    Rule::StatusRemoved,
    Rule::ErrorAdded,
    Rule::ErrorRemoved,
];

/// Compares what comes back.
pub(super) fn compare(sides: Sides<'_>, pair: &Pair<'_>) -> Vec<Row> {
    let Pair { left: (_, left), right: (_, right) } = *pair;
    let mut rows = Vec::new();
    for before in &left.responses {
        match right.responses.iter().find(|after| after.status == before.status) {
            Some(after) => rows.extend(compare_response(sides, pair, before, after)),
            None => rows.push(
                Row::new(Rule::StatusRemoved, &right.id)
                    .only_left(&at(left, &before.status.to_string()))
                    .change(Some(answer(sides.left, before.status, before.body_type())), None),
            ),
        }
    }
    for after in &right.responses {
        if !left.responses.iter().any(|before| before.status == after.status) {
            let row = Row::new(Rule::StatusAdded, &right.id).only_right(&at(right, &after.status.to_string()));
            rows.push(row.change(None, Some(answer(sides.right, after.status, after.body_type()))));
        }
    }
    rows.extend(compare_failures(sides, pair));
    rows.extend(compare_paging(left, right));
    rows.extend(compare_long_running(sides, left, right));
    rows
}

fn at(operation: &Operation, status: &str) -> Location {
    operation.location.key("responses").key(status)
}

fn answer(api: &Api, status: Status, body: Option<&TypeRef>) -> String {
    match body {
        Some(body) => format!("{status} {}", values::described(api, body)),
        None => status.to_string(),
    }
}

fn compare_response(sides: Sides<'_>, pair: &Pair<'_>, before: &Response, after: &Response) -> Vec<Row> {
    let Pair { left: (_, left), right: (_, right) } = *pair;
    let status = after.status.to_string();
    let (left_at, right_at) = (at(left, &status), at(right, &status));
    let subject = Subject::Part(status.clone());
    let row = |rule| Row::new(rule, &subject).at(&left_at, &right_at);
    let old = response_value(sides.left, before, &left_at);
    let new = response_value(sides.right, after, &right_at);
    let mut rows = compare_bodies(sides, &subject, (old, &left_at), (new, &right_at));
    if before.body.is_some() && after.body.is_some() {
        let rules = (Rule::ResponseTypeAdded, Rule::ResponseTypeRemoved);
        rows.extend(values::sets(&before.media_types, &after.media_types, rules, row));
    }
    let names = |headers: &[Header]| headers.iter().map(|header| header.name.wire.clone()).collect::<Vec<_>>();
    rows.extend(values::sets(
        &names(&before.headers),
        &names(&after.headers),
        (Rule::HeaderAdded, Rule::HeaderRemoved),
        row,
    ));
    for old in &before.headers {
        if let Some(new) = after.headers.iter().find(|new| new.name.wire == old.name.wire) {
            rows.extend(compare_header(sides, &status, (old, &left_at), (new, &right_at)));
        }
    }
    rows
}

fn compare_header<'a>(
    sides: Sides<'a>,
    status: &str,
    left: (&'a Header, &'a Location),
    right: (&'a Header, &'a Location),
) -> Vec<Row> {
    let subject = Subject::Part(format!("{status} header {}", right.0.name.wire));
    let value =
        |api, (header, location): (&'a Header, &'a Location)| ValueAt { location, ..ValueAt::of(api, &header.value) };
    let mut rows = values::compare(&value(sides.left, left), &value(sides.right, right), &subject);
    let types = |names| {
        (
            rust::value(sides.left, &left.0.value.type_ref, names),
            rust::value(sides.right, &right.0.value.type_ref, names),
        )
    };
    let (old, new) = types(Names::Hidden);
    if old != new || left.0.name.rust != right.0.name.rust {
        let (old, new) = types(Names::Shown);
        let text = format!("getter `{}() -> {old}` is `{}() -> {new}`", left.0.name.rust, right.0.name.rust);
        let own = Row::new(Rule::RustTypeChanged, &subject).at(left.1, right.1);
        values::attribute(&mut rows, own.change(Some(old), Some(new)), Effect::major(text));
    }
    rows
}

fn compare_bodies<'a>(
    sides: Sides<'_>,
    subject: &Subject,
    left: (Option<ValueAt<'a>>, &Location),
    right: (Option<ValueAt<'a>>, &Location),
) -> Vec<Row> {
    let row = |rule| Row::new(rule, subject).at(left.1, right.1);
    match (&left.0, &right.0) {
        (None, None) => Vec::new(),
        (None, Some(after)) => {
            vec![row(Rule::ResponseBodyAdded).change(None, Some(values::described(sides.right, after.type_ref)))]
        }
        (Some(before), None) => {
            vec![row(Rule::ResponseBodyRemoved).change(Some(values::described(sides.left, before.type_ref)), None)]
        }
        (Some(before), Some(after)) => values::compare(before, after, subject),
    }
}

fn response_value<'a>(api: &'a Api, response: &'a Response, location: &'a Location) -> Option<ValueAt<'a>> {
    response.body.as_ref().map(|body| ValueAt { location, ..ValueAt::of(api, body) })
}

/// Only the definition of a failure's body is known.
fn failure_value<'a>(
    api: &'a Api,
    failure: &'a ErrorResponse,
    (constraints, facts): &'a (Constraints, Facts),
    location: &'a Location,
) -> Option<ValueAt<'a>> {
    failure.body.as_ref().map(|type_ref| ValueAt { api, type_ref, constraints, facts, default: None, location })
}

fn compare_failures(sides: Sides<'_>, pair: &Pair<'_>) -> Vec<Row> {
    let Pair { left: (_, left), right: (_, right) } = *pair;
    let plain = (Constraints::default(), Facts::default());
    let mut rows = Vec::new();
    for before in &left.failures {
        let Some(after) = right.failures.iter().find(|after| after.status == before.status) else {
            let row = Row::new(Rule::ErrorRemoved, &right.id).only_left(&at(left, &before.status));
            rows.push(row.change(Some(failure(sides.left, before)), None));
            continue;
        };
        let (left_at, right_at) = (at(left, &before.status), at(right, &after.status));
        let subject = Subject::Part(after.status.clone());
        let row = |rule| Row::new(rule, &subject).at(&left_at, &right_at);
        let old = failure_value(sides.left, before, &plain, &left_at);
        let new = failure_value(sides.right, after, &plain, &right_at);
        rows.extend(compare_bodies(sides, &subject, (old, &left_at), (new, &right_at)));
        rows.extend(values::sets(&before.headers, &after.headers, (Rule::HeaderAdded, Rule::HeaderRemoved), row));
        match (before.is_error, after.is_error) {
            (false, true) => rows.push(row(Rule::ErrorMarked)),
            (true, false) => rows.push(row(Rule::ErrorUnmarked)),
            _ => {}
        }
    }
    for after in &right.failures {
        if !left.failures.iter().any(|before| before.status == after.status) {
            let row = Row::new(Rule::ErrorAdded, &right.id).only_right(&at(right, &after.status));
            rows.push(row.change(None, Some(failure(sides.right, after))));
        }
    }
    rows
}

fn failure(api: &Api, failure: &ErrorResponse) -> String {
    match &failure.body {
        Some(body) => format!("{} {}", failure.status, values::described(api, body)),
        None => failure.status.clone(),
    }
}

fn compare_paging(left: &Operation, right: &Operation) -> Vec<Row> {
    const KEY: &str = Pageable::KEY;
    match (left.outcome.paging(), right.outcome.paging()) {
        (None, None) => Vec::new(),
        (None, Some(_)) => vec![Row::new(Rule::PagingAdded, &right.id).only_right(&right.location.key(KEY))],
        (Some(_), None) => vec![Row::new(Rule::PagingRemoved, &right.id).only_left(&left.location.key(KEY))],
        (Some(before), Some(after)) => {
            let row = |rule| Row::new(rule, &right.id).at(&left.location.key(KEY), &right.location.key(KEY));
            let mut rows = Vec::new();
            if before.next_link != after.next_link {
                rows.push(row(Rule::NextLinkChanged).change(before.next_link.clone(), after.next_link.clone()));
            }
            if before.next_page != after.next_page {
                rows.push(row(Rule::NextPageChanged).change(next_page(before), next_page(after)));
            }
            if before.items != after.items {
                rows.push(row(Rule::PageItemsChanged).change(Some(before.items.clone()), Some(after.items.clone())));
            }
            rows
        }
    }
}

fn next_page(paging: &Paging) -> Option<String> {
    let text = match paging.next_page {
        NextPage::Get => "GET",
        NextPage::Post => "POST",
        NextPage::PostAgain => "POST with the same body",
    };
    paging.next_link.as_ref().map(|_| text.to_owned())
}

fn compare_long_running(sides: Sides<'_>, left: &Operation, right: &Operation) -> Vec<Row> {
    const KEY: &str = LongRunning::KEY;
    let (before, after) = match (left.outcome.long_running(), right.outcome.long_running()) {
        (None, None) => return Vec::new(),
        (None, Some(_)) => {
            return vec![Row::new(Rule::LongRunningAdded, &right.id).only_right(&right.location.key(KEY))];
        }
        (Some(_), None) => {
            return vec![Row::new(Rule::LongRunningRemoved, &right.id).only_left(&left.location.key(KEY))];
        }
        (Some(before), Some(after)) => (before.final_state, after.final_state),
    };
    let row = |rule| Row::new(rule, &right.id).at(&left.location.key(KEY), &right.location.key(KEY));
    let mut rows = Vec::new();
    if before != after {
        let change = row(Rule::FinalStateChanged);
        rows.push(change.change(final_state(before), final_state(after)));
    }
    let (old, new) = (result(sides.left, left), result(sides.right, right));
    if old.as_ref().map(|(kind, _)| kind) != new.as_ref().map(|(kind, _)| kind) {
        rows.push(row(Rule::FinalResultChanged).change(old.map(|(_, text)| text), new.map(|(_, text)| text)));
    }
    rows
}

/// The result of a long-running operation: its Rust type whatever definitions are called, and its description.
fn result(api: &Api, operation: &Operation) -> Option<(String, String)> {
    let body = operation.outcome.body()?;
    Some((rust::value(api, body, Names::Hidden), values::described(api, body)))
}

fn final_state(state: FinalState) -> Option<String> {
    let text = match state {
        FinalState::Default => return None,
        FinalState::Location => "location",
        FinalState::OriginalUri => "original-uri",
        FinalState::AzureAsyncOperation => "azure-async-operation",
    };
    Some(text.to_owned())
}
