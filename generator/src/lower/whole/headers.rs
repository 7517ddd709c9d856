//! Headers: one of each name, whatever responses declare it.

use crate::ir::{self, TextFormat, TypeRef};
use crate::lower::drafts::operation::{Group, operations};
use crate::naming::Name;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// The getter of every header, by wire name.
pub(super) fn names(groups: &[Group]) -> FxHashMap<String, String> {
    let mut names: FxHashMap<String, String> = FxHashMap::default();
    let responses = operations(groups).flat_map(|operation| &operation.responses);
    for Name { wire, rust } in responses.flat_map(|response| &response.headers).map(|header| &header.name) {
        // Of `azure-asyncoperation` and `Azure-AsyncOperation` the latter tells the words apart.
        match names.get_mut(wire) {
            Some(known) if known.len() >= rust.len() => {}
            Some(known) => known.clone_from(rust),
            None => drop(names.insert(wire.clone(), rust.clone())),
        }
    }
    names
}

/// Every header of the successful responses, once; text where two declare different types.
pub(super) fn all(groups: &[ir::OperationGroup]) -> Vec<ir::Header> {
    let mut headers: BTreeMap<&str, ir::Header> = BTreeMap::new();
    let operations = groups.iter().flat_map(|group| &group.operations);
    for header in operations.flat_map(|operation| &operation.responses).flat_map(|response| &response.headers) {
        let known = headers.entry(&header.name.wire).or_insert_with(|| header.clone());
        if known.value.type_ref != header.value.type_ref {
            known.value.type_ref = TypeRef::Text(TextFormat::Plain);
        }
    }
    headers.into_values().collect()
}
