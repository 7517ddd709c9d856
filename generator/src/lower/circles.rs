//! What would never end, or not soon: lists and dictionaries that are defined by themselves or through dozens of others,
//! and unions that tell each other.
//!
//! An alias has no name in Rust until what it stands for is known, so one that leads to itself would have none. What it
//! holds is any JSON then. A union that holds itself, with nothing but discriminators between, could go on telling for
//! ever: the kind that leads back is left out, and its values are kept whole as those of every unknown kind.

use super::context::{Context, Draft};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{DefinitionId, DefinitionKind, TypeRef};
use std::collections::HashSet;

/// So many lists and dictionaries within each other are told apart; rustc gives up at about twice as many.
const MAX_LEVELS: usize = 64;

/// Cuts the circles, and says so.
pub(super) fn cut(context: &mut Context<'_>) {
    cut_aliases(context);
    cut_depths(context);
    cut_unions(context);
}

fn cut_aliases(context: &mut Context<'_>) {
    let next: Vec<Option<DefinitionId>> = context.drafts.iter().map(aliased).collect();
    for index in (0..next.len()).filter(|index| is_on_circle(&next, *index)) {
        cut_alias(context, index, "is defined by itself alone");
    }
}

/// What an alias holds becomes any JSON, for the reason given.
fn cut_alias(context: &mut Context<'_>, index: usize, reason: &str) {
    let Some(Draft { definition, .. }) = context.drafts.get_mut(index) else { return };
    if let DefinitionKind::Alias(type_ref) = &mut definition.kind {
        free(type_ref);
    }
    let message = format!("`{}` {reason}: what it holds is any JSON", definition.name.wire);
    let help = "put an object between that has it as a property";
    let diagnostic = Diagnostic::at(Code::FreeValue, definition.location.clone(), message);
    context.diagnostics.push(diagnostic.on_key().help(help));
}

/// Aliases that lead to each other without end are cut already, so every way has a bottom, and depths are counted from there.
fn cut_depths(context: &mut Context<'_>) {
    let next: Vec<Option<DefinitionId>> = context.drafts.iter().map(aliased).collect();
    let mut depths: Vec<Option<usize>> = vec![None; next.len()];
    for start in 0..next.len() {
        let mut way = Vec::new();
        let mut at = Some(start);
        while let Some(index) = at.filter(|index| depths.get(*index).is_some_and(Option::is_none)) {
            way.push(index);
            at = next.get(index).copied().flatten().map(|id| id.0);
        }
        let mut below = at.and_then(|index| depths.get(index).copied().flatten()).unwrap_or(0);
        for index in way.into_iter().rev() {
            let own = context.drafts.get(index).map_or(0, own_levels);
            if below > 0 && own + below > MAX_LEVELS {
                cut_alias(
                    context,
                    index,
                    &format!("is more than {MAX_LEVELS} lists and dictionaries within each other"),
                );
                below = 0;
            }
            below += own;
            if let Some(depth) = depths.get_mut(index) {
                *depth = Some(below);
            }
        }
    }
}

/// The lists and dictionaries that an alias is by itself.
fn own_levels(draft: &Draft) -> usize {
    let DefinitionKind::Alias(type_ref) = &draft.definition.kind else { return 0 };
    let mut levels = 0;
    let mut at = type_ref;
    while let TypeRef::Array(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) = at {
        levels += 1;
        at = inner;
    }
    levels
}

fn aliased(draft: &Draft) -> Option<DefinitionId> {
    match &draft.definition.kind {
        DefinitionKind::Alias(type_ref) => type_ref.definition(),
        _ => None,
    }
}

fn is_on_circle(next: &[Option<DefinitionId>], start: usize) -> bool {
    let mut at = start;
    // An alias leads to one definition, so a way is a circle or ends.
    for _ in 0..next.len() {
        match next.get(at).copied().flatten() {
            Some(DefinitionId(found)) if found == start => return true,
            Some(DefinitionId(found)) => at = found,
            None => return false,
        }
    }
    false
}

/// Any JSON in place of the definition at the bottom.
fn free(type_ref: &mut TypeRef) {
    match type_ref {
        TypeRef::Array(inner) | TypeRef::Map(inner) => free(inner),
        other => *other = TypeRef::Any,
    }
}

fn cut_unions(context: &mut Context<'_>) {
    let mut told: Vec<Vec<DefinitionId>> = context.drafts.iter().map(told).collect();
    for index in 0..told.len() {
        let DefinitionKind::Union(content) = &context.drafts[index].definition.kind else { continue };
        let leads_back = |id: DefinitionId| leads_to(&told, id, DefinitionId(index));
        let kinds: Vec<_> = content.kinds.iter().filter(|kind| leads_back(kind.definition)).cloned().collect();
        if kinds.is_empty() {
            continue;
        }
        let Draft { definition, .. } = &mut context.drafts[index];
        for kind in &kinds {
            let (union, value) = (&definition.name.wire, &kind.name.wire);
            let message = format!("the kind `{value}` of `{union}` tells the kinds of `{union}` again: it is any JSON");
            let help = "leave it out of the alternatives, or make it an object that has the other as a property";
            let diagnostic = Diagnostic::at(Code::FreeValue, definition.location.clone(), message);
            context.diagnostics.push(diagnostic.on_key().help(help));
        }
        if let DefinitionKind::Union(content) = &mut definition.kind {
            content.kinds.retain(|kind| !kinds.contains(kind));
        }
        told[index].retain(|id| !kinds.iter().any(|kind| kind.definition == *id));
    }
}

/// What a union or an alias leads to without a struct between.
fn told(draft: &Draft) -> Vec<DefinitionId> {
    match &draft.definition.kind {
        DefinitionKind::Union(content) => content.kinds.iter().map(|kind| kind.definition).collect(),
        DefinitionKind::Alias(TypeRef::Definition(id)) => vec![*id],
        _ => Vec::new(),
    }
}

fn leads_to(told: &[Vec<DefinitionId>], from: DefinitionId, to: DefinitionId) -> bool {
    let mut seen = HashSet::new();
    let mut open = vec![from];
    while let Some(id) = open.pop() {
        if id == to {
            return true;
        }
        if seen.insert(id) {
            open.extend(told.get(id.0).into_iter().flatten());
        }
    }
    false
}
