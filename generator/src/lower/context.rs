//! What all of lowering shares: the input, the definitions drafted so far, the diagnostics.

use super::names::Claims;
use super::overrides::Overrides;
use super::shape::SchemaRef;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Locator};
use crate::ir::{Definition, DefinitionId, DefinitionKind, Docs, Parameter, Struct, Usage};
use crate::lift::Origins;
use crate::naming::Name;
use crate::source::{DocumentId, Documents, Location, Pointer};
use indexmap::IndexMap;
use openapiv3::{Components, OpenAPI, ReferenceOr, Schema, SchemaData};
use std::collections::{HashMap, HashSet, VecDeque};

/// The state of lowering.
pub(super) struct Context<'a> {
    pub(super) openapi: &'a OpenAPI,
    pub(super) schemas: &'a IndexMap<String, ReferenceOr<Schema>>,
    pub(super) documents: &'a Documents,
    pub(super) config: &'a Config,
    /// Rust type of the root client.
    pub(super) client: String,
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) overrides: Overrides<'a>,
    /// Definitions in the order met; a [`DefinitionId`] is an index until [`super::definition_names`] sorts them.
    pub(super) drafts: Vec<Draft>,
    /// Definitions of components, by key.
    pub(super) components: HashMap<&'a str, DefinitionId>,
    /// Definitions of schemas in place, by pointer: an inherited property is met once per heir.
    pub(super) inline: HashMap<Pointer, DefinitionId>,
    /// Enums by `x-ms-enum.name`.
    pub(super) enums: HashMap<&'a str, Vec<DefinitionId>>,
    /// Drafts whose content is still to be lowered.
    pub(super) queue: VecDeque<Task<'a>>,
    /// Components that inherit directly from a component, by the latter's key.
    pub(super) heirs: HashMap<&'a str, Vec<&'a str>>,
    /// The choices with a discriminator that have a component among their alternatives, by its key.
    pub(super) choices: HashMap<&'a str, Vec<&'a openapiv3::Discriminator>>,
    /// The structs of what the kinds of a union share.
    pub(super) bases: HashMap<DefinitionId, DefinitionId>,
    /// What pageable operations declare, by their ids.
    pub(super) paging: HashMap<String, super::paging::Declared>,
    /// Parameters of the components, by key; `None` for those that the transport supplies.
    pub(super) parameters: HashMap<&'a str, Option<Parameter>>,
    /// Rust names of response headers, and which of them stand for which header.
    pub(super) headers: Claims,
    pub(super) header_names: HashSet<(String, String)>,
    /// The scopes whose names are claimed already.
    pub(super) claims: Vec<Claims>,
    /// Which patterns are regular expressions.
    pub(super) patterns: HashMap<&'a str, bool>,
    /// Properties that may be `null`.
    pub(super) nullable: HashSet<Location>,
    /// Finds how values are written.
    pub(super) locator: Locator<'a>,
    origins: &'a Origins,
}

/// A definition in the making.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) definition: Definition,
    pub(super) naming: Naming,
}

/// How a definition gets its Rust name.
#[derive(Clone, Debug)]
pub(super) enum Naming {
    /// From its key in the specification; a second definition of a name has a qualifier.
    Component { key: String },
    /// From `x-ms-enum.name`, preceded by the parent if something else has that name.
    Enum { name: String, parent: Parent },
    /// From the parent and the property.
    Inline { parent: Parent, property: String },
    /// The shared part of a union.
    Base { union: DefinitionId },
}

/// What a definition in place belongs to.
#[derive(Clone, Debug)]
pub(super) enum Parent {
    /// A definition.
    Definition(DefinitionId),
    /// An operation, by its id.
    Operation(String),
}

/// A draft to fill.
#[derive(Debug)]
pub(super) struct Task<'a> {
    pub(super) id: DefinitionId,
    pub(super) schema: &'a Schema,
    pub(super) at: Pointer,
    /// Key of the component, if it is one.
    pub(super) key: Option<&'a str>,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        openapi: &'a OpenAPI,
        origins: &'a Origins,
        documents: &'a Documents,
        config: &'a Config,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        static NO_SCHEMAS: std::sync::LazyLock<IndexMap<String, ReferenceOr<Schema>>> =
            std::sync::LazyLock::new(IndexMap::new);
        let schemas = openapi.components.as_ref().map_or(&*NO_SCHEMAS, |components: &Components| &components.schemas);
        Self {
            openapi,
            schemas,
            documents,
            config,
            client: super::client(openapi, config),
            diagnostics,
            overrides: Overrides::new(config),
            drafts: Vec::new(),
            components: HashMap::new(),
            inline: HashMap::new(),
            enums: HashMap::new(),
            queue: VecDeque::new(),
            heirs: super::discriminators::heirs(schemas),
            choices: super::discriminators::choices(openapi),
            bases: HashMap::new(),
            paging: HashMap::new(),
            parameters: HashMap::new(),
            headers: Claims::default(),
            claims: Vec::new(),
            header_names: HashSet::new(),
            patterns: HashMap::new(),
            nullable: HashSet::new(),
            locator: Locator::new(documents),
            origins,
        }
    }

    /// Where the place `at` of the lifted document comes from.
    pub(super) fn locate(&self, at: &Pointer) -> Location {
        self.origins.locate(at).unwrap_or_else(|| Location::new(DocumentId(0), Pointer::root()))
    }

    /// Reports something about the place `at` of the lifted document, and what to do about it.
    pub(super) fn report(&mut self, code: Code, at: &Pointer, message: impl Into<String>, help: impl Into<String>) {
        let location = self.locate(at);
        self.diagnostics.push(Diagnostic::at(code, location, message).help(help));
    }

    /// Adds an empty definition.
    pub(super) fn draft(&mut self, naming: Naming, wire: String, at: &Pointer, docs: Docs) -> DefinitionId {
        let id = DefinitionId(self.drafts.len());
        let definition = Definition {
            name: Name { wire, rust: String::new() },
            module: String::new(),
            docs,
            usage: Usage::default(),
            kind: DefinitionKind::Struct(Struct::default()),
            location: self.locate(at),
        };
        self.drafts.push(Draft { definition, naming });
        id
    }

    /// The schema of a component, if it is one in place.
    pub(super) fn component(&self, key: &str) -> Option<&'a Schema> {
        self.schemas.get(key).and_then(ReferenceOr::as_item)
    }

    /// Follows references to a schema in place, with the key of the component it is.
    pub(super) fn follow(&self, schema: SchemaRef<'a>) -> Option<(&'a Schema, Option<&'a str>)> {
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

/// The pointer to a component's schema.
pub(super) fn component_pointer(key: &str) -> Pointer {
    Pointer::root().key("components").key("schemas").key(key)
}

/// The documentation of a schema.
pub(super) fn docs(data: &SchemaData) -> Docs {
    Docs {
        summary: data.title.clone(),
        description: data.description.clone(),
        external: data.external_docs.as_ref().map(|external| external.url.clone()),
    }
}
