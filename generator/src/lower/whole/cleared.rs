//! What a request must leave out because the service owns it.

use super::fields::presence::Shown;
use crate::ir::Usage;
use crate::lower::drafts::Type;
use crate::lower::drafts::arena::{Column, DraftId, Drafts};
use crate::lower::drafts::definition::Content;

/// Whether a definition is sent and holds, at any depth, what the service owns.
pub(in crate::lower) fn find(drafts: &Drafts<'_>, usage: &Column<Usage>, fields: &Column<Vec<Shown>>) -> Column<bool> {
    let mut holders: Column<Vec<DraftId>> = drafts.column(|_, _| Vec::new());
    let mut open = Vec::new();
    for (holder, draft) in drafts.iter() {
        let Content::Struct(found) = &draft.content else {
            draft.parts().into_iter().for_each(|held| holders[held].push(holder));
            continue;
        };
        let types = fields[holder].iter();
        let types = types.map(|field| field.patched.as_ref().unwrap_or(&found.fields[field.declared].value.type_ref));
        let types = types.chain(&found.additional);
        types.filter_map(Type::definition).for_each(|held| holders[held].push(holder));
        if fields[holder].iter().any(|field| found.fields[field.declared].read_only) {
            open.push(holder);
        }
    }
    let mut cleared = drafts.column(|_, _| false);
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut cleared[id], true) {
            open.extend(&holders[id]);
        }
    }
    drafts.column(|id, _| cleared[id] && usage[id].sent)
}
