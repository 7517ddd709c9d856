//! Parameters and request bodies.

use super::difference::Effect;
use super::matching::{Pair, placeholders};
use super::rows::{Row, Subject};
use super::rust::{self, Names};
use super::values::{self, ValueAt};
use super::{Rule, Sides};
use crate::ir::{Api, Body, CollectionFormat, Operation, OperationGroup, Parameter, ParameterIn, ParameterSource};

/// A parameter by where it travels and what it is called there. Names of path parameters do not travel: their place
/// in the template is what counts.
#[derive(Clone, Debug, Eq, PartialEq)]
enum Key<'a> {
    Path(usize),
    Named(ParameterIn, &'a str),
}

fn key<'a>(operation: &Operation, parameter: &'a Parameter) -> Key<'a> {
    let wire = parameter.name.wire.as_str();
    let place = placeholders(&operation.path).iter().position(|name| *name == wire);
    match (parameter.location_in, place) {
        (ParameterIn::Path, Some(place)) => Key::Path(place),
        (other, _) => Key::Named(other, wire),
    }
}

/// Compares the parameters.
pub(super) fn compare(sides: Sides<'_>, pair: &Pair<'_>) -> Vec<Row> {
    let Pair { left: (_, left), right: (group, right) } = *pair;
    let mut rows = Vec::new();
    let mut open_right: Vec<&Parameter> = right.parameters.iter().collect();
    let mut open_left = Vec::new();
    let mut matched = Vec::new();
    for parameter in &left.parameters {
        let wanted = key(left, parameter);
        match open_right.iter().position(|other| key(right, other) == wanted) {
            Some(index) => matched.push((parameter, open_right.remove(index))),
            None => open_left.push(parameter),
        }
    }
    for parameter in open_left {
        match open_right.iter().position(|other| other.name.wire.eq_ignore_ascii_case(&parameter.name.wire)) {
            Some(index) => rows.push(moved(parameter, open_right.remove(index))),
            None => rows.push(removed(sides.left, group, right, parameter)),
        }
    }
    rows.extend(open_right.into_iter().map(|parameter| added(sides.right, group, right, parameter)));
    for (before, after) in &matched {
        rows.extend(compare_one(sides, (group, right), before, after));
    }
    rows.extend(reordered(pair, &matched));
    rows
}

/// `query $filter`.
fn subject(parameter: &Parameter) -> Subject {
    let place = match parameter.location_in {
        ParameterIn::Form => "form field",
        other => other.as_str(),
    };
    Subject::Part(format!("{place} {}", parameter.name.wire))
}

fn removed(api: &Api, group: &OperationGroup, operation: &Operation, parameter: &Parameter) -> Row {
    let rule = if is_demanded(parameter) { Rule::RequiredParameterRemoved } else { Rule::OptionalParameterRemoved };
    let row = Row::new(rule, subject(parameter)).only_left(&parameter.value.location);
    row.change(Some(values::described(api, &parameter.value.type_ref)), None)
        .rust(shown(api, group, operation, parameter, "is gone").map_or_else(Effect::default, Effect::major))
}

/// Whether a request must have it: where there is a default, it may go without.
fn is_demanded(parameter: &Parameter) -> bool {
    parameter.required && parameter.value.default.is_none()
}

fn added(api: &Api, group: &OperationGroup, operation: &Operation, parameter: &Parameter) -> Row {
    let rule = if is_demanded(parameter) { Rule::RequiredParameterAdded } else { Rule::OptionalParameterAdded };
    let row = Row::new(rule, subject(parameter)).only_right(&parameter.value.location);
    let effect = if parameter.required { Effect::major } else { Effect::minor };
    row.change(None, Some(values::described(api, &parameter.value.type_ref)))
        .rust(shown(api, group, operation, parameter, "is new").map_or_else(Effect::default, effect))
}

