//! Fields of structs, and how they are read and written.

use super::structs::undescribed;
use crate::emit::agreed::facts;
use crate::emit::agreed::print::{self, literal};
use crate::emit::agreed::scope::{Scope, ident};
use crate::emit::agreed::{Context, Item};
use crate::emit::docs::{Doc, code};
use crate::ir::{Definition, Discriminator, Field, Struct, TypeRef};
use crate::rust::{self, Reading};
use proc_macro2::TokenStream;
use quote::quote;

/// `model!`, which gives a struct its JSON, a line for each field.
pub(super) fn model(context: &Context<'_>, scope: &mut Scope, definition: &Definition, found: &Struct) -> Item {
    let reading = if definition.usage.received { Reading::Lenient } else { Reading::Strict };
    let mut head = ident(&definition.name.rust).to_string();
    for Discriminator { property, value } in &found.discriminators {
        head.push_str(&format!(" by {} = {}", literal(property), literal(value)));
    }
    let mut lines: Vec<String> = found.fields.iter().map(|field| json_field(context, scope, reading, field)).collect();
    lines.extend(found.additional.as_ref().map(|item| {
        let adapter = print::adapter_text(scope, &rust::rest_adapter(context.api, item));
        format!("..{}: {adapter}", ident(&additional_name(found)))
    }));
    let model = scope.name("crate::arm::model");
    Item::Laid(laid(&model, &head, &lines))
}

/// The call of a macro with a list, a line for each entry.
pub(super) fn laid(name: &str, head: &str, entries: &[String]) -> String {
    let mut text = format!("{name}! {{\n    {head} {{");
    for entry in entries {
        text.push_str(&format!("\n        {entry},"));
    }
    text.push_str(if entries.is_empty() { "}\n}" } else { "\n    }\n}" });
    text
}

/// A field in `model!`: its name on the wire where that differs, and its adapter where it is not the usual one.
fn json_field(context: &Context<'_>, scope: &mut Scope, reading: Reading, field: &Field) -> String {
    let name = &field.name;
    let wire = if name.rust == name.wire { String::new() } else { format!(" as {}", literal(&name.wire)) };
    let adapter = rust::field_adapter(context.api, field, reading).map(|adapter| print::adapter_text(scope, &adapter));
    let adapter = adapter.map_or_else(String::new, |adapter| format!(": {adapter}"));
    format!("{}{wire}{adapter}", ident(&name.rust))
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
    let type_tokens = print::tokens(context, scope, &rust::field(field));
    quote! {
        #docs
        pub #name: #type_tokens,
    }
}

/// The field for properties that the specification does not declare.
fn additional(context: &Context<'_>, scope: &mut Scope, found: &Struct, item: &TypeRef) -> TokenStream {
    let name = ident(&additional_name(found));
    let map = print::value(context, scope, &TypeRef::Map(Box::new(item.clone())));
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
