//! Which module of the models a definition is in.

use crate::lower::drafts::arena::{Column, DraftId, Drafts};
use crate::lower::drafts::operation::{Group, Operation};

/// The module of definitions that several groups share.
const SHARED: &str = "common";

/// The module of every definition: of the only group that reaches it, else the shared one.
pub(in crate::lower) fn find(drafts: &Drafts<'_>, groups: &[Group]) -> Column<String> {
    let mut owners: Column<Option<&str>> = drafts.column(|_, _| None);
    for group in groups {
        let module = group.name.rust.as_str();
        let mut open: Vec<DraftId> = group.operations.iter().flat_map(mentioned).collect();
        while let Some(id) = open.pop() {
            let owner = &mut owners[id];
            let now = if owner.is_none() { module } else { SHARED };
            if *owner != Some(module) && *owner != Some(SHARED) {
                *owner = Some(now);
                open.extend(drafts[id].parts());
            }
        }
    }
    drafts.column(|id, _| owners[id].unwrap_or(SHARED).to_owned())
}

/// The definitions that an operation names, in whatever place.
fn mentioned(operation: &Operation) -> Vec<DraftId> {
    operation.answered().chain(operation.sent_body()).chain(operation.parameter_definitions()).collect()
}
