//! Which definitions an operation needs.

use super::{Api, DefinitionId, Operation, TypeRef};
use std::collections::BTreeSet;

/// The definitions that an operation reaches: those it names, and all that these hold.
pub fn definitions_of(api: &Api, operation: &Operation) -> BTreeSet<DefinitionId> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<DefinitionId> = operation.error.into_iter().collect();
    open.extend(operation.types().filter_map(TypeRef::definition));
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            open.extend(api.definition(id).parts());
        }
    }
    reached
}
