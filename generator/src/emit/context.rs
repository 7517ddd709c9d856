//! The API, and what several files must agree on.

use super::models::Shapes;
use super::parameters::Statics;
use crate::ir::{Api, Definition, DefinitionId, DefinitionKind, Enum, Initializer, Presence, Struct, TypeRef, Variant};
use std::collections::BTreeSet;

/// What every part of emission may look at.
pub(super) struct Context<'a> {
    pub(super) api: &'a Api,
    pub(super) statics: Statics,
    pub(super) shapes: Shapes,
    errors: BTreeSet<DefinitionId>,
}

impl<'a> Context<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        let errors = api.operations().filter_map(|operation| operation.error).collect();
        Self { api, statics: Statics::new(api), shapes: Shapes::new(api), errors }
    }

    /// The crate, as Rust code names it.
    pub(super) fn library(&self) -> String {
        self.api.crate_name.replace('-', "_")
    }

    pub(super) fn definition(&self, id: DefinitionId) -> Option<&'a Definition> {
        self.api.definitions.get(id.0)
    }

    /// The definition as an enum, if it is one.
    pub(super) fn enumeration(&self, id: DefinitionId) -> Option<&'a Enum> {
        match &self.definition(id)?.kind {
            DefinitionKind::Enum(found) => Some(found),
            _ => None,
        }
    }

    /// The definition as a struct, if it is one.
    pub(super) fn structure(&self, id: DefinitionId) -> Option<&'a Struct> {
        match &self.definition(id)?.kind {
            DefinitionKind::Struct(found) => Some(found),
            _ => None,
        }
    }

    /// The variant of an enum at an index.
    pub(super) fn variant(&self, id: DefinitionId, index: usize) -> Option<&'a Variant> {
        self.enumeration(id)?.variants.get(index)
    }

    /// Path of a definition's type in the emitted crate.
    pub(super) fn definition_path(&self, id: DefinitionId) -> String {
        let name = self.definition(id).map_or("Value", |definition| &definition.name.rust);
        format!("crate::models::{name}")
    }

    /// Whether some operation reports errors with it.
    pub(super) fn is_error(&self, id: DefinitionId) -> bool {
        self.errors.contains(&id)
    }

    /// The structs that operations report errors with.
    pub(super) fn error_structs(&self) -> impl Iterator<Item = &'a Definition> {
        let is_struct = |definition: &&Definition| matches!(definition.kind, DefinitionKind::Struct(_));
        self.errors.iter().filter_map(|id| self.definition(*id)).filter(is_struct)
    }

    /// The type behind aliases.
    pub(super) fn resolve<'t>(&self, type_ref: &'t TypeRef) -> &'t TypeRef
    where
        'a: 't,
    {
        self.api.resolve(type_ref)
    }

    /// Whether `Default` is derived for a struct.
    pub(super) fn derives_default(&self, found: &Struct) -> bool {
        self.all_default(found, &mut BTreeSet::new())
    }

    fn all_default(&self, found: &Struct, seen: &mut BTreeSet<DefinitionId>) -> bool {
        let presets = found.constructor.iter().flat_map(|constructor| &constructor.fields);
        let preset = presets.zip(&found.fields).any(|(initializer, field)| {
            matches!(initializer, Initializer::Preset) && field.presence == Presence::Plain
        });
        let plain = |field: &&crate::ir::Field| field.presence == Presence::Plain;
        !preset && found.fields.iter().filter(plain).all(|field| self.has_default(&field.value.type_ref, seen))
    }

    fn has_default(&self, type_ref: &TypeRef, seen: &mut BTreeSet<DefinitionId>) -> bool {
        match self.resolve(type_ref) {
            TypeRef::Secret | TypeRef::Etag | TypeRef::Decimal | TypeRef::Time(_) => false,
            TypeRef::Definition(id) => {
                seen.insert(*id)
                    && match self.structure(*id) {
                        Some(found) => self.all_default(found, seen) || is_nullary(found),
                        None => self.definition(*id).is_none(),
                    }
            }
            _ => true,
        }
    }
}

/// Whether `new` takes nothing, so that it makes the default value.
pub(super) fn is_nullary(found: &Struct) -> bool {
    found.constructor.as_ref().is_some_and(|constructor| constructor.arguments.is_empty())
}
