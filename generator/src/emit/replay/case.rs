//! The facts of an example: what the harness expects and feeds back.

use super::read_only;
use crate::emit::agreed::Context;
use crate::emit::agreed::scope::{Scope, ident};
use crate::emit::clients::fixed_query;
use crate::emit::docs;
use crate::ir::{
    CollectionFormat, Example, ExampleResponse, NextPage, Operation, Outcome, Parameter, ParameterIn, ParameterSource,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde_json::{Map, Value};

/// The static of an example.
pub(super) fn item(
    context: &Context<'_>,
    scope: &mut Scope,
    operation: &Operation,
    example: &Example,
    name: &Ident,
    data: &str,
) -> TokenStream {
    let case = scope.path("crate::harness::Case");
    let Operation { id, path, method, .. } = operation;
    let (file, method) = (&example.file, method.as_str());
    let fixed = fixed_query(operation).into_iter().map(|(name, value)| quote!((#name, #value)));
    let parameters = parameters(scope, operation);
    let body = match &operation.body {
        Some(body) => {
            let name = &body.name.wire;
            quote!(Some(#name))
        }
        None => quote!(None),
    };
    let kind = kind(scope, operation);
    let read_only =
        operation.body.as_ref().map(|body| read_only::patterns(context, &body.value.type_ref)).unwrap_or_default();
    let anomalies = &example.anomalies;
    quote! {
        static #name: #case = #case {
            operation: #id,
            example: #file,
            method: #method,
            path: #path,
            fixed_query: &[#(#fixed),*],
            parameters: &[#(#parameters),*],
            body: #body,
            kind: #kind,
            read_only: &[#(#read_only),*],
            anomalies: &[#(#anomalies),*],
            json: include_str!(#data),
        };
    }
}

fn parameters(scope: &mut Scope, operation: &Operation) -> Vec<TokenStream> {
    operation.parameters.iter().filter_map(|parameter| place(scope, parameter)).collect()
}

fn place(scope: &mut Scope, parameter: &Parameter) -> Option<TokenStream> {
    let place = match (&parameter.source, parameter.location_in) {
        (ParameterSource::Constant(_), ParameterIn::Query | ParameterIn::Header) => return None,
        (_, ParameterIn::Path) => "Path",
        (_, ParameterIn::Query) => "Query",
        (_, ParameterIn::Header) => "Header",
        (_, ParameterIn::Form) => "Form",
        (_, ParameterIn::Part) => "Part",
    };
    let (places, place) = (scope.path("crate::harness::Place"), ident(place));
    let wire = &parameter.name.wire;
    let separator = match parameter.collection {
        CollectionFormat::Csv | CollectionFormat::Multi => None,
        CollectionFormat::Ssv => Some(" "),
        CollectionFormat::Tsv => Some("\t"),
        CollectionFormat::Pipes => Some("|"),
    };
    Some(match separator {
        Some(separator) if place == "Query" => quote!((#wire, #places::QueryList(#separator))),
        _ => quote!((#wire, #places::#place)),
    })
}

fn kind(scope: &mut Scope, operation: &Operation) -> TokenStream {
    let kind = scope.path("crate::harness::Kind");
    match &operation.outcome {
        Outcome::Pages(paging) => {
            let items = &paging.items;
            match paging.next_page {
                NextPage::Get => quote!(#kind::Paged { items: #items }),
                NextPage::Post => quote!(#kind::PagedByPost { items: #items }),
                NextPage::PostAgain => quote!(#kind::PagedByPostAgain { items: #items }),
            }
        }
        Outcome::Operation(_) => quote!(#kind::LongRunning),
        Outcome::Exists => quote!(#kind::Exists),
        _ => quote!(#kind::Plain),
    }
}

/// The example as its file has it, as far as it was read.
pub(super) fn json(example: &Example) -> String {
    let responses = example.responses.iter().map(|response| (response.status.to_string(), answer(response)));
    let mut whole = Map::new();
    whole.insert("parameters".to_owned(), Value::Object(example.parameters.clone()));
    whole.insert("responses".to_owned(), Value::Object(responses.collect()));
    ascii_where_deceptive(&serde_json::to_string_pretty(&whole).unwrap_or_default())
}

fn answer(response: &ExampleResponse) -> Value {
    let mut parts = Map::new();
    if !response.headers.is_empty() {
        let headers = response.headers.iter().map(|(name, value)| (name.clone(), Value::from(value.clone())));
        parts.insert("headers".to_owned(), Value::Object(headers.collect()));
    }
    parts.extend(response.body.clone().map(|body| ("body".to_owned(), body)));
    Value::Object(parts)
}

/// JSON without the characters that hide or turn what is around them. They stand in its texts alone, which can say
/// them in ASCII.
fn ascii_where_deceptive(json: &str) -> String {
    let mut plain = String::with_capacity(json.len());
    for character in json.chars() {
        if docs::is_plain(character) {
            plain.push(character);
        } else {
            let units =
                character.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect::<String>();
            plain.push_str(&units);
        }
    }
    plain
}
