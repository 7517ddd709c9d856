//! The method of an operation.

use super::answer::{self, facts_name};
use super::call;
use crate::emit::agreed::Context;
use crate::emit::agreed::facts;
use crate::emit::agreed::given::required;
use crate::emit::agreed::print;
use crate::emit::agreed::scope::{Scope, ident};
use crate::emit::docs::{self, Doc, code};
use crate::emit::snippet;
use crate::ir::{Operation, OperationGroup, Outcome, Parameter};
use crate::rust;
use proc_macro2::TokenStream;
use quote::quote;

/// The method of an operation.
pub(super) fn function(
    context: &Context<'_>,
    scope: &mut Scope,
    group: &OperationGroup,
    operation: &Operation,
) -> TokenStream {
    let docs = documentation(context, group, operation).attributes();
    let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
    let asynchrony = answer::is_async(&operation.outcome).then(|| quote!(async));
    let name = ident(&operation.rust);
    let arguments = arguments(context, scope, operation);
    let options = ident(&operation.options);
    let returned = print::tokens(context, scope, &rust::returned(&operation.outcome));
    let result = scope.path("azure_core::Result");
    let (path, template) = (call::path_variable(operation), &operation.path);
    let call = call::expression(context, scope, operation);
    let run = answer::run(scope, operation);
    quote! {
        #docs
        #deprecated
        pub #asynchrony fn #name(&self, #(#arguments,)* options: Option<#options<'_>>) -> #result<#returned> {
            let options = options.unwrap_or_default();
            let #path = #template;
            let call = #call;
            #run
        }
    }
}

/// The method that goes on with a long-running operation.
pub(super) fn resume(context: &Context<'_>, scope: &mut Scope, operation: &Operation) -> Option<TokenStream> {
    let Outcome::Operation(long_running) = &operation.outcome else { return None };
    let docs = format!("Goes on with an operation that [`{0}`](Self::{0}) began, by its token.", operation.rust);
    let docs = Doc::markdown(&docs).attributes();
    let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
    let (name, facts) = (ident(&long_running.resume), ident(&facts_name(operation)));
    let (secret, options) = (scope.path("azure_core::credentials::Secret"), scope.path("crate::arm::PollOptions"));
    let returned = print::tokens(context, scope, &rust::returned(&operation.outcome));
    let result = scope.path("azure_core::Result");
    Some(quote! {
        #docs
        #deprecated
        pub fn #name(&self, token: &#secret, options: Option<#options<'_>>) -> #result<#returned> {
            self.client.resume(Self::#facts, token, options.unwrap_or_default().method_options)
        }
    })
}

fn arguments(context: &Context<'_>, scope: &mut Scope, operation: &Operation) -> Vec<TokenStream> {
    let mut arguments: Vec<_> = required(operation)
        .map(|parameter| {
            let name = ident(&parameter.name.rust);
            let value = print::tokens(context, scope, &rust::argument(context.api, &parameter.value.type_ref));
            quote!(#name: #value)
        })
        .collect();
    arguments.extend(operation.body.as_ref().filter(|body| body.required).map(|body| {
        let name = ident(&body.name.rust);
        let content = call::body_type(context, scope, body);
        quote!(#name: #content)
    }));
    arguments
}

fn documentation(context: &Context<'_>, group: &OperationGroup, operation: &Operation) -> Doc {
    let fallback = format!("The operation {}.", code(&operation.id));
    let mut doc = Doc::of(&operation.docs, &fallback).line("").line(http_line(operation));
    let parameters: Vec<_> = required(operation).collect();
    let body = operation.body.as_ref().filter(|body| body.required);
    if !parameters.is_empty() || body.is_some() {
        doc = doc.heading("Arguments");
    }
    for parameter in parameters {
        doc = argument(context, doc, parameter);
    }
    if let Some(body) = body {
        doc = doc.item(&format!("`{}`:", body.name.rust), &body.value.docs, &[]);
    }
    let program = snippet::lines(context, group, operation);
    if program.is_empty() { doc } else { doc.heading("Example").code(program) }
}

fn http_line(operation: &Operation) -> String {
    let query: Vec<_> = operation.fixed_query.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    let call = code(&format!("{} {}{query}", operation.method.as_str(), operation.path));
    let reference = operation.reference_url.as_deref().and_then(|url| docs::link("REST reference", url));
    reference.map_or(call.clone(), |reference| format!("{call} · {reference}"))
}

fn argument(context: &Context<'_>, doc: Doc, parameter: &Parameter) -> Doc {
    let facts = facts::of_parameter(context.api, parameter);
    doc.item(&format!("`{}`:", parameter.name.rust), &parameter.value.docs, &facts)
}
