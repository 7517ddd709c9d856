//! Structs, and what is implemented for them.

use super::{constructor, docs, fields, getters};
use crate::emit::agreed::print;
use crate::emit::agreed::scope::{Scope, ident};
use crate::emit::agreed::{Context, Item};
use crate::emit::docs::code;
use crate::ir::{Definition, DefinitionId, Struct, TypeRef};
use crate::rust::is_nullary;
use proc_macro2::TokenStream;
use quote::quote;

/// The items of a struct.
pub(super) fn items(
    context: &Context<'_>,
    scope: &mut Scope,
    id: DefinitionId,
    definition: &Definition,
    found: &Struct,
) -> Vec<Item> {
    let mut items = vec![struct_item(context, scope, id, definition, found).into()];
    items.push(fields::model(context, scope, definition, found));
    items.extend(methods(context, scope, id, definition, found).map(Item::Tokens));
    items.extend(default(context, scope, id, definition, found).map(Item::Tokens));
    items.extend(page(context, scope, definition, found).map(Item::Tokens));
    items
}

fn struct_item(
    context: &Context<'_>,
    scope: &mut Scope,
    id: DefinitionId,
    definition: &Definition,
    found: &Struct,
) -> TokenStream {
    let docs = docs(definition).attributes();
    let derives = derives(context, scope, id);
    let non_exhaustive = (definition.usage.received && !definition.usage.sent).then(|| quote!(#[non_exhaustive]));
    let name = ident(&definition.name.rust);
    let fields = fields::declarations(context, scope, found);
    quote! {
        #docs
        #derives
        #non_exhaustive
        pub struct #name {
            #(#fields)*
        }
    }
}

fn derives(context: &Context<'_>, scope: &mut Scope, id: DefinitionId) -> TokenStream {
    let default = context.defaults.derived(id).then(|| quote!(Default,));
    let debug = scope.path("azure_core::fmt::SafeDebug");
    quote!(#[derive(Clone, #default #debug)])
}

fn methods(
    context: &Context<'_>,
    scope: &mut Scope,
    id: DefinitionId,
    definition: &Definition,
    found: &Struct,
) -> Option<TokenStream> {
    let mut methods: Vec<_> = constructor::function(context, scope, id, found).into_iter().collect();
    methods.extend(getters::functions(context, scope, found));
    if definition.usage.sent {
        methods.extend(getters::ways_in(context, scope, found));
    }
    methods.extend(context.is_error(id).then(|| from_error(scope)));
    let name = ident(&definition.name.rust);
    (!methods.is_empty()).then(|| {
        quote! {
            impl #name {
                #(#methods)*
            }
        }
    })
}

/// `from_error` of a definition that the service reports errors with.
pub(super) fn from_error(scope: &mut Scope) -> TokenStream {
    let option = scope.path("std::option::Option");
    let error_body = scope.path("crate::arm::error_body");
    quote! {
        #[doc = " The error as the service worded it, if the call failed by its answer."]
        pub fn from_error(error: &azure_core::Error) -> #option<Self> {
            #error_body(error)
        }
    }
}

/// `Default` through a `new` that takes nothing, where it cannot be derived.
fn default(
    context: &Context<'_>,
    scope: &mut Scope,
    id: DefinitionId,
    definition: &Definition,
    found: &Struct,
) -> Option<TokenStream> {
    let wanted = is_nullary(found) && !context.defaults.derived(id);
    let name = ident(&definition.name.rust);
    wanted.then(|| {
        let default = scope.path("std::default::Default");
        quote! {
            impl #default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    })
}

/// `page!` of a struct that holds the items of a page.
fn page(context: &Context<'_>, scope: &mut Scope, definition: &Definition, found: &Struct) -> Option<TokenStream> {
    let items = found.page_items.as_ref()?;
    let field = found.fields.iter().find(|field| field.name.wire == *items)?;
    let TypeRef::Array(item) = context.resolve(&field.value.type_ref) else { return None };
    let page = scope.path("crate::arm::page");
    let name = ident(&definition.name.rust);
    let field = ident(&field.name.rust);
    let item = print::value(context, scope, item);
    Some(quote!(#page!(#name, #field, #item);))
}

/// Documentation of a field or variant that has none.
pub(super) fn undescribed(wire: &str) -> String {
    format!("{} of the specification.", code(wire))
}
