//! Enums of strings.

use super::super::docs::{Doc, code};
use super::super::scope::{Scope, ident};
use super::docs;
use crate::ir::{Definition, Enum, Variant};
use proc_macro2::TokenStream;
use quote::quote;

/// The enum, and the macro call that ties its variants to their texts.
pub(super) fn items(scope: &mut Scope, definition: &Definition, found: &Enum) -> Vec<TokenStream> {
    vec![declaration(scope, definition, found), table(scope, definition, found)]
}

fn declaration(scope: &mut Scope, definition: &Definition, found: &Enum) -> TokenStream {
    let docs = docs(definition).attributes();
    let name = ident(&definition.name.rust);
    let variants = found.variants.iter().map(variant);
    let unknown = found.open.then(|| {
        let string = scope.path("std::string::String");
        quote! {
            #[doc = " A value that this version of the client does not know."]
            UnknownValue(#string),
        }
    });
    quote! {
        #docs
        #[derive(Clone, Debug, Eq, Hash, PartialEq)]
        pub enum #name {
            #(#variants)*
            #unknown
        }
    }
}

fn variant(variant: &Variant) -> TokenStream {
    let docs = Doc::of(&variant.docs, &format!("{}.", code(&variant.name.wire))).attributes();
    let name = ident(&variant.name.rust);
    quote! {
        #docs
        #name,
    }
}

fn table(scope: &mut Scope, definition: &Definition, found: &Enum) -> TokenStream {
    let string_enum = scope.path("crate::arm::string_enum");
    let openness = if found.open { quote!(open) } else { quote!(closed) };
    let name = ident(&definition.name.rust);
    let entries = found.variants.iter().map(|variant| {
        let (rust, wire) = (ident(&variant.name.rust), &variant.name.wire);
        quote!(#rust = #wire)
    });
    quote!(#string_enum! { #openness #name { #(#entries),* } })
}
