//! Shapes: where in a model the service owns a property, which a request leaves out.

use crate::emit::agreed::Context;
use crate::emit::agreed::scope::{Scope, ident, screaming, unique};
use crate::ir::{Api, DefinitionId, DefinitionKind, Struct, TypeRef, Union};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// The definitions that have a shape, with the names of the statics.
pub(in crate::emit) struct Shapes {
    names: BTreeMap<DefinitionId, String>,
}

impl Shapes {
    /// A shape for each definition that some body reaches and that must leave something out.
    pub(in crate::emit) fn new(api: &Api) -> Self {
        let bodies = api.definitions.iter().enumerate().filter(|(_, definition)| definition.usage.body);
        let mut waiting: Vec<_> = bodies.map(|(index, _)| DefinitionId(index)).collect();
        let mut seen = BTreeSet::new();
        while let Some(id) = waiting.pop() {
            if clears(api, id) && seen.insert(id) {
                waiting.extend(reached(api, id));
            } else if let DefinitionKind::Alias(target) = &api.definition(id).kind
                && seen.insert(id)
            {
                waiting.extend(target.definition());
            }
        }
        let mut taken = BTreeSet::new();
        let shaped = seen.into_iter().filter(|id| clears(api, *id));
        let named = shaped.map(|id| {
            let name = format!("{}_SHAPE", screaming(&api.definition(id).name.rust));
            (id, unique(&name, &mut taken))
        });
        Self { names: named.collect() }
    }

    /// The static of a definition's shape.
    pub(in crate::emit) fn name(&self, id: DefinitionId) -> Option<&str> {
        self.names.get(&id).map(String::as_str)
    }

    /// The static item of a definition's shape.
    pub(in crate::emit) fn item(
        &self,
        context: &Context<'_>,
        scope: &mut Scope,
        id: DefinitionId,
    ) -> Option<TokenStream> {
        let name = ident(self.name(id)?);
        let parts = match &context.definition(id).kind {
            DefinitionKind::Struct(found) => self.of_struct(context, scope, found),
            DefinitionKind::Union(found) => self.of_union(context, scope, found),
            DefinitionKind::Enum(_) | DefinitionKind::Alias(_) => return None,
        };
        let shape = scope.path("crate::arm::Shape");
        Some(quote!(pub(crate) static #name: #shape = #shape { #(#parts,)* ..#shape::NONE };))
    }

    fn of_struct(&self, context: &Context<'_>, scope: &mut Scope, found: &Struct) -> Vec<TokenStream> {
        let read_only: Vec<_> =
            found.fields.iter().filter(|field| field.read_only).map(|field| &field.name.wire).collect();
        let sent = found.fields.iter().filter(|field| !field.read_only);
        let nested: Vec<_> = sent
            .filter_map(|field| {
                let wire = &field.name.wire;
                let shape = self.of_type(context, scope, &field.value.type_ref)?;
                Some(quote!((#wire, #shape)))
            })
            .collect();
        let mut parts = Vec::new();
        parts.extend((!read_only.is_empty()).then(|| quote!(read_only: &[#(#read_only),*])));
        parts.extend((!nested.is_empty()).then(|| quote!(nested: &[#(#nested),*])));
        parts
    }

    /// Every kind has its shape; values of another kind leave out what all kinds share.
    fn of_union(&self, context: &Context<'_>, scope: &mut Scope, found: &Union) -> Vec<TokenStream> {
        let base = found.base.and_then(|base| context.api.structure(base));
        let mut parts = base.map(|base| self.of_struct(context, scope, base)).unwrap_or_default();
        let property = &found.property;
        let kinds: Vec<_> = found
            .kinds
            .iter()
            .map(|kind| {
                let value = &kind.name.wire;
                let shape = self.of_type(context, scope, &TypeRef::Definition(kind.definition)).unwrap_or_else(|| {
                    let shape = scope.path("crate::arm::Shape");
                    quote!(&#shape::NONE)
                });
                quote!((#value, #shape))
            })
            .collect();
        parts.push(quote!(kinds: Some((#property, &[#(#kinds),*]))));
        parts
    }

    /// The shape of a value: a reference to a static, or to what can become one.
    pub(in crate::emit) fn of_type(
        &self,
        context: &Context<'_>,
        scope: &mut Scope,
        type_ref: &TypeRef,
    ) -> Option<TokenStream> {
        match context.resolve(type_ref) {
            TypeRef::Array(item) | TypeRef::Map(item) => {
                let inner = self.of_type(context, scope, item)?;
                let shape = scope.path("crate::arm::Shape");
                Some(quote!(&#shape { each: Some(#inner), ..#shape::NONE }))
            }
            TypeRef::Nullable(inner) => self.of_type(context, scope, inner),
            TypeRef::Definition(id) => {
                let name = self.name(*id)?;
                let path = scope.path(&format!("crate::models::{name}"));
                Some(quote!(&#path))
            }
            _ => None,
        }
    }
}

fn clears(api: &Api, id: DefinitionId) -> bool {
    match &api.definition(id).kind {
        DefinitionKind::Struct(found) => found.clears_read_only,
        DefinitionKind::Union(found) => found.clears_read_only,
        _ => false,
    }
}

/// The definitions that are sent as part of this one.
fn reached(api: &Api, id: DefinitionId) -> Vec<DefinitionId> {
    match &api.definition(id).kind {
        DefinitionKind::Struct(found) => found
            .fields
            .iter()
            .filter(|field| !field.read_only)
            .filter_map(|field| field.value.type_ref.definition())
            .collect(),
        DefinitionKind::Union(found) => {
            // What all kinds share stands in the union's own shape.
            let shared = found.base.map(|base| reached(api, base)).unwrap_or_default();
            found.kinds.iter().map(|kind| kind.definition).chain(shared).collect()
        }
        _ => Vec::new(),
    }
}
