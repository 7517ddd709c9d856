//! `models/`: one file for each module of definitions, re-exported flat.

mod constructor;
mod enums;
mod fields;
mod getters;
mod structs;
mod unions;

use crate::emit::agreed::SourceFile;
use crate::emit::agreed::print;
use crate::emit::agreed::scope::{Scope, ident};
use crate::emit::agreed::{Context, Item};
use crate::emit::docs::{Doc, code};
use crate::ir::{Definition, DefinitionId, DefinitionKind, Docs, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeMap;

/// The definitions of one file.
pub(super) struct Module<'a> {
    name: &'a str,
    pub(super) definitions: Vec<(DefinitionId, &'a Definition)>,
}

/// The modules by name.
pub(super) fn modules<'a>(context: &Context<'a>) -> Vec<Module<'a>> {
    let mut modules: BTreeMap<&str, Vec<(DefinitionId, &Definition)>> = BTreeMap::new();
    for (index, definition) in context.api.definitions.iter().enumerate() {
        modules.entry(&definition.module).or_default().push((DefinitionId(index), definition));
    }
    modules.into_iter().map(|(name, definitions)| Module { name, definitions }).collect()
}

/// `models/mod.rs`.
pub(super) fn module_file(context: &Context<'_>) -> SourceFile {
    let modules = modules(context);
    let names: Vec<_> = modules.iter().map(|module| ident(module.name)).collect();
    let declare = names.iter().map(|module| quote!(mod #module;));
    let export = names.iter().map(|module| quote!(pub use #module::*;));
    let docs = Doc::markdown("What the bodies of requests and answers are made of.");
    let docs = if modules.len() > 1 { by_subject(docs, &modules) } else { docs };
    SourceFile::rust("src/generated/models/mod.rs", docs, &Scope::new([]), declare.chain(export).collect())
}

/// A list of the modules with their models: a page of documentation has all models in one list by name.
fn by_subject(docs: Doc, modules: &[Module<'_>]) -> Doc {
    let docs = docs.heading("By subject");
    modules.iter().fold(docs, |docs, Module { name, definitions }| {
        let links: Vec<_> = definitions.iter().map(|(_, found)| format!("[{}]", code(&found.name.rust))).collect();
        docs.item(&format!("{}:", name.replace('_', " ")), &Docs::default(), &[format!("{}.", links.join(", "))])
    })
}

/// The file of a module.
pub(super) fn file(context: &Context<'_>, module: &Module<'_>) -> SourceFile {
    let Module { name: module, definitions } = module;
    let types = definitions.iter().map(|(_, definition)| definition.name.rust.as_str());
    let shapes = definitions.iter().filter_map(|(id, _)| context.shapes.name(*id));
    let mut scope = Scope::new([]);
    for name in types.chain(shapes) {
        scope.declare(name, &format!("crate::models::{name}"));
    }
    let items = definitions.iter().flat_map(|(id, definition)| items(context, &mut scope, *id, definition)).collect();
    let docs = Doc::markdown(&match *module {
        "common" => "Models that several operation groups share.".to_owned(),
        group if context.api.groups.iter().any(|known| known.name.rust == group) => {
            format!("Models of the operation group {}.", code(group))
        }
        family => format!("Models of several operation groups, among them those of the family {}.", code(family)),
    });
    SourceFile::rust(format!("src/generated/models/{module}.rs"), docs, &scope, items)
}

fn items(context: &Context<'_>, scope: &mut Scope, id: DefinitionId, definition: &Definition) -> Vec<Item> {
    let mut items = match &definition.kind {
        DefinitionKind::Struct(found) => structs::items(context, scope, id, definition, found),
        DefinitionKind::Enum(found) => enums::items(scope, definition, found),
        DefinitionKind::Union(found) => unions::items(context, scope, id, definition, found),
        DefinitionKind::Alias(target) => vec![alias(context, scope, definition, target).into()],
    };
    let is_own_type =
        matches!(definition.kind, DefinitionKind::Struct(_) | DefinitionKind::Union(_) | DefinitionKind::Enum(_));
    if definition.usage.body && is_own_type {
        items.push(into_body(context, scope, id, definition).into());
    }
    items.extend(context.shapes.item(context, scope, id).map(Item::Tokens));
    items
}

fn alias(context: &Context<'_>, scope: &mut Scope, definition: &Definition, target: &TypeRef) -> TokenStream {
    let docs = docs(definition).attributes();
    let name = ident(&definition.name.rust);
    let target = print::value(context, scope, target);
    quote! {
        #docs
        pub type #name = #target;
    }
}

/// `request_body!` of a model that is sent by itself.
fn into_body(context: &Context<'_>, scope: &mut Scope, id: DefinitionId, definition: &Definition) -> TokenStream {
    let name = ident(&definition.name.rust);
    let request_body = scope.path("crate::arm::request_body");
    let shape = context.shapes.name(id).map(|shape| {
        let shape = ident(shape);
        quote!(, #shape)
    });
    quote!(#request_body!(#name #shape);)
}

/// Documentation of a definition's type.
fn docs(definition: &Definition) -> Doc {
    let Definition { name, .. } = definition;
    let docs = Doc::of(&definition.docs, &format!("{} of the specification.", code(&name.wire)));
    let renamed: Vec<_> = crate::emit::agreed::facts::specified_name(&name.rust, &name.wire).into_iter().collect();
    docs.facts(&renamed)
}
