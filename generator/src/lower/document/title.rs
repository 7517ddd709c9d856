//! What the API is called.

use crate::ir::namespace;
use crate::source::Documents;
use openapiv3::OpenAPI;
use rustc_hash::FxHashSet;

/// The title of the specification. Of files that have several, the provider's namespace says what they are together.
pub(super) fn title<'a>(openapi: &'a OpenAPI, documents: &Documents) -> &'a str {
    let own = openapi.info.title.as_str();
    let roots = documents.roots();
    let titles: FxHashSet<&str> = roots.filter_map(|(_, root)| root.content.pointer("/info/title")?.as_str()).collect();
    if titles.len() < 2 {
        return own;
    }
    // Without the vendor: `Web` of `Microsoft.Web`.
    let namespace = namespace(openapi.paths.paths.keys().map(String::as_str));
    namespace.map_or(own, |namespace| namespace.split_once('.').map_or(namespace, |(_, name)| name))
}
