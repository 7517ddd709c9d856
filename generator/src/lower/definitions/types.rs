//! Types and constraints of schemas.

use super::components::component_type;
use super::enums;
use crate::azure::Secret;
use crate::ir::{TextFormat, TimeFormat};
use crate::lower::document::choices::{self, lets_null};
use crate::lower::document::components::docs;
use crate::lower::document::shape::{SchemaRef, Shape};
use crate::lower::drafts::arena::{DraftId, Task};
use crate::lower::drafts::definition::{Naming, Parent};
use crate::lower::drafts::{Drafting, Type};
use crate::source::Pointer;
use openapiv3::{AdditionalProperties, Schema};

/// What a schema in place is called after.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Owner {
    /// The definition or operation around it.
    pub(in crate::lower) parent: Parent,
    /// The property or parameter.
    pub(in crate::lower) property: String,
}

/// The type that `schema`, at `at`, stands for.
pub(in crate::lower) fn type_of<'a>(
    drafting: &mut Drafting<'a>,
    schema: SchemaRef<'a>,
    at: &Pointer,
    owner: &Owner,
) -> Type {
    let shape = schema.shape();
    let type_ref = match (&shape, schema) {
        (Shape::Reference(key), _) => component_type(drafting, key),
        (Shape::Choice(choice), SchemaRef::Item(item)) => {
            let discriminator = item.schema_data.discriminator.as_ref();
            if choices::told(drafting.source, discriminator, Some(*choice)).is_some() {
                Type::Definition(inline_definition(drafting, item, at, owner))
            } else if let Some((only, at)) = choices::chosen(drafting.source, schema, at) {
                type_of(drafting, only, &at, owner)
            } else {
                Type::Any
            }
        }
        (Shape::Text { values, .. }, SchemaRef::Item(item)) if !values.is_empty() => {
            let naming = Naming::Inline { parent: owner.parent.clone(), property: owner.property.clone() };
            Type::Definition(enums::intern(drafting, item, values, at, naming))
        }
        (Shape::Object(object), SchemaRef::Item(item)) if object.properties.is_some() || !object.all_of.is_empty() => {
            Type::Definition(inline_definition(drafting, item, at, owner))
        }
        _ => plain_type(drafting, schema, &shape, at, owner),
    };
    enums::describe(drafting, &type_ref, schema.data().and_then(|data| data.description.as_deref()));
    type_ref
}

/// The type of a schema that needs no definition of its own.
pub(in crate::lower) fn plain_type<'a>(
    drafting: &mut Drafting<'a>,
    schema: SchemaRef<'a>,
    shape: &Shape<'a>,
    at: &Pointer,
    owner: &Owner,
) -> Type {
    match shape {
        Shape::Reference(key) => component_type(drafting, key),
        Shape::Text { format, .. } => {
            if let SchemaRef::Item(item) = schema {
                enums::check_values(drafting, item, at);
            }
            let secret = schema.is_set::<Secret>();
            if secret { Type::Secret } else { text_type(*format) }
        }
        Shape::Integer { format: Some("int32") } => Type::Int32,
        Shape::Integer { format: Some("unixtime") } => Type::Time(TimeFormat::Unix),
        Shape::Integer { .. } => Type::Int64,
        Shape::Number { format: Some("float") } => Type::Float32,
        Shape::Number { format: Some("decimal") } => Type::Decimal,
        Shape::Number { .. } => Type::Float64,
        Shape::Boolean => Type::Boolean,
        Shape::Array { items } => {
            let item = items.map_or(Type::Any, |items| {
                let owner = Owner { parent: owner.parent.clone(), property: format!("{} item", owner.property) };
                element_type(drafting, items, &at.key("items"), &owner)
            });
            Type::Array(Box::new(item))
        }
        Shape::Object(object) => match object.additional {
            Some(AdditionalProperties::Schema(value)) => {
                let owner = Owner { parent: owner.parent.clone(), property: format!("{} value", owner.property) };
                let value = element_type(drafting, SchemaRef::from(&**value), &at.key("additionalProperties"), &owner);
                Type::Map(Box::new(value))
            }
            Some(AdditionalProperties::Any(_)) | None => Type::Any,
        },
        Shape::Choice(_) | Shape::Any => Type::Any,
    }
}

/// The type of the items of a list, or of the values of a dictionary, among which there can be `null`.
pub(in crate::lower) fn element_type<'a>(
    drafting: &mut Drafting<'a>,
    schema: SchemaRef<'a>,
    at: &Pointer,
    owner: &Owner,
) -> Type {
    let target = drafting.source.follow(schema).map(|(target, _)| target);
    let own = match schema {
        SchemaRef::Item(item) => Some(item),
        SchemaRef::Reference(_) => None,
    };
    let nullable = own.into_iter().chain(target).any(lets_null);
    match type_of(drafting, schema, at, owner) {
        // Any value can be `null`.
        Type::Any => Type::Any,
        inner if nullable => Type::Nullable(Box::new(inner)),
        inner => inner,
    }
}

/// The definition that a schema in place becomes, which is lowered later.
pub(in crate::lower) fn inline_definition<'a>(
    drafting: &mut Drafting<'a>,
    schema: &'a Schema,
    at: &Pointer,
    owner: &Owner,
) -> DraftId {
    if let Some(id) = drafting.drafts.in_place(at) {
        return id;
    }
    let naming = Naming::Inline { parent: owner.parent.clone(), property: owner.property.clone() };
    let location = drafting.source.locate(at);
    let id = drafting.drafts.add(naming, owner.property.clone(), location, docs(&schema.schema_data));
    drafting.drafts.push_task(Task { id, schema, at: at.clone(), key: None });
    drafting.drafts.set_in_place(at.clone(), id);
    id
}

fn text_type(format: Option<&str>) -> Type {
    match format {
        Some("date-time") => Type::Time(TimeFormat::Rfc3339),
        Some("date-time-rfc1123") => Type::Time(TimeFormat::Rfc1123),
        Some("byte") => Type::Base64,
        Some("base64url") => Type::Base64Url,
        Some("binary" | "file") => Type::Binary,
        Some("password") => Type::Secret,
        Some("uuid") => Type::Text(TextFormat::Uuid),
        Some("uri" | "url") => Type::Text(TextFormat::Uri),
        Some("arm-id") => Type::Text(TextFormat::ArmId),
        Some("duration") => Type::Text(TextFormat::Duration),
        Some("date") => Type::Text(TextFormat::Date),
        Some("time") => Type::Text(TextFormat::Time),
        _ => Type::Text(TextFormat::Plain),
    }
}
