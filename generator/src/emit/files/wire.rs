//! `wire.rs`: how each parameter is checked and written, once for all operations that share it.

use crate::emit::agreed::literals::{float, optional_float};
use crate::emit::agreed::scope::{Scope, ident};
use crate::emit::agreed::statics::Written;
use crate::emit::agreed::{Context, SourceFile};
use crate::emit::docs::Doc;
use crate::ir::{Api, CollectionFormat, Constraints, Parameter, TimeFormat};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Number;

/// `wire.rs`.
pub(in crate::emit) fn file(context: &Context<'_>) -> SourceFile {
    let mut scope = Scope::new([]);
    let statics = context.statics.first.iter();
    let items = statics.map(|(name, parameter)| item(context.api, &mut scope, name, parameter)).collect();
    let docs =
        Doc::markdown("The parameters of the operations: names on the wire, constraints, how lists are written.");
    SourceFile::rust("src/generated/wire.rs", docs, &scope, items)
}

fn item(api: &Api, scope: &mut Scope, name: &str, parameter: &Parameter) -> TokenStream {
    let initializer = initializer(api, scope, parameter);
    let parameter = scope.path("crate::arm::Parameter");
    let name = ident(name);
    quote!(pub(crate) static #name: #parameter = #initializer;)
}

fn initializer(api: &Api, scope: &mut Scope, parameter: &Parameter) -> TokenStream {
    let wire = &parameter.name.wire;
    let mut calls = constraint_calls(&parameter.value.constraints);
    calls.extend(written_calls(scope, &Written::of(api, parameter)));
    calls.extend(parameter.skip_url_encoding.then(|| quote!(.skip_url_encoding())));
    let new = scope.path("crate::arm::Parameter");
    quote!(#new::new(#wire) #(#calls)*)
}

fn constraint_calls(constraints: &Constraints) -> Vec<TokenStream> {
    let mut calls = Vec::new();
    if let Some(arguments) = counts(constraints.min_length, constraints.max_length) {
        calls.push(quote!(.length(#arguments)));
    }
    calls.extend(constraints.pattern.as_ref().map(|pattern| quote!(.pattern(#pattern))));
    if constraints.minimum.is_some() || constraints.maximum.is_some() {
        let minimum = optional_float(constraints.minimum.as_ref());
        let maximum = optional_float(constraints.maximum.as_ref());
        calls.push(quote!(.range(#minimum, #maximum)));
    }
    calls.extend(constraints.exclusive_minimum.then(|| quote!(.exclusive_minimum())));
    calls.extend(constraints.exclusive_maximum.then(|| quote!(.exclusive_maximum())));
    calls.extend(constraints.multiple_of.as_ref().and_then(Number::as_f64).map(|number| {
        let number = float(number);
        quote!(.multiple_of(#number))
    }));
    if let Some(arguments) = counts(constraints.min_items, constraints.max_items) {
        calls.push(quote!(.items(#arguments)));
    }
    calls.extend(constraints.unique_items.then(|| quote!(.unique_items())));
    calls
}

fn counts(least: Option<u64>, most: Option<u64>) -> Option<TokenStream> {
    (least.is_some() || most.is_some()).then(|| {
        let least = Literal::u64_unsuffixed(least.unwrap_or(0));
        let most = most.map(Literal::u64_unsuffixed);
        let most = most.map_or_else(|| quote!(None), |most| quote!(Some(#most)));
        quote!(#least, #most)
    })
}

fn written_calls(scope: &mut Scope, written: &Written) -> Vec<TokenStream> {
    let mut calls = Vec::new();
    let collection = match written.collection {
        CollectionFormat::Csv => None,
        CollectionFormat::Ssv => Some("Ssv"),
        CollectionFormat::Tsv => Some("Tsv"),
        CollectionFormat::Pipes => Some("Pipes"),
        CollectionFormat::Multi => Some("Multi"),
    };
    calls.extend(collection.map(|variant| {
        let (collection, variant) = (scope.path("crate::arm::Collection"), ident(variant));
        quote!(.collection(#collection::#variant))
    }));
    let time = match written.time {
        TimeFormat::Rfc3339 => None,
        TimeFormat::Rfc1123 => Some("Rfc1123"),
        TimeFormat::Unix => Some("Unix"),
    };
    calls.extend(time.map(|variant| {
        let (time, variant) = (scope.path("crate::arm::TimeFormat"), ident(variant));
        quote!(.time(#time::#variant))
    }));
    calls.extend(written.base64url.then(|| quote!(.base64url())));
    calls
}
