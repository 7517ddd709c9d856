//! The call that a method puts together, and the parameters that go into it.

use super::super::context::Context;
use super::super::scope::{Scope, ident, unique};
use super::super::types;
use crate::ir::{Body, MediaType, Method, Operation, Parameter, ParameterIn, ParameterSource};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

/// Parameters that the caller must give.
pub(in crate::emit) fn required(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    given(operation).filter(|parameter| parameter.required)
}

/// Parameters that the caller may give.
pub(in crate::emit) fn optional(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    given(operation).filter(|parameter| !parameter.required)
}

fn given(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    let by_caller = |parameter: &&Parameter| parameter.source == ParameterSource::Caller;
    operation.parameters.iter().filter(by_caller).filter(|parameter| parameter.location_in != ParameterIn::Host)
}

/// The type of a body's argument.
pub(super) fn body_type(context: &Context<'_>, scope: &mut Scope, body: &Body) -> TokenStream {
    match body.media_type {
        MediaType::Json => {
            let body = types::value(context, scope, &body.type_ref);
            let content = scope.path("azure_core::http::RequestContent");
            quote!(#content<#body>)
        }
        MediaType::Form | MediaType::Multipart | MediaType::Other(_) => scope.path("azure_core::http::Body"),
    }
}

/// `self.client.call(…)` and what is added to it.
pub(super) fn expression(context: &Context<'_>, scope: &mut Scope, operation: &Operation) -> TokenStream {
    let Operation { id, method, .. } = operation;
    let path = path_variable(operation);
    let method_type = scope.path("azure_core::http::Method");
    let method = ident(method_name(*method));
    let success = operation.responses.iter().map(|response| Literal::u16_unsuffixed(response.status));
    let parameters: Vec<_> =
        operation.parameters.iter().filter_map(|parameter| step(context, scope, parameter)).collect();
    let fixed = fixed_query(operation).into_iter().map(|(name, value)| quote!(.fixed_query(#name, #value)));
    let is_versioned = operation.parameters.iter().any(|parameter| parameter.source == ParameterSource::ApiVersion);
    let version = (!is_versioned).then(|| quote!(.without_api_version()));
    let body = operation.body.as_ref().map(body_step);
    quote! {
        self.client
            .call(#id, #method_type::#method, #path, &[#(#success),*])
            #version
            #(#fixed)*
            #(#parameters)*
            #body
    }
}

/// The query that every call has: parts of the path, unless the caller gives them, and constants.
pub(in crate::emit) fn fixed_query(operation: &Operation) -> Vec<(&str, &str)> {
    let in_path = operation.fixed_query.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let constants = operation.parameters.iter().filter(|parameter| parameter.location_in == ParameterIn::Query);
    let constants = constants.filter_map(|parameter| match &parameter.source {
        ParameterSource::Constant(value) => Some((parameter.name.wire.as_str(), value.as_str())),
        _ => None,
    });
    let mut query: Vec<(&str, &str)> = Vec::new();
    for (name, value) in in_path.chain(constants) {
        let is_given = given(operation)
            .any(|parameter| parameter.location_in == ParameterIn::Query && parameter.name.wire == name);
        if !is_given && !query.iter().any(|(known, _)| *known == name) {
            query.push((name, value));
        }
    }
    query
}

/// The variable that holds the path template; no argument is called so.
pub(super) fn path_variable(operation: &Operation) -> Ident {
    let body = operation.body.iter().map(|body| &body.name.rust);
    let names = operation.parameters.iter().map(|parameter| &parameter.name.rust).chain(body);
    ident(&unique("path", &mut names.cloned().collect()))
}

fn method_name(method: Method) -> &'static str {
    match method {
        Method::Get => "Get",
        Method::Put => "Put",
        Method::Post => "Post",
        Method::Patch => "Patch",
        Method::Delete => "Delete",
        Method::Head => "Head",
    }
}

fn step(context: &Context<'_>, scope: &mut Scope, parameter: &Parameter) -> Option<TokenStream> {
    let wire = &parameter.name.wire;
    let place = match parameter.location_in {
        ParameterIn::Path => "path",
        ParameterIn::Query => "query",
        ParameterIn::Header => "header",
        ParameterIn::Form => "form",
        ParameterIn::Host => return None,
    };
    let value = match (&parameter.source, parameter.location_in) {
        // The runtime has them.
        (ParameterSource::SubscriptionId | ParameterSource::ApiVersion, _) => return None,
        (ParameterSource::Constant(_), ParameterIn::Query) => return None,
        (ParameterSource::Constant(value), ParameterIn::Header) => return Some(quote!(.fixed_header(#wire, #value))),
        (ParameterSource::Constant(value), _) => quote!(#value),
        (ParameterSource::Caller, _) => {
            let name = ident(&parameter.name.rust);
            if parameter.required { quote!(#name) } else { quote!(options.#name) }
        }
    };
    let place = ident(place);
    let statics = scope.path("crate::generated::parameters");
    let shape = context.statics.of(context.api, parameter);
    Some(quote!(.#place(&#statics::#shape, &#value)))
}

fn body_step(body: &Body) -> TokenStream {
    let name = ident(&body.name.rust);
    let value = if body.required { quote!(#name) } else { quote!(options.#name) };
    let media_type = match &body.media_type {
        MediaType::Json if body.required => return quote!(.json(#value.into())),
        MediaType::Json => return quote!(.json_optional(#value.map(Into::into))),
        MediaType::Form => "application/x-www-form-urlencoded",
        MediaType::Multipart => "multipart/form-data",
        MediaType::Other(media_type) => media_type,
    };
    let value = if body.required { value } else { quote!(#value.unwrap_or_else(|| Vec::new().into())) };
    quote!(.content(#media_type, #value))
}
