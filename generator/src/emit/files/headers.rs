//! `headers.rs`: typed getters for the headers of answers.

use crate::emit::agreed::Context;
use crate::emit::agreed::SourceFile;
use crate::emit::agreed::print;
use crate::emit::agreed::scope::{Scope, ident};
use crate::emit::docs::{Doc, code};
use crate::ir::{Header, TimeFormat, TypeRef};
use crate::rust;
use proc_macro2::TokenStream;
use quote::quote;

/// `headers.rs`.
pub(in crate::emit) fn file(context: &Context<'_>) -> SourceFile {
    let mut scope = Scope::new(["ResponseHeaders"]);
    let items = vec![seal(&mut scope), declaration(context, &mut scope), implementation(context, &mut scope)];
    let docs = Doc::markdown("Headers of the answers.");
    SourceFile::rust("src/generated/headers.rs", docs, &scope, items)
}

/// What keeps others from implementing the trait, so that further headers break nobody.
fn seal(scope: &mut Scope) -> TokenStream {
    let response = scope.path("azure_core::http::Response");
    quote! {
        mod private {
            pub trait Sealed {}
            impl<T, F> Sealed for super::#response<T, F> {}
        }
    }
}

fn declaration(context: &Context<'_>, scope: &mut Scope) -> TokenStream {
    let docs = Doc::markdown("Headers that the service sends along with its answers.")
        .paragraph(
            "A getter yields `None` when the answer lacks the header, and an error when the header is malformed.",
        )
        .attributes();
    let getters: Vec<_> = context.api.headers.iter().map(|header| getter_declaration(context, scope, header)).collect();
    quote! {
        #docs
        pub trait ResponseHeaders: private::Sealed {
            #(#getters)*
        }
    }
}

fn getter_declaration(context: &Context<'_>, scope: &mut Scope, header: &Header) -> TokenStream {
    let fallback = format!("The header {}.", code(&header.name.wire));
    let docs = Doc::of(&header.value.docs, &fallback).attributes();
    let signature = signature(context, scope, header);
    quote! {
        #docs
        #signature;
    }
}

fn signature(context: &Context<'_>, scope: &mut Scope, header: &Header) -> TokenStream {
    let name = ident(&header.name.rust);
    let value = value_type(context, scope, &header.value.type_ref);
    let result = scope.path("azure_core::Result");
    quote!(fn #name(&self) -> #result<Option<#value>>)
}

fn implementation(context: &Context<'_>, scope: &mut Scope) -> TokenStream {
    let response = scope.path("azure_core::http::Response");
    let getters: Vec<_> = context.api.headers.iter().map(|header| getter(context, scope, header)).collect();
    quote! {
        impl<T, F> ResponseHeaders for #response<T, F> {
            #(#getters)*
        }
    }
}

fn getter(context: &Context<'_>, scope: &mut Scope, header: &Header) -> TokenStream {
    let signature = signature(context, scope, header);
    let wire = &header.name.wire;
    let body = match time_format(context, &header.value.type_ref) {
        Some(format) => {
            let (read, time) = (scope.path("crate::arm::header_time"), scope.path("crate::arm::TimeFormat"));
            let format = ident(format);
            quote!(#read(self.headers(), #wire, #time::#format))
        }
        None => {
            let read = scope.path("crate::arm::header");
            quote!(#read(self.headers(), #wire))
        }
    };
    quote! {
        #signature {
            #body
        }
    }
}

fn time_format(context: &Context<'_>, type_ref: &TypeRef) -> Option<&'static str> {
    match context.resolve(type_ref) {
        TypeRef::Time(TimeFormat::Rfc3339) => Some("Rfc3339"),
        TypeRef::Time(TimeFormat::Rfc1123) => Some("Rfc1123"),
        TypeRef::Time(TimeFormat::Unix) => Some("Unix"),
        _ => None,
    }
}

/// Types that can be read from text; the rest stay text.
fn value_type(context: &Context<'_>, scope: &mut Scope, type_ref: &TypeRef) -> TokenStream {
    match context.resolve(type_ref) {
        TypeRef::Array(_) | TypeRef::Base64 | TypeRef::Base64Url | TypeRef::Binary | TypeRef::Secret => quote!(String),
        other => print::tokens(context, scope, &rust::parameter(context.api, other)),
    }
}
