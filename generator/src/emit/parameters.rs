//! `parameters.rs`: how each parameter is checked and written, once for all operations that share it.

use super::context::Context;
use super::docs::Doc;
use super::literals::{float, optional_float};
use super::scope::{Scope, ident, screaming, unique};
use super::source_file::SourceFile;
use crate::ir::{
    Api, CollectionFormat, Constraints, Parameter, ParameterIn, ParameterSource, TimeFormat, TypeRef, Value,
};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde_json::Number;
use std::collections::{BTreeMap, BTreeSet};

/// Which parameters share a static of `parameters.rs`.
pub(super) struct Statics {
    names: BTreeMap<String, String>,
    first: BTreeMap<String, Parameter>,
}

impl Statics {
    /// One static for each shape that a parameter of `api` has; shapes that share a name are numbered as they occur.
    pub(super) fn new(api: &Api) -> Self {
        let mut statics = Self { names: BTreeMap::new(), first: BTreeMap::new() };
        let mut taken = BTreeSet::new();
        for parameter in api.operations().flat_map(|operation| &operation.parameters).filter(|one| is_static(one)) {
            let key = key_of(api, parameter);
            if !statics.names.contains_key(&key) {
                let name = unique(&screaming(&parameter.name.rust), &mut taken);
                statics.first.insert(name.clone(), parameter.clone());
                statics.names.insert(key, name);
            }
        }
        statics
    }

    /// The static of a parameter.
    pub(super) fn of(&self, api: &Api, parameter: &Parameter) -> Ident {
        ident(self.names.get(&key_of(api, parameter)).map_or("UNKNOWN", String::as_str))
    }
}

/// `parameters.rs`.
pub(super) fn file(context: &Context<'_>) -> SourceFile {
    let mut scope = Scope::new([]);
    let statics = context.statics.first.iter();
    let items = statics.map(|(name, parameter)| item(context.api, &mut scope, name, parameter)).collect();
    let docs =
        Doc::markdown("The parameters of the operations: names on the wire, constraints, how lists are written.");
    SourceFile::rust("src/generated/parameters.rs", docs, &scope, items)
}

fn item(api: &Api, scope: &mut Scope, name: &str, parameter: &Parameter) -> TokenStream {
    let initializer = initializer(api, scope, parameter);
    let parameter = scope.path("crate::arm::Parameter");
    let name = ident(name);
    quote!(pub(crate) static #name: #parameter = #initializer;)
}

/// Whether a parameter is sent through a static: the caller supplies it, or it is a constant in the path.
pub(super) fn is_static(parameter: &Parameter) -> bool {
    match parameter.source {
        ParameterSource::Caller => true,
        ParameterSource::Constant(_) => {
            matches!(parameter.location_in, ParameterIn::Path | ParameterIn::Form | ParameterIn::Part)
        }
        ParameterSource::SubscriptionId | ParameterSource::ApiVersion => false,
    }
}

/// What makes two parameters share a static.
fn key_of(api: &Api, parameter: &Parameter) -> String {
    let Written { collection, time, base64url } = Written::of(api, parameter);
    let Parameter { name, value: Value { constraints, .. }, skip_url_encoding, .. } = parameter;
    format!("{:?}", (&name.wire, constraints, skip_url_encoding, collection, time, base64url))
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

/// How values become text, as far as it is not the usual way.
struct Written {
    collection: CollectionFormat,
    time: TimeFormat,
    base64url: bool,
}

impl Written {
    fn of(api: &Api, parameter: &Parameter) -> Self {
        let (is_list, item) = match api.resolve(&parameter.value.type_ref) {
            TypeRef::Array(item) => (true, api.resolve(item)),
            other => (false, other),
        };
        Self {
            collection: if is_list { parameter.collection } else { CollectionFormat::Csv },
            time: if let TypeRef::Time(format) = item { *format } else { TimeFormat::Rfc3339 },
            base64url: *item == TypeRef::Base64Url,
        }
    }
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
