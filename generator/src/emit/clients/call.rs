//! The call that a method puts together, and the parameters that go into it.

use crate::emit::agreed::Context;
use crate::emit::agreed::given::{BodyKind, given};
use crate::emit::agreed::print;
use crate::emit::agreed::scope::{Scope, ident, unique};
use crate::ir::{Body, MediaType, Method, Operation, Outcome, Parameter, ParameterIn, ParameterSource, TypeRef};
use crate::rust;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

/// The type of a body's argument, or of the option that holds it.
pub(super) fn body_type(context: &Context<'_>, scope: &mut Scope, body: &Body) -> TokenStream {
    match BodyKind::of(context, body) {
        BodyKind::Model => {
            let model = print::value(context, scope, &body.value.type_ref);
            if body.required {
                let content = scope.path("crate::arm::IntoContent");
                return quote!(impl #content<#model>);
            }
            let content = scope.path("azure_core::http::RequestContent");
            quote!(#content<#model>)
        }
        BodyKind::Value => print::value(context, scope, &body.value.type_ref),
        BodyKind::Raw => scope.path("azure_core::http::Body"),
    }
}

/// `self.client.call(…)` and what is added to it.
pub(super) fn expression(context: &Context<'_>, scope: &mut Scope, operation: &Operation) -> TokenStream {
    let Operation { id, method, .. } = operation;
    let path = path_variable(operation);
    let method_type = scope.path("azure_core::http::Method");
    let method = ident(method_name(*method));
    // No status stands for every 2xx: where one is declared as such, and where no body is declared, as all tell the same.
    let is_any = matches!(operation.outcome, Outcome::Empty | Outcome::Exists);
    let codes: Option<Vec<u16>> = operation.responses.iter().map(|response| response.status.code()).collect();
    let success = codes.filter(|_| !is_any).into_iter().flatten().map(Literal::u16_unsuffixed);
    let parameters: Vec<_> =
        operation.parameters.iter().filter_map(|parameter| step(context, scope, parameter)).collect();
    let fixed = fixed_query(operation).into_iter().map(|(name, value)| quote!(.fixed_query(#name, #value)));
    let is_versioned = operation.parameters.iter().any(|parameter| parameter.source == ParameterSource::ApiVersion);
    let version = (!is_versioned).then(|| quote!(.without_api_version()));
    let accept = operation.accept.as_ref().map(|accept| quote!(.fixed_header("accept", #accept)));
    let body = operation.body.as_ref().map(|body| body_step(context, scope, body));
    let json_type = operation.body.as_ref().and_then(|body| body.json_type.as_ref());
    let json_type = json_type.map(|json_type| quote!(.json_type(#json_type)));
    // What is known of a long-running operation says it too.
    let is_long_running = matches!(operation.outcome, Outcome::Operation(_));
    let tidy = tidy(context, scope, operation).filter(|_| !is_long_running).map(|tidy| quote!(.tidied(#tidy)));
    quote! {
        self.client
            .call(#id, #method_type::#method, #path, &[#(#success),*])
            #version
            #(#fixed)*
            #accept
            #(#parameters)*
            #body
            #json_type
            #tidy
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
        ParameterIn::Part => "part",
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
    let statics = scope.path("crate::generated::wire");
    let shape = context.statics.of(context.api, parameter);
    Some(quote!(.#place(&#statics::#shape, &#value)))
}

/// For an answer in JSON that is no model, how its body is read.
pub(super) fn tidy(context: &Context<'_>, scope: &mut Scope, operation: &Operation) -> Option<TokenStream> {
    let body = operation.outcome.body().filter(|_| !matches!(operation.outcome, Outcome::Pages(_)))?;
    if operation.accept.is_some()
        || matches!(context.resolve(body), TypeRef::Any | TypeRef::Definition(_) | TypeRef::Binary)
    {
        return None;
    }
    let (adapter, value) =
        (print::adapter(scope, &rust::answer_adapter(context.api, body)), print::value(context, scope, body));
    let tidy = scope.path("crate::arm::tidy");
    Some(quote!(#tidy::<#adapter, #value>))
}

fn body_step(context: &Context<'_>, scope: &mut Scope, body: &Body) -> TokenStream {
    let name = ident(&body.name.rust);
    let given = if body.required { quote!(Some(#name)) } else { quote!(options.#name) };
    match BodyKind::of(context, body) {
        BodyKind::Model if body.required => return quote!(.json(#name.into_content())),
        BodyKind::Model => return quote!(.json_optional(options.#name)),
        BodyKind::Value => {
            let adapter = print::adapter(scope, &rust::plain_adapter(context.api, &body.value.type_ref));
            return match context.shapes.of_type(context, scope, &body.value.type_ref) {
                Some(shape) => quote!(.json_models::<#adapter, _>(#given, const { #shape })),
                None => quote!(.json_value::<#adapter, _>(#given)),
            };
        }
        BodyKind::Raw => {}
    }
    let media_type = match &body.media_type {
        MediaType::Json => "application/json",
        MediaType::Form => "application/x-www-form-urlencoded",
        MediaType::Multipart => "multipart/form-data",
        MediaType::Other(media_type) => media_type,
    };
    if body.required {
        return quote!(.content(#media_type, #name));
    }
    quote!(.content_optional(#media_type, options.#name))
}
