//! What a method yields, and how it is had from the runtime.

use super::super::context::Context;
use super::super::docs::{Doc, code};
use super::super::scope::{Scope, ident, screaming};
use super::super::types;
use super::call;
use crate::ir::{LongRunning, NextPage, Operation, Response, Returns, Status, TypeRef};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// How an operation is run, settled from paging, long running and the bodies of its answers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::emit) enum Answer<'a> {
    /// Page by page.
    Pages { page: &'a TypeRef, next_link: Option<&'a str>, next_page: NextPage },
    /// In the end, with or without a result.
    Operation { result: Option<&'a TypeRef>, long_running: &'a LongRunning },
    /// An answer without a body.
    Empty,
    /// An answer with this body.
    Model(&'a TypeRef),
    /// An answer with this body or none.
    OptionalModel(&'a TypeRef),
    /// Bodies of several types; the name of the enum.
    ByStatus(&'a str),
    /// Whether the entity exists.
    Exists,
    /// Raw bytes.
    Stream,
}

impl<'a> Answer<'a> {
    pub(in crate::emit) fn of(context: &'a Context<'_>, operation: &'a Operation) -> Self {
        if let Some(page) = context.page(operation) {
            let paging = operation.paging.as_ref();
            let next_link = paging.and_then(|paging| paging.next_link.as_deref());
            let next_page = paging.map(|paging| paging.next_page).unwrap_or_default();
            return Self::Pages { page, next_link, next_page };
        }
        if let Some(long_running) = &operation.long_running {
            return Self::Operation { result: final_result(operation), long_running };
        }
        match &operation.returns {
            Returns::Nothing => Self::Empty,
            Returns::Body(TypeRef::Binary) | Returns::OptionalBody(TypeRef::Binary) | Returns::Stream => Self::Stream,
            Returns::Body(body) => Self::Model(body),
            Returns::OptionalBody(body) => Self::OptionalModel(body),
            Returns::ByStatus(name) => Self::ByStatus(name),
            Returns::Exists => Self::Exists,
        }
    }

    /// Whether the method is `async`: a pager or a long-running operation is made without waiting.
    pub(in crate::emit) fn is_async(&self) -> bool {
        !matches!(self, Self::Pages { .. } | Self::Operation { .. })
    }

    /// The type of the method's result, within `Result`.
    pub(super) fn type_tokens(&self, context: &Context<'_>, scope: &mut Scope) -> TokenStream {
        match self {
            Self::Pages { page, .. } => {
                let page = types::value(context, scope, page);
                let pager = scope.path("azure_core::http::Pager");
                quote!(#pager<#page>)
            }
            Self::Operation { result, .. } => {
                let result = match result {
                    Some(result) => types::value(context, scope, result),
                    None => {
                        let no_format = scope.path("azure_core::http::NoFormat");
                        quote!((), #no_format)
                    }
                };
                let operation = scope.path("crate::arm::ArmOperation");
                quote!(#operation<#result>)
            }
            Self::Model(body) => response_of(context, scope, Some(body)),
            Self::OptionalModel(body) => {
                let body = types::value(context, scope, body);
                let response = scope.path("azure_core::http::Response");
                quote!(#response<Option<#body>>)
            }
            Self::Empty => response_of(context, scope, None),
            Self::ByStatus(name) => {
                let name = ident(name);
                quote!(#name)
            }
            Self::Exists => quote!(bool),
            Self::Stream => scope.path("azure_core::http::AsyncResponse"),
        }
    }

    /// The end of the method: hands `call` to the runtime.
    pub(super) fn run(&self, scope: &mut Scope, operation: &Operation) -> TokenStream {
        match self {
            Self::Pages { next_link, next_page, .. } => {
                let next_link = next_link.map_or_else(|| quote!(None), |link| quote!(Some(#link)));
                if *next_page == NextPage::Get {
                    return quote!(self.client.pager(call, #next_link, options.method_options));
                }
                let (next_page_type, next_page) =
                    (scope.path("crate::arm::NextPage"), ident(&format!("{next_page:?}")));
                quote! {
                    self.client.pager_by(#next_page_type::#next_page, call, #next_link, options.method_options)
                }
            }
            Self::Operation { .. } => {
                let facts = ident(&facts_name(operation));
                quote!(self.client.operation(call, Self::#facts, options.method_options))
            }
            Self::Model(_) if operation.accept.is_none() => {
                quote!(Ok(self.client.send_json(call, options.method_options).await?.into()))
            }
            Self::Empty | Self::Model(_) => quote!(Ok(self.client.send(call, options.method_options).await?.into())),
            Self::OptionalModel(_) => {
                quote!(Ok(self.client.send_optional(call, options.method_options).await?.into()))
            }
            Self::ByStatus(name) => {
                let choice = choice(name, &operation.responses);
                quote! {
                    let response = self.client.send(call, options.method_options).await?;
                    #choice
                }
            }
            Self::Exists => quote!(self.client.exists(call, options.method_options).await),
            Self::Stream => quote!(self.client.stream(call, options.method_options).await),
        }
    }
}

/// The constant with what the runtime must know of a long-running operation.
pub(super) fn facts_name(operation: &Operation) -> String {
    screaming(operation.rust.trim_start_matches("begin_"))
}

/// The constants of a group's long-running operations.
pub(super) fn operation_facts(context: &Context<'_>, scope: &mut Scope, operation: &Operation) -> Option<TokenStream> {
    let Answer::Operation { result, long_running } = Answer::of(context, operation) else { return None };
    let facts = scope.path("crate::arm::LongRunning");
    let (final_states, outcomes) = (scope.path("crate::arm::FinalState"), scope.path("crate::arm::Outcome"));
    let final_state = ident(&format!("{:?}", long_running.final_state));
    let outcome = ident(match result {
        None => "Nothing",
        Some(result) if has_status(context, result) => "ResultWithStatus",
        Some(_) => "Result",
    });
    let (name, id) = (ident(&facts_name(operation)), &operation.id);
    let tidy = match call::tidy(context, scope, operation) {
        Some(tidy) => quote!(Some(#tidy)),
        None => quote!(None),
    };
    Some(quote! {
        const #name: #facts =
            #facts { id: #id, final_state: #final_states::#final_state, outcome: #outcomes::#outcome, tidy: #tidy };
    })
}

/// Whether the result has a status of its own, which is then not that of the operation.
fn has_status(context: &Context<'_>, result: &TypeRef) -> bool {
    let TypeRef::Definition(id) = context.resolve(result) else { return false };
    let fields = context.structure(*id).map(|found| found.fields.as_slice()).unwrap_or_default();
    fields.iter().any(|field| field.name.wire.eq_ignore_ascii_case("status"))
}

/// The body that the last answer of a long-running operation has.
fn final_result(operation: &Operation) -> Option<&TypeRef> {
    match &operation.returns {
        Returns::Body(body) | Returns::OptionalBody(body) => Some(body),
        Returns::ByStatus(_) => operation.responses.iter().find_map(|response| response.body.as_ref()),
        Returns::Nothing | Returns::Exists | Returns::Stream => None,
    }
}

fn response_of(context: &Context<'_>, scope: &mut Scope, body: Option<&TypeRef>) -> TokenStream {
    let response = scope.path("azure_core::http::Response");
    match body {
        Some(body) => {
            let body = types::value(context, scope, body);
            quote!(#response<#body>)
        }
        None => {
            let no_format = scope.path("azure_core::http::NoFormat");
            quote!(#response<(), #no_format>)
        }
    }
}

/// The enum of an operation whose answers have bodies of several types.
pub(super) fn by_status(context: &Context<'_>, scope: &mut Scope, operation: &Operation) -> Option<TokenStream> {
    let Answer::ByStatus(name) = Answer::of(context, operation) else { return None };
    let docs = Doc::markdown(&format!("What {} answers.", code(&operation.id))).attributes();
    let name = ident(name);
    let variants: Vec<_> = operation.responses.iter().map(|response| variant(context, scope, response)).collect();
    Some(quote! {
        #docs
        #[derive(Debug)]
        pub enum #name {
            #(#variants)*
        }
    })
}

fn variant(context: &Context<'_>, scope: &mut Scope, response: &Response) -> TokenStream {
    let docs = Doc::of(&response.docs, &format!("Status {}.", response.status)).attributes();
    let name = ident(&variant_name(response.status));
    let holds = response_of(context, scope, response.body.as_ref());
    quote! {
        #docs
        #name(#holds),
    }
}

/// Chooses the variant by status; the runtime lets no other status through, so the last one needs no test.
fn choice(name: &str, responses: &[Response]) -> TokenStream {
    let name = ident(name);
    let count = responses.len();
    let arms = responses.iter().enumerate().map(|(index, response)| {
        let variant = ident(&variant_name(response.status));
        let status = response.status.code().filter(|_| index + 1 < count).map(Literal::u16_unsuffixed);
        let pattern = status.map_or_else(|| quote!(_), |status| quote!(#status));
        quote!(#pattern => #name::#variant(response.into()),)
    });
    quote!(Ok(match u16::from(response.status()) { #(#arms)* }))
}

/// Variant of a status.
pub(in crate::emit) fn variant_name(status: Status) -> String {
    match status {
        Status::Code(200) => "Ok".to_owned(),
        Status::Code(201) => "Created".to_owned(),
        Status::Code(202) => "Accepted".to_owned(),
        Status::Code(204) => "NoContent".to_owned(),
        Status::Code(other) => format!("Status{other}"),
        Status::Range | Status::Default => "Other".to_owned(),
    }
}
