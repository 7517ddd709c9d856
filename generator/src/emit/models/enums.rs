//! Enums of strings.

use super::docs;
use super::fields::laid;
use crate::emit::agreed::Item;
use crate::emit::agreed::print::literal;
use crate::emit::agreed::scope::{Scope, ident};
use crate::emit::docs::{Doc, code};
use crate::ir::{Definition, Enum, Variant};
use proc_macro2::TokenStream;
use quote::quote;

/// The enum, and the macro call that ties its variants to their texts.
pub(super) fn items(scope: &mut Scope, definition: &Definition, found: &Enum) -> Vec<Item> {
    vec![declaration(scope, definition, found).into(), table(scope, definition, found)]
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

fn table(scope: &mut Scope, definition: &Definition, found: &Enum) -> Item {
    let openness = if found.open { "open" } else { "closed" };
    let head = format!("{openness} {}", ident(&definition.name.rust));
    let entry = |variant: &Variant| format!("{} = {}", ident(&variant.name.rust), literal(&variant.name.wire));
    let entries: Vec<String> = found.variants.iter().map(entry).collect();
    Item::Laid(laid(&scope.name("crate::arm::string_enum"), &head, &entries))
}
