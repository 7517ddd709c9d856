//! Operations: how they are called, and what only Rust sees of them.

use super::difference::{Effect, Step};
use super::matching::{Grouped, Pair, anonymous};
use super::rows::{Row, Rows, Uses};
use super::rust::{self, Names};
use super::{Direction, Rule, Sides, parameters, responses};
use crate::ir::{Operation, OperationGroup};

/// An operation that is gone.
pub(super) fn removed(group: &OperationGroup, operation: &Operation) -> Row {
    let effect = Effect::major(format!("method `{}` is gone", rust::method(group, operation)));
    Row::new(Rule::OperationRemoved, &operation.id)
        .only_left(&operation.location)
        .change(Some(call(operation)), None)
        .rust(effect)
}

/// An operation that is new.
pub(super) fn added(group: &OperationGroup, operation: &Operation) -> Row {
    let effect = Effect::minor(format!("method `{}` is new", rust::method(group, operation)));
    Row::new(Rule::OperationAdded, &operation.id)
        .only_right(&operation.location)
        .change(None, Some(call(operation)))
        .rust(effect)
}

/// `GET /path`.
fn call(operation: &Operation) -> String {
    let query: Vec<String> = operation.fixed_query.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    format!("{} {}{query}", operation.method.as_str(), operation.path)
}

/// Compares an operation with itself on the other side.
pub(super) fn compare<'a>(sides: Sides<'a>, pair: &Pair<'a>, rows: &mut Rows<'a>) {
    let id = pair.right.1.id.as_str();
    let mut push = |direction: Direction, found: Vec<Row>| {
        let uses = Uses::of(id, direction);
        found.into_iter().for_each(|row| rows.push(row, &uses));
    };
    push(Direction::Both, how_called(pair));
    push(Direction::Request, parameters::compare(sides, pair));
    push(Direction::Request, parameters::compare_body(sides, pair));
    let mut answers = responses::compare(sides, pair);
    attribute_return_type(sides, pair, &mut answers);
    push(Direction::Response, answers);
}

fn how_called(pair: &Pair<'_>) -> Vec<Row> {
    let Pair { left: (_, left), right: (_, right) } = pair;
    let mut rows = Vec::new();
    let row = |rule, before: String, after: String| {
        let row = Row::new(rule, &right.id).at(&left.location, &right.location);
        row.change(Some(before), Some(after))
    };
    rows.extend(renamed(pair));
    if left.method != right.method {
        rows.push(row(Rule::MethodChanged, left.method.as_str().to_owned(), right.method.as_str().to_owned()));
    }
    let (before, after) = (path(left), path(right));
    if before != after {
        let rule = if before.eq_ignore_ascii_case(&after) { Rule::PathCaseChanged } else { Rule::PathChanged };
        rows.push(row(rule, left.path.clone(), right.path.clone()));
    }
    if left.deprecated != right.deprecated {
        let (rule, text) = match right.deprecated {
            true => (Rule::OperationDeprecated, "calls give a warning"),
            false => (Rule::OperationRestored, "calls give no warning any more"),
        };
        let effect = Effect { step: Step::Minor, text: text.to_owned() };
        rows.push(Row::new(rule, &right.id).at(&left.location, &right.location).rust(effect));
    }
    rows
}

/// The path and its fixed query, whatever its parameters are called.
fn path(operation: &Operation) -> String {
    let mut query = operation.fixed_query.clone();
    query.sort();
    query.iter().fold(anonymous(&operation.path), |text, (name, value)| format!("{text}&{name}={value}"))
}

fn renamed(pair: &Pair<'_>) -> Option<Row> {
    let name = |(group, operation): Grouped<'_>| (operation.id.clone(), rust::method(group, operation));
    let ((left_id, left_method), (right_id, right_method)) = (name(pair.left), name(pair.right));
    let effect = match left_method == right_method {
        true if left_id == right_id => return None,
        true => Effect::default(),
        false => Effect::major(format!("method `{left_method}` is `{right_method}`")),
    };
    let row = Row::new(Rule::OperationRenamed, &right_id).at(&pair.left.1.location, &pair.right.1.location);
    let (before, after) = if left_id == right_id { (left_method, right_method) } else { (left_id, right_id) };
    Some(row.change(Some(before), Some(after)).rust(effect))
}

/// Says of the row that is the reason what the method returns now; without a reason, it is a row of its own.
fn attribute_return_type(sides: Sides<'_>, pair: &Pair<'_>, rows: &mut Vec<Row>) {
    let Pair { left: (_, left), right: (group, right) } = *pair;
    let returned = |names| (rust::returned(sides.left, left, names), rust::returned(sides.right, right, names));
    let (before, after) = returned(Names::Hidden);
    if before == after {
        return;
    }
    let (before, after) = returned(Names::Shown);
    let text = format!("`{}` returns `{after}` instead of `{before}`", rust::method(group, right));
    let effect = Effect::major(text);
    let rank = |row: &Row| responses::CHANGE_RESULT.iter().position(|rule| *rule == row.rule);
    let reason = rows.iter_mut().filter(|row| rank(row).is_some()).min_by_key(|row| rank(row));
    match reason {
        Some(row) => row.rust = effect,
        None => {
            let row = Row::new(Rule::ReturnTypeChanged, &right.id).at(&left.location, &right.location);
            rows.push(row.change(Some(before), Some(after)).rust(effect));
        }
    }
}
