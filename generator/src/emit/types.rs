//! Rust types of values, and how they are read and written.

use super::context::Context;
use super::scope::Scope;
use crate::ir::{DefinitionKind, Presence, TimeFormat, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

/// The type of a value in JSON.
pub(super) fn value(context: &Context<'_>, scope: &mut Scope, type_ref: &TypeRef) -> TokenStream {
    match type_ref {
        TypeRef::Text(_) => scope.path("std::string::String"),
        TypeRef::Secret => scope.path("azure_core::credentials::Secret"),
        TypeRef::Etag => scope.path("azure_core::http::Etag"),
        TypeRef::Boolean => quote!(bool),
        TypeRef::Int32 => quote!(i32),
        TypeRef::Int64 => quote!(i64),
        TypeRef::Float32 => quote!(f32),
        TypeRef::Float64 => quote!(f64),
        TypeRef::Decimal => scope.path("serde_json::Number"),
        TypeRef::Time(_) => scope.path("azure_core::time::OffsetDateTime"),
        TypeRef::Any => scope.path("serde_json::Value"),
        TypeRef::Base64 | TypeRef::Base64Url | TypeRef::Binary => list(scope, &quote!(u8)),
        TypeRef::Array(item) => {
            let item = value(context, scope, item);
            list(scope, &item)
        }
        TypeRef::Map(item) => {
            let item = value(context, scope, item);
            let map = scope.path("std::collections::HashMap");
            let string = scope.path("std::string::String");
            quote!(#map<#string, #item>)
        }
        TypeRef::Nullable(item) => {
            let item = value(context, scope, item);
            let option = scope.path("std::option::Option");
            quote!(#option<#item>)
        }
        TypeRef::Definition(id) => match context.definition(*id) {
            Some(_) => scope.path(&context.definition_path(*id)),
            None => scope.path("serde_json::Value"),
        },
    }
}

fn list(scope: &mut Scope, item: &TokenStream) -> TokenStream {
    let list = scope.path("std::vec::Vec");
    quote!(#list<#item>)
}

/// The owned type of a parameter: of a field of the options, or of an argument that is no string.
pub(super) fn parameter(context: &Context<'_>, scope: &mut Scope, type_ref: &TypeRef) -> TokenStream {
    match context.resolve(type_ref) {
        TypeRef::Array(item) => {
            let item = parameter(context, scope, item);
            quote!(Vec<#item>)
        }
        TypeRef::Definition(id) if context.enumeration(*id).is_some() => scope.path(&context.definition_path(*id)),
        TypeRef::Decimal => quote!(f64),
        TypeRef::Binary => scope.path("crate::arm::File"),
        other if is_text(context, other) => quote!(String),
        other => value(context, scope, other),
    }
}

/// The type of a required parameter: strings are borrowed.
pub(super) fn argument(context: &Context<'_>, scope: &mut Scope, type_ref: &TypeRef) -> TokenStream {
    if is_text(context, type_ref) { quote!(&str) } else { parameter(context, scope, type_ref) }
}

/// Whether a parameter of this type is a string in Rust.
pub(super) fn is_text(context: &Context<'_>, type_ref: &TypeRef) -> bool {
    match context.resolve(type_ref) {
        TypeRef::Text(_) | TypeRef::Secret | TypeRef::Any | TypeRef::Map(_) => true,
        TypeRef::Definition(id) => context.enumeration(*id).is_none(),
        _ => false,
    }
}

/// The adapter of values that are written as their type does.
const SAME: &str = "crate::arm::Same";

/// How the values that come back are read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Reading {
    /// As declared.
    Strict,
    /// `null` is an empty list or map, and `null` items are left out unless they are values.
    Lenient,
}

/// The adapter of a field; `None` for the most frequent one, an optional value that is written as its type does.
pub(super) fn adapter(
    context: &Context<'_>,
    scope: &mut Scope,
    type_ref: &TypeRef,
    presence: Presence,
    reading: Reading,
) -> Option<TokenStream> {
    let inner = adapter_of(context, scope, type_ref, reading, presence == Presence::List);
    let wrapper = match presence {
        Presence::Plain | Presence::List => None,
        Presence::Optional if inner.is_none() => return None,
        Presence::Optional => Some("crate::arm::Opt"),
        Presence::Nullable => Some("crate::arm::Nullable"),
        Presence::Patch => Some("crate::arm::Patched"),
    };
    let inner = inner.unwrap_or_else(|| scope.name(SAME));
    let adapter = match wrapper {
        None => inner,
        Some(wrapper) => format!("{}<{inner}>", scope.name(wrapper)),
    };
    Some(adapter.parse().unwrap_or_default())
}

/// The adapter of the dictionary of undeclared properties.
pub(super) fn rest_adapter(context: &Context<'_>, scope: &mut Scope, item: &TypeRef) -> TokenStream {
    let inner = adapter_of(context, scope, item, Reading::Lenient, false);
    let inner = inner.unwrap_or_else(|| element_as_it_is(context, scope, item));
    format!("{}<{inner}>", scope.name("crate::arm::Dict")).parse().unwrap_or_default()
}

/// The adapter of an answer that is no model.
pub(super) fn answer_adapter(context: &Context<'_>, scope: &mut Scope, type_ref: &TypeRef) -> TokenStream {
    let adapter = adapter_of(context, scope, type_ref, Reading::Lenient, false);
    let adapter = adapter.unwrap_or_else(|| scope.name(SAME));
    adapter.parse().unwrap_or_default()
}

/// The adapter of a value by itself.
pub(super) fn plain_adapter(context: &Context<'_>, scope: &mut Scope, type_ref: &TypeRef) -> TokenStream {
    let adapter = adapter_of(context, scope, type_ref, Reading::Strict, false);
    let adapter = adapter.unwrap_or_else(|| scope.name(SAME));
    adapter.parse().unwrap_or_default()
}

fn adapter_of(
    context: &Context<'_>,
    scope: &mut Scope,
    type_ref: &TypeRef,
    reading: Reading,
    always: bool,
) -> Option<String> {
    let (wrapper, item) = match type_ref {
        TypeRef::Float32 | TypeRef::Float64 | TypeRef::Decimal => return Some(scope.name("crate::arm::Float")),
        TypeRef::Time(TimeFormat::Rfc3339) => return Some(scope.name("crate::arm::Rfc3339")),
        TypeRef::Time(TimeFormat::Rfc1123) => return Some(scope.name("crate::arm::Rfc1123")),
        TypeRef::Time(TimeFormat::Unix) => return Some(scope.name("crate::arm::Unix")),
        TypeRef::Base64 | TypeRef::Binary => return Some(scope.name("crate::arm::Base64")),
        TypeRef::Base64Url => return Some(scope.name("crate::arm::Base64Url")),
        TypeRef::Nullable(item) => {
            // serde reads and writes an `Option` by itself.
            let inner = adapter_of(context, scope, item, reading, false);
            let inner = if reading == Reading::Strict { inner? } else { inner.unwrap_or_else(|| scope.name(SAME)) };
            return Some(format!("{}<{inner}>", scope.name("crate::arm::Nullable")));
        }
        TypeRef::Array(item) => ("crate::arm::List", item),
        TypeRef::Map(item) => ("crate::arm::Dict", item),
        TypeRef::Definition(id) => {
            // An alias that leads to itself has no Rust type to begin with, so its depth needs no limit here.
            return match context.definition(*id).map(|definition| &definition.kind) {
                Some(DefinitionKind::Alias(_)) => match context.resolve(type_ref) {
                    TypeRef::Definition(_) => None,
                    resolved => adapter_of(context, scope, resolved, reading, always),
                },
                _ => None,
            };
        }
        _ => return None,
    };
    let inner = adapter_of(context, scope, item, reading, false);
    if reading == Reading::Strict && !always && inner.is_none() {
        return None;
    }
    let inner = inner.unwrap_or_else(|| element_as_it_is(context, scope, item));
    Some(format!("{}<{inner}>", scope.name(wrapper)))
}

/// The adapter of items of a list, or values of a dictionary, that are read as they are.
fn element_as_it_is(context: &Context<'_>, scope: &mut Scope, item: &TypeRef) -> String {
    scope.name(if *context.resolve(item) == TypeRef::Any { "crate::arm::Any" } else { SAME })
}
