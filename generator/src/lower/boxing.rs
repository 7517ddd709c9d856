//! Definitions that hold themselves.
//!
//! A type cannot hold itself without a pointer between. Lists and dictionaries are pointers already; of the other
//! fields, each that leads back to its own struct is boxed.

use super::context::Draft;
use crate::ir::{Definition, DefinitionId, DefinitionKind, TypeRef};

/// Sets [`crate::ir::Field::boxed`].
pub(super) fn mark(drafts: &mut [Draft]) {
    let edges: Vec<Vec<DefinitionId>> = drafts.iter().map(|draft| direct(&draft.definition)).collect();
    let core = core(&edges);
    for index in (0..drafts.len()).filter(|index| core[*index]) {
        let DefinitionKind::Struct(content) = &mut drafts[index].definition.kind else { continue };
        for field in &mut content.fields {
            if let TypeRef::Definition(id) = &field.value.type_ref {
                field.boxed = leads_to(&edges, &core, *id, DefinitionId(index));
            }
        }
    }
}

/// What `definition` holds without a pointer between.
fn direct(definition: &Definition) -> Vec<DefinitionId> {
    let of = |type_ref: &TypeRef| match type_ref {
        TypeRef::Definition(id) => Some(*id),
        _ => None,
    };
    match &definition.kind {
        DefinitionKind::Struct(content) => {
            content.fields.iter().filter_map(|field| of(&field.value.type_ref)).collect()
        }
        DefinitionKind::Union(content) => content.kinds.iter().map(|kind| kind.definition).collect(),
        DefinitionKind::Alias(type_ref) => of(type_ref).into_iter().collect(),
        DefinitionKind::Enum(_) => Vec::new(),
    }
}

/// The definitions left when those that hold nothing are taken away until no such is left: only these can be on a
/// circle.
fn core(edges: &[Vec<DefinitionId>]) -> Vec<bool> {
    let mut left: Vec<usize> = edges.iter().map(Vec::len).collect();
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); edges.len()];
    for (index, held) in edges.iter().enumerate() {
        for id in held {
            holders[id.0].push(index);
        }
    }
    let mut open: Vec<usize> = (0..edges.len()).filter(|index| left[*index] == 0).collect();
    while let Some(index) = open.pop() {
        for &holder in &holders[index] {
            left[holder] -= 1;
            if left[holder] == 0 {
                open.push(holder);
            }
        }
    }
    left.into_iter().map(|left| left > 0).collect()
}

fn leads_to(edges: &[Vec<DefinitionId>], core: &[bool], from: DefinitionId, to: DefinitionId) -> bool {
    let mut seen = vec![false; edges.len()];
    let mut open = vec![from];
    while let Some(id) = open.pop() {
        if id == to {
            return true;
        }
        if core[id.0] && !std::mem::replace(&mut seen[id.0], true) {
            open.extend(&edges[id.0]);
        }
    }
    false
}
