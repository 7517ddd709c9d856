//! What `tags` say of operation groups, and the families that `x-tagGroups` makes of them.

use super::context::Context;
use super::extensions;
use crate::ir::{Docs, Family, OperationGroup};
use crate::naming::{Kind, rust_name};
use crate::source::Pointer;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};

const TAG_GROUPS: &str = "x-tagGroups";

/// One entry of `x-tagGroups`.
#[derive(Deserialize)]
struct TagGroup {
    name: String,
    description: Option<String>,
    tags: Vec<String>,
}

/// Describes each group with the tag of its name, and returns the families in the order of the specification. A group
/// belongs to the first family that names it.
pub(super) fn assign(context: &mut Context<'_>, groups: &mut [OperationGroup]) -> Vec<Family> {
    let openapi = context.openapi;
    let index: HashMap<String, usize> =
        groups.iter().enumerate().map(|(at, group)| (group.name.rust.clone(), at)).collect();
    let group_of = |tag: &str| rust_name(Kind::Module, tag).and_then(|module| index.get(&module).copied());
    for tag in &openapi.tags {
        if let Some(group) = group_of(&tag.name).and_then(|at| groups.get_mut(at)) {
            group.docs = Docs {
                description: tag.description.clone(),
                external: tag.external_docs.as_ref().map(|external| external.url.clone()),
                ..Docs::default()
            };
        }
    }
    let Some(value) = openapi.extensions.get(TAG_GROUPS) else { return Vec::new() };
    let Ok(entries) = Vec::<TagGroup>::deserialize(value) else {
        extensions::wrong(context, TAG_GROUPS, &Pointer::root(), "a list of objects with `name` and `tags`");
        return Vec::new();
    };
    let mut taken = HashSet::new();
    let families = entries.into_iter().map(|entry| Family {
        name: entry.name,
        docs: Docs { description: entry.description, ..Docs::default() },
        groups: entry.tags.iter().filter_map(|tag| group_of(tag)).filter(|group| taken.insert(*group)).collect(),
    });
    families.filter(|family| !family.groups.is_empty()).collect()
}
