//! What `tags` say of operation groups, and the families that `x-tagGroups` makes of them.

use crate::azure;
use crate::ir::{Docs, Family};
use crate::lower::drafts::operation::Group;
use crate::naming::{NameKind, rust_name};
use openapiv3::OpenAPI;
use rustc_hash::{FxHashMap, FxHashSet};

/// What the tags say of the groups of their names, by module.
pub(super) fn descriptions(openapi: &OpenAPI) -> FxHashMap<String, Docs> {
    let described = openapi.tags.iter().filter_map(|tag| {
        let docs = Docs {
            description: tag.description.clone(),
            external: tag.external_docs.as_ref().map(|external| external.url.clone()),
            ..Docs::default()
        };
        Some((rust_name(NameKind::Module, &tag.name)?, docs))
    });
    described.collect()
}

/// The families, in the order of the specification. A group belongs to the first family that names it.
pub(in crate::lower) fn find(openapi: &OpenAPI, groups: &[Group]) -> Vec<Family> {
    let Some(entries) = azure::read::<azure::TagGroups>(&openapi.extensions) else { return Vec::new() };
    let index: FxHashMap<&str, usize> =
        groups.iter().enumerate().map(|(at, group)| (group.name.rust.as_str(), at)).collect();
    let group_of = |tag: &str| rust_name(NameKind::Module, tag).and_then(|module| index.get(module.as_str()).copied());
    let mut taken = FxHashSet::default();
    let families = entries.into_iter().map(|entry| Family {
        name: entry.name,
        docs: Docs { description: entry.description, ..Docs::default() },
        groups: entry.tags.iter().filter_map(|tag| group_of(tag)).filter(|group| taken.insert(*group)).collect(),
    });
    families.filter(|family| !family.groups.is_empty()).collect()
}
