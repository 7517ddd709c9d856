//! What lowering may read.

use super::heirs::{self, Heirs};
use super::shape::SchemaRef;
use super::title::title;
use crate::config::Config;
use crate::lift::Origins;
use crate::source::{DocumentId, Documents, Location, Pointer};
use indexmap::IndexMap;
use openapiv3::{Discriminator, OpenAPI, ReferenceOr, Schema};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The specification and the configuration.
pub(in crate::lower) struct Source<'a> {
    pub(in crate::lower) openapi: &'a OpenAPI,
    /// What the API is called.
    pub(in crate::lower) title: &'a str,
    /// The schemas of the components.
    pub(in crate::lower) schemas: &'a IndexMap<String, ReferenceOr<Schema>>,
    pub(in crate::lower) documents: &'a Documents,
    pub(in crate::lower) config: &'a Config,
    /// The components that inherit directly from each component.
    pub(super) heirs: Heirs<'a>,
    /// The choices with a discriminator that have each component among their alternatives.
    pub(in crate::lower) choices: FxHashMap<&'a str, Vec<&'a Discriminator>>,
    origins: &'a Origins,
}

impl<'a> Source<'a> {
    pub(in crate::lower) fn new(
        openapi: &'a OpenAPI,
        origins: &'a Origins,
        documents: &'a Documents,
        config: &'a Config,
    ) -> Self {
        static NO_SCHEMAS: LazyLock<IndexMap<String, ReferenceOr<Schema>>> = LazyLock::new(IndexMap::new);
        let schemas = openapi.components.as_ref().map_or(&*NO_SCHEMAS, |components| &components.schemas);
        let (heirs, choices) = (heirs::heirs(schemas), heirs::choices(openapi));
        let title = title(openapi, documents);
        Self { openapi, title, schemas, documents, config, heirs, choices, origins }
    }

    /// Where the place `at` of the lifted document comes from.
    pub(in crate::lower) fn locate(&self, at: &Pointer) -> Location {
        self.origins.locate(at).unwrap_or_else(|| Location::new(DocumentId(0), Pointer::root()))
    }

    /// The schema of a component, if it is one in place.
    pub(in crate::lower) fn component(&self, key: &str) -> Option<&'a Schema> {
        self.schemas.get(key).and_then(ReferenceOr::as_item)
    }

    /// Follows references to a schema in place, with the key of the component it is.
    pub(in crate::lower) fn follow(&self, schema: SchemaRef<'a>) -> Option<(&'a Schema, Option<&'a str>)> {
        let mut current = schema;
        let mut key = None;
        // A chain of references cannot be longer than there are components, unless it is a circle.
        for _ in 0..=self.schemas.len() {
            match current {
                SchemaRef::Item(item) => return Some((item, key)),
                SchemaRef::Reference(next) => {
                    let (found, schema) = self.schemas.get_key_value(next)?;
                    key = Some(found.as_str());
                    current = SchemaRef::from(schema);
                }
            }
        }
        None
    }
}
