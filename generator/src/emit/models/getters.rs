//! Getters that reach through a flattened property.

use crate::emit::agreed::Context;
use crate::emit::agreed::print;
use crate::emit::agreed::scope::{Scope, ident};
use crate::emit::docs::{Doc, code};
use crate::ir::{Accessor, Field, Presence, Struct, TypeRef};
use crate::rust;
use proc_macro2::TokenStream;
use quote::quote;

/// The getters of a struct.
pub(super) fn functions(context: &Context<'_>, scope: &mut Scope, found: &Struct) -> Vec<TokenStream> {
    found.accessors.iter().filter_map(|accessor| function(context, scope, found, accessor)).collect()
}

fn function(context: &Context<'_>, scope: &mut Scope, found: &Struct, accessor: &Accessor) -> Option<TokenStream> {
    let outer = found.fields.get(accessor.through)?;
    let TypeRef::Definition(id) = context.resolve(&outer.value.type_ref) else { return None };
    let inner = context.api.structure(*id)?.fields.get(accessor.field)?;

    let target = format!("crate::models::{}::{}", context.definition(*id).name.rust, inner.name.rust);
    let shown = format!("{}.{}", outer.name.rust, inner.name.rust);
    let place = format!("[{}]({target})", code(&shown));
    let docs = Doc::first_sentence(&inner.value.docs).paragraph(&place).attributes();
    let name = ident(&accessor.rust);
    let option = scope.path("std::option::Option");
    let given = Given::of(context, inner);
    let returned = given.type_tokens(context, scope, inner);
    let body = body(given, outer, inner);
    Some(quote! {
        #docs
        pub fn #name(&self) -> #option<#returned> {
            #body
        }
    })
}

/// Ways into the flattened properties of a struct that is sent, which are made where they are absent.
pub(super) fn ways_in(context: &Context<'_>, scope: &mut Scope, found: &Struct) -> Vec<TokenStream> {
    found.fields.iter().filter_map(|field| way_in(context, scope, found, field)).collect()
}

fn way_in(context: &Context<'_>, scope: &mut Scope, found: &Struct, field: &Field) -> Option<TokenStream> {
    let TypeRef::Definition(id) = context.resolve(&field.value.type_ref) else { return None };
    let is_made =
        field.flatten && !field.boxed && field.presence == Presence::Optional && context.defaults.derived(*id);
    let name = format!("{}_mut", field.name.rust);
    if !is_made || field.read_only || found.accessors.iter().any(|accessor| accessor.rust == name) {
        return None;
    }
    let docs = format!("{} to be changed; empty ones where there are none.", code(&field.name.rust));
    let docs = Doc::markdown(&docs).attributes();
    let (name, own) = (ident(&name), ident(&field.name.rust));
    let target = scope.path(&context.definition_path(*id));
    Some(quote! {
        #docs
        pub fn #name(&mut self) -> &mut #target {
            self.#own.get_or_insert_default()
        }
    })
}

/// How a getter gives a value.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Given {
    /// By value: it is small.
    Copied,
    /// As what it derefs to: text as `str`, a list as a slice.
    Deref,
    Borrowed,
}

impl Given {
    fn of(context: &Context<'_>, inner: &Field) -> Self {
        let type_ref = context.resolve(&inner.value.type_ref);
        match type_ref {
            TypeRef::Text(_) | TypeRef::Array(_) => Self::Deref,
            _ if inner.boxed => Self::Deref,
            _ if rust::value(type_ref).is_copy() => Self::Copied,
            _ => Self::Borrowed,
        }
    }

    fn type_tokens(self, context: &Context<'_>, scope: &mut Scope, inner: &Field) -> TokenStream {
        let own = print::value(context, scope, &inner.value.type_ref);
        match (self, context.resolve(&inner.value.type_ref)) {
            (Self::Copied, _) => own,
            (Self::Deref, TypeRef::Text(_)) if !inner.boxed => quote!(&str),
            (Self::Deref, TypeRef::Array(item)) if !inner.boxed => {
                let item = print::value(context, scope, item);
                quote!(&[#item])
            }
            _ => quote!(&#own),
        }
    }
}

fn body(given: Given, outer: &Field, inner: &Field) -> TokenStream {
    let (outer_name, inner_name) = (ident(&outer.name.rust), ident(&inner.name.rust));
    let holder = match outer.presence {
        Presence::Plain | Presence::List => quote!(self.#outer_name),
        Presence::Optional | Presence::Nullable => quote!(self.#outer_name.as_ref()?),
        Presence::Patch => quote!(self.#outer_name.value()?),
    };
    let field = quote!(#holder.#inner_name);
    match (inner.presence, given) {
        (Presence::Optional | Presence::Nullable, Given::Deref) => quote!(#field.as_deref()),
        (Presence::Optional | Presence::Nullable, Given::Borrowed) => quote!(#field.as_ref()),
        (Presence::Optional | Presence::Nullable, Given::Copied) => field,
        (Presence::Plain | Presence::List, Given::Copied) => quote!(Some(#field)),
        (Presence::Plain | Presence::List, _) => quote!(Some(&#field)),
        (Presence::Patch, Given::Deref) => quote!(#field.value().map(|value| &**value)),
        (Presence::Patch, Given::Borrowed) => quote!(#field.value()),
        (Presence::Patch, Given::Copied) => quote!(#field.value().copied()),
    }
}
