//! Fields of structs, and how serde names and reads them.

use super::super::context::Context;
use super::super::docs::Doc;
use super::super::facts;
use super::super::scope::{Scope, ident};
use super::super::types::{self, Reading};
use super::structs::undescribed;
use crate::ir::{Field, Presence, Struct, TypeRef, Usage};
use proc_macro2::TokenStream;
use quote::quote;

/// `#[serde(…)]` of the struct itself.
pub(super) fn container_attribute(found: &Struct) -> Option<TokenStream> {
    let tag = found.discriminator.as_ref().map(|discriminator| {
        let (property, value) = (&discriminator.property, &discriminator.value);
        quote!(tag = #property, rename = #value)
    });
    let rule = is_camel(found).then(|| quote!(rename_all = "camelCase"));
    let arguments: Vec<_> = tag.into_iter().chain(rule).collect();
    (!arguments.is_empty()).then(|| quote!(#[serde(#(#arguments),*)]))
}

/// The fields, the undeclared properties last.
pub(super) fn declarations(context: &Context<'_>, scope: &mut Scope, usage: Usage, found: &Struct) -> Vec<TokenStream> {
    let mut fields: Vec<_> =
        found.fields.iter().map(|field| declaration(context, scope, usage, is_camel(found), field)).collect();
    fields.extend(found.additional.as_ref().map(|item| additional(context, scope, found, item)));
    fields
}

fn declaration(context: &Context<'_>, scope: &mut Scope, usage: Usage, camel: bool, field: &Field) -> TokenStream {
    let docs = Doc::of(&field.docs, &undescribed(&field.name.wire)).facts(&facts::of_field(context.api, field));
    let docs = docs.attributes();
    let serde = attribute(context, scope, usage, camel, field);
    let name = ident(&field.name.rust);
    let type_tokens = field_type(context, scope, field);
    quote! {
        #docs
        #serde
        pub #name: #type_tokens,
    }
}

fn attribute(
    context: &Context<'_>,
    scope: &mut Scope,
    usage: Usage,
    camel: bool,
    field: &Field,
) -> Option<TokenStream> {
    let Field { name, type_ref, presence, boxed, .. } = field;
    let reading = if usage.received { Reading::Lenient } else { Reading::Strict };
    let adapter = if *boxed { None } else { types::adapter(context, scope, type_ref, *presence, reading) };
    let mut arguments = Vec::new();
    if serde_name(&name.rust, camel) != name.wire {
        let wire = &name.wire;
        arguments.push(quote!(rename = #wire));
    }
    let defaulted = match presence {
        Presence::Plain => false,
        Presence::Optional | Presence::Nullable => adapter.is_some(),
        Presence::List | Presence::Patch => true,
    };
    arguments.extend(defaulted.then(|| quote!(default)));
    let skip = match presence {
        Presence::Optional => Some(format!("{}::is_none", scope.name("std::option::Option"))),
        Presence::Patch => Some(format!("{}::is_absent", scope.name("crate::arm::Patch"))),
        Presence::Plain | Presence::Nullable | Presence::List => None,
    };
    let skip = skip.map(|skip| quote!(skip_serializing_if = #skip));
    let Some(adapter) = adapter else {
        arguments.extend(skip);
        return (!arguments.is_empty()).then(|| quote!(#[serde(#(#arguments),*)]));
    };
    // Two attributes, because one would be broken into five lines.
    let skip = skip.map(|skip| quote!(#[serde(#skip)]));
    Some(quote!(#[serde(#(#arguments,)* with = #adapter)] #skip))
}

fn field_type(context: &Context<'_>, scope: &mut Scope, field: &Field) -> TokenStream {
    let mut value = types::value(context, scope, &field.type_ref);
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
    let with = types::flattened(context, scope, item).map(|adapter| quote!(, with = #adapter));
    quote! {
        #[doc = " Properties that the specification does not name."]
        #[serde(flatten #with)]
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

/// Whether `rename_all = "camelCase"` saves more attributes than it costs.
fn is_camel(found: &Struct) -> bool {
    let renames =
        |camel| found.fields.iter().filter(|field| serde_name(&field.name.rust, camel) != field.name.wire).count();
    renames(true) < renames(false)
}

/// The name that serde gives a field by itself; its `camelCase` only capitalizes what follows an underscore.
fn serde_name(rust: &str, camel: bool) -> String {
    if !camel {
        return rust.to_owned();
    }
    let mut name = String::with_capacity(rust.len());
    let mut capital = false;
    for character in rust.chars() {
        match character {
            '_' => capital = true,
            other if capital && !name.is_empty() => {
                name.push(other.to_ascii_uppercase());
                capital = false;
            }
            other => {
                name.push(if name.is_empty() { other.to_ascii_lowercase() } else { other });
                capital = false;
            }
        }
    }
    name
}
