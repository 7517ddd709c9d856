//! Who inherits from whom, and which property has which value in each kind.

use super::context::Context;
use super::inheritance::DEEPEST;
use super::shape::{SchemaRef, Shape, component_key};
use super::types;
use super::walk::{Step, Visitor, walk};
use crate::ir::Discriminator;
use indexmap::IndexMap;
use openapiv3::{OpenAPI, ReferenceOr, Schema};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// The components that inherit directly from each component.
pub(super) fn heirs(schemas: &IndexMap<String, ReferenceOr<Schema>>) -> HashMap<&str, Vec<&str>> {
    let mut heirs: HashMap<&str, Vec<&str>> = HashMap::new();
    for (key, schema) in schemas {
        for base in bases(schema) {
            heirs.entry(base).or_default().push(key);
        }
    }
    heirs
}

fn bases(schema: &ReferenceOr<Schema>) -> impl Iterator<Item = &str> {
    let all_of = match schema.as_item().map(Shape::of) {
        Some(Shape::Object(object)) => object.all_of,
        _ => &[],
    };
    all_of.iter().filter_map(|base| match SchemaRef::from(base) {
        SchemaRef::Reference(key) => Some(key),
        SchemaRef::Item(_) => None,
    })
}

/// The choices with a discriminator that have each component among their alternatives.
pub(super) fn choices(openapi: &OpenAPI) -> HashMap<&str, Vec<&openapiv3::Discriminator>> {
    let mut found = Choices::default();
    walk(openapi, &mut found);
    found.0
}

#[derive(Default)]
struct Choices<'a>(HashMap<&'a str, Vec<&'a openapiv3::Discriminator>>);

impl<'a> Visitor<'a> for Choices<'a> {
    fn schema(&mut self, schema: &'a Schema, _: &Step<'_>) {
        let Some(discriminator) = &schema.schema_data.discriminator else { return };
        let choice = match Shape::of(schema) {
            Shape::Choice(choice) => Some(choice),
            Shape::Object(object) => object.choice,
            _ => None,
        };
        for alternative in choice.into_iter().flat_map(|choice| choice.alternatives) {
            if let SchemaRef::Reference(key) = SchemaRef::from(alternative) {
                self.0.entry(key).or_default().push(discriminator);
            }
        }
    }
}

/// The discriminator that stands on a component itself.
pub(super) fn own<'a>(context: &Context<'a>, key: &str) -> Option<&'a openapiv3::Discriminator> {
    context.component(key)?.schema_data.discriminator.as_ref()
}

/// The discriminators that a component inherits, the nearest first, each with the component below which it stands:
/// where another discriminator lies between, it is that one's component which the further one tells.
fn inherited<'a>(context: &Context<'a>, key: &'a str) -> Vec<(&'a openapiv3::Discriminator, &'a str)> {
    let mut found = Vec::new();
    let mut seen: HashSet<&'a str> = HashSet::new();
    let mut level: Vec<(&'a str, &'a str)> = above(context, key, key);
    // What inherits over more steps is refused elsewhere.
    for _ in 0..DEEPEST {
        let mut next = Vec::new();
        for (base, below) in level {
            if !seen.insert(base) {
                continue;
            }
            let own = own(context, base);
            found.extend(own.map(|discriminator| (discriminator, below)));
            next.extend(above(context, base, if own.is_some() { base } else { below }));
        }
        level = next;
    }
    found
}

fn above<'a>(context: &Context<'a>, key: &str, below: &'a str) -> Vec<(&'a str, &'a str)> {
    context.schemas.get(key).into_iter().flat_map(bases).map(|base| (base, below)).collect()
}

/// The property that tells the kinds of a component with heirs: of its own discriminator, or of the nearest inherited.
pub(super) fn property_of_base<'a>(context: &Context<'a>, key: &'a str) -> Option<&'a str> {
    let (key, _) = context.heirs.get_key_value(key)?;
    let discriminator = own(context, key).or_else(|| Some(inherited(context, key).first()?.0))?;
    Some(&discriminator.property_name)
}

