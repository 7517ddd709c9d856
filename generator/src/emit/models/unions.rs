//! Unions: objects whose discriminator tells their kind.

use super::docs;
use super::fields::laid;
use super::structs::from_error;
use crate::emit::agreed::print::literal;
use crate::emit::agreed::scope::{Scope, ident};
use crate::emit::agreed::{Context, Item};
use crate::emit::docs::{Doc, code};
use crate::ir::{Definition, DefinitionId, Union, UnionKind};
use proc_macro2::TokenStream;
use quote::quote;

/// The enum of the kinds, and the macro call that gives it its JSON.
pub(super) fn items(
    context: &Context<'_>,
    scope: &mut Scope,
    id: DefinitionId,
    definition: &Definition,
    found: &Union,
) -> Vec<Item> {
    let mut items = vec![declaration(context, scope, definition, found).into(), table(scope, definition, found)];
    if context.is_error(id) {
        let name = ident(&definition.name.rust);
        let from_error = from_error(scope);
        items.push(quote!(impl #name { #from_error }).into());
    }
    items
}

fn declaration(context: &Context<'_>, scope: &mut Scope, definition: &Definition, found: &Union) -> TokenStream {
    let docs = docs(definition).paragraph(&format!("The property {} tells the kind.", code(&found.property)));
    let docs = docs.attributes();
    let debug = scope.path("azure_core::fmt::SafeDebug");
    let name = ident(&definition.name.rust);
    let kinds: Vec<_> = found
        .kinds
        .iter()
        .map(|kind| {
            let docs = Doc::markdown(&format!("{}.", code(&kind.name.wire))).attributes();
            let variant = ident(&kind.name.rust);
            let holds = scope.path(&context.definition_path(kind.definition));
            quote!(#docs #variant(#holds),)
        })
        .collect();
    let (map, string) = (scope.path("serde_json::Map"), scope.path("std::string::String"));
    let value = scope.path("serde_json::Value");
    quote! {
        #docs
        #[derive(Clone, #debug)]
        pub enum #name {
            #(#kinds)*
            #[doc = " A kind that this version of the client does not know, as it came."]
            UnknownKind(#map<#string, #value>),
        }
    }
}

fn table(scope: &mut Scope, definition: &Definition, found: &Union) -> Item {
    let head = format!("{} by {}", ident(&definition.name.rust), literal(&found.property));
    let entry = |kind: &UnionKind| format!("{} = {}", ident(&kind.name.rust), literal(&kind.name.wire));
    let entries: Vec<String> = found.kinds.iter().map(entry).collect();
    Item::Laid(laid(&scope.name("crate::arm::union"), &head, &entries))
}
