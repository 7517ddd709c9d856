//! `oneOf` and `anyOf`: which are no choice at all, and which a discriminator tells apart.

use super::shape::{Choice, ObjectShape, SchemaRef, Shape};
use super::source::Source;
use crate::azure;
use crate::source::Pointer;
use openapiv3::{Discriminator, ReferenceOr, Schema};
use rustc_hash::FxHashSet;

/// What a choice that is none stands for, and where that is: the only alternative, beside those that let it be `null`
/// or that have texts of any kind beside an enum which takes them anyway.
pub(in crate::lower) fn chosen<'a>(
    source: &Source<'a>,
    schema: SchemaRef<'a>,
    at: &Pointer,
) -> Option<(SchemaRef<'a>, Pointer)> {
    let SchemaRef::Item(item) = schema else { return None };
    let Shape::Choice(choice) = Shape::of(item) else { return None };
    if item.schema_data.discriminator.is_some() {
        return None;
    }
    let (index, only) = only(source, choice)?;
    Some((only, at.key(choice.key).index(index)))
}

/// The only alternative, with its index.
pub(in crate::lower) fn only<'a>(source: &Source<'a>, choice: Choice<'a>) -> Option<(usize, SchemaRef<'a>)> {
    let mut known: FxHashSet<&'a str> = FxHashSet::default();
    let mut left: Vec<(usize, SchemaRef<'a>)> = choice.alternatives.iter().map(SchemaRef::from).enumerate().collect();
    left.retain(|(_, alternative)| match alternative {
        SchemaRef::Reference(key) => known.insert(key),
        item => !is_null(*item),
    });
    if left.iter().filter(|(_, alternative)| is_open_enum(source, *alternative)).count() == 1 {
        left.retain(|(_, alternative)| !is_text(*alternative));
    }
    match left[..] {
        [only] => Some(only),
        _ => None,
    }
}

/// Whether an alternative only lets the value be `null`.
fn is_null(alternative: SchemaRef<'_>) -> bool {
    let SchemaRef::Item(item) = alternative else { return false };
    let is_empty = matches!(
        Shape::of(item),
        Shape::Any | Shape::Object(ObjectShape { properties: None, all_of: [], additional: None, choice: None, .. })
    );
    item.schema_data.nullable && is_empty
}

fn is_text(alternative: SchemaRef<'_>) -> bool {
    let SchemaRef::Item(item) = alternative else { return false };
    matches!(Shape::of(item), Shape::Text { format: None, values } if values.is_empty())
}

fn is_open_enum<'a>(source: &Source<'a>, alternative: SchemaRef<'a>) -> bool {
    let Some((item, _)) = source.follow(alternative) else { return false };
    let is_open = is_extensible(item);
    matches!(Shape::of(item), Shape::Text { values, .. } if !values.is_empty()) && is_open
}

/// Whether an enum may have values that are not listed.
pub(in crate::lower) fn is_extensible(schema: &Schema) -> bool {
    let declared = azure::read::<azure::Enum>(&schema.schema_data.extensions);
    declared.and_then(|declared| declared.model_as_string()).unwrap_or(true)
}

/// Whether a schema says of itself that `null` is a value, or a choice lets it be.
pub(in crate::lower) fn lets_null(schema: &Schema) -> bool {
    schema.schema_data.nullable || has_null(schema)
}

/// Whether one of the alternatives of a choice is `null`.
fn has_null(schema: &Schema) -> bool {
    let Shape::Choice(choice) = Shape::of(schema) else { return false };
    choice.alternatives.iter().any(|alternative| alternative.as_item().is_some_and(|item| item.schema_data.nullable))
}

/// Whether the choice beside the properties of `object` adds properties, and nothing tells which.
pub(in crate::lower) fn is_open(schema: &Schema, object: &ObjectShape<'_>) -> bool {
    let Some(choice) = object.choice.filter(|_| schema.schema_data.discriminator.is_none()) else { return false };
    let is_declared = |name: &String| object.properties.is_some_and(|properties| properties.contains_key(name));
    choice.alternatives.iter().any(|alternative| match alternative.as_item().map(Shape::of) {
        Some(Shape::Any) => false,
        Some(Shape::Object(ObjectShape { properties, all_of: [], additional: None, choice: None, .. })) => {
            !properties.into_iter().flat_map(|properties| properties.keys()).all(is_declared)
        }
        _ => true,
    })
}

/// The choice with the discriminator that tells its alternatives, which must be objects for that.
pub(in crate::lower) fn told<'a>(
    source: &Source<'a>,
    discriminator: Option<&'a Discriminator>,
    choice: Option<Choice<'a>>,
) -> Option<(&'a Discriminator, Choice<'a>)> {
    let (discriminator, choice) = discriminator.zip(choice)?;
    let is_object = |alternative: &'a ReferenceOr<Schema>| {
        let shape = source.follow(SchemaRef::from(alternative)).map(|(schema, _)| Shape::of(schema));
        matches!(shape, Some(Shape::Object(_) | Shape::Choice(_)))
    };
    choice.alternatives.iter().all(is_object).then_some((discriminator, choice))
}
