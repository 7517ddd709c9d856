//! What is said of a value, wherever it stands.

use super::facts;
use crate::ir::{Constraints, Docs};
use crate::lower::document::components::{component_pointer, docs};
use crate::lower::document::constraints::{declared, pattern};
use crate::lower::document::shape::{SchemaRef, Shape};
use crate::lower::drafts::{Drafting, Type, Value};
use crate::source::{Location, Pointer};

/// A value of the type `type_ref`, with what its schema, which is at `at`, says of it. What has the value may be
/// documented, and declared, elsewhere.
pub(in crate::lower) fn value<'a>(
    drafting: &mut Drafting<'a>,
    schema: SchemaRef<'a>,
    at: &Pointer,
    type_ref: Type,
    (docs, location): (Docs, Location),
) -> Value {
    Value {
        type_ref,
        constraints: constraints(drafting, schema, at),
        facts: facts::of(drafting.source, schema),
        default: schema.data().and_then(|data| data.default.clone()),
        docs,
        location,
    }
}

/// The documentation of a schema in place.
pub(in crate::lower) fn docs_of(schema: SchemaRef<'_>) -> Docs {
    schema.data().map(docs).unwrap_or_default()
}

/// The constraints of a schema, read through references.
fn constraints<'a>(drafting: &mut Drafting<'a>, schema: SchemaRef<'a>, at: &Pointer) -> Constraints {
    let target = match schema.shape() {
        Shape::Reference(key) => SchemaRef::Reference(key),
        _ => schema,
    };
    let Some((item, key)) = drafting.source.follow(target) else { return Constraints::default() };
    let mut constraints = declared(item);
    if let Some(pattern) = pattern(item) {
        let at = key.map_or_else(|| at.clone(), component_pointer);
        constraints.pattern = drafting.checked_pattern(pattern, &at);
    }
    constraints
}
