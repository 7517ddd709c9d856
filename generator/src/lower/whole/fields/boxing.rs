//! Definitions that hold themselves.
//!
//! A type cannot hold itself without a pointer between. Lists and dictionaries are pointers already; of the other
//! fields, each that leads back to its own struct is boxed.

use crate::lower::drafts::Type;
use crate::lower::drafts::arena::{Column, DraftId, Drafts};
use crate::lower::drafts::definition::{Content, Draft};

/// Whether each field of a struct is boxed.
pub(in crate::lower) fn find(drafts: &Drafts<'_>) -> Column<Vec<bool>> {
    let held = drafts.column(|_, draft| held(draft));
    let core = core(drafts, &held);
    drafts.column(|id, draft| {
        let leads_back = |type_ref: &Type| match type_ref {
            Type::Definition(field) => core[id] && leads_to(drafts, &held, &core, *field, id),
            _ => false,
        };
        draft.fields().iter().map(|field| leads_back(&field.value.type_ref)).collect()
    })
}

/// What a definition holds without a pointer between.
fn held(draft: &Draft) -> Vec<DraftId> {
    let of = |type_ref: &Type| match type_ref {
        Type::Definition(id) => Some(*id),
        _ => None,
    };
    match &draft.content {
        Content::Struct(found) => found.fields.iter().filter_map(|field| of(&field.value.type_ref)).collect(),
        Content::Union(found) => found.kinds.iter().map(|kind| kind.definition).collect(),
        Content::Alias(type_ref) => of(type_ref).into_iter().collect(),
        Content::Enum(_) => Vec::new(),
    }
}

/// The definitions left when those that hold nothing are taken away until no such is left: only these can be on a
/// circle.
fn core(drafts: &Drafts<'_>, held: &Column<Vec<DraftId>>) -> Column<bool> {
    let mut left = drafts.column(|id, _| held[id].len());
    let mut holders: Column<Vec<DraftId>> = drafts.column(|_, _| Vec::new());
    for (holder, held) in held.iter() {
        held.iter().for_each(|id| holders[*id].push(holder));
    }
    let mut open: Vec<DraftId> = drafts.ids().filter(|id| left[*id] == 0).collect();
    while let Some(id) = open.pop() {
        for &holder in &holders[id] {
            left[holder] -= 1;
            if left[holder] == 0 {
                open.push(holder);
            }
        }
    }
    drafts.column(|id, _| left[id] > 0)
}

fn leads_to(drafts: &Drafts<'_>, held: &Column<Vec<DraftId>>, core: &Column<bool>, from: DraftId, to: DraftId) -> bool {
    let mut seen = drafts.column(|_, _| false);
    let mut open = vec![from];
    while let Some(id) = open.pop() {
        if id == to {
            return true;
        }
        if core[id] && !std::mem::replace(&mut seen[id], true) {
            open.extend(&held[id]);
        }
    }
    false
}
