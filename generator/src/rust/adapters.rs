//! How values are read from JSON and written to it: adapters, which are types that have no values.

use crate::ir::{Api, DefinitionKind, Field, Presence, TimeFormat, TypeRef};

/// An adapter, such as `List<Same>`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Adapter {
    /// Its path in the emitted crate.
    pub(crate) path: &'static str,
    pub(crate) inner: Option<Box<Adapter>>,
}

impl Adapter {
    /// The adapter of values that are written as their type does.
    const SAME: Self = Self { path: "crate::arm::Same", inner: None };

    fn new(path: &'static str) -> Self {
        Self { path, inner: None }
    }

    fn of(path: &'static str, inner: Self) -> Self {
        Self { path, inner: Some(Box::new(inner)) }
    }
}

/// How the values that come back are read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Reading {
    /// As declared.
    Strict,
    /// `null` is an empty list or map, and `null` items are left out unless they are values.
    Lenient,
}

/// Whether a list or a dictionary has an adapter although its items need none.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Lists {
    WhereNeeded,
    Always,
}

/// The adapter of a field; `None` for the most frequent one, an optional value that is written as its type does.
pub(crate) fn field_adapter(api: &Api, field: &Field, reading: Reading) -> Option<Adapter> {
    // A boxed value is a model, which has no adapter of its own.
    let reading = if field.boxed { Reading::Strict } else { reading };
    let lists = if field.presence == Presence::List { Lists::Always } else { Lists::WhereNeeded };
    let inner = adapter_of(api, &field.value.type_ref, reading, lists);
    let wrapper = match field.presence {
        Presence::Plain | Presence::List => return Some(inner.unwrap_or(Adapter::SAME)),
        Presence::Optional if inner.is_none() => return None,
        Presence::Optional => "crate::arm::Opt",
        Presence::Nullable => "crate::arm::Nullable",
        Presence::Patch => "crate::arm::Patched",
    };
    Some(Adapter::of(wrapper, inner.unwrap_or(Adapter::SAME)))
}

/// The adapter of the dictionary of undeclared properties.
pub(crate) fn rest_adapter(api: &Api, item: &TypeRef) -> Adapter {
    let inner = adapter_of(api, item, Reading::Lenient, Lists::WhereNeeded);
    Adapter::of("crate::arm::Dict", inner.unwrap_or_else(|| as_it_is(api, item)))
}

/// The adapter of an answer that is no model.
pub(crate) fn answer_adapter(api: &Api, type_ref: &TypeRef) -> Adapter {
    adapter_of(api, type_ref, Reading::Lenient, Lists::WhereNeeded).unwrap_or(Adapter::SAME)
}

/// The adapter of a value by itself.
pub(crate) fn plain_adapter(api: &Api, type_ref: &TypeRef) -> Adapter {
    adapter_of(api, type_ref, Reading::Strict, Lists::WhereNeeded).unwrap_or(Adapter::SAME)
}

fn adapter_of(api: &Api, type_ref: &TypeRef, reading: Reading, lists: Lists) -> Option<Adapter> {
    let (wrapper, item) = match type_ref {
        TypeRef::Float32 | TypeRef::Float64 | TypeRef::Decimal => return Some(Adapter::new("crate::arm::Float")),
        TypeRef::Time(TimeFormat::Rfc3339) => return Some(Adapter::new("crate::arm::Rfc3339")),
        TypeRef::Time(TimeFormat::Rfc1123) => return Some(Adapter::new("crate::arm::Rfc1123")),
        TypeRef::Time(TimeFormat::Unix) => return Some(Adapter::new("crate::arm::Unix")),
        TypeRef::Base64 | TypeRef::Binary => return Some(Adapter::new("crate::arm::Base64")),
        TypeRef::Base64Url => return Some(Adapter::new("crate::arm::Base64Url")),
        TypeRef::Nullable(item) => {
            // serde reads and writes an `Option` by itself.
            let inner = adapter_of(api, item, reading, Lists::WhereNeeded);
            let inner = if reading == Reading::Strict { inner? } else { inner.unwrap_or(Adapter::SAME) };
            return Some(Adapter::of("crate::arm::Nullable", inner));
        }
        TypeRef::Array(item) => ("crate::arm::List", item),
        TypeRef::Map(item) => ("crate::arm::Dict", item),
        TypeRef::Definition(id) => {
            // An alias that leads to itself has no Rust type to begin with, so its depth needs no limit here.
            return match &api.definition(*id).kind {
                DefinitionKind::Alias(_) => match api.resolve(type_ref) {
                    TypeRef::Definition(_) => None,
                    resolved => adapter_of(api, resolved, reading, lists),
                },
                _ => None,
            };
        }
        _ => return None,
    };
    let inner = adapter_of(api, item, reading, Lists::WhereNeeded);
    if reading == Reading::Strict && lists == Lists::WhereNeeded && inner.is_none() {
        return None;
    }
    Some(Adapter::of(wrapper, inner.unwrap_or_else(|| as_it_is(api, item))))
}

/// The adapter of items of a list, or values of a dictionary, that are read as they are.
fn as_it_is(api: &Api, item: &TypeRef) -> Adapter {
    if *api.resolve(item) == TypeRef::Any { Adapter::new("crate::arm::Any") } else { Adapter::SAME }
}
