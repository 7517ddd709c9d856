//! Defaults, brought to the type they are defaults of.

use super::constraints;
use super::context::{Context, Draft};
use crate::diagnostic::{Code, Diagnostic, question};
use crate::ir::{Constraints, DefinitionKind, Literal, OperationGroup, TypeRef};
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
            if let Some(Literal::Json(value)) = &field.value.default {
                let typed = checked(&context.drafts, &field.value.type_ref, &field.value.constraints, value);
                found.push((index, position, accept(typed, &field.value.location, &mut wrong)));
            }
        }
    }
    for (index, position, literal) in found {
        if let DefinitionKind::Struct(content) = &mut context.drafts[index].definition.kind {
            content.fields[position].value.default = literal;
        }
    }
    for operation in groups.iter_mut().flat_map(|group| &mut group.operations) {
        for parameter in &mut operation.parameters {
            if let Some(Literal::Json(value)) = &parameter.value.default {
                let typed = checked(&context.drafts, &parameter.value.type_ref, &parameter.value.constraints, value);
                parameter.value.default = accept(typed, &parameter.value.location, &mut wrong);
            }
        }
    }
    let mut told = HashSet::new();
    for diagnostic in wrong {
        if told.insert(diagnostic.place.clone()) {
            context.diagnostics.push(diagnostic);
        }
    }
}

/// Why a default cannot be used, and what to do.
struct Misfit {
    message: String,
    help: String,
}

fn accept(typed: Result<Option<Literal>, Misfit>, location: &Location, wrong: &mut Vec<Diagnostic>) -> Option<Literal> {
    typed.unwrap_or_else(|Misfit { message, help }| {
        wrong.push(Diagnostic::at(Code::Default, location.key("default"), message).help(help));
        None
    })
}

/// `value` as a literal that fits the type and the constraints; `None` for `null`, which says nothing.
fn checked(
    drafts: &[Draft],
    type_ref: &TypeRef,
    constraints: &Constraints,
    value: &Value,
) -> Result<Option<Literal>, Misfit> {
    if value.is_null() {
        return Ok(None);
    }
    let Some(literal) = typed(drafts, type_ref, value) else { return Err(misfit(drafts, type_ref, value)) };
    match constraints::violation(constraints, value) {
        None => Ok(Some(literal)),
        Some(problem) => Err(Misfit {
            message: format!("the default `{value}` {problem}"),
            help: "correct the default or the constraint".to_owned(),
        }),
    }
}

/// Why `value` is no literal of `type_ref`.
fn misfit(drafts: &[Draft], type_ref: &TypeRef, value: &Value) -> Misfit {
    let values = values_of(drafts, type_ref);
    match value.as_str().filter(|_| !values.is_empty()) {
        Some(text) => Misfit {
            message: format!("the default `{text}` is none of the values of its enum"),
            help: question(text, values.iter().copied())
                .unwrap_or_else(|| format!("the values are `{}`", values.join("`, `"))),
        },
        None => Misfit {
            message: format!("the default `{value}` does not fit the type"),
            help: "correct the default or the `type`".to_owned(),
        },
    }
}

fn values_of<'d>(drafts: &'d [Draft], type_ref: &TypeRef) -> Vec<&'d str> {
    let definition = match type_ref {
        TypeRef::Definition(id) => drafts.get(id.0).map(|draft| &draft.definition.kind),
        _ => None,
    };
    match definition {
        Some(DefinitionKind::Enum(content)) => {
            content.variants.iter().map(|variant| variant.name.wire.as_str()).collect()
        }
        _ => Vec::new(),
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
