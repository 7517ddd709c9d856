//! Which way definitions travel, and which group they belong to.

use super::context::Draft;
use crate::ir::{Definition, DefinitionId, DefinitionKind, Method, Operation, OperationGroup, TypeRef, Usage};

/// The module of definitions that several groups share.
const SHARED: &str = "common";

/// Sets [`Usage`] on every definition. What no operation reaches counts as received, which is the lenient form.
pub(super) fn mark(drafts: &mut [Draft], groups: &[OperationGroup]) {
    let operations = || groups.iter().flat_map(|group| &group.operations);
    let bodies = |patch: bool| {
        let wanted = operations().filter(move |operation| (operation.method == Method::Patch) == patch);
        wanted.filter_map(|operation| operation.body.as_ref()?.value.type_ref.definition()).collect::<Vec<_>>()
    };
    let (patched, mut sent_roots) = (bodies(true), bodies(false));
    let body_roots: Vec<DefinitionId> =
        patched.iter().chain(&sent_roots).flat_map(|id| with_what_it_names(drafts, *id)).collect();
    sent_roots
        .extend(operations().flat_map(|operation| &operation.parameters).filter_map(|p| p.value.type_ref.definition()));
    let patch = flood(drafts, patched, sent_parts);
    let sent = flood(drafts, sent_roots, sent_parts);
    let received = flood(drafts, operations().flat_map(answers).collect(), Definition::parts);
    for (index, draft) in drafts.iter_mut().enumerate() {
        let reached = patch[index] || sent[index];
        draft.definition.usage = Usage {
            sent: reached,
            received: received[index] || !reached,
            patch: patch[index] && !sent[index] && !received[index],
            body: false,
        };
    }
    for id in body_roots {
        mark_body(drafts, id);
    }
}

/// Sets [`Usage::body`], on what an alias stands for as well: a list is sent item by item.
fn mark_body(drafts: &mut [Draft], id: DefinitionId) {
    let mut next = Some(id);
    // Aliases that lead in a circle are cut, so a way is no longer than there are definitions.
    for _ in 0..drafts.len() {
        let Some(draft) = next.and_then(|id| drafts.get_mut(id.0)) else { return };
        draft.definition.usage.body = true;
        next = match &draft.definition.kind {
            DefinitionKind::Alias(type_ref) => type_ref.definition(),
            _ => None,
        };
    }
}

/// The definition, and the one that it is another name for.
fn with_what_it_names(drafts: &[Draft], id: DefinitionId) -> Vec<DefinitionId> {
    let mut found = vec![id];
    while let Some(DefinitionKind::Alias(TypeRef::Definition(next))) =
        found.last().and_then(|id| drafts.get(id.0)).map(|draft| &draft.definition.kind)
    {
        // An alias that leads to itself is reported elsewhere.
        if found.contains(next) {
            break;
        }
        found.push(*next);
    }
    found
}

/// Sets the module of every definition.
pub(super) fn set_modules(drafts: &mut [Draft], groups: &[OperationGroup]) {
    let mut owners: Vec<Option<&str>> = vec![None; drafts.len()];
    for group in groups {
        let module = group.name.rust.as_str();
        let mut open: Vec<DefinitionId> = group.operations.iter().flat_map(mentioned).collect();
        while let Some(id) = open.pop() {
            let (Some(owner), Some(draft)) = (owners.get_mut(id.0), drafts.get(id.0)) else { continue };
            let now = if owner.is_none() { module } else { SHARED };
            if *owner != Some(module) && *owner != Some(SHARED) {
                *owner = Some(now);
                open.extend(draft.definition.parts());
            }
        }
    }
    for (draft, owner) in drafts.iter_mut().zip(owners) {
        draft.definition.module = owner.unwrap_or(SHARED).to_owned();
    }
}

/// The definitions that an operation names, in whatever place.
fn mentioned(operation: &Operation) -> Vec<DefinitionId> {
    let mut mentioned: Vec<DefinitionId> = answers(operation);
    mentioned.extend(operation.body.as_ref().and_then(|body| body.value.type_ref.definition()));
    mentioned.extend(operation.parameters.iter().filter_map(|parameter| parameter.value.type_ref.definition()));
    mentioned
}

fn answers(operation: &Operation) -> Vec<DefinitionId> {
    let bodies = operation.responses.iter().filter_map(|response| response.body_type()?.definition());
    // `final-state-schema` can name what no response declares.
    let result = operation.outcome.body().and_then(TypeRef::definition);
    bodies.chain(operation.error).chain(result).collect()
}

/// What a request with `definition` can hold: all but what the service owns.
fn sent_parts(definition: &Definition) -> Vec<DefinitionId> {
    let DefinitionKind::Struct(content) = &definition.kind else { return definition.parts() };
    let fields = content.fields.iter().filter(|field| !field.read_only).map(|field| &field.value.type_ref);
    fields.chain(&content.additional).filter_map(TypeRef::definition).collect()
}

/// Which definitions are reached from `roots`.
fn flood(drafts: &[Draft], roots: Vec<DefinitionId>, next: fn(&Definition) -> Vec<DefinitionId>) -> Vec<bool> {
    let mut reached = vec![false; drafts.len()];
    let mut open = roots;
    while let Some(id) = open.pop() {
        if let (Some(mark @ false), Some(draft)) = (reached.get_mut(id.0), drafts.get(id.0)) {
            *mark = true;
            open.extend(next(&draft.definition));
        }
    }
    reached
}

/// Sets `clears_read_only` of structs and unions: on what is sent and holds, at any depth, what the service owns.
pub(super) fn mark_cleared(drafts: &mut [Draft]) {
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); drafts.len()];
    let mut open = Vec::new();
    for (index, draft) in drafts.iter().enumerate() {
        for id in draft.definition.parts() {
            if let Some(held) = holders.get_mut(id.0) {
                held.push(index);
            }
        }
        if let DefinitionKind::Struct(content) = &draft.definition.kind
            && content.fields.iter().any(|field| field.read_only)
        {
            open.push(index);
        }
    }
    let mut cleared = vec![false; drafts.len()];
    while let Some(index) = open.pop() {
        if !std::mem::replace(&mut cleared[index], true) {
            open.extend(&holders[index]);
        }
    }
    for (draft, cleared) in drafts.iter_mut().zip(cleared) {
        let sent = draft.definition.usage.sent;
        match &mut draft.definition.kind {
            DefinitionKind::Struct(content) => content.clears_read_only = sent && cleared,
            DefinitionKind::Union(content) => content.clears_read_only = sent && cleared,
            DefinitionKind::Enum(_) | DefinitionKind::Alias(_) => {}
        }
    }
}
