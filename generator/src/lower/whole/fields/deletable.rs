//! Dictionaries whose keys a PATCH deletes by `null`, as it deletes a property.

use crate::ir::Method;
use crate::lower::drafts::Type;
use crate::lower::drafts::arena::Drafts;
use crate::lower::drafts::definition::Content;
use crate::lower::drafts::operation::Operation;

/// The type of the body of an operation.
pub(in crate::lower) fn body(drafts: &Drafts<'_>, operation: &Operation) -> Option<Type> {
    let type_ref = &operation.body.as_ref()?.value.type_ref;
    Some(match operation.method {
        Method::Patch => field(drafts, type_ref).unwrap_or_else(|| type_ref.clone()),
        _ => type_ref.clone(),
    })
}

/// The type of a field of what is only patched, if it is a dictionary.
pub(super) fn field(drafts: &Drafts<'_>, type_ref: &Type) -> Option<Type> {
    with_deletable_keys(drafts, type_ref, drafts.len())
}

/// The type of what is among the undeclared properties of what is only patched.
pub(in crate::lower) fn value(drafts: &Drafts<'_>, type_ref: &Type) -> Type {
    deletable(drafts, type_ref, drafts.len())
}

/// A dictionary with values that can be `null`; `None` for what is no dictionary. A list is replaced as a whole, so that
/// nothing in it is deleted by `null`. No more aliases are followed than there are, of which some may be circles.
fn with_deletable_keys(drafts: &Drafts<'_>, type_ref: &Type, depth: usize) -> Option<Type> {
    match type_ref {
        Type::Map(value) => Some(Type::Map(Box::new(deletable(drafts, value, depth)))),
        Type::Definition(id) if depth > 0 => match &drafts[*id].content {
            // Others may share the alias, so its target takes its place.
            Content::Alias(target) => with_deletable_keys(drafts, target, depth - 1),
            _ => None,
        },
        _ => None,
    }
}

fn deletable(drafts: &Drafts<'_>, value: &Type, depth: usize) -> Type {
    let found = match value {
        Type::Nullable(inner) => inner,
        other => other,
    };
    match with_deletable_keys(drafts, found, depth).unwrap_or_else(|| found.clone()) {
        Type::Any => Type::Any,
        inner => Type::Nullable(Box::new(inner)),
    }
}
