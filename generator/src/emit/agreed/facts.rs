//! What the specification says about a value beyond its type, in words.

use crate::emit::docs::{self, code};
use crate::ir::{Api, Constraints, Field, KnownNumber, Parameter, Presence, TextFormat, TypeRef, Value};
use serde_json::Number;

/// The facts about a field, a sentence each.
pub(in crate::emit) fn of_field(api: &Api, field: &Field) -> Vec<String> {
    let mut facts = of_value(api, &field.value);
    if field.read_only {
        facts.push("Read-only.".to_owned());
    } else if let Some(fact) = mutability(&field.mutability) {
        facts.push(fact.to_owned());
    }
    if field.required && !field.read_only {
        facts.push("Required by the service.".to_owned());
    }
    if field.presence == Presence::Nullable {
        facts.push("`None` is sent as `null`.".to_owned());
    }
    facts.extend(wire_name(&field.name.rust, &field.name.wire));
    facts
}

/// The facts about a parameter, a sentence each.
pub(in crate::emit) fn of_parameter(api: &Api, parameter: &Parameter) -> Vec<String> {
    let mut facts = of_value(api, &parameter.value);
    facts.extend(wire_name(&parameter.name.rust, &parameter.name.wire));
    facts
}

fn of_value(api: &Api, value: &Value) -> Vec<String> {
    let Value { type_ref, constraints, default, .. } = value;
    let mut facts: Vec<String> = format(type_ref).map(str::to_owned).into_iter().collect();
    facts.extend(words(constraints).map(|words| format!("{words}.")));
    facts.extend(default.as_ref().map(|default| format!("Default: {}.", code(&api.literal_text(default)))));
    facts
}

/// The name on the wire, unless the Rust name shows it.
fn wire_name(rust: &str, wire: &str) -> Option<String> {
    (flat(rust) != flat(wire)).then(|| format!("On the wire: {}.", code(wire)))
}

/// The name in the specification, unless the Rust name shows it.
pub(in crate::emit) fn specified_name(rust: &str, wire: &str) -> Option<String> {
    (flat(rust) != flat(wire)).then(|| format!("In the specification: {}.", code(wire)))
}

fn flat(name: &str) -> String {
    name.replace(['_', '-', '$'], "").to_lowercase()
}

fn mutability(mutability: &[String]) -> Option<&'static str> {
    let has = |what: &str| mutability.iter().any(|entry| entry == what);
    match (has("create"), has("update"), has("read")) {
        (true, false, _) => Some("Can be set on creation only."),
        (_, true, false) | (true, true, _) if !has("read") => Some("Never returned."),
        (false, true, true) => Some("Can be set on update only."),
        _ => None,
    }
}

fn format(type_ref: &TypeRef) -> Option<&'static str> {
    match type_ref {
        TypeRef::Any => Some("Any JSON value."),
        TypeRef::Text(TextFormat::Uuid) => Some("A UUID."),
        TypeRef::Text(TextFormat::Duration) => Some("A duration as ISO 8601 writes it, such as `PT1H`."),
        TypeRef::Text(TextFormat::Date) => Some("A date, such as `2024-05-01`."),
        TypeRef::Text(TextFormat::Time) => Some("A time of day."),
        TypeRef::Text(TextFormat::ArmId) => Some("The identifier of an Azure resource."),
        _ => None,
    }
}

/// The constraints in words: ``1 to 50 characters, matching `^…$` ``.
pub(in crate::emit) fn words(constraints: &Constraints) -> Option<String> {
    let Constraints { min_length, max_length, min_items, max_items, .. } = constraints;
    let mut words = Vec::new();
    words.extend(count(*min_length, *max_length, "character"));
    words.extend(count(*min_items, *max_items, "item"));
    words.extend(range(constraints));
    words.extend(constraints.multiple_of.as_ref().map(|number| format!("a multiple of {number}")));
    if !constraints.numbers.is_empty() {
        let numbers: Vec<_> = constraints.numbers.iter().map(known_number).collect();
        words.push(format!("one of {}", numbers.join(", ")));
    }
    words.extend(constraints.unique_items.then(|| "no item twice".to_owned()));
    words.extend(constraints.pattern.as_ref().map(|pattern| format!("matching {}", code(pattern))));
    let text = words.join(", ");
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect())
}

fn known_number(number: &KnownNumber) -> String {
    let name = number.name.as_ref().map(|name| format!(" ({})", docs::one_line(name).trim_end_matches('.')));
    format!("{}{}", number.value, name.unwrap_or_default())
}

fn count(least: Option<u64>, most: Option<u64>, noun: &str) -> Option<String> {
    let plural = |number: u64| if number == 1 { "" } else { "s" };
    match (least.filter(|least| *least > 0), most) {
        (Some(least), Some(most)) if least == most => Some(format!("exactly {least} {noun}{}", plural(least))),
        (Some(least), Some(most)) => Some(format!("{least} to {most} {noun}s")),
        (Some(least), None) => Some(format!("at least {least} {noun}{}", plural(least))),
        (None, Some(most)) => Some(format!("at most {most} {noun}{}", plural(most))),
        (None, None) => None,
    }
}

fn range(constraints: &Constraints) -> Option<String> {
    let low = constraints
        .minimum
        .as_ref()
        .map(|number| bound(number, constraints.exclusive_minimum, "more than", "at least"));
    let high =
        constraints.maximum.as_ref().map(|number| bound(number, constraints.exclusive_maximum, "less than", "at most"));
    match (low, high) {
        (Some(low), Some(high)) => Some(format!("{low} and {high}")),
        (low, high) => low.or(high),
    }
}

fn bound(number: &Number, exclusive: bool, outside: &str, inside: &str) -> String {
    format!("{} {number}", if exclusive { outside } else { inside })
}
