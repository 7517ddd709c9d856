//! Constraints, as they stand on a schema.

use crate::azure;
use crate::ir::{Constraints, KnownNumber};
use openapiv3::{AnySchema, Schema, SchemaKind, Type};
use serde_json::{Number, Value};

/// The constraints that stand on `schema` itself, all but its pattern.
pub(in crate::lower) fn declared(schema: &Schema) -> Constraints {
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
    let declared = azure::read::<azure::Enum>(&schema.schema_data.extensions);
    let name = |value: &Number| {
        let mut entries = declared?.values();
        let entry = entries.find(|entry| entry.value().and_then(Value::as_f64) == value.as_f64())?;
        entry.name().map(str::to_owned)
    };
    values.map(|value| KnownNumber { name: name(&value), value }).collect()
}

/// A whole number without a fraction, so that bounds of integers read as integers.
fn number(value: f64) -> Option<Number> {
    let whole = value as i64;
    if whole as f64 == value { Some(Number::from(whole)) } else { Number::from_f64(value) }
}

/// The pattern that stands on `schema` itself.
pub(in crate::lower) fn pattern(schema: &Schema) -> Option<&str> {
    match &schema.schema_kind {
        SchemaKind::Type(Type::String(text)) => text.pattern.as_deref(),
        SchemaKind::Any(any) if any.typ.as_deref() == Some("string") => any.pattern.as_deref(),
        _ => None,
    }
}

/// The least and the greatest number of properties that stand on `schema` itself.
pub(in crate::lower) fn sizes(schema: &Schema) -> (Option<u64>, Option<u64>) {
    let (least, greatest) = match &schema.schema_kind {
        SchemaKind::Type(Type::Object(object)) => (object.min_properties, object.max_properties),
        SchemaKind::Any(any) => (any.min_properties, any.max_properties),
        _ => (None, None),
    };
    (least.map(|least| least as u64), greatest.map(|greatest| greatest as u64))
}
