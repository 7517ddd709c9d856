//! Strings with known values.

use super::context::{Context, Naming, Parent, docs};
use super::extensions;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{DefinitionId, DefinitionKind, Docs, Enum, Variant};
use crate::naming::{Kind, Name, Scope, rust_name};
use crate::source::Pointer;
use openapiv3::Schema;
use serde_json::{Map, Value};

/// The definition of an enum. Enums of one `x-ms-enum.name` are one definition if they have the same values, or if
/// all of them are open: it then has the values of all. Else the later one is called after its parent.
pub(super) fn intern<'a>(
    context: &mut Context<'a>,
    schema: &'a Schema,
    values: &[&'a str],
    at: &Pointer,
    naming: Naming,
) -> DefinitionId {
    if let Some(id) = context.inline.get(at) {
        return *id;
    }
    let declared = declaration(context, schema, at);
    let open = declared.and_then(|declared| declared.get("modelAsString")).and_then(Value::as_bool).unwrap_or(true);
    let name = declared.and_then(|declared| declared.get("name")).and_then(Value::as_str);
    let mut definition = Enum { variants: variants(values, declared), open };
    let known = name.and_then(|name| context.enums.get(name)).cloned().unwrap_or_default();
    for id in known {
        let draft = context.drafts.get_mut(id.0);
        if let Some(DefinitionKind::Enum(first)) = draft.map(|draft| &mut draft.definition.kind)
            && merge(first, &mut definition)
        {
            context.inline.insert(at.clone(), id);
            return id;
        }
    }
    let wire = match (&naming, name) {
        (_, Some(name)) => name.to_owned(),
        (Naming::Component { key }, None) => super::types::wire_name(context, key),
        (Naming::Inline { property, .. }, None) => property.clone(),
        (Naming::Enum { name, .. }, None) => name.clone(),
        (Naming::Base { .. }, None) => String::new(),
    };
    let naming = match (naming, name) {
        (Naming::Inline { parent, .. }, Some(name)) => Naming::Enum { name: name.to_owned(), parent },
        (Naming::Component { key }, Some(name)) if key != name => {
            Naming::Enum { name: name.to_owned(), parent: Parent::Operation(String::new()) }
        }
        (naming, _) => naming,
    };
    let id = context.draft(naming, wire, at, docs(&schema.schema_data));
    if let Some(draft) = context.drafts.get_mut(id.0) {
        draft.definition.kind = DefinitionKind::Enum(definition);
    }
    if let Some(name) = name {
        context.enums.entry(name).or_default().push(id);
    }
    context.inline.insert(at.clone(), id);
    id
}

/// `x-ms-enum`, if it is what it should be.
fn declaration<'a>(context: &mut Context<'a>, schema: &'a Schema, at: &Pointer) -> Option<&'a Map<String, Value>> {
    match schema.schema_data.extensions.get("x-ms-enum")? {
        Value::Object(declared) => Some(declared),
        _ => {
            extensions::wrong(context, "x-ms-enum", at, "an object with a `name`");
            None
        }
    }
}

/// Makes `first` stand for `other` too, if it can.
fn merge(first: &mut Enum, other: &mut Enum) -> bool {
    let has = |variants: &[Variant], wire: &str| variants.iter().any(|own| own.name.wire.eq_ignore_ascii_case(wire));
    let equal = first.variants.len() == other.variants.len()
        && other.variants.iter().all(|variant| has(&first.variants, &variant.name.wire));
    let mergeable = equal || (first.open && other.open);
    if !mergeable {
        return false;
    }
    for variant in other.variants.drain(..) {
        match first.variants.iter_mut().find(|own| own.name.wire.eq_ignore_ascii_case(&variant.name.wire)) {
            Some(own) if own.docs == Docs::default() => own.docs = variant.docs,
            Some(_) => {}
            None => first.variants.push(variant),
        }
    }
    first.open |= other.open;
    true
}

fn variants(values: &[&str], declared: Option<&Map<String, Value>>) -> Vec<Variant> {
    let described = declared.and_then(|declared| declared.get("values")).and_then(Value::as_array);
    let mut variants: Vec<Variant> = Vec::with_capacity(values.len());
    for value in values {
        if variants.iter().any(|known| known.name.wire == *value) {
            continue;
        }
        let entry =
            described.into_iter().flatten().find(|entry| entry.get("value").and_then(Value::as_str) == Some(value));
        let text = |key: &str| entry.and_then(|entry| entry.get(key)).and_then(Value::as_str).map(str::to_owned);
        variants.push(Variant {
            // The Rust name is provisional until `name_variants`.
            name: Name { wire: (*value).to_owned(), rust: text("name").unwrap_or_else(|| (*value).to_owned()) },
            docs: Docs { description: text("description"), ..Docs::default() },
        });
    }
    variants
}

/// Decides the names of all variants, once the values of all enums are known.
pub(super) fn name_variants(context: &mut Context<'_>) {
    for draft in &mut context.drafts {
        let definition = &mut draft.definition;
        let DefinitionKind::Enum(content) = &mut definition.kind else { continue };
        let mut scope = Scope::default();
        for variant in &mut content.variants {
            let wire = variant.name.wire.as_str();
            let chosen = context.overrides.property(&definition.name.wire, wire).map(str::to_owned);
            let named = chosen.or_else(|| rust_name(Kind::Variant, &variant.name.rust));
            let help = || format!("name it in apim.toml:\n[names]\n\"{}.{wire}\" = \"…\"", definition.name.wire);
            let Some(rust) = named.or_else(|| rust_name(Kind::Variant, wire)) else {
                let message = format!("nothing of the value `{wire}` is left in Rust");
                let diagnostic = Diagnostic::at(Code::NameEmpty, definition.location.clone(), message);
                context.diagnostics.push(diagnostic.help(help()));
                continue;
            };
            if scope.claim(&rust, &definition.location).is_err() {
                let message = format!("two values of `{}` are called `{rust}` in Rust", definition.name.wire);
                let diagnostic = Diagnostic::at(Code::NameCollision, definition.location.clone(), message);
                context.diagnostics.push(diagnostic.help(help()));
            }
            variant.name.rust = rust;
        }
    }
}
