//! `clients/`: one file for each operation group.

mod answer;
mod call;
mod method;
mod options;

pub(super) use answer::{is_async, variant_name};
pub(super) use call::fixed_query;

use crate::emit::agreed::Context;
use crate::emit::agreed::SourceFile;
use crate::emit::agreed::scope::{Scope, ident};
use crate::emit::docs::{Doc, code};
use crate::ir::{OperationGroup, Outcome};
use proc_macro2::TokenStream;
use quote::quote;

/// `clients/mod.rs`.
pub(super) fn module_file(context: &Context<'_>) -> SourceFile {
    let modules: Vec<_> = context.api.groups.iter().map(|group| ident(&group.name.rust)).collect();
    let declare = modules.iter().map(|module| quote!(mod #module;));
    let export = modules.iter().map(|module| quote!(pub use #module::*;));
    let docs = Doc::markdown("The clients of the operation groups, and the options of their methods.");
    SourceFile::rust("src/generated/clients/mod.rs", docs, &Scope::new([]), declare.chain(export).collect())
}

/// The file of a group.
pub(super) fn file(context: &Context<'_>, group: &OperationGroup) -> SourceFile {
    let results = group.operations.iter().filter_map(|operation| match &operation.outcome {
        Outcome::ByStatus(name) => Some(name.as_str()),
        _ => None,
    });
    let options = group.operations.iter().map(|operation| operation.options.as_str());
    let mut scope = Scope::new(options.chain(results).chain([group.client.as_str()]));
    let mut items = vec![client(context, &mut scope, group), methods(context, &mut scope, group)];
    for operation in &group.operations {
        items.push(options::item(context, &mut scope, group, operation));
        items.extend(answer::by_status(context, &mut scope, operation));
    }
    let docs = Doc::markdown(&format!("The operation group {}.", code(&group.name.wire)));
    SourceFile::rust(format!("src/generated/clients/{}.rs", group.name.rust), docs, &scope, items)
}

fn client(context: &Context<'_>, scope: &mut Scope, group: &OperationGroup) -> TokenStream {
    let accessor = format!("{}::{}", context.api.client, group.name.rust);
    let maker = format!("[{}](crate::{accessor})", code(&accessor));
    let name = code(&group.name.wire);
    let docs = match group.docs.description {
        Some(_) => {
            Doc::of(&group.docs, "").paragraph(&format!("These are the operations of the group {name}, from {maker}."))
        }
        None => Doc::markdown(&format!("The operations of the group {name}, from {maker}.")),
    };
    let docs = docs.attributes();
    let name = ident(&group.client);
    let client = scope.path("crate::arm::Client");
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name {
            pub(crate) client: #client,
        }
    }
}

fn methods(context: &Context<'_>, scope: &mut Scope, group: &OperationGroup) -> TokenStream {
    let name = ident(&group.client);
    let facts: Vec<_> =
        group.operations.iter().filter_map(|operation| answer::operation_facts(context, scope, operation)).collect();
    let mut methods = Vec::with_capacity(group.operations.len());
    for operation in &group.operations {
        methods.push(method::function(context, scope, group, operation));
        methods.extend(method::resume(context, scope, operation));
    }
    quote! {
        impl #name {
            #(#facts)*
            #(#methods)*
        }
    }
}
