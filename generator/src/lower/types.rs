//! Types and constraints of schemas.

use super::choices;
use super::context::{Context, Naming, Parent, Task, component_pointer, docs};
use super::enums;
use super::shape::{SchemaRef, Shape};
use crate::diagnostic::Code;
use crate::ir::{Constraints, DefinitionId, KnownNumber, TextFormat, TimeFormat, TypeRef};
use crate::source::Pointer;
use openapiv3::{AdditionalProperties, AnySchema, Schema, SchemaKind, Type};
use serde_json::{Number, Value};

/// What a schema in place is called after.
#[derive(Clone, Debug)]
pub(super) struct Owner {
    /// The definition or operation around it.
    pub(super) parent: Parent,
    /// The property or parameter.
    pub(super) property: String,
}

/// The type that `schema`, at `at`, stands for.
pub(super) fn type_of<'a>(context: &mut Context<'a>, schema: SchemaRef<'a>, at: &Pointer, owner: &Owner) -> TypeRef {
    let shape = schema.shape();
    let type_ref = match (&shape, schema) {
        (Shape::Reference(key), _) => component_type(context, key),
        (Shape::Choice(choice), SchemaRef::Item(item)) => {
            let discriminator = item.schema_data.discriminator.as_ref();
            if choices::told(context, discriminator, Some(*choice)).is_some() {
                TypeRef::Definition(inline_definition(context, item, at, owner))
            } else if let Some((only, at)) = choices::chosen(context, schema, at) {
                type_of(context, only, &at, owner)
            } else {
                TypeRef::Any
            }
        }
        (Shape::Text { values, .. }, SchemaRef::Item(item)) if !values.is_empty() => {
            let naming = Naming::Inline { parent: owner.parent.clone(), property: owner.property.clone() };
            TypeRef::Definition(enums::intern(context, item, values, at, naming))
        }
        (Shape::Object(object), SchemaRef::Item(item)) if object.properties.is_some() || !object.all_of.is_empty() => {
            TypeRef::Definition(inline_definition(context, item, at, owner))
        }
        _ => plain_type(context, schema, &shape, at, owner),
    };
    enums::describe(context, &type_ref, schema.data().and_then(|data| data.description.as_deref()));
    type_ref
}

/// The type of a schema that needs no definition of its own.
pub(super) fn plain_type<'a>(
    context: &mut Context<'a>,
    schema: SchemaRef<'a>,
    shape: &Shape<'a>,
    at: &Pointer,
    owner: &Owner,
) -> TypeRef {
    match shape {
        Shape::Reference(key) => component_type(context, key),
        Shape::Text { format, .. } => {
            if let SchemaRef::Item(item) = schema {
                enums::check_values(context, item, at);
            }
            let secret = super::extensions::schema_flag(context, schema, "x-ms-secret", at);
            if secret { TypeRef::Secret } else { text_type(*format) }
        }
        Shape::Integer { format: Some("int32") } => TypeRef::Int32,
        Shape::Integer { format: Some("unixtime") } => TypeRef::Time(TimeFormat::Unix),
        Shape::Integer { .. } => TypeRef::Int64,
        Shape::Number { format: Some("float") } => TypeRef::Float32,
        Shape::Number { format: Some("decimal") } => TypeRef::Decimal,
        Shape::Number { .. } => TypeRef::Float64,
        Shape::Boolean => TypeRef::Boolean,
        Shape::Array { items } => {
            let item = items.map_or(TypeRef::Any, |items| {
                let owner = Owner { parent: owner.parent.clone(), property: format!("{} item", owner.property) };
                element_type(context, items, &at.key("items"), &owner)
            });
            TypeRef::Array(Box::new(item))
        }
        Shape::Object(object) => match object.additional {
            Some(AdditionalProperties::Schema(value)) => {
                let owner = Owner { parent: owner.parent.clone(), property: format!("{} value", owner.property) };
                let value = element_type(context, SchemaRef::from(&**value), &at.key("additionalProperties"), &owner);
                TypeRef::Map(Box::new(value))
            }
            Some(AdditionalProperties::Any(_)) | None => TypeRef::Any,
        },
        Shape::Choice(_) | Shape::Any => TypeRef::Any,
    }
}

/// The type of the items of a list, or of the values of a dictionary, among which there can be `null`.
pub(super) fn element_type<'a>(
    context: &mut Context<'a>,
    schema: SchemaRef<'a>,
    at: &Pointer,
    owner: &Owner,
) -> TypeRef {
    let target = context.follow(schema).map(|(target, _)| SchemaRef::Item(target));
    let nullable = is_nullable(schema) || target.is_some_and(is_nullable);
    match type_of(context, schema, at, owner) {
        // Any value can be `null`.
        TypeRef::Any => TypeRef::Any,
        inner if nullable => TypeRef::Nullable(Box::new(inner)),
        inner => inner,
    }
}

