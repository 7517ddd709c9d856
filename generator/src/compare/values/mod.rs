//! Values: type, format, constraints, listed values, default.

mod constraints;
mod texts;

use super::difference::Effect;
use super::rows::{Row, Subject};
use super::rust::resolve;
use super::{Rule, Step};
use crate::ir::{Api, Constraints, DefinitionKind, Facts, KnownNumber, Literal, TimeFormat, TypeRef, Value};
use crate::source::Location;

/// A value at some place of one side.
#[derive(Clone, Copy, Debug)]
pub(super) struct ValueAt<'a> {
    pub(super) api: &'a Api,
    pub(super) type_ref: &'a TypeRef,
    pub(super) constraints: &'a Constraints,
    pub(super) facts: &'a Facts,
    pub(super) default: Option<&'a Literal>,
    pub(super) location: &'a Location,
}

impl<'a> ValueAt<'a> {
    pub(super) fn of(api: &'a Api, value: &'a Value) -> Self {
        let Value { type_ref, constraints, facts, default, location, .. } = value;
        Self { api, type_ref, constraints, facts, default: default.as_ref(), location }
    }
}

/// Compares the values that travel in one place.
pub(super) fn compare(left: &ValueAt<'_>, right: &ValueAt<'_>, subject: &Subject) -> Vec<Row> {
    let row = |rule| Row::new(rule, subject).at(left.location, right.location);
    let mut rows = Vec::new();
    let types = type_rule(left, right);
    let (before, after) = (described(left.api, left.type_ref), described(right.api, right.type_ref));
    rows.extend(types.map(|rule| row(rule).change(Some(before), Some(after))));
    // Where the client has a type of its own, such as that of an entity tag.
    let (before, after) = (left.facts.typ, right.facts.typ);
    if types.is_none() && before != after && !before.is_empty() && !after.is_empty() {
        rows.push(row(Rule::TypeChanged).change(Some(before.to_owned()), Some(after.to_owned())));
    }
    match (left.facts.flatten, right.facts.flatten) {
        (false, true) => rows.push(row(Rule::FlattenAdded)),
        (true, false) => rows.push(row(Rule::FlattenRemoved)),
        _ => {}
    }
    match (is_secret(left), is_secret(right)) {
        (false, true) => rows.push(row(Rule::SecretAdded)),
        (true, false) => rows.push(row(Rule::SecretRemoved)),
        _ => {}
    }
    let (before, after) =
        (left.default.map(|one| left.api.literal_text(one)), right.default.map(|one| right.api.literal_text(one)));
    let rule = match (&before, &after) {
        (None, Some(_)) => Some(Rule::DefaultAdded),
        (Some(_), None) => Some(Rule::DefaultRemoved),
        _ => (before != after).then_some(Rule::DefaultChanged),
    };
    rows.extend(rule.map(|rule| row(rule).change(before, after)));
    if types != Some(Rule::TypeChanged) {
        compare_content(left, right, subject, types, &mut rows);
    }
    rows
}

/// Compares what is said beside the type, and then the items of lists and dictionaries.
fn compare_content(
    left: &ValueAt<'_>,
    right: &ValueAt<'_>,
    subject: &Subject,
    types: Option<Rule>,
    rows: &mut Vec<Row>,
) {
    let row = |rule| Row::new(rule, subject).at(left.location, right.location);
    if types.is_none() && left.facts.format != right.facts.format {
        let (before, after) = (left.facts.format.clone(), right.facts.format.clone());
        rows.push(row(Rule::FormatChanged).change(before, after));
    }
    match (left.facts.nullable, right.facts.nullable) {
        (false, true) => rows.push(row(Rule::Nullable)),
        (true, false) => rows.push(row(Rule::NotNullable)),
        _ => {}
    }
    for (rule, before, after) in constraints::changes(left, right) {
        rows.push(row(rule).change(before, after));
    }
    match (left.constraints.unique_items, right.constraints.unique_items) {
        (false, true) => rows.push(row(Rule::UniqueAdded)),
        (true, false) => rows.push(row(Rule::UniqueRemoved)),
        _ => {}
    }
    let numbers = |value: &ValueAt<'_>| {
        let known = value.constraints.numbers.iter();
        known.map(|KnownNumber { value, .. }| value.to_string()).collect::<Vec<_>>()
    };
    rows.extend(sets(&numbers(left), &numbers(right), (Rule::NumberAdded, Rule::NumberRemoved), row));
    texts::compare(left, right, subject, rows);
    if let (Some(before), Some(after)) = (&left.facts.items, &right.facts.items)
        && let (Some(old), Some(new)) = (inner(left.api, left.type_ref), inner(right.api, right.type_ref))
    {
        let left = ValueAt { type_ref: old, constraints: &before.0, facts: &before.1, default: None, ..*left };
        let right = ValueAt { type_ref: new, constraints: &after.0, facts: &after.1, default: None, ..*right };
        compare_content(&left, &right, &subject.items(), types, rows);
    }
}

/// The type of the items of a list or dictionary.
fn inner<'a>(api: &'a Api, type_ref: &'a TypeRef) -> Option<&'a TypeRef> {
    match resolve(api, type_ref) {
        TypeRef::Array(inner) | TypeRef::Map(inner) => Some(inner),
        _ => None,
    }
}

/// What a value is in JSON.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum JsonType {
    Text,
    Integer,
    Number,
    Boolean,
    Binary,
    Array,
    Map,
    Object,
    Any,
}

