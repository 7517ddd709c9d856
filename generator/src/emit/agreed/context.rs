//! The API, and what several files must agree on.

use super::shapes::Shapes;
use super::statics::Statics;
use crate::ir::{Api, Definition, DefinitionId, DefinitionKind, TypeRef};
use crate::rust::Defaults;
use std::collections::BTreeSet;

/// What every part of emission may look at.
pub(in crate::emit) struct Context<'a> {
    pub(in crate::emit) api: &'a Api,
    /// The hand-written type that the client's options have as `behavior`, if the crate has one.
    pub(in crate::emit) behavior: Option<&'a str>,
    pub(in crate::emit) statics: Statics,
    pub(in crate::emit) shapes: Shapes,
    pub(in crate::emit) defaults: Defaults,
    errors: BTreeSet<DefinitionId>,
}

impl<'a> Context<'a> {
    pub(in crate::emit) fn new(api: &'a Api, behavior: Option<&'a str>) -> Self {
        let errors = api.operations().filter_map(|operation| operation.error).collect();
        let (statics, shapes, defaults) = (Statics::new(api), Shapes::new(api), Defaults::of(api));
        Self { api, behavior, statics, shapes, defaults, errors }
    }

    /// The crate, as Rust code names it.
    pub(in crate::emit) fn library(&self) -> String {
        self.api.crate_name.replace('-', "_")
    }

    pub(in crate::emit) fn definition(&self, id: DefinitionId) -> &'a Definition {
        self.api.definition(id)
    }

    /// Path of a definition's type in the emitted crate.
    pub(in crate::emit) fn definition_path(&self, id: DefinitionId) -> String {
        format!("crate::models::{}", self.definition(id).name.rust)
    }

    /// Whether some operation reports errors with it.
    pub(in crate::emit) fn is_error(&self, id: DefinitionId) -> bool {
        self.errors.contains(&id)
    }

    /// The structs that operations report errors with.
    pub(in crate::emit) fn error_structs(&self) -> impl Iterator<Item = &'a Definition> {
        let is_struct = |definition: &&Definition| matches!(definition.kind, DefinitionKind::Struct(_));
        self.errors.iter().map(|id| self.definition(*id)).filter(is_struct)
    }

    /// The type behind aliases.
    pub(in crate::emit) fn resolve<'t>(&self, type_ref: &'t TypeRef) -> &'t TypeRef
    where
        'a: 't,
    {
        self.api.resolve(type_ref)
    }
}
