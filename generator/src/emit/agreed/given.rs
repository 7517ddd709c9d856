//! What the caller gives.

use super::Context;
use crate::ir::{Body, MediaType, Operation, Parameter, ParameterSource, TypeRef};

/// Parameters that the caller must give.
pub(in crate::emit) fn required(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    given(operation).filter(|parameter| parameter.required)
}

/// Parameters that the caller may give.
pub(in crate::emit) fn optional(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    given(operation).filter(|parameter| !parameter.required)
}

/// Parameters that the caller gives.
pub(in crate::emit) fn given(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    operation.parameters.iter().filter(|parameter| parameter.source == ParameterSource::Caller)
}

/// How a body is handed over.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::emit) enum BodyKind {
    /// As a model, or as JSON that is ready to be sent.
    Model,
    /// As a value that is no model, though it may hold some: only our own types can say how they become content.
    Value,
    /// As bytes.
    Raw,
}

impl BodyKind {
    pub(in crate::emit) fn of(context: &Context<'_>, body: &Body) -> Self {
        if body.media_type != MediaType::Json {
            return Self::Raw;
        }
        match context.resolve(&body.value.type_ref) {
            TypeRef::Any => Self::Model,
            TypeRef::Definition(id) if context.api.enumeration(*id).is_none() => Self::Model,
            _ => Self::Value,
        }
    }
}
