//! The options of a method.

use super::call;
use crate::emit::agreed::Context;
use crate::emit::agreed::facts;
use crate::emit::agreed::given::optional;
use crate::emit::agreed::print;
use crate::emit::agreed::scope::{Scope, ident};
use crate::emit::docs::Doc;
use crate::ir::{Body, Operation, OperationGroup, Outcome, Parameter};
use crate::rust;
use proc_macro2::TokenStream;
use quote::quote;

/// The options type: an alias when the operation has no optional parameters, else a struct.
pub(super) fn item(
    context: &Context<'_>,
    scope: &mut Scope,
    group: &OperationGroup,
    operation: &Operation,
) -> TokenStream {
    let method = format!("{}::{}", group.client, operation.rust);
    let docs = Doc::markdown(&format!("Options of [`{method}`]."));
    let optional: Vec<_> = optional(operation).collect();
    let body = operation.body.as_ref().filter(|body| !body.required);
    if optional.is_empty() && body.is_none() {
        return alias(scope, operation, &docs);
    }
    let docs = docs.attributes();
    let name = ident(&operation.options);
    let fields: Vec<_> = optional.into_iter().map(|parameter| field(context, scope, parameter)).collect();
    let body = body.map(|body| body_field(context, scope, body));
    let transport = transport(scope, operation);
    let debug = scope.path("azure_core::fmt::SafeDebug");
    quote! {
        #docs
        #[derive(Clone, Default, #debug)]
        pub struct #name<'a> {
            #(#fields)*
            #body
            #transport
        }
    }
}

fn alias(scope: &mut Scope, operation: &Operation, docs: &Doc) -> TokenStream {
    let docs = docs.attributes();
    let name = ident(&operation.options);
    let target = scope.path(match operation.outcome {
        Outcome::Pages(_) => "crate::arm::PageOptions",
        Outcome::Operation(_) => "crate::arm::PollOptions",
        _ => "crate::arm::MethodOptions",
    });
    quote! {
        #docs
        pub type #name<'a> = #target<'a>;
    }
}

fn field(context: &Context<'_>, scope: &mut Scope, parameter: &Parameter) -> TokenStream {
    let docs = Doc::of(&parameter.value.docs, &format!("`{}`.", parameter.name.rust));
    let docs = docs.facts(&facts::of_parameter(context.api, parameter)).attributes();
    let name = ident(&parameter.name.rust);
    let value = print::tokens(context, scope, &rust::parameter(context.api, &parameter.value.type_ref));
    quote! {
        #docs
        pub #name: Option<#value>,
    }
}

fn body_field(context: &Context<'_>, scope: &mut Scope, body: &Body) -> TokenStream {
    let docs = Doc::of(&body.value.docs, "The body.").attributes();
    let name = ident(&body.name.rust);
    let content = call::body_type(context, scope, body);
    quote! {
        #docs
        pub #name: Option<#content>,
    }
}

fn transport(scope: &mut Scope, operation: &Operation) -> TokenStream {
    let (path, what) = match operation.outcome {
        Outcome::Pages(_) => ("azure_core::http::pager::PagerOptions", " The context, and where paging resumes."),
        Outcome::Operation(_) => ("azure_core::http::poller::PollerOptions", " The context, and how often to ask."),
        _ => ("azure_core::http::ClientMethodOptions", " The context."),
    };
    let options = scope.path(path);
    quote! {
        #[doc = #what]
        pub method_options: #options<'a>,
    }
}
