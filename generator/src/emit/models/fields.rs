//! Fields of structs, and how they are read and written.

use super::super::context::Context;
use super::super::docs::{Doc, code};
use super::super::facts;
use super::super::scope::{Scope, ident};
use super::super::types::{self, Reading};
use super::structs::undescribed;
use crate::ir::{Definition, Discriminator, Field, Presence, Struct, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

/// `model!`, which gives a struct its JSON.
pub(super) fn model(context: &Context<'_>, scope: &mut Scope, definition: &Definition, found: &Struct) -> TokenStream {
    let name = ident(&definition.name.rust);
    let reading = if definition.usage.received { Reading::Lenient } else { Reading::Strict };
    let by = found.discriminators.iter().map(|Discriminator { property, value }| quote!(by #property = #value));
    let fields: Vec<_> = found.fields.iter().map(|field| json_field(context, scope, reading, field)).collect();
    let rest = found.additional.as_ref().map(|item| {
        let (name, adapter) = (ident(&additional_name(found)), types::rest_adapter(context, scope, item));
        let comma = (!fields.is_empty()).then(|| quote!(,));
        quote!(#comma .. #name [#adapter])
    });
    let model = scope.path("crate::arm::model");
    quote! {
        #model! {
            #name #(#by)* { #(#fields),* #rest }
        }
    }
}

/// A field in `model!`: its name on the wire where that differs, and its adapter where it is not the usual one.
fn json_field(context: &Context<'_>, scope: &mut Scope, reading: Reading, field: &Field) -> TokenStream {
    let Field { name, value, presence, boxed, .. } = field;
    let rust = ident(&name.rust);
    let wire = (name.rust != name.wire).then_some(&name.wire);
    // A boxed value is a model, which has no adapter of its own.
    let reading = if *boxed { Reading::Strict } else { reading };
    let adapter = types::adapter(context, scope, &value.type_ref, *presence, reading).map(|adapter| quote!([#adapter]));
    quote!(#rust #wire #adapter)
}

/// The fields, the undeclared properties last.
pub(super) fn declarations(context: &Context<'_>, scope: &mut Scope, found: &Struct) -> Vec<TokenStream> {
    let mut fields: Vec<_> = found.fields.iter().map(|field| declaration(context, scope, found, field)).collect();
    fields.extend(found.additional.as_ref().map(|item| additional(context, scope, found, item)));
    fields
}

fn declaration(context: &Context<'_>, scope: &mut Scope, found: &Struct, field: &Field) -> TokenStream {
    let mut about = facts::of_field(context.api, field);
    let told = found.discriminators.iter().find(|told| told.property == field.name.wire);
    about.extend(told.map(|told| format!("`None` is sent as {}.", code(&told.value))));
    let docs = Doc::of(&field.value.docs, &undescribed(&field.name.wire)).facts(&about).attributes();
    let name = ident(&field.name.rust);
    let type_tokens = field_type(context, scope, field);
    quote! {
        #docs
        pub #name: #type_tokens,
    }
}

fn field_type(context: &Context<'_>, scope: &mut Scope, field: &Field) -> TokenStream {
    let mut value = types::value(context, scope, &field.value.type_ref);
    if field.boxed {
        let boxed = scope.path("std::boxed::Box");
        value = quote!(#boxed<#value>);
    }
    let wrapper = match field.presence {
        Presence::Plain | Presence::List => return value,
        Presence::Optional | Presence::Nullable => scope.path("std::option::Option"),
        Presence::Patch => scope.path("crate::arm::Patch"),
    };
    quote!(#wrapper<#value>)
}

/// The field for properties that the specification does not declare.
fn additional(context: &Context<'_>, scope: &mut Scope, found: &Struct, item: &TypeRef) -> TokenStream {
    let name = ident(&additional_name(found));
    let map = types::value(context, scope, &TypeRef::Map(Box::new(item.clone())));
    quote! {
        #[doc = " Properties that the specification does not name."]
        pub #name: #map,
    }
}

/// Name of the field for undeclared properties: no other field has it.
pub(super) fn additional_name(found: &Struct) -> String {
    let mut name = "additional_properties".to_owned();
    while found.fields.iter().any(|field| field.name.rust == name) {
        name.push('_');
    }
    name
}
