//! Strings with known values.

use crate::azure::{self, EnumDeclaration, EnumEntry};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::Docs;
use crate::lower::document::choices::is_extensible;
use crate::lower::document::components::{description, docs, wire_name};
use crate::lower::drafts::arena::DraftId;
use crate::lower::drafts::definition::{Content, Enum, EnumValue, Naming, Parent};
use crate::lower::drafts::{Drafting, Type};
use crate::source::Pointer;
use openapiv3::{Schema, SchemaKind};
use serde_json::Value;

/// The definition of an enum. Enums of one `x-ms-enum.name` are one definition if they have the same values, or if
/// all of them are open: it then has the values of all. Else the later one is called after its parent.
pub(in crate::lower) fn intern<'a>(
    drafting: &mut Drafting<'a>,
    schema: &'a Schema,
    values: &[&'a str],
    at: &Pointer,
    naming: Naming,
) -> DraftId {
    if let Some(id) = drafting.drafts.in_place(at) {
        return id;
    }
    check_values(drafting, schema, at);
    let declared = azure::read::<azure::Enum>(&schema.schema_data.extensions);
    let open = is_extensible(schema);
    let name = declared.and_then(EnumDeclaration::name).or_else(|| match &naming {
        Naming::Component { key } => drafting.source.schemas.get_key_value(key).map(|(key, _)| key.as_str()),
        _ => None,
    });
    let mut definition = Enum { values: enum_values(values, declared), open };
    let id = match name.and_then(|name| merge_into_known(drafting, name, &mut definition)) {
        Some(id) => id,
        None => draft(drafting, schema, at, naming, name, definition),
    };
    drafting.drafts.set_in_place(at.clone(), id);
    id
}

/// Gives an enum in place, or such items of a list, the description of its use, unless an earlier use has given one.
pub(in crate::lower) fn describe(drafting: &mut Drafting<'_>, type_ref: &Type, description: Option<&str>) {
    match (type_ref, description.filter(|text| !text.trim().is_empty())) {
        (Type::Array(items) | Type::Nullable(items), _) => describe(drafting, items, description),
        (Type::Definition(id), Some(description)) => {
            let draft = &mut drafting.drafts[*id];
            let is_in_place = !matches!(draft.naming, Naming::Component { .. });
            let is_enum = matches!(draft.content, Content::Enum(_));
            if is_enum && is_in_place && is_blank(draft.docs.description.as_deref()) {
                draft.docs.description = Some(description.to_owned());
            }
        }
        _ => {}
    }
}

fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}

/// Reports values that are no text, which no variant can stand for.
pub(in crate::lower) fn check_values(drafting: &mut Drafting<'_>, schema: &Schema, at: &Pointer) {
    let SchemaKind::Any(any) = &schema.schema_kind else { return };
    if any.enumeration.iter().all(Value::is_string) {
        return;
    }
    let at = drafting.source.locate(at).key("enum");
    let values = drafting.source.documents.value(&at).and_then(Value::as_array).into_iter().flatten();
    for (index, value) in values.enumerate().filter(|(_, value)| !value.is_string() && !value.is_null()) {
        let (written, help) = match value {
            Value::Array(_) | Value::Object(_) => (value.to_string(), "write a text, or correct the `type`".to_owned()),
            _ => {
                let written = drafting.report.as_written(&at.index(index)).map(str::to_owned);
                let written = written.unwrap_or_else(|| value.to_string());
                let help = format!("put it in quotes, as \"{written}\", or correct the `type`");
                (written, help)
            }
        };
        let message = format!("the value {written} of a string is no text");
        drafting.report.push(Diagnostic::at(Code::EnumValue, at.index(index), message).help(help));
    }
}

/// The definition of an enum that is not known yet.
fn draft<'a>(
    drafting: &mut Drafting<'a>,
    schema: &'a Schema,
    at: &Pointer,
    naming: Naming,
    name: Option<&'a str>,
    definition: Enum,
) -> DraftId {
    let (naming, wire) = match (naming, name) {
        (Naming::Inline { parent, .. }, Some(name)) => {
            (Naming::Enum { name: name.to_owned(), parent }, name.to_owned())
        }
        (Naming::Component { key }, Some(name)) if key != name => {
            (Naming::Enum { name: name.to_owned(), parent: Parent::Named(key) }, name.to_owned())
        }
        (Naming::Component { key }, _) => {
            let wire = wire_name(drafting.source, &key);
            (Naming::Component { key }, wire)
        }
        (Naming::Inline { parent, property }, None) => {
            let wire = property.clone();
            (Naming::Inline { parent, property }, wire)
        }
        (other, name) => (other, name.unwrap_or_default().to_owned()),
    };
    let id = drafting.drafts.add(naming, wire, drafting.source.locate(at), docs(&schema.schema_data));
    drafting.drafts[id].content = Content::Enum(definition);
    if let Some(name) = name {
        drafting.drafts.add_enum(name, id);
    }
    id
}

/// The enum of this name that stands for `definition` too, if there is one.
fn merge_into_known(drafting: &mut Drafting<'_>, name: &str, definition: &mut Enum) -> Option<DraftId> {
    drafting.drafts.enums(name).into_iter().find(|id| match &mut drafting.drafts[*id].content {
        Content::Enum(known) => merge(known, definition),
        _ => false,
    })
}

/// Makes `first` stand for `other` too, if it can.
fn merge(first: &mut Enum, other: &mut Enum) -> bool {
    let has = |values: &[EnumValue], wire: &str| values.iter().any(|own| own.wire.eq_ignore_ascii_case(wire));
    let equal =
        first.values.len() == other.values.len() && other.values.iter().all(|value| has(&first.values, &value.wire));
    let mergeable = equal || (first.open && other.open);
    if !mergeable {
        return false;
    }
    for value in other.values.drain(..) {
        match first.values.iter_mut().find(|own| own.wire.eq_ignore_ascii_case(&value.wire)) {
            Some(own) if own.docs == Docs::default() => own.docs = value.docs,
            Some(_) => {}
            None => first.values.push(value),
        }
    }
    first.open |= other.open;
    true
}

fn enum_values(values: &[&str], declared: Option<EnumDeclaration<'_>>) -> Vec<EnumValue> {
    let mut found: Vec<EnumValue> = Vec::with_capacity(values.len());
    for value in values {
        if found.iter().any(|known| known.wire == *value) {
            continue;
        }
        let mut entries = declared.into_iter().flat_map(EnumDeclaration::values);
        let entry = entries.find(|entry| entry.value().and_then(Value::as_str) == Some(value));
        found.push(EnumValue {
            wire: (*value).to_owned(),
            name: entry.and_then(EnumEntry::name).filter(|name| name != value).map(str::to_owned),
            docs: description(entry.and_then(EnumEntry::description)),
        });
    }
    found
}
