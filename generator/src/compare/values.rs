//! Values: type, format, constraints, listed values, default.

use super::difference::Effect;
use super::rows::{Row, Subject};
use super::rust::resolve;
use super::{Rule, Step};
use crate::ir::{Api, Constraints, Definition, DefinitionKind, Enum, Facts, KnownNumber, Literal, TimeFormat, TypeRef};
use crate::source::Location;
use serde_json::Number;
use std::cmp::Ordering;

/// A value at some place of one side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value<'a> {
    pub(super) api: &'a Api,
    pub(super) type_ref: &'a TypeRef,
    pub(super) constraints: &'a Constraints,
    pub(super) facts: &'a Facts,
    pub(super) default: Option<&'a Literal>,
    pub(super) location: &'a Location,
}

/// Compares the values that travel in one place.
pub(super) fn compare(left: &Value<'_>, right: &Value<'_>, subject: &Subject) -> Vec<Row> {
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
        (left.default.map(|one| literal(left.api, one)), right.default.map(|one| literal(right.api, one)));
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
fn compare_content(left: &Value<'_>, right: &Value<'_>, subject: &Subject, types: Option<Rule>, rows: &mut Vec<Row>) {
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
    for (rule, before, after) in bounds(left, right).into_iter().chain(patterns(left, right)) {
        rows.push(row(rule).change(before, after));
    }
    match (left.constraints.unique_items, right.constraints.unique_items) {
        (false, true) => rows.push(row(Rule::UniqueAdded)),
        (true, false) => rows.push(row(Rule::UniqueRemoved)),
        _ => {}
    }
    let numbers = |value: &Value<'_>| {
        let known = value.constraints.numbers.iter();
        known.map(|KnownNumber { value, .. }| value.to_string()).collect::<Vec<_>>()
    };
    rows.extend(sets(&numbers(left), &numbers(right), (Rule::NumberAdded, Rule::NumberRemoved), row));
    compare_texts(left, right, subject, rows);
    if let (Some(before), Some(after)) = (&left.facts.items, &right.facts.items) {
        if let (Some(old), Some(new)) = (inner(left.api, left.type_ref), inner(right.api, right.type_ref)) {
            let left = Value { type_ref: old, constraints: &before.0, facts: &before.1, default: None, ..*left };
            let right = Value { type_ref: new, constraints: &after.0, facts: &after.1, default: None, ..*right };
            compare_content(&left, &right, &subject.items(), types, rows);
        }
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
enum Kind {
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

fn kind(api: &Api, type_ref: &TypeRef) -> Kind {
    match resolve(api, type_ref) {
        TypeRef::Int32 | TypeRef::Int64 | TypeRef::Time(TimeFormat::Unix) => Kind::Integer,
        TypeRef::Float32 | TypeRef::Float64 | TypeRef::Decimal => Kind::Number,
        TypeRef::Boolean => Kind::Boolean,
        TypeRef::Binary => Kind::Binary,
        TypeRef::Any => Kind::Any,
        TypeRef::Array(_) => Kind::Array,
        TypeRef::Map(_) => Kind::Map,
        TypeRef::Definition(id) => match &api.definition(*id).kind {
            DefinitionKind::Enum(_) => Kind::Text,
            DefinitionKind::Struct(_) | DefinitionKind::Union(_) => Kind::Object,
            DefinitionKind::Alias(_) => Kind::Any,
        },
        TypeRef::Text(_)
        | TypeRef::Secret
        | TypeRef::Etag
        | TypeRef::Time(_)
        | TypeRef::Base64
        | TypeRef::Base64Url => Kind::Text,
    }
}

/// The rule that the types fall under, if they differ on the wire.
fn type_rule(left: &Value<'_>, right: &Value<'_>) -> Option<Rule> {
    let (before, after) = (resolve(left.api, left.type_ref), resolve(right.api, right.type_ref));
    match (kind(left.api, before), kind(right.api, after)) {
        (Kind::Array, Kind::Array) | (Kind::Map, Kind::Map) => {
            let (old, new) = (inner(left.api, before)?, inner(right.api, after)?);
            type_rule(&Value { type_ref: old, ..*left }, &Value { type_ref: new, ..*right })
        }
        (Kind::Integer, Kind::Integer) | (Kind::Number, Kind::Number) => match (before, after) {
            (TypeRef::Int32, TypeRef::Int64) | (TypeRef::Float32, TypeRef::Float64) => Some(Rule::TypeWidened),
            (TypeRef::Int64, TypeRef::Int32) | (TypeRef::Float64, TypeRef::Float32) => Some(Rule::TypeNarrowed),
            _ => None,
        },
        (old, new) if old == new => None,
        (_, Kind::Any) | (Kind::Integer, Kind::Number) => Some(Rule::TypeWidened),
        (Kind::Any, _) | (Kind::Number, Kind::Integer) => Some(Rule::TypeNarrowed),
        _ => Some(Rule::TypeChanged),
    }
}

fn is_secret(value: &Value<'_>) -> bool {
    // A format says so too, and is compared as one.
    *resolve(value.api, value.type_ref) == TypeRef::Secret && value.facts.format.as_deref() != Some("password")
}

/// A type in the words of the specification.
pub(super) fn described(api: &Api, type_ref: &TypeRef) -> String {
    match type_ref {
        TypeRef::Array(item) => format!("list of {}", described(api, item)),
        TypeRef::Map(item) => format!("dictionary of {}", described(api, item)),
        TypeRef::Definition(id) => match &api.definition(*id).kind {
            DefinitionKind::Alias(inner) => described(api, inner),
            _ => api.definition(*id).name.wire.clone(),
        },
        TypeRef::Int32 => "integer (int32)".to_owned(),
        TypeRef::Float32 => "number (float)".to_owned(),
        other => match kind(api, other) {
            Kind::Text => "string",
            Kind::Integer => "integer",
            Kind::Number => "number",
            Kind::Boolean => "boolean",
            Kind::Binary => "file",
            Kind::Any => "any value",
            Kind::Array | Kind::Map | Kind::Object => "object",
        }
        .to_owned(),
    }
}

/// A literal as the specification writes it.
fn literal(api: &Api, literal: &Literal) -> String {
    match literal {
        Literal::Text(text) => text.clone(),
        Literal::Boolean(flag) => flag.to_string(),
        Literal::Number(number) => number.to_string(),
        Literal::Json(serde_json::Value::String(text)) => text.clone(),
        Literal::Json(value) => value.to_string(),
        Literal::Variant { definition, variant } => match &api.definition(*definition).kind {
            DefinitionKind::Enum(content) => {
                content.variants.get(*variant).map(|variant| variant.name.wire.clone()).unwrap_or_default()
            }
            _ => String::new(),
        },
    }
}

/// A rule with what was there and what is there instead.
type Change = (Rule, Option<String>, Option<String>);

/// Which bounds are tighter or looser. A count of at least 0 is none.
fn bounds(left: &Value<'_>, right: &Value<'_>) -> Vec<Change> {
    let least = |rules, before: Option<u64>, after: Option<u64>| {
        bound(rules, Bound::least(before.filter(|count| *count > 0)), Bound::least(after.filter(|count| *count > 0)))
    };
    let most = |rules, before: Option<u64>, after: Option<u64>| bound(rules, Bound::most(before), Bound::most(after));
    let (old, new) = (left.constraints, right.constraints);
    let (old_facts, new_facts) = (left.facts, right.facts);
    let changes = [
        least((Rule::MinLengthRaised, Rule::MinLengthLowered), old.min_length, new.min_length),
        most((Rule::MaxLengthLowered, Rule::MaxLengthRaised), old.max_length, new.max_length),
        least((Rule::MinItemsRaised, Rule::MinItemsLowered), old.min_items, new.min_items),
        most((Rule::MaxItemsLowered, Rule::MaxItemsRaised), old.max_items, new.max_items),
        least(
            (Rule::MinPropertiesRaised, Rule::MinPropertiesLowered),
            old_facts.min_properties,
            new_facts.min_properties,
        ),
        most(
            (Rule::MaxPropertiesLowered, Rule::MaxPropertiesRaised),
            old_facts.max_properties,
            new_facts.max_properties,
        ),
        bound((Rule::MinimumRaised, Rule::MinimumLowered), Bound::minimum(old), Bound::minimum(new)),
        bound((Rule::MaximumLowered, Rule::MaximumRaised), Bound::maximum(old), Bound::maximum(new)),
        multiple(old.multiple_of.as_ref(), new.multiple_of.as_ref()),
    ];
    changes.into_iter().flatten().collect()
}

/// A bound: how tight it is, and as text.
struct Bound {
    tightness: (f64, bool),
    text: String,
}

impl Bound {
    fn least(count: Option<u64>) -> Option<Self> {
        count.map(|count| Self { tightness: (count as f64, false), text: count.to_string() })
    }

    fn most(count: Option<u64>) -> Option<Self> {
        count.map(|count| Self { tightness: (-(count as f64), false), text: count.to_string() })
    }

    fn minimum(constraints: &Constraints) -> Option<Self> {
        Self::number(constraints.minimum.as_ref()?, constraints.exclusive_minimum, 1.0)
    }

    fn maximum(constraints: &Constraints) -> Option<Self> {
        Self::number(constraints.maximum.as_ref()?, constraints.exclusive_maximum, -1.0)
    }

    fn number(number: &Number, exclusive: bool, sign: f64) -> Option<Self> {
        let text = if exclusive { format!("{number}, excluded") } else { number.to_string() };
        number.as_f64().map(|value| Self { tightness: (sign * value, exclusive), text })
    }
}

/// The first rule when the bound is tighter, the second when it is looser.
fn bound((tighter, looser): (Rule, Rule), before: Option<Bound>, after: Option<Bound>) -> Option<Change> {
    let tightness = |bound: &Option<Bound>| bound.as_ref().map(|bound| bound.tightness);
    let rule = match tightness(&before).partial_cmp(&tightness(&after))? {
        Ordering::Less => tighter,
        Ordering::Equal => return None,
        Ordering::Greater => looser,
    };
    Some((rule, before.map(|bound| bound.text), after.map(|bound| bound.text)))
}

fn multiple(before: Option<&Number>, after: Option<&Number>) -> Option<Change> {
    let changed = before.and_then(Number::as_f64) != after.and_then(Number::as_f64);
    changed.then(|| (Rule::MultipleChanged, before.map(Number::to_string), after.map(Number::to_string)))
}

fn patterns(left: &Value<'_>, right: &Value<'_>) -> Option<Change> {
    let (before, after) = (&left.facts.pattern, &right.facts.pattern);
    let rule = match (before, after) {
        (None, Some(_)) => Rule::PatternAdded,
        (Some(_), None) => Rule::PatternRemoved,
        _ if before == after => return None,
        _ => Rule::PatternChanged,
    };
    Some((rule, before.clone(), after.clone()))
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

/// Compares the texts that are listed. Where they make an enum, it is the subject: it is told once for all its uses.
fn compare_texts(left: &Value<'_>, right: &Value<'_>, subject: &Subject, rows: &mut Vec<Row>) {
    let (before, after) = (&left.facts.values, &right.facts.values);
    let (old, new) = (enumeration(left), enumeration(right));
    let row = |rule| match (old, new) {
        (Some((old, _)), Some((new, _))) if !is_in_place(old) && !is_in_place(new) => {
            let name = if rule == Rule::EnumValueRemoved { &old.name.wire } else { &new.name.wire };
            Row::new(rule, name).at(&old.location, &new.location)
        }
        _ => Row::new(rule, subject).at(left.location, right.location),
    };
    let all = |values: &[String]| Some(values.join(", "));
    match (before.is_empty(), after.is_empty()) {
        (true, true) => return,
        (true, false) => return rows.push(row(Rule::EnumImposed).change(None, all(after))),
        (false, true) => return rows.push(row(Rule::EnumLifted).change(all(before), None)),
        (false, false) => {}
    }
    let mut found = sets(before, after, (Rule::EnumValueAdded, Rule::EnumValueRemoved), row);
    if let (Some((definition, old)), Some((_, new))) = (old, new) {
        found.iter_mut().for_each(|row| row.rust = variant_effect(row, &definition.name.rust, old, new));
    }
    rows.append(&mut found);
    match (left.facts.extensible, right.facts.extensible) {
        (false, true) => rows.push(row(Rule::EnumOpened).rust(opened(old, new))),
        (true, false) => rows.push(row(Rule::EnumClosed).rust(opened(old, new))),
        _ => {}
    }
}

/// The enum that a value is of.
fn enumeration<'a>(value: &Value<'a>) -> Option<(&'a Definition, &'a Enum)> {
    match resolve(value.api, value.type_ref) {
        TypeRef::Definition(id) => match &value.api.definition(*id) {
            definition @ Definition { kind: DefinitionKind::Enum(content), .. } => Some((definition, content)),
            _ => None,
        },
        _ => None,
    }
}

/// Whether an enum has no name but that of the property it is listed at.
fn is_in_place(definition: &Definition) -> bool {
    let last = definition.location.pointer.last();
    let pointer = definition.location.pointer.as_str();
    !pointer.contains("/definitions/") && last.as_ref() == Some(&definition.name.wire) && pointer.contains("/paths/")
}

/// What a listed value that comes or goes does to the enum; another use can have it on either side.
fn variant_effect(row: &Row, rust: &str, old: &Enum, new: &Enum) -> Effect {
    let variant = |content: &Enum, wire: &Option<String>| {
        let found = content.variants.iter().find(|variant| Some(&variant.name.wire) == wire.as_ref());
        found.map(|variant| variant.name.rust.clone())
    };
    let wire = row.before.as_ref().or(row.after.as_ref()).cloned();
    match (variant(old, &wire), variant(new, &wire)) {
        (Some(gone), None) => Effect::major(format!("`{rust}::{gone}` is gone")),
        (None, Some(added)) => {
            let text = format!("`{rust}::{added}` is new");
            // Code that matches an open enum has an arm for unknown values.
            if new.open { Effect::minor(text) } else { Effect::major(text) }
        }
        _ => Effect::default(),
    }
}

fn opened(old: Option<(&Definition, &Enum)>, new: Option<(&Definition, &Enum)>) -> Effect {
    match (old, new) {
        (Some((definition, old)), Some((_, new))) if old.open != new.open => {
            let what = if new.open { "is new" } else { "is gone" };
            Effect::major(format!("`{}::UnknownValue` {what}", definition.name.rust))
        }
        _ => Effect::default(),
    }
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