/// What the caller's code sees of a parameter that comes or goes.
fn shown(
    api: &Api,
    group: &OperationGroup,
    operation: &Operation,
    parameter: &Parameter,
    what: &str,
) -> Option<String> {
    if !rust::is_asked_for(parameter) {
        return None;
    }
    let (name, shown) = (&parameter.name.rust, rust::parameter(api, parameter, Names::Shown));
    Some(match parameter.required {
        true => format!("argument `{name}: {shown}` of `{}` {what}", rust::method(group, operation)),
        false => format!("field `{name}: {shown}` of `{}` {what}", operation.options),
    })
}

fn moved(before: &Parameter, after: &Parameter) -> Row {
    let place = |parameter: &Parameter| parameter.location_in.as_str().to_owned();
    let row = Row::new(Rule::ParameterMoved, Subject::Part(after.name.wire.clone()));
    let row = row.at(&before.value.location, &after.value.location).change(Some(place(before)), Some(place(after)));
    match before.required == after.required {
        true => row,
        false => row.rust(Effect::major(format!("`{}` moves between arguments and options", after.name.rust))),
    }
}

fn compare_one(
    sides: Sides<'_>,
    (group, operation): (&OperationGroup, &Operation),
    before: &Parameter,
    after: &Parameter,
) -> Vec<Row> {
    let subject = subject(after);
    let row = |rule| Row::new(rule, &subject).at(&before.value.location, &after.value.location);
    let mut rows = Vec::new();
    match (before.required, after.required) {
        (false, true) => rows.push(row(Rule::ParameterRequired).received_alone(after.value.default.is_some())),
        (true, false) => rows.push(row(Rule::ParameterOptional)),
        _ => {}
    }
    if before.source == after.source {
        rows.extend(values::compare(
            &ValueAt::of(sides.left, &before.value),
            &ValueAt::of(sides.right, &after.value),
            &subject,
        ));
    } else {
        let source = |parameter: &Parameter| match &parameter.source {
            ParameterSource::Constant(value) => value.clone(),
            _ => "as the caller says".to_owned(),
        };
        rows.push(row(Rule::ParameterConstant).change(Some(source(before)), Some(source(after))));
    }
    if before.collection != after.collection {
        let change = row(Rule::ListStyleChanged);
        rows.push(change.change(Some(style(before.collection)), Some(style(after.collection))));
    }
    if before.skip_url_encoding != after.skip_url_encoding {
        let text = |parameter: &Parameter| if parameter.skip_url_encoding { "as it is" } else { "percent-encoded" };
        rows.push(row(Rule::EncodingChanged).change(Some(text(before).to_owned()), Some(text(after).to_owned())));
    }
    let optional_renamed = before.name.rust != after.name.rust && !before.required && !after.required;
    if optional_renamed || before.name.wire != after.name.wire {
        let (old, new) = (&before.name.rust, &after.name.rust);
        let renamed = row(Rule::ParameterRenamed).change(Some(before.name.wire.clone()), Some(after.name.wire.clone()));
        rows.push(match optional_renamed {
            true => renamed.rust(Effect::major(format!("field `{old}` of `{}` is `{new}`", operation.options))),
            false => renamed,
        });
    }
    attribute_type(sides, (group, operation), before, after, &mut rows, row(Rule::RustTypeChanged));
    rows
}

/// Says of the row that is the reason which type the argument has now; `own` is the row if there is no reason.
fn attribute_type(
    sides: Sides<'_>,
    (group, operation): (&OperationGroup, &Operation),
    before: &Parameter,
    after: &Parameter,
    rows: &mut Vec<Row>,
    own: Row,
) {
    let asked = |api: &Api, parameter: &Parameter, names| match rust::is_asked_for(parameter) {
        true => rust::parameter(api, parameter, names),
        false => "no argument".to_owned(),
    };
    let types = |names| (asked(sides.left, before, names), asked(sides.right, after, names));
    let (old, new) = types(Names::Hidden);
    if old != new {
        let (old, new) = types(Names::Shown);
        let text = format!("`{}` of `{}`: `{old}` → `{new}`", after.name.rust, rust::method(group, operation));
        values::attribute(rows, own.change(Some(old), Some(new)), Effect::major(text));
    }
}