/// Whether the schema says of itself that `null` is a value.
pub(super) fn is_nullable(schema: SchemaRef<'_>) -> bool {
    schema.data().is_some_and(|data| data.nullable) || schema.extension("x-nullable") == Some(&Value::Bool(true))
}

/// The type that a reference to a component stands for; its content is lowered later.
pub(super) fn component_type(context: &mut Context<'_>, key: &str) -> TypeRef {
    component_definition(context, key).map_or(TypeRef::Any, TypeRef::Definition)
}

/// The definition of a component.
pub(super) fn component_definition(context: &mut Context<'_>, key: &str) -> Option<DefinitionId> {
    if let Some(id) = context.components.get(key) {
        return Some(*id);
    }
    let (key, entry) = context.schemas.get_key_value(key)?;
    let at = component_pointer(key);
    let (schema, target) = context.follow(SchemaRef::from(entry))?;
    if let Some(target) = target {
        // A component that is nothing but a reference is the component it refers to.
        let id = component_definition(context, target)?;
        context.components.insert(key, id);
        return Some(id);
    }
    let wire = wire_name(context, key);
    let naming = Naming::Component { key: key.clone() };
    let about = docs(&schema.schema_data);
    let (schema, at) = match choices::chosen(context, SchemaRef::Item(schema), &at) {
        Some((SchemaRef::Item(only), at)) => (only, at),
        _ => (schema, at),
    };
    let id = match Shape::of(schema) {
        Shape::Text { values, .. } if !values.is_empty() => enums::intern(context, schema, &values, &at, naming),
        _ => {
            let id = context.draft(naming, wire, &component_pointer(key), about);
            context.queue.push_back(Task { id, schema, at, key: Some(key) });
            id
        }
    };
    context.components.insert(key, id);
    Some(id)
}

/// The name that the specification gives to a component; its key may carry a qualifier.
pub(super) fn wire_name(context: &Context<'_>, key: &str) -> String {
    let last = context.locate(&component_pointer(key)).pointer.last();
    last.filter(|name| key.starts_with(name.as_str())).unwrap_or_else(|| key.to_owned())
}

/// The definition that a schema in place becomes, which is lowered later.
pub(super) fn inline_definition<'a>(
    context: &mut Context<'a>,
    schema: &'a Schema,
    at: &Pointer,
    owner: &Owner,
) -> DefinitionId {
    if let Some(id) = context.inline.get(at) {
        return *id;
    }
    let naming = Naming::Inline { parent: owner.parent.clone(), property: owner.property.clone() };
    let id = context.draft(naming, owner.property.clone(), at, docs(&schema.schema_data));
    context.queue.push_back(Task { id, schema, at: at.clone(), key: None });
    context.inline.insert(at.clone(), id);
    id
}

fn text_type(format: Option<&str>) -> TypeRef {
    match format {
        Some("date-time") => TypeRef::Time(TimeFormat::Rfc3339),
        Some("date-time-rfc1123") => TypeRef::Time(TimeFormat::Rfc1123),
        Some("byte") => TypeRef::Base64,
        Some("base64url") => TypeRef::Base64Url,
        Some("binary" | "file") => TypeRef::Binary,
        Some("password") => TypeRef::Secret,
        Some("uuid") => TypeRef::Text(TextFormat::Uuid),
        Some("uri" | "url") => TypeRef::Text(TextFormat::Uri),
        Some("arm-id") => TypeRef::Text(TextFormat::ArmId),
        Some("duration") => TypeRef::Text(TextFormat::Duration),
        Some("date") => TypeRef::Text(TextFormat::Date),
        Some("time") => TypeRef::Text(TextFormat::Time),
        _ => TypeRef::Text(TextFormat::Plain),
    }
}

/// The constraints of a schema, read through references.
pub(super) fn constraints<'a>(context: &mut Context<'a>, schema: SchemaRef<'a>, at: &Pointer) -> Constraints {
    let target = match schema.shape() {
        Shape::Reference(key) => SchemaRef::Reference(key),
        _ => schema,
    };
    let Some((item, key)) = context.follow(target) else { return Constraints::default() };
    let mut constraints = declared(item);
    if let Some(pattern) = pattern(item) {
        let at = key.map_or_else(|| at.clone(), component_pointer);
        constraints.pattern = checked_pattern(context, pattern, &at);
    }
    constraints
}

