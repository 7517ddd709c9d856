//! Which structs have a default value.

use crate::ir::{Api, DefinitionId, Field, Initializer, Presence, Struct, TypeRef};

/// For each definition, whether `Default` is derived for it; only structs can have it.
pub(crate) struct Defaults(Vec<bool>);

impl Defaults {
    /// Asks each struct once, those inside before those around them.
    pub(crate) fn of(api: &Api) -> Self {
        let mut known = vec![None; api.definitions.len()];
        let all = api.ids().map(|(id, _)| derives(api, id, &mut known)).collect();
        Self(all)
    }

    /// Whether `Default` is derived for a struct.
    pub(crate) fn derived(&self, id: DefinitionId) -> bool {
        self.0.get(id.0).copied().unwrap_or_default()
    }
}

/// Whether `new` takes nothing, so that it makes the default value.
pub(crate) fn is_nullary(found: &Struct) -> bool {
    found.constructor.as_ref().is_some_and(|constructor| constructor.arguments.is_empty())
}

fn derives(api: &Api, id: DefinitionId, known: &mut Vec<Option<bool>>) -> bool {
    let Some(found) = api.structure(id) else { return false };
    if let Some(Some(known)) = known.get(id.0) {
        return *known;
    }
    // What holds itself has none.
    if let Some(place) = known.get_mut(id.0) {
        *place = Some(false);
    }
    let plain = |field: &&Field| field.presence == Presence::Plain;
    let initializers = found.constructor.iter().flat_map(|constructor| &constructor.fields);
    let mut initialized = initializers.zip(&found.fields);
    let is_preset = initialized.any(|(initializer, field)| *initializer == Initializer::Preset && plain(&field));
    let mut plain_fields = found.fields.iter().filter(plain);
    let derives = !is_preset && plain_fields.all(|field| has_default(api, &field.value.type_ref, known));
    if let Some(place) = known.get_mut(id.0) {
        *place = Some(derives);
    }
    derives
}

fn has_default(api: &Api, type_ref: &TypeRef, known: &mut Vec<Option<bool>>) -> bool {
    match api.resolve(type_ref) {
        TypeRef::Secret | TypeRef::Etag | TypeRef::Decimal | TypeRef::Time(_) => false,
        TypeRef::Definition(id) => {
            let found = api.structure(*id);
            found.is_some_and(|found| derives(api, *id, known) || is_nullary(found))
        }
        _ => true,
    }
}
