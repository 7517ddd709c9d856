//! A walk over every place that can have extensions, in search of those that are not understood.

use super::context::Context;
use super::extensions::{Extensions, is_unknown};
use super::shape::{SchemaRef, Shape};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Pointer;
use openapiv3::{AdditionalProperties, Components, Operation, ParameterSchemaOrContent, PathItem, ReferenceOr, Schema};
use std::collections::BTreeSet;

/// What an extension stands on.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Place {
    Document,
    Info,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    Response,
    Header,
    Schema,
}

/// Reports every extension that is not understood, once for each kind of place.
pub(super) fn check(context: &mut Context<'_>) {
    let openapi = context.openapi;
    let mut walk = Walk { told: BTreeSet::new(), found: Vec::new() };
    let root = Step { before: None, key: "" };
    walk.extensions(Place::Document, &openapi.extensions, &root);
    walk.extensions(Place::Info, &openapi.info.extensions, &root.to("info"));
    let paths = root.to("paths");
    for (path, item) in &openapi.paths.paths {
        if let ReferenceOr::Item(item) = item {
            walk.path(item, &paths.to(path));
        }
    }
    if let Some(components) = &openapi.components {
        walk.components(components, &root.to("components"));
    }
    for (key, at) in walk.found {
        let location = context.locate(&at.key(&key));
        let message = format!("`{key}` is not understood here and changes nothing");
        context.diagnostics.push(Diagnostic::at(Code::ExtensionUnknown, location, message).on_key());
    }
}

/// A step of the way to a place; a pointer is made of it only when something is found.
struct Step<'a> {
    before: Option<&'a Step<'a>>,
    key: &'a str,
}

impl<'a> Step<'a> {
    fn to(&'a self, key: &'a str) -> Step<'a> {
        Step { before: Some(self), key }
    }

    fn pointer(&self) -> Pointer {
        self.before.map_or_else(Pointer::root, |before| before.pointer().key(self.key))
    }
}

struct Walk {
    told: BTreeSet<(String, Place)>,
    found: Vec<(String, Pointer)>,
}

impl Walk {
    fn extensions(&mut self, place: Place, extensions: &Extensions, at: &Step<'_>) {
        for key in extensions.keys().filter(|key| is_unknown(key)) {
            if self.told.insert((key.clone(), place)) {
                self.found.push((key.clone(), at.pointer()));
            }
        }
    }

    fn components(&mut self, components: &Components, at: &Step<'_>) {
        let schemas = at.to("schemas");
        for (key, schema) in &components.schemas {
            self.schema(schema.into(), &schemas.to(key));
        }
        let parameters = at.to("parameters");
        for (key, parameter) in &components.parameters {
            self.parameter(parameter, &parameters.to(key));
        }
        let responses = at.to("responses");
        for (key, response) in &components.responses {
            self.response(response, &responses.to(key));
        }
    }

    fn path(&mut self, item: &PathItem, at: &Step<'_>) {
        self.extensions(Place::PathItem, &item.extensions, at);
        self.parameters(&item.parameters, at);
        for (method, operation) in item.iter() {
            self.operation(operation, &at.to(method));
        }
    }

    fn operation(&mut self, operation: &Operation, at: &Step<'_>) {
        self.extensions(Place::Operation, &operation.extensions, at);
        self.parameters(&operation.parameters, at);
        if let Some(ReferenceOr::Item(request)) = &operation.request_body {
            let at = at.to("requestBody");
            self.extensions(Place::RequestBody, &request.extensions, &at);
            self.content(&request.content, &at);
        }
        let responses = at.to("responses");
        if let Some(response) = &operation.responses.default {
            self.response(response, &responses.to("default"));
        }
        for (status, response) in &operation.responses.responses {
            self.response(response, &responses.to(&status.to_string()));
        }
    }

    fn parameters(&mut self, parameters: &[ReferenceOr<openapiv3::Parameter>], at: &Step<'_>) {
        let at = at.to("parameters");
        for (index, parameter) in parameters.iter().enumerate() {
            if let ReferenceOr::Item(_) = parameter {
                self.parameter(parameter, &at.to(&index.to_string()));
            }
        }
    }

    fn parameter(&mut self, parameter: &ReferenceOr<openapiv3::Parameter>, at: &Step<'_>) {
        let ReferenceOr::Item(parameter) = parameter else { return };
        let data = parameter.parameter_data_ref();
        self.extensions(Place::Parameter, &data.extensions, at);
        if let ParameterSchemaOrContent::Schema(schema) = &data.format {
            self.schema(schema.into(), &at.to("schema"));
        }
    }

    fn response(&mut self, response: &ReferenceOr<openapiv3::Response>, at: &Step<'_>) {
        let ReferenceOr::Item(response) = response else { return };
        self.extensions(Place::Response, &response.extensions, at);
        self.content(&response.content, at);
        let headers = at.to("headers");
        for (name, header) in &response.headers {
            if let ReferenceOr::Item(header) = header {
                self.extensions(Place::Header, &header.extensions, &headers.to(name));
            }
        }
    }

    fn content(&mut self, content: &openapiv3::Content, at: &Step<'_>) {
        let at = at.to("content");
        for (media, content) in content {
            if let Some(schema) = &content.schema {
                self.schema(schema.into(), &at.to(media).to("schema"));
            }
        }
    }

    fn schema(&mut self, schema: SchemaRef<'_>, at: &Step<'_>) {
        let SchemaRef::Item(schema) = schema else { return };
        self.extensions(Place::Schema, &schema.schema_data.extensions, at);
        match Shape::of(schema) {
            Shape::Array { items: Some(items) } => self.schema(items, &at.to("items")),
            Shape::Object(object) => {
                let properties = at.to("properties");
                for (wire, property) in object.properties.into_iter().flatten() {
                    self.schema(property.into(), &properties.to(wire));
                }
                self.bases(object.all_of, &at.to("allOf"));
                if let Some(AdditionalProperties::Schema(value)) = object.additional {
                    self.schema(SchemaRef::from(&**value), &at.to("additionalProperties"));
                }
            }
            _ => {}
        }
    }

    fn bases(&mut self, bases: &[ReferenceOr<Schema>], at: &Step<'_>) {
        for (index, base) in bases.iter().enumerate() {
            self.schema(base.into(), &at.to(&index.to_string()));
        }
    }
}
