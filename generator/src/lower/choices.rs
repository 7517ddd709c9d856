//! `oneOf` and `anyOf`: which are no choice at all, and which say more than a Rust type can.

use super::context::Context;
use super::shape::{Choice, ObjectShape, SchemaRef, Shape};
use super::walk::{Step, Visitor, walk};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Pointer;
use openapiv3::{Discriminator, ReferenceOr, Schema};
use serde_json::Value;
use std::collections::HashSet;

/// What a choice that is none stands for, and where that is: the only alternative, beside those that let it be `null`
/// or that have texts of any kind beside an enum which takes them anyway.
pub(super) fn chosen<'a>(
    context: &Context<'a>,
    schema: SchemaRef<'a>,
    at: &Pointer,
) -> Option<(SchemaRef<'a>, Pointer)> {
    let SchemaRef::Item(item) = schema else { return None };
    let Shape::Choice(choice) = Shape::of(item) else { return None };
    if item.schema_data.discriminator.is_some() {
        return None;
    }
    let (index, only) = only(context, choice)?;
    Some((only, at.key(choice.key).index(index)))
}

fn only<'a>(context: &Context<'a>, choice: Choice<'a>) -> Option<(usize, SchemaRef<'a>)> {
    let mut known: HashSet<&'a str> = HashSet::new();
    let mut left: Vec<(usize, SchemaRef<'a>)> = choice.alternatives.iter().map(SchemaRef::from).enumerate().collect();
    left.retain(|(_, alternative)| match alternative {
        SchemaRef::Reference(key) => known.insert(key),
        item => !is_null(*item),
    });
    if left.iter().filter(|(_, alternative)| is_open_enum(context, *alternative)).count() == 1 {
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

fn is_open_enum<'a>(context: &Context<'a>, alternative: SchemaRef<'a>) -> bool {
    let Some((item, _)) = context.follow(alternative) else { return false };
    let declared = item.schema_data.extensions.get("x-ms-enum").and_then(|declared| declared.get("modelAsString"));
    let is_open = declared.and_then(Value::as_bool).unwrap_or(true);
    matches!(Shape::of(item), Shape::Text { values, .. } if !values.is_empty()) && is_open
}

/// Whether a choice lets its value be `null`.
pub(super) fn is_nullable(schema: &Schema) -> bool {
    let Shape::Choice(choice) = Shape::of(schema) else { return false };
    choice.alternatives.iter().any(|alternative| alternative.as_item().is_some_and(|item| item.schema_data.nullable))
}

/// Whether the choice beside the properties of `object` adds properties, and nothing tells which.
pub(super) fn is_open(schema: &Schema, object: &ObjectShape<'_>) -> bool {
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
pub(super) fn told<'a>(
    context: &Context<'a>,
    discriminator: Option<&'a Discriminator>,
    choice: Option<Choice<'a>>,
) -> Option<(&'a Discriminator, Choice<'a>)> {
    let (discriminator, choice) = discriminator.zip(choice)?;
    let is_object = |alternative: &'a ReferenceOr<Schema>| {
        let shape = context.follow(SchemaRef::from(alternative)).map(|(schema, _)| Shape::of(schema));
        matches!(shape, Some(Shape::Object(_) | Shape::Choice(_)))
    };
    choice.alternatives.iter().all(is_object).then_some((discriminator, choice))
}

/// Says where a choice becomes any JSON, as nothing tells the alternatives apart.
pub(super) fn check(context: &mut Context<'_>) {
    let openapi = context.openapi;
    walk(openapi, &mut Check { context });
}

struct Check<'c, 'a> {
    context: &'c mut Context<'a>,
}

impl<'a> Visitor<'a> for Check<'_, 'a> {
    fn schema(&mut self, schema: &'a Schema, at: &Step<'_>) {
        let discriminator = schema.schema_data.discriminator.as_ref();
        match Shape::of(schema) {
            Shape::Choice(choice) if told(self.context, discriminator, Some(choice)).is_some() => {}
            Shape::Choice(choice) if discriminator.is_some() || only(self.context, choice).is_none() => {
                self.report(at, choice.key, "the value is any JSON");
            }
            Shape::Object(object) if is_open(schema, &object) => {
                let key = object.choice.map_or("oneOf", |choice| choice.key);
                self.report(at, key, "what they add is kept as any JSON");
            }
            _ => {}
        }
    }
}

impl Check<'_, '_> {
    fn report(&mut self, at: &Step<'_>, key: &str, outcome: &str) {
        let place = self.context.locate(&at.pointer()).key(key);
        let message = format!("nothing tells the alternatives of this `{key}` apart: {outcome}");
        let help = "give them a `discriminator` if they are objects, or leave the one that is meant";
        self.context.diagnostics.push(Diagnostic::at(Code::FreeValue, place, message).on_key().help(help));
    }
}
