//! `new(required…)`.

use super::fields::additional_name;
use crate::emit::agreed::Context;
use crate::emit::agreed::literals;
use crate::emit::agreed::print;
use crate::emit::agreed::scope::{Scope, ident};
use crate::ir::{Argument, Constructor, DefinitionId, Field, Initializer, Presence, Struct, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

/// `new` of a struct that has one.
pub(super) fn function(
    context: &Context<'_>,
    scope: &mut Scope,
    id: DefinitionId,
    found: &Struct,
) -> Option<TokenStream> {
    let constructor = found.constructor.as_ref()?;
    let arguments: Vec<_> =
        constructor.arguments.iter().map(|argument| argument_declaration(context, scope, argument)).collect();
    let fields = initializers(context, scope, id, found, constructor);
    Some(quote! {
        #[doc = " With what the service requires."]
        pub fn new(#(#arguments),*) -> Self {
            Self { #fields }
        }
    })
}

fn argument_declaration(context: &Context<'_>, scope: &mut Scope, argument: &Argument) -> TokenStream {
    let name = ident(&argument.rust);
    let value = print::value(context, scope, &argument.type_ref);
    if is_converted(context, &argument.type_ref) { quote!(#name: impl Into<#value>) } else { quote!(#name: #value) }
}

fn is_converted(context: &Context<'_>, type_ref: &TypeRef) -> bool {
    matches!(context.resolve(type_ref), TypeRef::Text(_) | TypeRef::Secret)
}

fn initializers(
    context: &Context<'_>,
    scope: &mut Scope,
    id: DefinitionId,
    found: &Struct,
    constructor: &Constructor,
) -> TokenStream {
    let with_rest = context.defaults.derived(id);
    let mut fields = Vec::new();
    let mut absent = found.additional.is_some() && with_rest;
    for (index, field) in found.fields.iter().enumerate() {
        let initializer = constructor.fields.get(index).unwrap_or(&Initializer::Absent);
        if *initializer == Initializer::Absent && with_rest {
            absent = true;
            continue;
        }
        let name = ident(&field.name.rust);
        let value = value(context, scope, constructor, field, initializer);
        let shorthand = is_shorthand(context, constructor, field, initializer);
        fields.push(if shorthand { quote!(#name) } else { quote!(#name: #value) });
    }
    if found.additional.is_some() && !with_rest {
        let name = ident(&additional_name(found));
        fields.push(quote!(#name: Default::default()));
    }
    let rest = absent.then(|| quote!(..Self::default()));
    let parts = fields.into_iter().chain(rest);
    quote!(#(#parts),*)
}

/// Whether a field takes the argument of its own name as it is.
fn is_shorthand(context: &Context<'_>, constructor: &Constructor, field: &Field, initializer: &Initializer) -> bool {
    let Initializer::Argument(index) = initializer else { return false };
    let is_wrapped = field.boxed || !matches!(field.presence, Presence::Plain | Presence::List);
    constructor.arguments.get(*index).is_some_and(|argument| {
        argument.rust == field.name.rust && !is_wrapped && !is_converted(context, &argument.type_ref)
    })
}

fn value(
    context: &Context<'_>,
    scope: &mut Scope,
    constructor: &Constructor,
    field: &Field,
    initializer: &Initializer,
) -> TokenStream {
    let inner = match initializer {
        Initializer::Argument(index) => constructor.arguments.get(*index).map(|argument| passed(context, argument)),
        Initializer::Preset => field
            .value
            .default
            .as_ref()
            .map(|literal| literals::expression(context, scope, &field.value.type_ref, literal)),
        Initializer::New(indices) => {
            let names = indices.iter().filter_map(|index| constructor.arguments.get(*index));
            let names: Vec<_> = names.map(|argument| ident(&argument.rust)).collect();
            let inner = print::value(context, scope, &field.value.type_ref);
            Some(quote!(#inner::new(#(#names),*)))
        }
        Initializer::Absent => None,
    };
    let Some(inner) = inner else { return nothing(scope, field.presence) };
    let inner = match field.boxed {
        true => {
            let boxed = scope.path("std::boxed::Box");
            quote!(#boxed::new(#inner))
        }
        false => inner,
    };
    match field.presence {
        Presence::Plain | Presence::List => inner,
        Presence::Optional | Presence::Nullable => quote!(Some(#inner)),
        Presence::Patch => {
            let patch = scope.path("crate::arm::Patch");
            quote!(#patch::Value(#inner))
        }
    }
}

fn passed(context: &Context<'_>, argument: &Argument) -> TokenStream {
    let name = ident(&argument.rust);
    if is_converted(context, &argument.type_ref) { quote!(#name.into()) } else { quote!(#name) }
}

fn nothing(scope: &mut Scope, presence: Presence) -> TokenStream {
    match presence {
        Presence::Plain => quote!(Default::default()),
        Presence::Optional | Presence::Nullable => quote!(None),
        Presence::List => {
            let list = scope.path("std::vec::Vec");
            quote!(#list::new())
        }
        Presence::Patch => {
            let patch = scope.path("crate::arm::Patch");
            quote!(#patch::Absent)
        }
    }
}
