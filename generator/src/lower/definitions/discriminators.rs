//! Which property has which value in each kind of a union.

use crate::azure;
use crate::ir::Discriminator;
use crate::lower::document::components::wire_name;
use crate::lower::document::heirs::{inherited, own, property_of_base};
use crate::lower::document::shape::{SchemaRef, Shape, component_key};
use crate::lower::document::source::Source;
use openapiv3::{ReferenceOr, Schema};
use rustc_hash::FxHashSet;

/// The values that tell the component `key` by `property` in its family: those that it declares, that a mapping gives
/// it, or that its `enum` leaves; else its name.
pub(in crate::lower) fn values<'a>(source: &Source<'a>, key: &'a str, property: &str) -> Vec<String> {
    values_in(source, key, property, None)
}

/// As [`values`], in a choice with a discriminator of its own.
pub(in crate::lower) fn values_in_choice<'a>(
    source: &Source<'a>,
    key: &'a str,
    choice: &'a openapiv3::Discriminator,
) -> Vec<String> {
    values_in(source, key, &choice.property_name, Some(choice))
}

fn values_in<'a>(
    source: &Source<'a>,
    key: &'a str,
    property: &str,
    choice: Option<&'a openapiv3::Discriminator>,
) -> Vec<String> {
    let inherited = inherited(source, key);
    let telling: Vec<_> = inherited.iter().map(|(discriminator, _)| *discriminator).chain(own(source, key)).collect();
    // `x-ms-discriminator-value` speaks of the nearest discriminator.
    let is_nearest = telling.first().is_none_or(|first| first.property_name == property);
    let mut values: Vec<String> =
        declared_value(source, key).filter(|_| is_nearest).map(str::to_owned).into_iter().collect();
    let telling = choice.into_iter().chain(telling).filter(|discriminator| discriminator.property_name == property);
    let mapped = telling.map(|discriminator| mapped(discriminator, key)).find(|mapped| !mapped.is_empty());
    for value in mapped.unwrap_or_default() {
        if !values.iter().any(|known| known.eq_ignore_ascii_case(&value)) {
            values.push(value);
        }
    }
    if values.is_empty() {
        values.push(only_value(source, key, property).unwrap_or_else(|| wire_name(source, key)));
    }
    values
}

fn declared_value<'a>(source: &Source<'a>, key: &str) -> Option<&'a str> {
    azure::read::<azure::DiscriminatorValue>(&source.component(key)?.schema_data.extensions)
}

/// The values that a mapping gives to the component `key`.
fn mapped(discriminator: &openapiv3::Discriminator, key: &str) -> Vec<String> {
    let entries = discriminator.mapping.iter().filter(|(_, target)| component_key(target) == key);
    entries.map(|(value, _)| value.clone()).collect()
}

fn only_value(source: &Source<'_>, key: &str, property: &str) -> Option<String> {
    only_value_of(source, source.component(key)?, property)
}

/// The only value that a schema itself leaves to its property.
pub(in crate::lower) fn only_value_of<'a>(source: &Source<'a>, schema: &'a Schema, property: &str) -> Option<String> {
    let Shape::Object(object) = Shape::of(schema) else { return None };
    let parts = object.all_of.iter().filter_map(ReferenceOr::as_item).map(Shape::of);
    let objects = parts.filter_map(|part| match part {
        Shape::Object(part) => Some(part),
        _ => None,
    });
    let declared = [object].into_iter().chain(objects).find_map(|object| object.properties?.get(property))?;
    match Shape::of(source.follow(SchemaRef::from(declared))?.0) {
        Shape::Text { values, .. } => match values[..] {
            [only] => Some(only.to_owned()),
            _ => None,
        },
        _ => None,
    }
}

/// The values of a component with heirs that is itself a kind: one that inherits its discriminator always is, a root
/// if it says so.
pub(in crate::lower) fn own_values<'a>(source: &Source<'a>, key: &'a str, property: &str) -> Vec<String> {
    let inherited = inherited(source, key);
    if inherited.iter().any(|(discriminator, _)| discriminator.property_name == property) {
        return values(source, key, property);
    }
    let declared = declared_value(source, key).filter(|_| inherited.is_empty()).map(str::to_owned);
    let mapped = own(source, key).map(|discriminator| mapped(discriminator, key)).unwrap_or_default();
    declared.into_iter().chain(mapped).collect()
}

/// What tells the component `key` from others wherever it is: each property that tells it, with the value, unless there
/// are several.
pub(in crate::lower) fn of_kind<'a>(source: &Source<'a>, key: &'a str) -> Vec<Discriminator> {
    let mut found: Vec<(&str, Vec<String>)> = Vec::new();
    let mut add = |property: &'a str, values: Vec<String>| match found.iter_mut().find(|(known, _)| *known == property)
    {
        Some((_, known)) => known.extend(values),
        None => found.push((property, values)),
    };
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    for (discriminator, below) in inherited(source, key) {
        // Where one property tells at several levels, the nearest knows best which component it tells.
        if seen.insert(&discriminator.property_name) {
            add(&discriminator.property_name, values(source, below, &discriminator.property_name));
        }
    }
    for choice in source.choices.get(key).into_iter().flatten() {
        add(&choice.property_name, values_in_choice(source, key, choice));
    }
    if let Some(property) = property_of_base(source, key) {
        add(property, own_values(source, key, property));
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
pub(in crate::lower) fn properties<'a>(source: &Source<'a>, key: &'a str) -> Vec<&'a str> {
    let inherited = inherited(source, key);
    let above = inherited.iter().map(|(discriminator, _)| *discriminator);
    let all = above.chain(own(source, key)).chain(source.choices.get(key).into_iter().flatten().copied());
    all.map(|discriminator| discriminator.property_name.as_str()).collect()
}