fn kind(api: &Api, type_ref: &TypeRef) -> JsonType {
    match resolve(api, type_ref) {
        TypeRef::Int32 | TypeRef::Int64 | TypeRef::Time(TimeFormat::Unix) => JsonType::Integer,
        TypeRef::Float32 | TypeRef::Float64 | TypeRef::Decimal => JsonType::Number,
        TypeRef::Boolean => JsonType::Boolean,
        TypeRef::Binary => JsonType::Binary,
        TypeRef::Any => JsonType::Any,
        TypeRef::Array(_) => JsonType::Array,
        TypeRef::Map(_) => JsonType::Map,
        TypeRef::Nullable(inner) => kind(api, inner),
        TypeRef::Definition(id) => match &api.definition(*id).kind {
            DefinitionKind::Enum(_) => JsonType::Text,
            DefinitionKind::Struct(_) | DefinitionKind::Union(_) => JsonType::Object,
            DefinitionKind::Alias(_) => JsonType::Any,
        },
        TypeRef::Text(_)
        | TypeRef::Secret
        | TypeRef::Etag
        | TypeRef::Time(_)
        | TypeRef::Base64
        | TypeRef::Base64Url => JsonType::Text,
    }
}

/// The rule that the types fall under, if they differ on the wire.
fn type_rule(left: &ValueAt<'_>, right: &ValueAt<'_>) -> Option<Rule> {
    let (before, after) = (resolve(left.api, left.type_ref), resolve(right.api, right.type_ref));
    match (kind(left.api, before), kind(right.api, after)) {
        (JsonType::Array, JsonType::Array) | (JsonType::Map, JsonType::Map) => {
            let (old, new) = (inner(left.api, before)?, inner(right.api, after)?);
            type_rule(&ValueAt { type_ref: old, ..*left }, &ValueAt { type_ref: new, ..*right })
        }
        (JsonType::Integer, JsonType::Integer) | (JsonType::Number, JsonType::Number) => match (before, after) {
            (TypeRef::Int32, TypeRef::Int64) | (TypeRef::Float32, TypeRef::Float64) => Some(Rule::TypeWidened),
            (TypeRef::Int64, TypeRef::Int32) | (TypeRef::Float64, TypeRef::Float32) => Some(Rule::TypeNarrowed),
            _ => None,
        },
        (old, new) if old == new => None,
        (_, JsonType::Any) | (JsonType::Integer, JsonType::Number) => Some(Rule::TypeWidened),
        (JsonType::Any, _) | (JsonType::Number, JsonType::Integer) => Some(Rule::TypeNarrowed),
        _ => Some(Rule::TypeChanged),
    }
}

fn is_secret(value: &ValueAt<'_>) -> bool {
    // A format says so too, and is compared as one.
    *resolve(value.api, value.type_ref) == TypeRef::Secret && value.facts.format.as_deref() != Some("password")
}

/// A type in the words of the specification.
pub(super) fn described(api: &Api, type_ref: &TypeRef) -> String {
    match type_ref {
        TypeRef::Array(item) => format!("list of {}", described(api, item)),
        TypeRef::Map(item) => format!("dictionary of {}", described(api, item)),
        TypeRef::Nullable(inner) => described(api, inner),
        TypeRef::Definition(id) => match &api.definition(*id).kind {
            DefinitionKind::Alias(inner) => described(api, inner),
            _ => api.definition(*id).name.wire.clone(),
        },
        TypeRef::Int32 => "integer (int32)".to_owned(),
        TypeRef::Float32 => "number (float)".to_owned(),
        other => match kind(api, other) {
            JsonType::Text => "string",
            JsonType::Integer => "integer",
            JsonType::Number => "number",
            JsonType::Boolean => "boolean",
            JsonType::Binary => "file",
            JsonType::Any => "any value",
            JsonType::Array | JsonType::Map | JsonType::Object => "object",
        }
        .to_owned(),
    }
}

/// A row for each entry that one list has and the other has not.
pub(super) fn sets(
    left: &[String],
    right: &[String],
    (added, removed): (Rule, Rule),
    row: impl Fn(Rule) -> Row,
) -> Vec<Row> {
    let gone = left.iter().filter(|entry| !right.contains(entry));
    let new = right.iter().filter(|entry| !left.contains(entry));
    let gone = gone.map(|entry| Row { right: None, ..row(removed) }.change(Some(entry.clone()), None));
    gone.chain(new.map(|entry| Row { left: None, ..row(added) }.change(None, Some(entry.clone())))).collect()
}

/// Gives the effect on a Rust type to the row that is the reason for it; without a reason, `own` is a row.
pub(super) fn attribute(rows: &mut Vec<Row>, own: Row, effect: Effect) {
    match rows.iter_mut().find(|row| row.rust.step == Step::None && shapes_type(row.rule)) {
        Some(row) => row.rust = effect,
        None => rows.push(own.rust(effect)),
    }
}

/// Whether a difference under this rule can be why a value has another Rust type.
fn shapes_type(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::TypeChanged
            | Rule::TypeWidened
            | Rule::TypeNarrowed
            | Rule::FormatChanged
            | Rule::SecretAdded
            | Rule::SecretRemoved
            | Rule::Nullable
            | Rule::NotNullable
            | Rule::EnumImposed
            | Rule::EnumLifted
            | Rule::PropertyRequired
            | Rule::PropertyOptional
            | Rule::PropertyReadOnly
            | Rule::PropertyWritable
            | Rule::FlattenAdded
            | Rule::FlattenRemoved
            | Rule::ParameterRequired
            | Rule::ParameterOptional
            | Rule::ParameterConstant
            | Rule::RequestTypeAdded
            | Rule::RequestTypeRemoved
    )
}
