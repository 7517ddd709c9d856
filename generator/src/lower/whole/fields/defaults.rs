//! Defaults, brought to the type they are defaults of.

use super::violations::violation;
use crate::diagnostic::{Code, Diagnostic, question};
use crate::ir::{Constraints, Literal};
use crate::lower::drafts::arena::{Column, DraftId, Drafts};
use crate::lower::drafts::definition::Content;
use crate::lower::drafts::operation::{Group, operations};
use crate::lower::drafts::report::Report;
use crate::lower::drafts::{self, Type};
use crate::source::Location;
use rustc_hash::FxHashSet;
use serde_json::Value;

/// The defaults that fit their types.
pub(in crate::lower) struct Defaults {
    /// Of the fields of every struct.
    pub(in crate::lower) fields: Column<Vec<Option<Literal<DraftId>>>>,
    /// Of the parameters of each operation, in their order.
    pub(in crate::lower) parameters: Vec<Vec<Option<Literal<DraftId>>>>,
}

/// Gives every default its type; one that does not fit is reported and dropped.
pub(in crate::lower) fn find(drafts: &Drafts<'_>, groups: &[Group], report: &mut Report<'_>) -> Defaults {
    let mut wrong = Vec::new();
    let mut typed = |value: &drafts::Value| {
        let default = value.default.as_ref()?;
        accept(checked(drafts, &value.type_ref, &value.constraints, default), &value.location, &mut wrong)
    };
    let fields = drafts.column(|_, draft| draft.fields().iter().map(|field| typed(&field.value)).collect());
    let parameters = operations(groups);
    let parameters = parameters
        .map(|operation| operation.parameters.iter().map(|parameter| typed(&parameter.value)).collect())
        .collect();
    let mut told = FxHashSet::default();
    for diagnostic in wrong {
        if told.insert(diagnostic.place.clone()) {
            report.push(diagnostic);
        }
    }
    Defaults { fields, parameters }
}

/// Why a default cannot be used, and what to do.
struct Misfit {
    message: String,
    help: String,
}

fn accept(
    typed: Result<Option<Literal<DraftId>>, Misfit>,
    location: &Location,
    wrong: &mut Vec<Diagnostic>,
) -> Option<Literal<DraftId>> {
    typed.unwrap_or_else(|Misfit { message, help }| {
        wrong.push(Diagnostic::at(Code::Default, location.key("default"), message).help(help));
        None
    })
}

/// `value` as a literal that fits the type and the constraints; `None` for `null`, which says nothing.
fn checked(
    drafts: &Drafts<'_>,
    type_ref: &Type,
    constraints: &Constraints,
    value: &Value,
) -> Result<Option<Literal<DraftId>>, Misfit> {
    if value.is_null() {
        return Ok(None);
    }
    let Some(literal) = typed(drafts, type_ref, value) else { return Err(misfit(drafts, type_ref, value)) };
    match violation(constraints, value) {
        None => Ok(Some(literal)),
        Some(problem) => Err(Misfit {
            message: format!("the default `{value}` {problem}"),
            help: "correct the default or the constraint".to_owned(),
        }),
    }
}

/// Why `value` is no literal of `type_ref`.
fn misfit(drafts: &Drafts<'_>, type_ref: &Type, value: &Value) -> Misfit {
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

fn values_of<'d>(drafts: &'d Drafts<'_>, type_ref: &Type) -> Vec<&'d str> {
    let Type::Definition(id) = type_ref else { return Vec::new() };
    match &drafts[*id].content {
        Content::Enum(content) => content.values.iter().map(|value| value.wire.as_str()).collect(),
        _ => Vec::new(),
    }
}

/// `value` as a literal of `type_ref`, if it is one.
fn typed(drafts: &Drafts<'_>, type_ref: &Type, value: &Value) -> Option<Literal<DraftId>> {
    match (type_ref, value) {
        (_, Value::Null) => None,
        (Type::Text(_) | Type::Secret | Type::Etag, Value::String(text)) => Some(Literal::Text(text.clone())),
        (Type::Boolean, Value::Bool(flag)) => Some(Literal::Boolean(*flag)),
        (Type::Int32 | Type::Int64, Value::Number(number)) if number.is_i64() => Some(Literal::Number(number.clone())),
        (Type::Float32 | Type::Float64 | Type::Decimal, Value::Number(number)) => Some(Literal::Number(number.clone())),
        (Type::Time(_) | Type::Base64 | Type::Base64Url | Type::Decimal, Value::String(_))
        | (Type::Array(_), Value::Array(_))
        | (Type::Map(_), Value::Object(_))
        | (Type::Any, _) => Some(Literal::Json(value.clone())),
        (Type::Definition(id), _) => match (&drafts[*id].content, value) {
            (Content::Enum(content), Value::String(text)) => {
                let is = |wire: &str| wire.eq_ignore_ascii_case(text);
                let exact = content.values.iter().position(|value| value.wire == *text);
                let variant = exact.or_else(|| content.values.iter().position(|value| is(&value.wire)))?;
                Some(Literal::Variant { definition: *id, variant })
            }
            // Circles of aliases are refused where components are followed.
            (Content::Alias(Type::Definition(_)), _) => Some(Literal::Json(value.clone())),
            (Content::Alias(inner), _) => typed(drafts, inner, value),
            (Content::Struct(_) | Content::Union(_), Value::Object(_)) => Some(Literal::Json(value.clone())),
            _ => None,
        },
        _ => None,
    }
}
