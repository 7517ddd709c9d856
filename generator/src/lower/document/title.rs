//! What the API is called.

use crate::source::Documents;
use openapiv3::OpenAPI;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

/// The title of the specification. Of files that have several, the provider's namespace says what they are together.
pub(super) fn title<'a>(openapi: &'a OpenAPI, documents: &Documents) -> Cow<'a, str> {
    let own = openapi.info.title.as_str();
    let roots = documents.roots();
    let titles: HashSet<&str> = roots.filter_map(|(_, root)| root.content.pointer("/info/title")?.as_str()).collect();
    match namespace(openapi) {
        Some(namespace) if titles.len() > 1 => Cow::Owned(namespace.to_owned()),
        _ => Cow::Borrowed(own),
    }
}

/// The namespace that most paths are of, without the vendor: `Web` of `Microsoft.Web`.
fn namespace(openapi: &OpenAPI) -> Option<&str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for path in openapi.paths.paths.keys() {
        let after = path.split("/providers/").nth(1).and_then(|rest| rest.split('/').next());
        if let Some(namespace) = after.filter(|namespace| !namespace.is_empty() && !namespace.starts_with('{')) {
            *counts.entry(namespace).or_default() += 1;
        }
    }
    // The first in the order of letters, where two have as many.
    let most = counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(namespace, _)| namespace)?;
    Some(most.split_once('.').map_or(most, |(_, name)| name))
}
