//! What is said about a value and no Rust is made of.

use super::context::Context;
use super::shape::{SchemaRef, Shape};
use super::types;
use crate::ir::{Constraints, Facts};
use openapiv3::{AdditionalProperties, Schema, SchemaKind, Type};
use serde_json::Value;

/// How deep lists of lists are looked into; a definition can be a list of itself.
const DEEPEST: usize = 8;

/// The facts of a schema, read through references.
pub(super) fn of<'a>(context: &Context<'a>, schema: SchemaRef<'a>) -> Facts {
    let Some((_, facts)) = described(context, schema, 0) else { return Facts::default() };
    let nullable = schema.data().is_some_and(|data| data.nullable);
    let flatten = schema.extension("x-ms-client-flatten") == Some(&Value::Bool(true));
    Facts { nullable: facts.nullable || nullable, flatten, ..facts }
}

fn described<'a>(context: &Context<'a>, schema: SchemaRef<'a>, depth: usize) -> Option<(Constraints, Facts)> {
    let target = match schema.shape() {
        Shape::Reference(key) => SchemaRef::Reference(key),
        _ => schema,
    };
    let (item, _) = context.follow(target).filter(|_| depth < DEEPEST)?;
    let shape = Shape::of(item);
    let mut facts = Facts {
        typ: type_name(&shape),
        nullable: item.schema_data.nullable,
        pattern: types::pattern(item).map(str::to_owned),
        ..Facts::default()
    };
    match &shape {
        Shape::Text { format, values } => {
            facts.format = format.map(str::to_owned);
            facts.values = values.iter().map(|value| (*value).to_owned()).collect();
            facts.extensible = !values.is_empty() && is_extensible(item);
        }
        Shape::Integer { format } | Shape::Number { format } => facts.format = format.map(str::to_owned),
        Shape::Array { items: Some(items) } => {
            facts.items = described(context, *items, depth + 1).map(Box::new);
        }
        Shape::Object(object) => {
            (facts.min_properties, facts.max_properties) = sizes(item);
            if let (None, Some(AdditionalProperties::Schema(value))) = (object.properties, object.additional) {
                facts.items = described(context, SchemaRef::from(&**value), depth + 1).map(Box::new);
            }
        }
        _ => {}
    }
    Some((types::declared(item), facts))
}

fn type_name(shape: &Shape<'_>) -> &'static str {
    match shape {
        Shape::Text { .. } => "string",
        Shape::Integer { .. } => "integer",
        Shape::Number { .. } => "number",
        Shape::Boolean => "boolean",
        Shape::Array { .. } => "array",
        Shape::Object(_) => "object",
        Shape::Reference(_) | Shape::Choice(_) | Shape::Any => "",
    }
}

fn is_extensible(schema: &Schema) -> bool {
    let declared = schema.schema_data.extensions.get("x-ms-enum").and_then(|declared| declared.get("modelAsString"));
    declared.and_then(Value::as_bool).unwrap_or(true)
}

fn sizes(schema: &Schema) -> (Option<u64>, Option<u64>) {
    let (least, greatest) = match &schema.schema_kind {
        SchemaKind::Type(Type::Object(object)) => (object.min_properties, object.max_properties),
        SchemaKind::Any(any) => (any.min_properties, any.max_properties),
        _ => (None, None),
    };
    (least.map(|least| least as u64), greatest.map(|greatest| greatest as u64))
}