/// The component furthest up that has the discriminator `property` of a base.
pub(super) fn root<'a>(context: &Context<'a>, key: &'a str, property: &str) -> &'a str {
    let mut seen = HashSet::from([key]);
    let mut root = key;
    let mut level = vec![key];
    for _ in 0..DEEPEST {
        let up = level.iter().filter_map(|key| context.schemas.get(*key)).flat_map(bases);
        level = up.filter(|base| seen.insert(base)).collect();
        let found = level.iter().find(|base| own(context, base).is_some_and(|own| own.property_name == property));
        root = found.copied().unwrap_or(root);
    }
    root
}

/// The values that tell the component `key` by `property` in its family: those that it declares, that a mapping gives
/// it, or that its `enum` leaves; else its name.
pub(super) fn values<'a>(context: &Context<'a>, key: &'a str, property: &str) -> Vec<String> {
    values_in(context, key, property, None)
}

/// As [`values`], in a choice with a discriminator of its own.
pub(super) fn values_in_choice<'a>(
    context: &Context<'a>,
    key: &'a str,
    choice: &'a openapiv3::Discriminator,
) -> Vec<String> {
    values_in(context, key, &choice.property_name, Some(choice))
}

fn values_in<'a>(
    context: &Context<'a>,
    key: &'a str,
    property: &str,
    choice: Option<&'a openapiv3::Discriminator>,
) -> Vec<String> {
    let inherited = inherited(context, key);
    let telling: Vec<_> = inherited.iter().map(|(discriminator, _)| *discriminator).chain(own(context, key)).collect();
    // `x-ms-discriminator-value` speaks of the nearest discriminator.
    let is_nearest = telling.first().is_none_or(|first| first.property_name == property);
    let mut values: Vec<String> =
        declared_value(context, key).filter(|_| is_nearest).map(str::to_owned).into_iter().collect();
    let telling = choice.into_iter().chain(telling).filter(|discriminator| discriminator.property_name == property);
    let mapped = telling.map(|discriminator| mapped(discriminator, key)).find(|mapped| !mapped.is_empty());
    for value in mapped.unwrap_or_default() {
        if !values.iter().any(|known| known.eq_ignore_ascii_case(&value)) {
            values.push(value);
        }
    }
    if values.is_empty() {
        values.push(only_value(context, key, property).unwrap_or_else(|| types::wire_name(context, key)));
    }
    values
}

fn declared_value<'a>(context: &Context<'a>, key: &str) -> Option<&'a str> {
    context.component(key)?.schema_data.extensions.get("x-ms-discriminator-value").and_then(Value::as_str)
}

/// The values that a mapping gives to the component `key`.
fn mapped(discriminator: &openapiv3::Discriminator, key: &str) -> Vec<String> {
    let entries = discriminator.mapping.iter().filter(|(_, target)| component_key(target) == key);
    entries.map(|(value, _)| value.clone()).collect()
}

fn only_value(context: &Context<'_>, key: &str, property: &str) -> Option<String> {
    only_value_of(context, context.component(key)?, property)
}

/// The only value that a schema itself leaves to its property.
pub(super) fn only_value_of<'a>(context: &Context<'a>, schema: &'a Schema, property: &str) -> Option<String> {
    let Shape::Object(object) = Shape::of(schema) else { return None };
    let parts = object.all_of.iter().filter_map(ReferenceOr::as_item).map(Shape::of);
    let objects = parts.filter_map(|part| match part {
        Shape::Object(part) => Some(part),
        _ => None,
    });
    let declared = [object].into_iter().chain(objects).find_map(|object| object.properties?.get(property))?;
    match Shape::of(context.follow(SchemaRef::from(declared))?.0) {
        Shape::Text { values, .. } => match values[..] {
            [only] => Some(only.to_owned()),
            _ => None,
        },
        _ => None,
    }
}

