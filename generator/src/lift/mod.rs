//! Swagger 2.0, OpenAPI 3.0 and 3.1 documents, however they refer to each other, become one OpenAPI 3.0 document.
//!
//! The documents are read as plain JSON, so that whatever is wrong is reported at its place and the rest is read on.

mod parts;
mod reading;

pub(crate) use parts::path::slot;
pub use reading::origins::Origins;

use crate::diagnostic::Diagnostics;
use crate::source::{Documents, Location, Pointer};
use openapiv3::OpenAPI;
use parts::{component, document, security};
use reading::context::Context;
use reading::node::{Base, Node};

/// The lifted document, and where its parts came from.
#[derive(Clone, Debug)]
pub struct Lifted {
    /// The document: it refers to nothing but its own components.
    pub openapi: OpenAPI,
    /// The way back from its parts to the source.
    pub origins: Origins,
}

/// Makes one self-contained document of all roots and of what they refer to.
///
/// What is wrong is reported and left out. The schemas are those that a root declares, in its order, then those that
/// are reached, in the order of reaching. The first of different schemas of one name keeps it as its key.
pub fn lift(documents: &Documents, diagnostics: &mut Diagnostics) -> Lifted {
    let mut context = Context::new(documents, diagnostics);
    let mut openapi = OpenAPI { openapi: "3.0.3".to_owned(), ..OpenAPI::default() };
    let bases: Vec<Base> = documents
        .roots()
        .map(|(id, _)| Base { location: Location::new(id, Pointer::root()), lifted: Pointer::root() })
        .collect();
    let roots = || bases.iter().map(|base| Node::new(&documents.get(base.location.document).content, base));
    if let Some(first) = bases.first() {
        context.origins.record(Pointer::root(), first.location.clone());
    }
    roots().for_each(|root| component::declare(&mut context, &root));
    roots().for_each(|root| document::document(&mut context, &root, &mut openapi));
    openapi.components = Some(component::lift(&mut context));
    roots().for_each(|root| security::schemes(&mut context, &root, &mut openapi));
    Lifted { openapi, origins: context.origins }
}
