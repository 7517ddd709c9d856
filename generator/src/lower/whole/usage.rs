//! Which way definitions travel.

use crate::ir::{Method, Usage};
use crate::lower::drafts::Type;
use crate::lower::drafts::arena::{Column, DraftId, Drafts};
use crate::lower::drafts::definition::{Content, Draft};
use crate::lower::drafts::operation::{Group, Operation, operations};

/// Which way every definition travels. What no operation reaches counts as received, which is the lenient form.
pub(in crate::lower) fn find(drafts: &Drafts<'_>, groups: &[Group]) -> Column<Usage> {
    let bodies = |patch: bool| {
        let wanted = operations(groups).filter(move |operation| (operation.method == Method::Patch) == patch);
        wanted.filter_map(Operation::sent_body).collect::<Vec<_>>()
    };
    let (patched, mut sent) = (bodies(true), bodies(false));
    let body = bodies_of(drafts, patched.iter().chain(&sent).copied());
    sent.extend(operations(groups).flat_map(Operation::parameter_definitions));
    let patch = flood(drafts, patched, sent_parts);
    let sent = flood(drafts, sent, sent_parts);
    let received = flood(drafts, operations(groups).flat_map(Operation::answered).collect(), Draft::parts);
    drafts.column(|id, _| {
        let reached = patch[id] || sent[id];
        Usage {
            sent: reached,
            received: received[id] || !reached,
            patch: patch[id] && !sent[id] && !received[id],
            body: body[id],
        }
    })
}

/// The definitions that are bodies of requests, with what those stand for that are another name: a list is sent item
/// by item.
fn bodies_of(drafts: &Drafts<'_>, roots: impl Iterator<Item = DraftId>) -> Column<bool> {
    flood(drafts, roots.collect(), |draft| match &draft.content {
        Content::Alias(type_ref) => type_ref.definition().into_iter().collect(),
        _ => Vec::new(),
    })
}

/// What a request with a definition can hold: all but what the service owns.
fn sent_parts(draft: &Draft) -> Vec<DraftId> {
    let Some(found) = draft.structure() else { return draft.parts() };
    let fields = found.fields.iter().filter(|field| !field.read_only).map(|field| &field.value.type_ref);
    fields.chain(&found.additional).filter_map(Type::definition).collect()
}

/// Which definitions are reached from `roots`.
fn flood(drafts: &Drafts<'_>, roots: Vec<DraftId>, next: fn(&Draft) -> Vec<DraftId>) -> Column<bool> {
    let mut reached = drafts.column(|_, _| false);
    let mut open = roots;
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut reached[id], true) {
            open.extend(next(&drafts[id]));
        }
    }
    reached
}
