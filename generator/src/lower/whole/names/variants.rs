//! Names of the values of enums.

use crate::diagnostic::Mark;
use crate::lower::document::source::Source;
use crate::lower::drafts::Names;
use crate::lower::drafts::arena::{Column, Drafts};
use crate::lower::drafts::complaints::{Claims, Named};
use crate::lower::drafts::definition::{Content, Draft, Enum, EnumValue};
use crate::naming::{self, NameKind, rust_name};
use crate::source::{Documents, Location};
use rustc_hash::FxHashMap;
use serde_json::Value;

/// The Rust names of the values of every enum, in their order.
pub(in crate::lower) fn find(source: &Source<'_>, drafts: &Drafts<'_>, names: &mut Names<'_>) -> Column<Vec<String>> {
    drafts.column(|_, draft| match &draft.content {
        Content::Enum(content) => name_values(source, names, draft, content),
        _ => Vec::new(),
    })
}

fn name_values(source: &Source<'_>, names: &mut Names<'_>, draft: &Draft, content: &Enum) -> Vec<String> {
    let mut claims = Claims::default();
    let indices = value_indices(source.documents, &draft.location);
    let values: Vec<&str> = content.values.iter().map(|value| value.wire.as_str()).collect();
    let mut found = Vec::with_capacity(values.len());
    for EnumValue { wire, name, .. } in &content.values {
        let chosen = names.overrides.property(&draft.wire, wire);
        let chosen = chosen.map(|chosen| naming::avoid(NameKind::Variant, chosen));
        // A name of its own needs no sign told.
        let own = name.as_deref().map_or_else(|| naming::with_sign(wire, &values), Into::into);
        let rust = chosen.or_else(|| rust_name(NameKind::Variant, &own)).or_else(|| rust_name(NameKind::Variant, wire));
        let key = format!("{}.{wire}", draft.wire);
        let index = indices.get(wire.as_str());
        let named = Named {
            kind: NameKind::Variant,
            wire,
            what: &format!("values of `{}`", draft.wire),
            key: &key,
            place: index.map_or_else(|| draft.location.clone(), |index| draft.location.key("enum").index(*index)),
            mark: Mark::Value,
            prefix: "",
        };
        match &rust {
            Some(rust) => claims.claim(rust, named),
            None => claims.nothing_left(Named { what: &format!("the value `{wire}`"), ..named }),
        }
        found.push(rust.unwrap_or_else(|| naming::stand_in(NameKind::Variant, wire)));
    }
    names.claims.push(claims);
    found
}

/// Where the values of the enum at `location` stand; those that it has from others of its name are not among them.
fn value_indices<'d>(documents: &'d Documents, location: &Location) -> FxHashMap<&'d str, usize> {
    let values = documents.value(location).and_then(|schema| schema.get("enum")).and_then(Value::as_array);
    let mut indices = FxHashMap::default();
    for (index, value) in values.into_iter().flatten().enumerate() {
        if let Some(text) = value.as_str() {
            indices.entry(text).or_insert(index);
        }
    }
    indices
}
