//! How the absence of each property shows.
//!
//! What comes back is lenient: everything can be absent. What is only sent is strict: required fields are plain, and
//! what the service owns is not there at all. What is only patched tells absent, null and value apart, and so do
//! properties of what is only sent that may be `null`; in what comes back, `null` is no different from absent. A PATCH
//! deletes a key of a dictionary by `null`, as it deletes a property.

use super::context::Draft;
use crate::ir::{DefinitionKind, Field, Method, OperationGroup, Presence, Struct, TypeRef, Usage};
use crate::source::Location;
use std::collections::HashSet;

/// Makes the values of dictionaries that PATCH sends nullable: in what nothing else sends, and in bodies.
pub(super) fn make_keys_deletable(drafts: &mut [Draft], groups: &mut [OperationGroup]) {
    let alias = |draft: &Draft| match &draft.definition.kind {
        DefinitionKind::Alias(target) => Some(target.clone()),
        _ => None,
    };
    let aliases: Vec<Option<TypeRef>> = drafts.iter().map(alias).collect();
    for draft in drafts.iter_mut().filter(|draft| draft.definition.usage.patch) {
        let DefinitionKind::Struct(content) = &mut draft.definition.kind else { continue };
        content.fields.iter_mut().for_each(|field| replace(&mut field.value.type_ref, &aliases));
        content.additional.iter_mut().for_each(|value| *value = deletable(value, &aliases, aliases.len()));
    }
    let operations = groups.iter_mut().flat_map(|group| &mut group.operations);
    let patches = operations.filter(|operation| operation.method == Method::Patch);
    patches
        .filter_map(|operation| operation.body.as_mut())
        .for_each(|body| replace(&mut body.value.type_ref, &aliases));
}

fn replace(type_ref: &mut TypeRef, aliases: &[Option<TypeRef>]) {
    if let Some(found) = with_deletable_keys(type_ref, aliases, aliases.len()) {
        *type_ref = found;
    }
}

/// A dictionary with values that can be `null`; `None` for what is no dictionary. A list is replaced as a whole, so that
/// nothing in it is deleted by `null`. No more aliases are followed than there are, of which some may be circles.
fn with_deletable_keys(type_ref: &TypeRef, aliases: &[Option<TypeRef>], depth: usize) -> Option<TypeRef> {
    match type_ref {
        TypeRef::Map(value) => Some(TypeRef::Map(Box::new(deletable(value, aliases, depth)))),
        TypeRef::Definition(id) if depth > 0 => {
            // Others may share the alias, so its target takes its place.
            with_deletable_keys(aliases.get(id.0)?.as_ref()?, aliases, depth - 1)
        }
        _ => None,
    }
}

fn deletable(value: &TypeRef, aliases: &[Option<TypeRef>], depth: usize) -> TypeRef {
    let found = match value {
        TypeRef::Nullable(inner) => inner,
        other => other,
    };
    match with_deletable_keys(found, aliases, depth).unwrap_or_else(|| found.clone()) {
        TypeRef::Any => TypeRef::Any,
        inner => TypeRef::Nullable(Box::new(inner)),
    }
}

/// Sets [`Field::presence`] and takes read-only fields out of what is only sent; also opens enums that come back.
pub(super) fn decide(drafts: &mut [Draft], nullable: &HashSet<Location>) {
    for draft in drafts.iter_mut() {
        let usage = draft.definition.usage;
        match &mut draft.definition.kind {
            DefinitionKind::Struct(content) => decide_struct(content, usage, nullable),
            DefinitionKind::Enum(content) => content.open |= usage.received,
            DefinitionKind::Union(_) | DefinitionKind::Alias(_) => {}
        }
    }
    while require_wrappers(drafts) {}
}

fn decide_struct(content: &mut Struct, usage: Usage, nullable: &HashSet<Location>) {
    if !usage.received {
        content.fields.retain(|field| !field.read_only);
    }
    let items = content.page_items.as_deref();
    let told: HashSet<&str> = content.discriminators.iter().map(|told| told.property.as_str()).collect();
    for field in &mut content.fields {
        field.presence = if told.contains(field.name.wire.as_str()) {
            // Absent, it is written as the value that tells the kind.
            Presence::Optional
        } else if items == Some(field.name.wire.as_str()) {
            Presence::List
        } else if usage.received {
            Presence::Optional
        } else if usage.patch {
            if field.flatten { Presence::Optional } else { Presence::Patch }
        } else if nullable.contains(&field.value.location) {
            if field.required { Presence::Nullable } else { Presence::Patch }
        } else if field.required {
            Presence::Plain
        } else {
            Presence::Optional
        };
    }
}

/// An inner required field makes the flattened wrapper required. One round; wrappers can be nested.
fn require_wrappers(drafts: &mut [Draft]) -> bool {
    let constructed: Vec<bool> = drafts.iter().map(|draft| has_required(&draft.definition.kind)).collect();
    let mut changed = false;
    for draft in drafts.iter_mut() {
        let usage = draft.definition.usage;
        let DefinitionKind::Struct(content) = &mut draft.definition.kind else { continue };
        if usage.received || usage.patch {
            continue;
        }
        for field in content.fields.iter_mut().filter(|field| is_wrapper(field)) {
            let required =
                field.value.type_ref.definition().and_then(|id| constructed.get(id.0)).copied().unwrap_or_default();
            if required && field.presence == Presence::Optional {
                field.presence = Presence::Plain;
                changed = true;
            }
        }
    }
    changed
}

/// Whether constructors reach through the field.
pub(super) fn is_wrapper(field: &Field) -> bool {
    field.flatten && !field.boxed && matches!(field.value.type_ref, TypeRef::Definition(_))
}

fn has_required(kind: &DefinitionKind) -> bool {
    matches!(kind, DefinitionKind::Struct(content) if content.fields.iter().any(|f| f.presence == Presence::Plain))
}
