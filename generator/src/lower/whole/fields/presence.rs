//! Which fields a struct has, and how the absence of each shows.
//!
//! What comes back is lenient: everything can be absent. What is only sent is strict: required fields are plain, and
//! what the service owns is not there at all. What is only patched tells absent, null and value apart, and so do
//! properties of what is only sent that may be `null`; in what comes back, `null` is no different from absent.

use super::deletable;
use crate::ir::{Presence, Usage};
use crate::lower::drafts::Type;
use crate::lower::drafts::arena::{Column, DraftId, Drafts};
use crate::lower::drafts::definition::{Field, Struct};
use rustc_hash::FxHashSet;

/// A field that a struct has in Rust.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Shown {
    /// Its index among the declared fields.
    pub(in crate::lower) declared: usize,
    /// Its type, where that is not the declared one.
    pub(in crate::lower) patched: Option<Type>,
    pub(in crate::lower) presence: Presence,
    pub(in crate::lower) boxed: bool,
    /// The definition that constructors and getters reach through the field.
    pub(super) wrapped: Option<DraftId>,
}

/// The fields of every struct.
pub(in crate::lower) fn find(
    drafts: &Drafts<'_>,
    usage: &Column<Usage>,
    boxed: &Column<Vec<bool>>,
    page_items: &Column<Option<String>>,
) -> Column<Vec<Shown>> {
    let mut fields = drafts.column(|id, draft| {
        let Some(found) = draft.structure() else { return Vec::new() };
        let told: FxHashSet<&str> = found.discriminators.iter().map(|told| told.property.as_str()).collect();
        let shown = |(declared, (field, boxed)): (usize, (&Field, &bool))| {
            let patched = usage[id].patch.then(|| deletable::field(drafts, &field.value.type_ref)).flatten();
            let wrapped = match patched.as_ref().unwrap_or(&field.value.type_ref) {
                Type::Definition(id) if field.flatten && !boxed => Some(*id),
                _ => None,
            };
            let presence = presence(field, usage[id], &told, page_items[id].as_deref());
            Shown { declared, patched, presence, boxed: *boxed, wrapped }
        };
        kept(found, usage[id], &boxed[id]).map(shown).collect()
    });
    require_wrappers(drafts, usage, &mut fields);
    fields
}

/// The declared fields that are there, each with its index.
fn kept<'f>(
    found: &'f Struct,
    usage: Usage,
    boxed: &'f [bool],
) -> impl Iterator<Item = (usize, (&'f Field, &'f bool))> {
    let fields = found.fields.iter().zip(boxed).enumerate();
    fields.filter(move |(_, (field, _))| usage.received || !field.read_only)
}

fn presence(field: &Field, usage: Usage, told: &FxHashSet<&str>, items: Option<&str>) -> Presence {
    if told.contains(field.name.wire.as_str()) {
        // Absent, it is written as the value that tells the kind.
        Presence::Optional
    } else if items == Some(field.name.wire.as_str()) {
        Presence::List
    } else if usage.received {
        Presence::Optional
    } else if usage.patch {
        if field.flatten { Presence::Optional } else { Presence::Patch }
    } else if field.value.facts.nullable {
        if field.required { Presence::Nullable } else { Presence::Patch }
    } else if field.required {
        Presence::Plain
    } else {
        Presence::Optional
    }
}

/// An inner required field makes the flattened wrapper required, and so on outwards.
fn require_wrappers(drafts: &Drafts<'_>, usage: &Column<Usage>, fields: &mut Column<Vec<Shown>>) {
    let is_plain = |field: &Shown| field.presence == Presence::Plain;
    let wrappers = wrappers(drafts, fields);
    let mut constructed = drafts.column(|id, _| fields[id].iter().any(is_plain));
    let mut waiting: Vec<DraftId> = drafts.ids().filter(|id| constructed[*id]).collect();
    while let Some(inner) = waiting.pop() {
        for &owner in wrappers[inner].iter().filter(|id| !usage[**id].received && !usage[**id].patch) {
            let wrapping = fields[owner].iter_mut().filter(|field| field.wrapped == Some(inner));
            for field in wrapping.filter(|field| field.presence == Presence::Optional) {
                field.presence = Presence::Plain;
            }
            if !constructed[owner] && fields[owner].iter().any(is_plain) {
                constructed[owner] = true;
                waiting.push(owner);
            }
        }
    }
}

/// The structs that have a struct in a flattened property, once for each such property.
pub(super) fn wrappers(drafts: &Drafts<'_>, fields: &Column<Vec<Shown>>) -> Column<Vec<DraftId>> {
    let mut wrappers = drafts.column(|_, _| Vec::new());
    for owner in drafts.ids() {
        for inner in fields[owner].iter().filter_map(|field| field.wrapped) {
            wrappers[inner].push(owner);
        }
    }
    wrappers
}