/// The values of a component with heirs that is itself a kind: one that inherits its discriminator always is, a root
/// if it says so.
pub(super) fn own_values<'a>(context: &Context<'a>, key: &'a str, property: &str) -> Vec<String> {
    let inherited = inherited(context, key);
    if inherited.iter().any(|(discriminator, _)| discriminator.property_name == property) {
        return values(context, key, property);
    }
    let declared = declared_value(context, key).filter(|_| inherited.is_empty()).map(str::to_owned);
    let mapped = own(context, key).map(|discriminator| mapped(discriminator, key)).unwrap_or_default();
    declared.into_iter().chain(mapped).collect()
}

/// What tells the component `key` from others wherever it is: each property that tells it, with the value, unless there
/// are several.
pub(super) fn of_kind<'a>(context: &Context<'a>, key: &'a str) -> Vec<Discriminator> {
    let mut found: Vec<(&str, Vec<String>)> = Vec::new();
    let mut add = |property: &'a str, values: Vec<String>| match found.iter_mut().find(|(known, _)| *known == property)
    {
        Some((_, known)) => known.extend(values),
        None => found.push((property, values)),
    };
    let mut seen: HashSet<&str> = HashSet::new();
    for (discriminator, below) in inherited(context, key) {
        // Where one property tells at several levels, the nearest knows best which component it tells.
        if seen.insert(&discriminator.property_name) {
            add(&discriminator.property_name, values(context, below, &discriminator.property_name));
        }
    }
    for choice in context.choices.get(key).into_iter().flatten() {
        add(&choice.property_name, values_in_choice(context, key, choice));
    }
    if let Some(property) = property_of_base(context, key) {
        add(property, own_values(context, key, property));
    }
    let single = |values: &[String]| values.windows(2).all(|two| two[0].eq_ignore_ascii_case(&two[1]));
    let found = found.into_iter().filter(|(_, values)| single(values));
    found
        .filter_map(|(property, values)| {
            Some(Discriminator { property: property.to_owned(), value: values.into_iter().next()? })
        })
        .collect()
}

/// The properties that tell the component `key` from others, in whatever family or choice.
pub(super) fn properties<'a>(context: &Context<'a>, key: &'a str) -> Vec<&'a str> {
    let inherited = inherited(context, key);
    let above = inherited.iter().map(|(discriminator, _)| *discriminator);
    let all = above.chain(own(context, key)).chain(context.choices.get(key).into_iter().flatten().copied());
    all.map(|discriminator| discriminator.property_name.as_str()).collect()
}

/// The components below `key` that `property` tells, in the order of the specification. Where another discriminator
/// stands between, it tells the rest.
pub(super) fn kinds_below<'a>(context: &Context<'a>, key: &'a str, property: &str) -> Vec<&'a str> {
    let goes_on = |heir: &str| own(context, heir).is_none_or(|own| own.property_name == property);
    let mut found: Vec<&'a str> = heirs_below(context, key, goes_on).into_iter().collect();
    found.sort_by_key(|key| context.schemas.get_index_of(*key));
    found
}

/// All components that inherit from `key`.
pub(super) fn below<'a>(context: &Context<'a>, key: &'a str) -> HashSet<&'a str> {
    heirs_below(context, key, |_| true)
}

fn heirs_below<'a>(context: &Context<'a>, key: &'a str, goes_on: impl Fn(&str) -> bool) -> HashSet<&'a str> {
    let mut found: HashSet<&'a str> = HashSet::new();
    let mut level = vec![key];
    // What inherits over more steps is refused elsewhere.
    for _ in 0..DEEPEST {
        let heirs = level.iter().filter_map(|base| context.heirs.get(base)).flatten().copied();
        let new: Vec<&'a str> = heirs.filter(|heir| *heir != key && found.insert(heir)).collect();
        level = new.into_iter().filter(|heir| goes_on(heir)).collect();
    }
    found
}
