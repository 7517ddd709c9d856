//! Components: what references lead to.

use super::shape::component_key;
use super::source::Source;
use crate::ir::Docs;
use crate::source::Pointer;
use openapiv3::{Header, Parameter, ReferenceOr, RequestBody, Response, SchemaData};

/// The pointer to a component's schema.
pub(in crate::lower) fn component_pointer(key: &str) -> Pointer {
    Pointer::root().key("components").key("schemas").key(key)
}

/// The name that the specification gives to a component; its key may carry a qualifier.
pub(in crate::lower) fn wire_name(source: &Source<'_>, key: &str) -> String {
    let last = source.locate(&component_pointer(key)).pointer.last();
    last.filter(|name| key.starts_with(name.as_str())).unwrap_or_else(|| key.to_owned())
}

/// The documentation of a schema.
pub(in crate::lower) fn docs(data: &SchemaData) -> Docs {
    Docs {
        summary: data.title.clone(),
        description: data.description.clone(),
        external: data.external_docs.as_ref().map(|external| external.url.clone()),
    }
}

/// Documentation that is a description alone.
pub(in crate::lower) fn description(text: Option<&str>) -> Docs {
    Docs { description: text.map(str::to_owned), ..Docs::default() }
}

pub(in crate::lower) fn parameter<'a>(
    source: &Source<'a>,
    parameter: &'a ReferenceOr<Parameter>,
) -> Option<&'a Parameter> {
    match parameter {
        ReferenceOr::Item(item) => Some(item),
        ReferenceOr::Reference { reference } => {
            source.openapi.components.as_ref()?.parameters.get(component_key(reference))?.as_item()
        }
    }
}

pub(in crate::lower) fn response<'a>(source: &Source<'a>, response: &'a ReferenceOr<Response>) -> Option<&'a Response> {
    match response {
        ReferenceOr::Item(item) => Some(item),
        ReferenceOr::Reference { reference } => {
            source.openapi.components.as_ref()?.responses.get(component_key(reference))?.as_item()
        }
    }
}

pub(in crate::lower) fn header<'a>(source: &Source<'a>, header: &'a ReferenceOr<Header>) -> Option<&'a Header> {
    match header {
        ReferenceOr::Item(item) => Some(item),
        ReferenceOr::Reference { reference } => {
            source.openapi.components.as_ref()?.headers.get(component_key(reference))?.as_item()
        }
    }
}

/// The body, and where it stands: `at` if that is in place.
pub(in crate::lower) fn request_body<'a>(
    source: &Source<'a>,
    body: &'a ReferenceOr<RequestBody>,
    at: Pointer,
) -> Option<(&'a RequestBody, Pointer)> {
    match body {
        ReferenceOr::Item(item) => Some((item, at)),
        ReferenceOr::Reference { reference } => {
            let key = component_key(reference);
            let item = source.openapi.components.as_ref()?.request_bodies.get(key)?.as_item()?;
            Some((item, Pointer::root().key("components").key("requestBodies").key(key)))
        }
    }
}
