//! What is said about a value and no Rust is made of.

use crate::azure::ClientFlatten;
use crate::ir::{Constraints, Facts};
use crate::lower::document::choices::{is_extensible, lets_null};
use crate::lower::document::constraints::{declared, pattern, sizes};
use crate::lower::document::shape::{SchemaRef, Shape};
use crate::lower::document::source::Source;
use openapiv3::AdditionalProperties;

/// How deep lists of lists are looked into; a definition can be a list of itself.
const DEEPEST: usize = 8;

/// The facts of a schema, read through references.
pub(super) fn of<'a>(source: &Source<'a>, schema: SchemaRef<'a>) -> Facts {
    let Some((_, facts)) = described(source, schema, 0) else { return Facts::default() };
    let nullable = matches!(schema, SchemaRef::Item(item) if lets_null(item));
    let flatten = schema.is_set::<ClientFlatten>();
    Facts { nullable: facts.nullable || nullable, flatten, ..facts }
}

fn described<'a>(source: &Source<'a>, schema: SchemaRef<'a>, depth: usize) -> Option<(Constraints, Facts)> {
    let target = match schema.shape() {
        Shape::Reference(key) => SchemaRef::Reference(key),
        _ => schema,
    };
    let (item, _) = source.follow(target).filter(|_| depth < DEEPEST)?;
    let shape = Shape::of(item);
    let mut facts = Facts {
        typ: type_name(&shape),
        nullable: lets_null(item),
        pattern: pattern(item).map(str::to_owned),
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
            facts.items = described(source, *items, depth + 1).map(Box::new);
        }
        Shape::Object(object) => {
            (facts.min_properties, facts.max_properties) = sizes(item);
            if let (None, Some(AdditionalProperties::Schema(value))) = (object.properties, object.additional) {
                facts.items = described(source, SchemaRef::from(&**value), depth + 1).map(Box::new);
            }
        }
        _ => {}
    }
    Some((declared(item), facts))
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
