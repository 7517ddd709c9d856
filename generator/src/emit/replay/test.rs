//! The test of an example: calls the method with the example's values and checks what comes of it.

use crate::emit::agreed::Context;
use crate::emit::agreed::given::{BodyKind, optional, required};
use crate::emit::agreed::scope::{Scope, ident};
use crate::emit::clients::{is_async, variant_name};
use crate::ir::{Body, LongRunning, Operation, OperationGroup, Outcome, Parameter, TypeRef};
use crate::rust;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The test of one example.
pub(super) fn item(
    context: &Context<'_>,
    scope: &mut Scope,
    group: &OperationGroup,
    operation: &Operation,
    name: &Ident,
    case: &Ident,
) -> TokenStream {
    let (accessor, method) = (ident(&group.name.rust), ident(&operation.rust));
    let arguments = arguments(context, scope, operation);
    let options = options(context, scope, operation);
    let waits = is_async(&operation.outcome).then(|| quote!(.await));
    let check = check(context, scope, operation);
    let deprecated =
        operation.deprecated.then(|| quote!(#[expect(deprecated, reason = "deprecated methods stay tested")]));
    quote! {
        #[tokio::test]
        #deprecated
        async fn #name() {
            for replay in #case.replays() {
                let client = crate::client(&replay).#accessor();
                let result = client.#method(#(#arguments,)* #options)#waits;
                #check
            }
        }
    }
}

fn arguments(context: &Context<'_>, scope: &mut Scope, operation: &Operation) -> Vec<TokenStream> {
    let mut arguments: Vec<_> = required(operation).map(|parameter| argument(context, parameter)).collect();
    arguments.extend(operation.body.as_ref().filter(|body| body.required).map(|body| body_value(context, scope, body)));
    arguments
}

fn argument(context: &Context<'_>, parameter: &Parameter) -> TokenStream {
    let wire = &parameter.name.wire;
    match context.resolve(&parameter.value.type_ref) {
        TypeRef::Etag => quote!(replay.etag(#wire)),
        TypeRef::Time(_) => quote!(replay.time(#wire)),
        TypeRef::Base64 => quote!(replay.base64(#wire)),
        TypeRef::Base64Url => quote!(replay.base64url(#wire)),
        TypeRef::Binary => quote!(replay.bytes(#wire).into()),
        other if rust::is_text(context.api, other) => quote!(&replay.text(#wire)),
        _ => quote!(replay.value(#wire)),
    }
}

fn options(context: &Context<'_>, scope: &mut Scope, operation: &Operation) -> TokenStream {
    let mut fields: Vec<_> = optional(operation).map(|parameter| field(context, parameter)).collect();
    fields.extend(operation.body.as_ref().filter(|body| !body.required).map(|body| {
        let (name, value) = (ident(&body.name.rust), optional_body(context, scope, body));
        quote!(#name: #value)
    }));
    if fields.is_empty() {
        return quote!(None);
    }
    let options = scope.path(&format!("{}::clients::{}", context.library(), operation.options));
    quote!(Some(#options { #(#fields,)* ..Default::default() }))
}

fn field(context: &Context<'_>, parameter: &Parameter) -> TokenStream {
    let (name, wire) = (ident(&parameter.name.rust), &parameter.name.wire);
    match context.resolve(&parameter.value.type_ref) {
        TypeRef::Etag => quote!(#name: replay.optional_etag(#wire)),
        TypeRef::Time(_) => quote!(#name: replay.optional_time(#wire)),
        TypeRef::Base64 => quote!(#name: replay.given(#wire).map(|_| replay.base64(#wire))),
        TypeRef::Base64Url => quote!(#name: replay.given(#wire).map(|_| replay.base64url(#wire))),
        TypeRef::Binary => quote!(#name: replay.given(#wire).map(|_| replay.bytes(#wire).into())),
        _ => quote!(#name: replay.optional(#wire)),
    }
}

/// The example's body: through the model where it has one, so that what the service owns is left out.
fn body_value(context: &Context<'_>, scope: &mut Scope, body: &Body) -> TokenStream {
    let wire = &body.name.wire;
    match BodyKind::of(context, body) {
        BodyKind::Model => match model(context, body) {
            Some(model) => {
                let model = scope.path(&model);
                quote!(replay.body::<#model>())
            }
            None => quote!(replay.json_body()),
        },
        BodyKind::Value => quote!(replay.value(#wire)),
        BodyKind::Raw => quote!(replay.raw_body()),
    }
}

fn optional_body(context: &Context<'_>, scope: &mut Scope, body: &Body) -> TokenStream {
    let wire = &body.name.wire;
    match BodyKind::of(context, body) {
        BodyKind::Model if model(context, body).is_some() => quote!(replay.optional_body()),
        BodyKind::Value => quote!(replay.optional(#wire)),
        BodyKind::Model | BodyKind::Raw => {
            let value = body_value(context, scope, body);
            quote!(replay.given(#wire).map(|_| #value))
        }
    }
}

/// The path of the body's model, if it has one.
fn model(context: &Context<'_>, body: &Body) -> Option<String> {
    let TypeRef::Definition(id) = context.resolve(&body.value.type_ref) else { return None };
    Some(format!("{}::models::{}", context.library(), context.definition(*id).name.rust))
}

fn check(context: &Context<'_>, scope: &mut Scope, operation: &Operation) -> TokenStream {
    match &operation.outcome {
        Outcome::Pages(_) => quote!(replay.check_page(result).await;),
        Outcome::Operation(LongRunning { result: Some(_), .. }) => quote!(replay.check_operation(result).await;),
        Outcome::Operation(LongRunning { result: None, .. }) => quote!(replay.check_operation_empty(result).await;),
        Outcome::Empty => quote!(replay.check_empty(result);),
        Outcome::Model(_) => quote!(replay.check_model(result);),
        Outcome::OptionalModel(_) => quote!(replay.check_optional(result);),
        Outcome::Exists => quote!(replay.check_exists(result);),
        Outcome::Stream => quote!(replay.check_stream(result).await;),
        Outcome::ByStatus(name) => by_status(context, scope, operation, name),
    }
}

fn by_status(context: &Context<'_>, scope: &mut Scope, operation: &Operation, name: &str) -> TokenStream {
    let result = scope.path(&format!("{}::clients::{name}", context.library()));
    let arms = operation.responses.iter().map(|response| {
        let variant = ident(&variant_name(response.status));
        let check = if response.body.is_some() { quote!(check_model) } else { quote!(check_empty) };
        quote!(Ok(#result::#variant(response)) => replay.#check(Ok(response)),)
    });
    quote! {
        match result {
            #(#arms)*
            Err(error) => replay.check_empty::<()>(Err(error)),
        }
    }
}

/// The words of a file's name in snake case.
pub(super) fn snake(name: &str) -> String {
    let mut text = String::with_capacity(name.len() + 8);
    let mut before = '_';
    for character in name.chars() {
        if !character.is_ascii_alphanumeric() {
            if before != '_' {
                text.push('_');
                before = '_';
            }
            continue;
        }
        if character.is_ascii_uppercase() && (before.is_ascii_lowercase() || before.is_ascii_digit()) {
            text.push('_');
        }
        text.push(character.to_ascii_lowercase());
        before = character;
    }
    text.trim_end_matches('_').to_owned()
}