/// The constraints that stand on `schema` itself, all but its pattern.
pub(super) fn declared(schema: &Schema) -> Constraints {
    match &schema.schema_kind {
        SchemaKind::Type(Type::String(text)) => Constraints {
            min_length: text.min_length.map(|length| length as u64),
            max_length: text.max_length.map(|length| length as u64),
            ..Constraints::default()
        },
        SchemaKind::Type(Type::Integer(integer)) => Constraints {
            minimum: integer.minimum.map(Number::from),
            exclusive_minimum: integer.exclusive_minimum,
            maximum: integer.maximum.map(Number::from),
            exclusive_maximum: integer.exclusive_maximum,
            multiple_of: integer.multiple_of.map(Number::from),
            numbers: known_numbers(integer.enumeration.iter().flatten().copied().map(Number::from), schema),
            ..Constraints::default()
        },
        SchemaKind::Type(Type::Number(number)) => Constraints {
            minimum: number.minimum.and_then(self::number),
            exclusive_minimum: number.exclusive_minimum,
            maximum: number.maximum.and_then(self::number),
            exclusive_maximum: number.exclusive_maximum,
            multiple_of: number.multiple_of.and_then(self::number),
            numbers: known_numbers(number.enumeration.iter().flatten().copied().filter_map(self::number), schema),
            ..Constraints::default()
        },
        SchemaKind::Type(Type::Array(array)) => Constraints {
            min_items: array.min_items.map(|items| items as u64),
            max_items: array.max_items.map(|items| items as u64),
            unique_items: array.unique_items,
            ..Constraints::default()
        },
        SchemaKind::Any(any) => declared_any(any, schema),
        _ => Constraints::default(),
    }
}

/// Those of the constraints that fit the type: the others mean nothing.
fn declared_any(any: &AnySchema, schema: &Schema) -> Constraints {
    match any.typ.as_deref() {
        Some("string") => Constraints {
            min_length: any.min_length.map(|length| length as u64),
            max_length: any.max_length.map(|length| length as u64),
            ..Constraints::default()
        },
        Some("integer" | "number") => Constraints {
            minimum: any.minimum.and_then(number),
            exclusive_minimum: any.exclusive_minimum.unwrap_or_default(),
            maximum: any.maximum.and_then(number),
            exclusive_maximum: any.exclusive_maximum.unwrap_or_default(),
            multiple_of: any.multiple_of.and_then(number),
            numbers: known_numbers(any.enumeration.iter().filter_map(Value::as_number).cloned(), schema),
            ..Constraints::default()
        },
        Some("array") => Constraints {
            min_items: any.min_items.map(|items| items as u64),
            max_items: any.max_items.map(|items| items as u64),
            unique_items: any.unique_items.unwrap_or_default(),
            ..Constraints::default()
        },
        _ => Constraints::default(),
    }
}

/// The values of a number, with the names that `x-ms-enum` gives them.
fn known_numbers(values: impl Iterator<Item = Number>, schema: &Schema) -> Vec<KnownNumber> {
    let declared = schema.schema_data.extensions.get("x-ms-enum").and_then(|declared| declared.get("values"));
    let declared: Vec<&Value> = declared.and_then(Value::as_array).into_iter().flatten().collect();
    let name = |value: &Number| {
        let is_it = |entry: &&&Value| entry.get("value").and_then(Value::as_f64) == value.as_f64();
        declared.iter().find(is_it)?.get("name")?.as_str().map(str::to_owned)
    };
    values.map(|value| KnownNumber { name: name(&value), value }).collect()
}

/// A whole number without a fraction, so that bounds of integers read as integers.
fn number(value: f64) -> Option<Number> {
    let whole = value as i64;
    if whole as f64 == value { Some(Number::from(whole)) } else { Number::from_f64(value) }
}

/// The pattern that stands on `schema` itself.
pub(super) fn pattern(schema: &Schema) -> Option<&str> {
    match &schema.schema_kind {
        SchemaKind::Type(Type::String(text)) => text.pattern.as_deref(),
        SchemaKind::Any(any) if any.typ.as_deref() == Some("string") => any.pattern.as_deref(),
        _ => None,
    }
}

/// The pattern, unless it is none that can be checked.
fn checked_pattern<'a>(context: &mut Context<'a>, pattern: &'a str, at: &Pointer) -> Option<String> {
    if let Some(valid) = context.patterns.get(pattern) {
        return valid.then(|| pattern.to_owned());
    }
    let compiled = regex_lite::Regex::new(pattern);
    context.patterns.insert(pattern, compiled.is_ok());
    match compiled {
        Ok(_) => Some(pattern.to_owned()),
        Err(error) => {
            let message = format!("the pattern `{pattern}` is not checked: {error}");
            let help = "correct it, or leave it to the service to check";
            context.report(Code::Pattern, &at.key("pattern"), message, help);
            None
        }
    }
}
