//! Defaults, brought to the type they are defaults of.

use super::context::{Context, Draft};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{DefinitionKind, Literal, OperationGroup, TypeRef};
use crate::source::Location;
use serde_json::Value;
use std::collections::HashSet;

/// Gives every default its type; one that does not fit is reported and dropped.
pub(super) fn resolve(context: &mut Context<'_>, groups: &mut [OperationGroup]) {
    let mut wrong = Vec::new();
    let mut found: Vec<(usize, usize, Option<Literal>)> = Vec::new();
    for (index, draft) in context.drafts.iter().enumerate() {
        let DefinitionKind::Struct(content) = &draft.definition.kind else { continue };
        for (position, field) in content.fields.iter().enumerate() {
            if let Some(Literal::Json(value)) = &field.default {
                let literal = typed(&context.drafts, &field.type_ref, value);
                note(&mut wrong, &literal, value, &field.location);
                found.push((index, position, literal));
            }
        }
    }
    for (index, position, literal) in found {
        if let DefinitionKind::Struct(content) = &mut context.drafts[index].definition.kind {
            content.fields[position].default = literal;
        }
    }
    for operation in groups.iter_mut().flat_map(|group| &mut group.operations) {
        for parameter in &mut operation.parameters {
            if let Some(Literal::Json(value)) = &parameter.default {
                let literal = typed(&context.drafts, &parameter.type_ref, value);
                note(&mut wrong, &literal, value, &parameter.location);
                parameter.default = literal;
            }
        }
    }
    let mut told = HashSet::new();
    for (location, value) in wrong {
        if told.insert(location.clone()) {
            let message = format!("the default `{value}` does not fit the type");
            context.diagnostics.push(Diagnostic::at(Code::Default, location, message));
        }
    }
}

fn note(wrong: &mut Vec<(Location, Value)>, literal: &Option<Literal>, value: &Value, location: &Location) {
    if literal.is_none() && !value.is_null() {
        wrong.push((location.key("default"), value.clone()));
    }
}

/// `value` as a literal of `type_ref`, if it is one.
fn typed(drafts: &[Draft], type_ref: &TypeRef, value: &Value) -> Option<Literal> {
    match (type_ref, value) {
        (_, Value::Null) => None,
        (TypeRef::Text(_) | TypeRef::Secret | TypeRef::Etag, Value::String(text)) => Some(Literal::Text(text.clone())),
        (TypeRef::Boolean, Value::Bool(flag)) => Some(Literal::Boolean(*flag)),
        (TypeRef::Int32 | TypeRef::Int64, Value::Number(number)) if number.is_i64() => {
            Some(Literal::Number(number.clone()))
        }
        (TypeRef::Float32 | TypeRef::Float64 | TypeRef::Decimal, Value::Number(number)) => {
            Some(Literal::Number(number.clone()))
        }
        (TypeRef::Time(_) | TypeRef::Base64 | TypeRef::Base64Url | TypeRef::Decimal, Value::String(_))
        | (TypeRef::Array(_), Value::Array(_))
        | (TypeRef::Map(_), Value::Object(_))
        | (TypeRef::Any, _) => Some(Literal::Json(value.clone())),
        (TypeRef::Definition(id), _) => match (&drafts.get(id.0)?.definition.kind, value) {
            (DefinitionKind::Enum(content), Value::String(text)) => {
                let is = |wire: &str| wire.eq_ignore_ascii_case(text);
                let exact = content.variants.iter().position(|variant| variant.name.wire == *text);
                let variant = exact.or_else(|| content.variants.iter().position(|v| is(&v.name.wire)))?;
                Some(Literal::Variant { definition: *id, variant })
            }
            // Circles of aliases are refused where components are followed.
            (DefinitionKind::Alias(TypeRef::Definition(_)), _) => Some(Literal::Json(value.clone())),
            (DefinitionKind::Alias(inner), _) => typed(drafts, inner, value),
            (DefinitionKind::Struct(_) | DefinitionKind::Union(_), Value::Object(_)) => {
                Some(Literal::Json(value.clone()))
            }
            _ => None,
        },
        _ => None,
    }
}
