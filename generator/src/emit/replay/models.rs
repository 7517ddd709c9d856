//! `models.rs`: each model meets values that no service should send.

use crate::emit::agreed::Context;
use crate::emit::agreed::SourceFile;
use crate::emit::agreed::scope::{Scope, ident};
use crate::emit::docs::Doc;
use crate::ir::{Definition, DefinitionKind};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeMap;

/// The file: a test for each module of models.
pub(in crate::emit) fn file(context: &Context<'_>) -> SourceFile {
    let mut scope = Scope::new([]);
    let mut modules: BTreeMap<&str, Vec<TokenStream>> = BTreeMap::new();
    for definition in &context.api.definitions {
        let properties: Vec<&str> = match &definition.kind {
            DefinitionKind::Struct(content) => content.fields.iter().map(|field| field.name.wire.as_str()).collect(),
            DefinitionKind::Union(content) => vec![&content.property],
            DefinitionKind::Enum(_) | DefinitionKind::Alias(_) => continue,
        };
        modules.entry(&definition.module).or_default().push(check(context, &mut scope, definition, &properties));
    }
    let tests = modules.into_iter().map(|(module, checks)| {
        let name = ident(module);
        quote! {
            #[test]
            fn #name() {
                #(#checks)*
            }
        }
    });
    let tests = tests.collect();
    let docs = Doc::markdown("The models of each module, with values that no service should send.");
    SourceFile::rust("tests/replay/models.rs", docs, &scope, tests)
}

fn check(context: &Context<'_>, scope: &mut Scope, definition: &Definition, properties: &[&str]) -> TokenStream {
    let (check, read) = (scope.path("crate::harness::tolerance::check"), scope.path("crate::harness::tolerance::read"));
    let manners = scope.path("crate::harness::tolerance::Manners");
    let name = &definition.name.rust;
    let model = scope.path(&format!("{}::models::{name}", context.library()));
    let manners = if definition.usage.received { quote!(#manners::Lenient) } else { quote!(#manners::Strict) };
    quote!(#check(#name, #read::<#model>, #manners, &[#(#properties),*]);)
}
