//! `tests/replay/`: each example of the specification as a test, and each model with odd values.

mod case;
mod models;
mod read_only;
mod test;

pub(super) use models::file as models_file;

use crate::emit::agreed::Context;
use crate::emit::agreed::SourceFile;
use crate::emit::agreed::scope::{Scope, ident, unique};
use crate::emit::docs::{Doc, code};
use crate::ir::{Example, Operation, OperationGroup};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// The groups that have examples.
pub(super) fn groups<'a>(context: &Context<'a>) -> Vec<&'a OperationGroup> {
    context.api.groups.iter().filter(|group| has_examples(group)).collect()
}

fn has_examples(group: &OperationGroup) -> bool {
    group.operations.iter().any(|operation| !operation.examples.is_empty())
}

/// `main.rs`.
pub(super) fn main_file(context: &Context<'_>) -> SourceFile {
    let mut scope = Scope::new([]);
    let groups = groups(context);
    let client = (!groups.is_empty()).then(|| client(context, &mut scope));
    let mut items = vec![
        quote!(
            mod harness;
        ),
        quote!(
            mod models;
        ),
    ];
    items.extend(groups.into_iter().map(|group| {
        let module = ident(&module(context, group));
        quote!(mod #module;)
    }));
    items.extend(client);
    let docs = Doc::markdown("Replays the examples of the specification against the client, without a network.");
    SourceFile::rust("tests/replay/main.rs", docs, &scope, items)
}

/// The modules of all groups, for tests that call another service in the same way.
pub(super) fn modules_file(context: &Context<'_>) -> SourceFile {
    let modules = groups(context).into_iter().map(|group| {
        let module = module(context, group);
        let (path, module) = (format!("../replay/{module}.rs"), ident(&module));
        quote!(#[path = #path] mod #module;)
    });
    let docs = Doc::default();
    SourceFile::rust("tests/emulated/modules.rs", docs, &Scope::new([]), modules.collect())
}

/// Module of a group's tests. The names of the other modules are taken, and that of the crate, which all of them use.
fn module(context: &Context<'_>, group: &OperationGroup) -> String {
    let name = &group.name.rust;
    let is_taken = matches!(name.as_str(), "harness" | "lib" | "main" | "models") || *name == context.library();
    if is_taken { format!("{name}_examples") } else { name.clone() }
}

/// The client that all tests use.
fn client(context: &Context<'_>, scope: &mut Scope) -> TokenStream {
    let api = context.api;
    let client = scope.path(&format!("{}::{}", context.library(), api.client));
    let options = scope.path(&format!("{}::{}Options", context.library(), api.client));
    let replay = scope.path("harness::Replay");
    let endpoint = api.endpoint.as_ref().map(|endpoint| {
        let template = &endpoint.template;
        quote!(&replay.endpoint(#template),)
    });
    let subscription = api.has_subscription.then(|| quote!(replay.subscription_id(),));
    quote! {
        fn client(replay: &#replay) -> #client {
            let options = #options {
                api_version: replay.api_version(),
                client_options: replay.client_options(),
                ..#options::default()
            };
            #client::new(#endpoint #subscription replay.credential(), Some(options)).expect("the service has an address")
        }
    }
}

/// An example, and what its test and its file are called: no two of a group are called alike, whatever the case.
struct Named<'a> {
    name: String,
    operation: &'a Operation,
    example: &'a Example,
}

fn named(group: &OperationGroup) -> impl Iterator<Item = Named<'_>> {
    let mut taken = BTreeSet::new();
    let all = group.operations.iter().flat_map(|operation| operation.examples.iter().map(move |one| (operation, one)));
    all.map(move |(operation, example)| {
        // A keyword has an underscore that sets it apart, for which the rest does here.
        let method = operation.rust.trim_end_matches('_');
        let name = unique(&format!("{method}_{}", test::snake(stem(&example.file))), &mut taken);
        Named { name, operation, example }
    })
}

/// The file of a group.
pub(super) fn file(context: &Context<'_>, group: &OperationGroup) -> SourceFile {
    let mut scope = Scope::new([]);
    let mut items = Vec::new();
    let module = module(context, group);
    for Named { name, operation, example } in named(group) {
        let statics = ident(&name.to_uppercase());
        let data = format!("examples/{module}/{name}.jsonc");
        items.push(case::item(context, &mut scope, operation, example, &statics, &data));
        items.push(test::item(context, &mut scope, group, operation, &ident(&name), &statics));
    }
    let docs = Doc::markdown(&format!("The examples of the operation group {}.", code(&group.name.wire)));
    SourceFile::rust(format!("tests/replay/{module}.rs"), docs, &scope, items)
}

/// The files of all examples, each with its path.
pub(super) fn examples<'a>(context: &'a Context<'a>) -> Vec<(String, &'a Example)> {
    let of_group = |group: &'a OperationGroup| {
        let module = module(context, group);
        named(group)
            .map(move |Named { name, example, .. }| (format!("tests/replay/examples/{module}/{name}.jsonc"), example))
    };
    context.api.groups.iter().flat_map(of_group).collect()
}

/// The file of an example.
pub(super) fn example_file(path: &str, example: &Example) -> SourceFile {
    SourceFile::text(path, format!("{}\n", case::json(example)))
}

/// A file's name without its extension.
fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}
