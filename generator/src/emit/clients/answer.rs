//! What a method yields, and how it is had from the runtime.

use super::call;
use crate::emit::agreed::Context;
use crate::emit::agreed::print;
use crate::emit::agreed::scope::{Scope, ident, screaming};
use crate::emit::docs::{Doc, code};
use crate::ir::{FinalState, NextPage, Operation, Outcome, Paging, Response, Status, TypeRef};
use crate::rust;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Whether the method is `async`: a pager or a long-running operation is made without waiting.
pub(in crate::emit) fn is_async(outcome: &Outcome) -> bool {
    !matches!(outcome, Outcome::Pages(_) | Outcome::Operation(_))
}

/// The end of the method: hands `call` to the runtime.
pub(super) fn run(scope: &mut Scope, operation: &Operation) -> TokenStream {
    match &operation.outcome {
        Outcome::Pages(paging) => pages(scope, paging),
        Outcome::Operation(_) => {
            let facts = ident(&facts_name(operation));
            quote!(self.client.operation(call, Self::#facts, options.method_options))
        }
        Outcome::Model(_) if operation.accept.is_none() => {
            quote!(Ok(self.client.send_json(call, options.method_options).await?.into()))
        }
        Outcome::Empty | Outcome::Model(_) => quote!(Ok(self.client.send(call, options.method_options).await?.into())),
        Outcome::OptionalModel(_) => {
            quote!(Ok(self.client.send_optional(call, options.method_options).await?.into()))
        }
        Outcome::ByStatus(name) => {
            let choice = choice(name, &operation.responses);
            quote! {
                let response = self.client.send(call, options.method_options).await?;
                #choice
            }
        }
        Outcome::Exists => quote!(self.client.exists(call, options.method_options).await),
        Outcome::Stream => quote!(self.client.stream(call, options.method_options).await),
    }
}

fn pages(scope: &mut Scope, Paging { next_link, next_page, .. }: &Paging) -> TokenStream {
    let next_link = next_link.as_ref().map_or_else(|| quote!(None), |link| quote!(Some(#link)));
    let next_page = ident(match next_page {
        NextPage::Get => return quote!(self.client.pager(call, #next_link, options.method_options)),
        NextPage::Post => "Post",
        NextPage::PostAgain => "PostAgain",
    });
    let next_page_type = scope.path("crate::arm::NextPage");
    quote!(self.client.pager_by(#next_page_type::#next_page, call, #next_link, options.method_options))
}

/// The constant with what the runtime must know of a long-running operation.
pub(super) fn facts_name(operation: &Operation) -> String {
    screaming(operation.rust.trim_start_matches("begin_"))
}

/// The constants of a group's long-running operations.
pub(super) fn operation_facts(context: &Context<'_>, scope: &mut Scope, operation: &Operation) -> Option<TokenStream> {
    let Outcome::Operation(long_running) = &operation.outcome else { return None };
    let facts = scope.path("crate::arm::LongRunning");
    let (final_states, outcomes) = (scope.path("crate::arm::FinalState"), scope.path("crate::arm::Outcome"));
    let final_state = ident(match long_running.final_state {
        FinalState::Default => "Default",
        FinalState::Location => "Location",
        FinalState::OriginalUri => "OriginalUri",
        FinalState::AzureAsyncOperation => "AzureAsyncOperation",
    });
    let outcome = ident(match &long_running.result {
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
    let fields = context.api.structure(*id).map(|found| found.fields.as_slice()).unwrap_or_default();
    fields.iter().any(|field| field.name.wire.eq_ignore_ascii_case("status"))
}

/// The enum of an operation whose answers have bodies of several types.
pub(super) fn by_status(context: &Context<'_>, scope: &mut Scope, operation: &Operation) -> Option<TokenStream> {
    let Outcome::ByStatus(name) = &operation.outcome else { return None };
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
    let holds = print::tokens(context, scope, &rust::answer(response.body_type()));
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
