//! What would never end, or not soon: lists and dictionaries that are defined by themselves or through dozens of others,
//! and unions that tell each other.
//!
//! An alias has no name in Rust until what it stands for is known, so one that leads to itself would have none. What it
//! holds is any JSON then. A union that holds itself, with nothing but discriminators between, could go on telling for
//! ever: the kind that leads back is left out, and its values are kept whole as those of every unknown kind.

use crate::diagnostic::{Code, Diagnostic};
use crate::lower::drafts::Type;
use crate::lower::drafts::arena::{Column, DraftId, Drafts};
use crate::lower::drafts::definition::{Content, Draft};
use crate::lower::drafts::report::Report;
use rustc_hash::FxHashSet;

/// So many lists and dictionaries within each other are told apart; rustc gives up at about twice as many.
const MAX_LEVELS: usize = 64;

/// The drafts with their circles cut, which is told.
pub(in crate::lower) fn cut<'a>(mut drafts: Drafts<'a>, report: &mut Report<'_>) -> Drafts<'a> {
    cut_aliases(&mut drafts, report);
    cut_depths(&mut drafts, report);
    cut_unions(&mut drafts, report);
    drafts
}

fn cut_aliases(drafts: &mut Drafts<'_>, report: &mut Report<'_>) {
    let circles = circles(drafts);
    for id in drafts.ids().filter(|id| circles[*id]) {
        cut_alias(&mut drafts[id], report, "is defined by itself alone");
    }
}

/// What an alias holds becomes any JSON, for the reason given.
fn cut_alias(draft: &mut Draft, report: &mut Report<'_>, reason: &str) {
    if let Content::Alias(type_ref) = &mut draft.content {
        free(type_ref);
    }
    let message = format!("`{}` {reason}: what it holds is any JSON", draft.wire);
    let help = "put an object between that has it as a property";
    report.push(Diagnostic::at(Code::FreeValue, draft.location.clone(), message).on_key().help(help));
}

/// Aliases that lead to each other without end are cut already, so every way has a bottom, and depths are counted from there.
fn cut_depths(drafts: &mut Drafts<'_>, report: &mut Report<'_>) {
    let next = drafts.column(|_, draft| aliased(draft));
    let mut depths: Column<Option<usize>> = drafts.column(|_, _| None);
    for start in drafts.ids() {
        let mut way = Vec::new();
        let mut at = Some(start);
        while let Some(id) = at.filter(|id| depths[*id].is_none()) {
            way.push(id);
            at = next[id];
        }
        let mut below = at.and_then(|id| depths[id]).unwrap_or(0);
        for id in way.into_iter().rev() {
            let own = own_levels(&drafts[id]);
            if below > 0 && own + below > MAX_LEVELS {
                let reason = format!("is more than {MAX_LEVELS} lists and dictionaries within each other");
                cut_alias(&mut drafts[id], report, &reason);
                below = 0;
            }
            below += own;
            depths[id] = Some(below);
        }
    }
}

/// The lists and dictionaries that an alias is by itself.
fn own_levels(draft: &Draft) -> usize {
    let Content::Alias(type_ref) = &draft.content else { return 0 };
    let mut levels = 0;
    let mut at = type_ref;
    while let Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) = at {
        levels += 1;
        at = inner;
    }
    levels
}

fn aliased(draft: &Draft) -> Option<DraftId> {
    match &draft.content {
        Content::Alias(type_ref) => type_ref.definition(),
        _ => None,
    }
}

/// Which aliases lead to themselves. An alias leads to one definition, so a way is a circle, ends in one or ends.
fn circles(drafts: &Drafts<'_>) -> Column<bool> {
    let next = drafts.column(|_, draft| aliased(draft));
    let mut circles = drafts.column(|_, _| false);
    // The way on which each was met first.
    let mut met: Column<Option<DraftId>> = drafts.column(|_, _| None);
    for start in drafts.ids() {
        let mut at = start;
        while met[at].is_none() {
            met[at] = Some(start);
            let Some(after) = next[at] else { break };
            at = after;
        }
        // A way that meets itself ends in a circle.
        while met[at] == Some(start) && !circles[at] {
            let Some(after) = next[at] else { break };
            circles[at] = true;
            at = after;
        }
    }
    circles
}

/// Any JSON in place of the definition at the bottom.
fn free(type_ref: &mut Type) {
    match type_ref {
        Type::Array(inner) | Type::Map(inner) => free(inner),
        other => *other = Type::Any,
    }
}

fn cut_unions(drafts: &mut Drafts<'_>, report: &mut Report<'_>) {
    let mut told = drafts.column(|_, draft| told(draft));
    for id in drafts.ids() {
        let Draft { content: Content::Union(union), wire, location, .. } = &mut drafts[id] else { continue };
        let (left, cut): (Vec<_>, Vec<_>) =
            union.kinds.drain(..).partition(|kind| !leads_to(&told, kind.definition, id));
        union.kinds = left;
        for kind in &cut {
            let value = &kind.name.wire;
            let message = format!("the kind `{value}` of `{wire}` tells the kinds of `{wire}` again: it is any JSON");
            let help = "leave it out of the alternatives, or make it an object that has the other as a property";
            report.push(Diagnostic::at(Code::FreeValue, location.clone(), message).on_key().help(help));
        }
        told[id].retain(|leads| !cut.iter().any(|kind| kind.definition == *leads));
    }
}

/// What a union or an alias leads to without a struct between.
fn told(draft: &Draft) -> Vec<DraftId> {
    match &draft.content {
        Content::Union(union) => union.kinds.iter().map(|kind| kind.definition).collect(),
        Content::Alias(Type::Definition(id)) => vec![*id],
        _ => Vec::new(),
    }
}

fn leads_to(told: &Column<Vec<DraftId>>, from: DraftId, to: DraftId) -> bool {
    let mut seen = FxHashSet::default();
    let mut open = vec![from];
    while let Some(id) = open.pop() {
        if id == to {
            return true;
        }
        if seen.insert(id) {
            open.extend(&told[id]);
        }
    }
    false
}
