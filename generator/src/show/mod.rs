//! The IR in readable text, for `cargo xtask ir`.

mod definitions;
mod operations;

use crate::ir::{
    Api, Constraints, DefinitionId, LeftOut, Literal, TextFormat, TimeFormat, TypeRef, Value, definitions_of,
};
use std::collections::BTreeSet;
use std::fmt::{self, Write};

/// Writes the API, or the one operation named, with the definitions it reaches.
pub fn to_text(api: &Api, operation: Option<&str>) -> String {
    let mut text = String::new();
    // Writing to a `String` cannot fail.
    let _ = write_api(&mut text, api, operation);
    text
}

fn write_api(out: &mut String, api: &Api, wanted: Option<&str>) -> fmt::Result {
    let mut reached = BTreeSet::new();
    if wanted.is_none() {
        let host = api.endpoint.as_ref().map_or(&api.host, |endpoint| &endpoint.template);
        writeln!(out, "{} {} at {host}: {}", api.title, api.version, api.client)?;
        for family in &api.families {
            let groups = family.groups.iter().filter_map(|index| api.groups.get(*index));
            let groups: Vec<&str> = groups.map(|group| group.name.wire.as_str()).collect();
            writeln!(out, "  family {}: {}", family.name, groups.join(", "))?;
        }
        for LeftOut { name, reason } in &api.left_out {
            writeln!(out, "  left out {name}: {reason}")?;
        }
        reached.extend((0..api.definitions.len()).map(DefinitionId));
    }
    for group in &api.groups {
        let operations = group.operations.iter().filter(|operation| wanted.is_none_or(|id| id == operation.id));
        for operation in operations {
            if !out.is_empty() {
                writeln!(out)?;
            }
            operations::write_operation(out, api, &group.client, operation)?;
            reached.extend(definitions_of(api, operation));
        }
    }
    for id in reached {
        writeln!(out)?;
        definitions::write_definition(out, api, api.definition(id))?;
    }
    Ok(())
}

/// A type, in short.
fn type_text(api: &Api, type_ref: &TypeRef) -> String {
    match type_ref {
        TypeRef::Text(TextFormat::Plain) => "text".to_owned(),
        TypeRef::Text(format) => format!("text({format:?})").to_lowercase(),
        TypeRef::Time(TimeFormat::Rfc3339) => "time".to_owned(),
        TypeRef::Time(format) => format!("time({format:?})").to_lowercase(),
        TypeRef::Array(item) => format!("[{}]", type_text(api, item)),
        TypeRef::Map(value) => format!("{{text: {}}}", type_text(api, value)),
        TypeRef::Nullable(inner) => format!("{} or null", type_text(api, inner)),
        TypeRef::Definition(id) => api.definition(*id).name.rust.clone(),
        other => format!("{other:?}").to_lowercase(),
    }
}

/// Constraints and default, each preceded by a comma.
fn rules_text(api: &Api, value: &Value) -> String {
    let Value { constraints, default, .. } = value;
    let Constraints { min_length, max_length, pattern, minimum, maximum, multiple_of, min_items, max_items, .. } =
        constraints;
    let mut rules = Vec::new();
    rules.extend(range_text("length", min_length.as_ref(), max_length.as_ref()));
    rules.extend(range_text("value", minimum.as_ref(), maximum.as_ref()));
    rules.extend(range_text("items", min_items.as_ref(), max_items.as_ref()));
    rules.extend(pattern.as_ref().map(|pattern| format!("/{pattern}/")));
    rules.extend(multiple_of.as_ref().map(|step| format!("multiple of {step}")));
    if !constraints.numbers.is_empty() {
        let numbers: Vec<String> = constraints.numbers.iter().map(|number| number.value.to_string()).collect();
        rules.push(format!("one of {}", numbers.join("/")));
    }
    rules.extend(constraints.unique_items.then(|| "unique".to_owned()));
    rules.extend(default.as_ref().map(|default| format!("default {}", literal_text(api, default))));
    rules.into_iter().map(|rule| format!(", {rule}")).collect()
}

fn range_text<T: fmt::Display>(what: &str, least: Option<&T>, greatest: Option<&T>) -> Option<String> {
    match (least, greatest) {
        (None, None) => None,
        (least, greatest) => {
            let text = |bound: Option<&T>| bound.map(T::to_string).unwrap_or_default();
            Some(format!("{what} {}..{}", text(least), text(greatest)))
        }
    }
}

fn literal_text(api: &Api, literal: &Literal) -> String {
    match literal {
        Literal::Text(text) => format!("{text:?}"),
        Literal::Variant { definition, variant } => {
            let variant = api.enumeration(*definition).and_then(|found| found.variants.get(*variant));
            variant.map(|variant| variant.name.rust.clone()).unwrap_or_default()
        }
        Literal::Json(value) => value.to_string(),
        other => api.literal_text(other),
    }
}