fn style(style: CollectionFormat) -> String {
    match style {
        CollectionFormat::Csv => "csv",
        CollectionFormat::Ssv => "ssv",
        CollectionFormat::Tsv => "tsv",
        CollectionFormat::Pipes => "pipes",
        CollectionFormat::Multi => "multi",
    }
    .to_owned()
}

/// Whether the arguments that both sides have come in another order.
fn reordered(pair: &Pair<'_>, matched: &[(&Parameter, &Parameter)]) -> Option<Row> {
    let Pair { left: (_, left), right: (group, right) } = *pair;
    let is_argument = |parameter: &Parameter| parameter.required && rust::is_asked_for(parameter);
    let common = || matched.iter().filter(|(before, after)| is_argument(before) && is_argument(after));
    let before: Vec<&str> = common().map(|(_, after)| after.name.rust.as_str()).collect();
    let mut ordered: Vec<_> = common().collect();
    ordered.sort_by_key(|(_, after)| right.parameters.iter().position(|other| std::ptr::eq(other, *after)));
    let after: Vec<&str> = ordered.iter().map(|(_, after)| after.name.rust.as_str()).collect();
    (before != after).then(|| {
        let text = format!("arguments of `{}` come in another order", rust::method(group, right));
        Row::new(Rule::ArgumentsReordered, &right.id)
            .at(&left.location, &right.location)
            .change(Some(before.join(", ")), Some(after.join(", ")))
            .rust(Effect::major(text))
    })
}

/// Compares the request bodies.
pub(super) fn compare_body(sides: Sides<'_>, pair: &Pair<'_>) -> Vec<Row> {
    let Pair { left: (_, left), right: (group, right) } = *pair;
    let subject = Subject::Part("body".to_owned());
    let method = rust::method(group, right);
    match (&left.body, &right.body) {
        (None, None) => Vec::new(),
        (Some(before), None) => {
            let described = values::described(sides.left, &before.value.type_ref);
            let rule = if before.required { Rule::RequiredBodyRemoved } else { Rule::OptionalBodyRemoved };
            let row = Row::new(rule, &subject).only_left(&before.value.location).change(Some(described), None);
            vec![row.rust(Effect::major(format!("the body of `{method}` is gone")))]
        }
        (None, Some(after)) => {
            let described = values::described(sides.right, &after.value.type_ref);
            let rule = if after.required { Rule::RequiredBodyAdded } else { Rule::OptionalBodyAdded };
            let row = Row::new(rule, &subject).only_right(&after.value.location).change(None, Some(described));
            let effect = if after.required { Effect::major } else { Effect::minor };
            vec![row.rust(effect(format!("the body of `{method}` is new")))]
        }
        (Some(before), Some(after)) => compare_bodies(sides, &subject, &method, before, after),
    }
}

fn compare_bodies(sides: Sides<'_>, subject: &Subject, method: &str, before: &Body, after: &Body) -> Vec<Row> {
    let row = |rule| Row::new(rule, subject).at(&before.value.location, &after.value.location);
    let mut rows = Vec::new();
    let moved = || Effect::major(format!("the body of `{method}` moves between arguments and options"));
    match (before.required, after.required) {
        (false, true) => rows.push(row(Rule::BodyRequired).rust(moved())),
        (true, false) => rows.push(row(Rule::BodyOptional).rust(moved())),
        _ => {}
    }
    let rules = (Rule::RequestTypeAdded, Rule::RequestTypeRemoved);
    rows.extend(values::sets(&before.accepted, &after.accepted, rules, row));
    rows.extend(values::compare(
        &ValueAt::of(sides.left, &before.value),
        &ValueAt::of(sides.right, &after.value),
        subject,
    ));
    let types = |names| {
        let of = |api, body: &Body| rust::value(api, &body.value.type_ref, names);
        (of(sides.left, before), of(sides.right, after))
    };
    let (old, new) = types(Names::Hidden);
    if old != new {
        let (old, new) = types(Names::Shown);
        let text = format!("the body of `{method}`: `{old}` → `{new}`");
        values::attribute(&mut rows, row(Rule::RustTypeChanged).change(Some(old), Some(new)), Effect::major(text));
    }
    rows
}
