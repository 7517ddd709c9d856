//! Getters that reach through a flattened property.

use super::super::context::Context;
use super::super::docs::{Doc, code};
use super::super::scope::{Scope, ident};
use super::super::types;
use crate::ir::{Accessor, Field, Presence, Struct, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

/// The getters of a struct.
pub(super) fn functions(context: &Context<'_>, scope: &mut Scope, found: &Struct) -> Vec<TokenStream> {
    found.accessors.iter().filter_map(|accessor| function(context, scope, found, accessor)).collect()
}

fn function(context: &Context<'_>, scope: &mut Scope, found: &Struct, accessor: &Accessor) -> Option<TokenStream> {
    let outer = found.fields.get(accessor.through)?;
    let TypeRef::Definition(id) = context.resolve(&outer.value.type_ref) else { return None };
    let inner = context.structure(*id)?.fields.get(accessor.field)?;

    let target = format!("crate::models::{}::{}", context.definition(*id)?.name.rust, inner.name.rust);
    let shown = format!("{}.{}", outer.name.rust, inner.name.rust);
    let docs = Doc::default().line(format!("[{}]({target})", code(&shown))).attributes();
    let name = ident(&accessor.rust);
    let option = scope.path("std::option::Option");
    let returned = returned(context, scope, inner);
    let body = body(context, outer, inner);
    Some(quote! {
        #docs
        pub fn #name(&self) -> #option<&#returned> {
            #body
        }
    })
}

/// What a getter borrows: text as `str`, a list as a slice.
fn returned(context: &Context<'_>, scope: &mut Scope, inner: &Field) -> TokenStream {
    match (context.resolve(&inner.value.type_ref), inner.boxed) {
        (TypeRef::Text(_), false) => quote!(str),
        (TypeRef::Array(item), false) => {
            let item = types::value(context, scope, item);
            quote!([#item])
        }
        _ => types::value(context, scope, &inner.value.type_ref),
    }
}

fn body(context: &Context<'_>, outer: &Field, inner: &Field) -> TokenStream {
    let (outer_name, inner_name) = (ident(&outer.name.rust), ident(&inner.name.rust));
    let holder = match outer.presence {
        Presence::Plain | Presence::List => quote!(self.#outer_name),
        Presence::Optional | Presence::Nullable => quote!(self.#outer_name.as_ref()?),
        Presence::Patch => quote!(self.#outer_name.value()?),
    };
    let derefs = inner.boxed || matches!(context.resolve(&inner.value.type_ref), TypeRef::Text(_) | TypeRef::Array(_));
    match (inner.presence, derefs) {
        (Presence::Optional | Presence::Nullable, true) => quote!(#holder.#inner_name.as_deref()),
        (Presence::Optional | Presence::Nullable, false) => quote!(#holder.#inner_name.as_ref()),
        (Presence::Plain | Presence::List, _) => quote!(Some(&#holder.#inner_name)),
        (Presence::Patch, true) => quote!(#holder.#inner_name.value().map(|value| &**value)),
        (Presence::Patch, false) => quote!(#holder.#inner_name.value()),
    }
}
