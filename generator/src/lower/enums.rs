//! Strings with known values.

use super::context::{Context, Draft, Naming, Parent, docs};
use super::names::{Claims, Named};
use super::{extensions, types};
use crate::diagnostic::{Code, Diagnostic, Mark};
use crate::ir::{DefinitionId, DefinitionKind, Docs, Enum, TypeRef, Variant};
use crate::naming::{self, Kind, Name, rust_name};
use crate::source::{Documents, Location, Pointer};
use openapiv3::{Schema, SchemaKind};
use serde_json::{Map, Value};
use std::collections::HashMap;

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
    check_values(context, schema, at);
    let declared = declaration(context, schema, at);
    let open = declared.and_then(|declared| declared.get("modelAsString")).and_then(Value::as_bool).unwrap_or(true);
    let name = declared.and_then(|declared| declared.get("name")).and_then(Value::as_str);
    let name = name.or_else(|| match &naming {
        Naming::Component { key } => context.schemas.get_key_value(key).map(|(key, _)| key.as_str()),
        _ => None,
    });
    let mut definition = Enum { variants: variants(values, declared), open };
    let id = match name.and_then(|name| merge_into_known(context, name, &mut definition)) {
        Some(id) => id,
        None => draft(context, schema, at, naming, name, definition),
    };
    context.inline.insert(at.clone(), id);
    id
}

/// Gives an enum in place, or such items of a list, the description of its use, unless an earlier use has given one.
pub(super) fn describe(context: &mut Context<'_>, type_ref: &TypeRef, description: Option<&str>) {
    match (type_ref, description.filter(|text| !text.trim().is_empty())) {
        (TypeRef::Array(items) | TypeRef::Nullable(items), _) => describe(context, items, description),
        (TypeRef::Definition(id), Some(description)) => {
            let Some(Draft { definition, naming }) = context.drafts.get_mut(id.0) else { return };
            let is_enum = matches!(definition.kind, DefinitionKind::Enum(_));
            if is_enum
                && !matches!(naming, Naming::Component { .. })
                && is_blank(definition.docs.description.as_deref())
            {
                definition.docs.description = Some(description.to_owned());
            }
        }
        _ => {}
    }
}

fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}

/// Reports values that are no text, which no variant can stand for.
pub(super) fn check_values(context: &mut Context<'_>, schema: &Schema, at: &Pointer) {
    let SchemaKind::Any(any) = &schema.schema_kind else { return };
    if any.enumeration.iter().all(Value::is_string) {
        return;
    }
    let at = context.locate(at).key("enum");
    let values = context.documents.value(&at).and_then(Value::as_array).into_iter().flatten();
    for (index, value) in values.enumerate().filter(|(_, value)| !value.is_string() && !value.is_null()) {
        let (written, help) = match value {
            Value::Array(_) | Value::Object(_) => (value.to_string(), "write a text, or correct the `type`".to_owned()),
            _ => {
                let written = context.locator.as_written(&at.index(index)).map(str::to_owned);
                let written = written.unwrap_or_else(|| value.to_string());
                let help = format!("put it in quotes, as \"{written}\", or correct the `type`");
                (written, help)
            }
        };
        let message = format!("the value {written} of a string is no text");
        context.diagnostics.push(Diagnostic::at(Code::EnumValue, at.index(index), message).help(help));
    }
}

/// The definition of an enum that is not known yet.
fn draft<'a>(
    context: &mut Context<'a>,
    schema: &'a Schema,
    at: &Pointer,
    naming: Naming,
    name: Option<&'a str>,
    definition: Enum,
) -> DefinitionId {
    let (naming, wire) = match (naming, name) {
        (Naming::Inline { parent, .. }, Some(name)) => {
            (Naming::Enum { name: name.to_owned(), parent }, name.to_owned())
        }
        (Naming::Component { key }, Some(name)) if key != name => {
            (Naming::Enum { name: name.to_owned(), parent: Parent::Operation(key) }, name.to_owned())
        }
        (Naming::Component { key }, _) => {
            let wire = types::wire_name(context, &key);
            (Naming::Component { key }, wire)
        }
        (Naming::Inline { parent, property }, None) => {
            let wire = property.clone();
            (Naming::Inline { parent, property }, wire)
        }
        (other, name) => (other, name.unwrap_or_default().to_owned()),
    };
    let id = context.draft(naming, wire, at, docs(&schema.schema_data));
    if let Some(draft) = context.drafts.get_mut(id.0) {
        draft.definition.kind = DefinitionKind::Enum(definition);
    }
    if let Some(name) = name {
        context.enums.entry(name).or_default().push(id);
    }
    id
}

/// The enum of this name that stands for `definition` too, if there is one.
fn merge_into_known(context: &mut Context<'_>, name: &str, definition: &mut Enum) -> Option<DefinitionId> {
    for id in context.enums.get(name)? {
        if let Some(DefinitionKind::Enum(known)) = context.drafts.get_mut(id.0).map(|draft| &mut draft.definition.kind)
            && merge(known, definition)
        {
            return Some(*id);
        }
    }
    None
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
        let mut claims = Claims::default();
        let indices = value_indices(context.documents, &definition.location);
        let values: Vec<String> = content.variants.iter().map(|variant| variant.name.wire.clone()).collect();
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        for variant in &mut content.variants {
            let wire = variant.name.wire.as_str();
            let chosen = context.overrides.property(&definition.name.wire, wire);
            let chosen = chosen.map(|chosen| naming::avoid(Kind::Variant, chosen));
            // A name of its own needs no sign told.
            let own = match variant.name.rust == wire {
                true => naming::with_sign(wire, &values),
                false => variant.name.rust.as_str().into(),
            };
            let rust = chosen.or_else(|| rust_name(Kind::Variant, &own));
            let key = format!("{}.{wire}", definition.name.wire);
            let index = indices.get(wire);
            let place = index
                .map_or_else(|| definition.location.clone(), |index| definition.location.key("enum").index(*index));
            let named = Named {
                kind: Kind::Variant,
                wire,
                what: &format!("values of `{}`", definition.name.wire),
                key: &key,
                place,
                mark: Mark::Value,
                prefix: "",
            };
            let Some(rust) = rust.or_else(|| rust_name(Kind::Variant, wire)) else {
                claims.nothing_left(Named { what: &format!("the value `{wire}`"), ..named });
                continue;
            };
            claims.claim(&rust, named);
            variant.name.rust = rust;
        }
        context.claims.push(claims);
    }
}

/// Where the values of the enum at `location` stand; those that it has from others of its name are not among them.
fn value_indices<'d>(documents: &'d Documents, location: &Location) -> HashMap<&'d str, usize> {
    let values = documents.value(location).and_then(|schema| schema.get("enum")).and_then(Value::as_array);
    let mut indices = HashMap::new();
    for (index, value) in values.into_iter().flatten().enumerate() {
        if let Some(text) = value.as_str() {
            indices.entry(text).or_insert(index);
        }
    }
    indices
}
