//! Types and what holds for their values.

use crate::ir::{Api, Constraints, Definition, DefinitionKind, Field, Literal, Presence, TypeRef};
use serde::Serialize;
use serde_json::{Map, Number, Value, json};

/// A type as JSON: a word, or a word with what it is of.
pub(super) fn type_of(api: &Api, type_ref: &TypeRef) -> Value {
    let word = match type_ref {
        TypeRef::Text(_) | TypeRef::Etag => "text",
        TypeRef::Secret => "secret",
        TypeRef::Boolean => "boolean",
        TypeRef::Int32 => "int32",
        TypeRef::Int64 => "int64",
        TypeRef::Float32 | TypeRef::Float64 | TypeRef::Decimal => "number",
        TypeRef::Time(_) => "time",
        TypeRef::Base64 | TypeRef::Base64Url => "base64",
        TypeRef::Binary => "bytes",
        TypeRef::Any => "any",
        TypeRef::Array(item) => return json!({ "list": type_of(api, item) }),
        TypeRef::Map(value) => return json!({ "map": type_of(api, value) }),
        TypeRef::Nullable(inner) => return json!({ "nullable": type_of(api, inner) }),
        TypeRef::Definition(id) => return json!({ "ref": api.definition(*id).name.rust }),
    };
    Value::from(word)
}

/// What is checked of a value; what is not said is left out.
#[derive(Clone, Debug, Eq, Hash, PartialEq, Serialize)]
pub(super) struct Limits<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    min_length: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_length: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum: Option<&'a Number>,
    #[serde(skip_serializing_if = "is_false")]
    exclusive_minimum: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    maximum: Option<&'a Number>,
    #[serde(skip_serializing_if = "is_false")]
    exclusive_maximum: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_items: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_items: Option<u64>,
    #[serde(skip_serializing_if = "is_false")]
    unique_items: bool,
}

pub(super) fn is_false(value: &bool) -> bool {
    !value
}

impl<'a> Limits<'a> {
    pub(super) fn of(constraints: &'a Constraints) -> Self {
        Self {
            min_length: constraints.min_length,
            max_length: constraints.max_length,
            pattern: constraints.pattern.as_deref(),
            minimum: constraints.minimum.as_ref(),
            exclusive_minimum: constraints.exclusive_minimum,
            maximum: constraints.maximum.as_ref(),
            exclusive_maximum: constraints.exclusive_maximum,
            min_items: constraints.min_items,
            max_items: constraints.max_items,
            unique_items: constraints.unique_items,
        }
    }
}

#[derive(Serialize)]
struct FieldRecord<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    type_of: Value,
    #[serde(skip_serializing_if = "is_false")]
    required: bool,
    #[serde(skip_serializing_if = "is_false")]
    read_only: bool,
    #[serde(skip_serializing_if = "is_false")]
    nullable: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<Value>,
    #[serde(flatten)]
    limits: Limits<'a>,
}

/// A definition as a record.
pub(super) fn definition(api: &Api, found: &Definition) -> Value {
    let mut record = Map::new();
    record.insert("name".to_owned(), json!(found.name.rust));
    match &found.kind {
        DefinitionKind::Struct(content) => {
            let fields: Vec<_> = content.fields.iter().map(|found| field(api, found)).collect();
            record.insert("fields".to_owned(), json!(fields));
            if let Some(additional) = &content.additional {
                record.insert("additional".to_owned(), type_of(api, additional));
            }
        }
        DefinitionKind::Enum(content) => {
            let values: Vec<_> = content.variants.iter().map(|variant| &variant.name.wire).collect();
            record.insert("values".to_owned(), json!(values));
            record.insert("open".to_owned(), json!(content.open));
        }
        DefinitionKind::Union(content) => {
            let kinds: Map<String, Value> = content
                .kinds
                .iter()
                .map(|kind| (kind.name.wire.clone(), json!(api.definition(kind.definition).name.rust)))
                .collect();
            record.insert("by".to_owned(), json!(content.property));
            record.insert("kinds".to_owned(), Value::Object(kinds));
        }
        DefinitionKind::Alias(target) => {
            record.insert("alias".to_owned(), type_of(api, target));
        }
    }
    Value::Object(record)
}

fn field<'a>(api: &'a Api, found: &'a Field) -> FieldRecord<'a> {
    FieldRecord {
        name: &found.name.wire,
        type_of: type_of(api, &found.value.type_ref),
        required: found.required,
        read_only: found.read_only,
        nullable: found.presence == Presence::Nullable || found.value.facts.nullable,
        default: found.value.default.as_ref().map(|literal| default(api, literal)),
        limits: Limits::of(&found.value.constraints),
    }
}

/// A default value as it goes over the wire.
pub(super) fn default(api: &Api, literal: &Literal) -> Value {
    match literal {
        Literal::Text(text) => Value::from(text.clone()),
        Literal::Boolean(value) => Value::from(*value),
        Literal::Number(number) => Value::Number(number.clone()),
        Literal::Variant { definition, variant } => {
            let found = api.enumeration(*definition).and_then(|found| found.variants.get(*variant));
            found.map_or(Value::Null, |variant| Value::from(variant.name.wire.clone()))
        }
        Literal::Json(value) => value.clone(),
    }
}
