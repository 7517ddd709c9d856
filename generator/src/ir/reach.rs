//! Which definitions an operation needs.

use super::{Api, DefinitionId, DefinitionKind, Operation, Returns, TypeRef};
use std::collections::BTreeSet;

/// The definitions that an operation reaches: those it names, and all that these hold.
pub fn definitions_of(api: &Api, operation: &Operation) -> BTreeSet<DefinitionId> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<DefinitionId> = operation.error.into_iter().collect();
    open.extend(types_of(operation).filter_map(definition_of));
    while let Some(id) = open.pop() {
        if !reached.insert(id) {
            continue;
        }
        match &api.definition(id).kind {
            DefinitionKind::Struct(content) => {
                let types = content.fields.iter().map(|field| &field.type_ref).chain(&content.additional);
                open.extend(types.filter_map(definition_of));
            }
            DefinitionKind::Union(content) => {
                open.extend(content.kinds.iter().map(|kind| kind.definition));
                open.extend(content.base);
            }
            DefinitionKind::Alias(type_ref) => open.extend(definition_of(type_ref)),
            DefinitionKind::Enum(_) => {}
        }
    }
    reached
}

/// The types that an operation names.
fn types_of(operation: &Operation) -> impl Iterator<Item = &TypeRef> {
    let answers = operation.responses.iter().filter_map(|response| response.body.as_ref());
    let sent = operation.body.iter().map(|body| &body.type_ref);
    let parameters = operation.parameters.iter().map(|parameter| &parameter.type_ref);
    let result = match &operation.returns {
        Returns::Body(body) | Returns::OptionalBody(body) => Some(body),
        _ => None,
    };
    answers.chain(sent).chain(parameters).chain(result)
}

fn definition_of(type_ref: &TypeRef) -> Option<DefinitionId> {
    match type_ref {
        TypeRef::Array(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => definition_of(inner),
        TypeRef::Definition(id) => Some(*id),
        _ => None,
    }
}
