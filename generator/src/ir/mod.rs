//! The intermediate representation: the API as plain data, with nothing left to decide.
//!
//! [`crate::lower`] builds it, [`crate::emit`] turns it into Rust. No reference is left to resolve, every Rust name is
//! final and unique in its scope, every cycle is boxed. Each wire name stands beside its Rust name.

mod definition;
mod example;
mod ids;
mod namespace;
mod operation;
mod outcome;
mod reach;
mod types;

pub use definition::{
    Accessor, Argument, Constructor, Definition, DefinitionKind, Discriminator, Enum, Field, Initializer, Presence,
    Struct, Union, UnionKind, Usage, Variant,
};
pub use example::{Example, ExampleResponse};
pub use namespace::namespace;
pub use operation::{
    Body, CollectionFormat, Conditional, ErrorResponse, Header, MediaType, Method, Operation, OperationGroup,
    Parameter, ParameterIn, ParameterSource, Response, Status,
};
pub use outcome::{FinalState, LongRunning, NextPage, Outcome, Paging};
pub use reach::definitions_of;
pub use types::{Constraints, DefinitionId, Docs, Facts, KnownNumber, Literal, TextFormat, TimeFormat, TypeRef, Value};

use serde::Serialize;

/// A whole API: what one generated crate offers.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`, which Azure uses as the `api-version` of every request.
    pub version: String,
    /// Description of the whole API.
    pub docs: Docs,
    /// Rust type of the client, such as `StorageClient`.
    pub client: String,
    /// Type of the crate, written by hand, that is an option of the client and adds policies to its pipeline.
    pub behavior: Option<String>,
    /// Name of the crate, such as `apim`.
    pub crate_name: String,
    /// Host that serves the API in the public cloud, such as `management.azure.com`.
    pub host: String,
    /// Set when the service has one host per resource, so that the caller names the endpoint.
    pub endpoint: Option<Endpoint>,
    /// The scopes that its security definitions name, in order.
    pub scopes: Vec<String>,
    /// Whether some operation takes the subscription from the client.
    pub has_subscription: bool,
    /// Operation groups by their Rust module name.
    pub groups: Vec<OperationGroup>,
    /// Groups that belong together, in the order of the specification.
    pub families: Vec<Family>,
    /// All definitions; a [`DefinitionId`] is an index into this list.
    pub definitions: Vec<Definition>,
    /// Every header that some successful response declares, once each.
    pub headers: Vec<Header>,
    /// What the specification has and the client has not.
    pub left_out: Vec<LeftOut>,
}

/// An operation or a definition that was left out.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct LeftOut {
    /// The operationId, or what it is and what it is called.
    pub name: String,
    /// Why it was left out: one line, no full stop.
    pub reason: String,
}

/// Operation groups that belong together, such as those on users (`x-tagGroups`).
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Family {
    /// What the family is called: a heading.
    pub name: String,
    /// What its groups have in common.
    pub docs: Docs,
    /// Indices into [`Api::groups`]; no group is in two families, and no family is empty.
    pub groups: Vec<usize>,
}

/// An endpoint that the caller names (`x-ms-parameterized-host`).
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Endpoint {
    /// What it looks like, such as `https://{account}.library.example`.
    pub template: String,
    /// What follows the host in the template, such as `/books/v1`; empty when nothing does or the caller must fill it.
    pub path: String,
    /// The scope that a token is asked for; `None` when the specification names none.
    pub scope: Option<String>,
}

impl Api {
    /// The definition that `id` stands for: there is one for every id that the IR has.
    pub fn definition(&self, id: DefinitionId) -> &Definition {
        &self.definitions[id.0]
    }

    /// All definitions with their ids.
    pub fn ids(&self) -> impl Iterator<Item = (DefinitionId, &Definition)> {
        self.definitions.iter().enumerate().map(|(index, definition)| (DefinitionId(index), definition))
    }

    /// The definition as a struct, if it is one.
    pub fn structure(&self, id: DefinitionId) -> Option<&Struct> {
        match &self.definition(id).kind {
            DefinitionKind::Struct(found) => Some(found),
            _ => None,
        }
    }

    /// The definition as an enum, if it is one.
    pub fn enumeration(&self, id: DefinitionId) -> Option<&Enum> {
        match &self.definition(id).kind {
            DefinitionKind::Enum(found) => Some(found),
            _ => None,
        }
    }

    /// A literal as the specification writes it.
    pub fn literal_text(&self, literal: &Literal) -> String {
        match literal {
            Literal::Text(text) => text.clone(),
            Literal::Boolean(flag) => flag.to_string(),
            Literal::Number(number) => number.to_string(),
            Literal::Json(serde_json::Value::String(text)) => text.clone(),
            Literal::Json(value) => value.to_string(),
            Literal::Variant { definition, variant } => {
                let variant = self.enumeration(*definition).and_then(|found| found.variants.get(*variant));
                variant.map(|variant| variant.name.wire.clone()).unwrap_or_default()
            }
        }
    }

    /// The type behind aliases; an alias that leads to itself stays.
    pub fn resolve<'t>(&'t self, type_ref: &'t TypeRef) -> &'t TypeRef {
        let mut found = type_ref;
        // A chain of aliases cannot be longer than there are definitions.
        for _ in 0..=self.definitions.len() {
            let TypeRef::Definition(id) = found else { break };
            let DefinitionKind::Alias(target) = &self.definition(*id).kind else { break };
            found = target;
        }
        found
    }

    /// All operations, group by group.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.groups.iter().flat_map(|group| &group.operations)
    }
}
