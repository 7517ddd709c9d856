//! Which structs have a default value.

use crate::ir::{Api, DefinitionId, Field, Initializer, Presence, Struct, TypeRef};
use std::collections::BTreeSet;

/// Whether `Default` is derived for a struct.
pub(crate) fn derives_default(api: &Api, found: &Struct) -> bool {
    all_default(api, found, &mut BTreeSet::new())
}

/// Whether `new` takes nothing, so that it makes the default value.
pub(crate) fn is_nullary(found: &Struct) -> bool {
    found.constructor.as_ref().is_some_and(|constructor| constructor.arguments.is_empty())
}

fn all_default(api: &Api, found: &Struct, seen: &mut BTreeSet<DefinitionId>) -> bool {
    let plain = |field: &&Field| field.presence == Presence::Plain;
    let initializers = found.constructor.iter().flat_map(|constructor| &constructor.fields);
    let mut initialized = initializers.zip(&found.fields);
    let is_preset = initialized.any(|(initializer, field)| *initializer == Initializer::Preset && plain(&field));
    !is_preset && found.fields.iter().filter(plain).all(|field| has_default(api, &field.value.type_ref, seen))
}

fn has_default(api: &Api, type_ref: &TypeRef, seen: &mut BTreeSet<DefinitionId>) -> bool {
    match api.resolve(type_ref) {
        TypeRef::Secret | TypeRef::Etag | TypeRef::Decimal | TypeRef::Time(_) => false,
        TypeRef::Definition(id) => {
            let found = api.structure(*id).filter(|_| seen.insert(*id));
            found.is_some_and(|found| all_default(api, found, seen) || is_nullary(found))
        }
        _ => true,
    }
}
