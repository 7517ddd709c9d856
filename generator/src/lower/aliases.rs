//! Lists and dictionaries that are defined by themselves.
//!
//! An alias has no name in Rust until what it stands for is known, so one that leads to itself would have none. What it
//! holds is any JSON then.

use super::context::Context;
use super::definitions::target;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{DefinitionId, DefinitionKind, TypeRef};

/// Cuts the circles, and says so.
pub(super) fn cut(context: &mut Context<'_>) {
    let next: Vec<Option<DefinitionId>> = context
        .drafts
        .iter()
        .map(|draft| match &draft.definition.kind {
            DefinitionKind::Alias(type_ref) => target(type_ref),
            _ => None,
        })
        .collect();
    for index in (0..next.len()).filter(|index| is_on_circle(&next, *index)) {
        let Some(draft) = context.drafts.get_mut(index) else { continue };
        let name = draft.definition.name.wire.clone();
        if let DefinitionKind::Alias(type_ref) = &mut draft.definition.kind {
            free(type_ref);
        }
        let message = format!("`{name}` is defined by itself alone: what it holds is any JSON");
        let help = "put an object between that has it as a property";
        let diagnostic = Diagnostic::at(Code::FreeValue, draft.definition.location.clone(), message);
        context.diagnostics.push(diagnostic.on_key().help(help));
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
