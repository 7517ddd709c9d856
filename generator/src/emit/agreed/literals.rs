//! Constant values as Rust expressions.

use crate::emit::agreed::Context;
use crate::emit::agreed::scope::{Scope, ident};
use crate::ir::{DefinitionKind, Literal, TypeRef};
use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;
use serde_json::Number;

/// The literal as a value of this type; the type's own default when it is none.
pub(in crate::emit) fn expression(
    context: &Context<'_>,
    scope: &mut Scope,
    type_ref: &TypeRef,
    literal: &Literal,
) -> TokenStream {
    let value = match (context.resolve(type_ref), literal) {
        (TypeRef::Text(_), Literal::Text(text)) => Some(quote!(#text.to_owned())),
        (TypeRef::Secret, Literal::Text(text)) => Some(from_text(scope, "azure_core::credentials::Secret", text)),
        (TypeRef::Etag, Literal::Text(text)) => Some(from_text(scope, "azure_core::http::Etag", text)),
        (TypeRef::Boolean, Literal::Boolean(value)) => Some(quote!(#value)),
        (TypeRef::Int32, Literal::Number(number)) => number.as_i64().filter(|n| i32::try_from(*n).is_ok()).map(integer),
        (TypeRef::Int64, Literal::Number(number)) => number.as_i64().map(integer),
        (TypeRef::Float32 | TypeRef::Float64, Literal::Number(number)) => number.as_f64().map(float),
        (TypeRef::Definition(id), Literal::Variant { definition, variant }) if id == definition => {
            context.api.enumeration(*definition).and_then(|found| found.variants.get(*variant)).map(|variant| {
                let path = scope.path(&context.definition_path(*id));
                let variant = ident(&variant.name.rust);
                quote!(#path::#variant)
            })
        }
        (TypeRef::Definition(id), Literal::Text(text)) => match &context.definition(*id).kind {
            DefinitionKind::Enum(found) if found.open => Some(from_text(scope, &context.definition_path(*id), text)),
            _ => None,
        },
        _ => None,
    };
    value.unwrap_or_else(|| quote!(Default::default()))
}

/// `Some(…)` or `None` of a number as `f64`.
pub(in crate::emit) fn optional_float(number: Option<&Number>) -> TokenStream {
    match number.and_then(Number::as_f64) {
        Some(number) => {
            let number = float(number);
            quote!(Some(#number))
        }
        None => quote!(None),
    }
}

fn from_text(scope: &mut Scope, path: &str, text: &str) -> TokenStream {
    let path = scope.path(path);
    quote!(#path::from(#text))
}

fn integer(number: i64) -> TokenStream {
    let digits = Token::u64_unsuffixed(number.unsigned_abs());
    if number < 0 { quote!(-#digits) } else { quote!(#digits) }
}

/// A finite number as an expression.
pub(in crate::emit) fn float(number: f64) -> TokenStream {
    let finite = if number.is_finite() { number } else { 0.0 };
    let digits = Token::f64_unsuffixed(finite.abs());
    if finite < 0.0 { quote!(-#digits) } else { quote!(#digits) }
}
