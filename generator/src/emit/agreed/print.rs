//! Types and adapters as tokens.

use super::Context;
use crate::emit::agreed::scope::{Scope, ident};
use crate::ir::TypeRef;
use crate::rust::{self, Adapter, Head, Type, Word};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// A type as it is written in this file.
pub(in crate::emit) fn tokens(context: &Context<'_>, scope: &mut Scope, found: &Type) -> TokenStream {
    let arguments: Vec<_> = found.arguments.iter().map(|argument| tokens(context, scope, argument)).collect();
    let head = match &found.head {
        Head::Word(word) => return self::word(*word),
        Head::Path(path) => scope.path(path),
        Head::Definition(id) => scope.path(&context.definition_path(*id)),
        Head::Result(name) => {
            let name = ident(name);
            quote!(#name)
        }
    };
    if arguments.is_empty() { head } else { quote!(#head<#(#arguments),*>) }
}

fn word(word: Word) -> TokenStream {
    match word {
        Word::Bool => quote!(bool),
        Word::Byte => quote!(u8),
        Word::Int32 => quote!(i32),
        Word::Int64 => quote!(i64),
        Word::Float32 => quote!(f32),
        Word::Float64 => quote!(f64),
        Word::Nothing => quote!(()),
        Word::Str => quote!(&str),
    }
}

/// The type of a value in JSON.
pub(in crate::emit) fn value(context: &Context<'_>, scope: &mut Scope, type_ref: &TypeRef) -> TokenStream {
    tokens(context, scope, &rust::value(type_ref))
}

/// An adapter as text.
pub(in crate::emit) fn adapter_text(scope: &mut Scope, found: &Adapter) -> String {
    match &found.inner {
        None => scope.name(found.path),
        Some(inner) => {
            let inner = adapter_text(scope, inner);
            format!("{}<{inner}>", scope.name(found.path))
        }
    }
}

/// A text as a literal.
pub(in crate::emit) fn literal(text: &str) -> String {
    Literal::string(text).to_string()
}

/// An adapter as it is written in this file.
pub(in crate::emit) fn adapter(scope: &mut Scope, found: &Adapter) -> TokenStream {
    match &found.inner {
        None => scope.path(found.path),
        Some(inner) => {
            let inner = adapter(scope, inner);
            let outer = scope.path(found.path);
            quote!(#outer<#inner>)
        }
    }
}
