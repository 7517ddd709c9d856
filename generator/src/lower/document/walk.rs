//! A walk over every part of the lifted document that can have extensions, and over every schema.

use super::shape::{SchemaRef, Shape};
use crate::azure::Extensions;
use crate::source::Pointer;
use openapiv3::{
    AdditionalProperties, Components, OpenAPI, Operation, ParameterSchemaOrContent, PathItem, ReferenceOr, Schema,
};

/// What an extension stands on.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(in crate::lower) enum Part {
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

/// What looks at the parts.
pub(in crate::lower) trait Visitor<'a> {
    /// Looks at the extensions of a part.
    fn extensions(&mut self, _place: Part, _extensions: &'a Extensions, _at: &Way<'_>) {}

    /// Looks at a schema that is no reference.
    fn schema(&mut self, _schema: &'a Schema, _at: &Way<'_>) {}
}

/// A step of the way to a place; a pointer is made of it only when something is found.
pub(in crate::lower) struct Way<'a> {
    before: Option<&'a Way<'a>>,
    key: &'a str,
}

impl<'a> Way<'a> {
    pub(in crate::lower) fn to(&'a self, key: &'a str) -> Way<'a> {
        Way { before: Some(self), key }
    }

    pub(in crate::lower) fn pointer(&self) -> Pointer {
        self.before.map_or_else(Pointer::root, |before| before.pointer().key(self.key))
    }
}

/// Shows all parts of `openapi` to `visitor`.
pub(in crate::lower) fn walk<'a>(openapi: &'a OpenAPI, visitor: &mut dyn Visitor<'a>) {
    let mut walk = Walk { visitor };
    let root = Way { before: None, key: "" };
    walk.visitor.extensions(Part::Document, &openapi.extensions, &root);
    walk.visitor.extensions(Part::Info, &openapi.info.extensions, &root.to("info"));
    let paths = root.to("paths");
    for (path, item) in &openapi.paths.paths {
        if let ReferenceOr::Item(item) = item {
            walk.path(item, &paths.to(path));
        }
    }
    if let Some(components) = &openapi.components {
        walk.components(components, &root.to("components"));
    }
}

struct Walk<'v, 'a> {
    visitor: &'v mut dyn Visitor<'a>,
}

impl<'a> Walk<'_, 'a> {
    fn components(&mut self, components: &'a Components, at: &Way<'_>) {
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

    fn path(&mut self, item: &'a PathItem, at: &Way<'_>) {
        self.visitor.extensions(Part::PathItem, &item.extensions, at);
        self.parameters(&item.parameters, at);
        for (method, operation) in item.iter() {
            self.operation(operation, &at.to(method));
        }
    }

    fn operation(&mut self, operation: &'a Operation, at: &Way<'_>) {
        self.visitor.extensions(Part::Operation, &operation.extensions, at);
        self.parameters(&operation.parameters, at);
        if let Some(ReferenceOr::Item(request)) = &operation.request_body {
            let at = at.to("requestBody");
            self.visitor.extensions(Part::RequestBody, &request.extensions, &at);
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

    fn parameters(&mut self, parameters: &'a [ReferenceOr<openapiv3::Parameter>], at: &Way<'_>) {
        let at = at.to("parameters");
        for (index, parameter) in parameters.iter().enumerate() {
            if let ReferenceOr::Item(_) = parameter {
                self.parameter(parameter, &at.to(&index.to_string()));
            }
        }
    }

    fn parameter(&mut self, parameter: &'a ReferenceOr<openapiv3::Parameter>, at: &Way<'_>) {
        let ReferenceOr::Item(parameter) = parameter else { return };
        let data = parameter.parameter_data_ref();
        self.visitor.extensions(Part::Parameter, &data.extensions, at);
        if let ParameterSchemaOrContent::Schema(schema) = &data.format {
            self.schema(schema.into(), &at.to("schema"));
        }
    }

    fn response(&mut self, response: &'a ReferenceOr<openapiv3::Response>, at: &Way<'_>) {
        let ReferenceOr::Item(response) = response else { return };
        self.visitor.extensions(Part::Response, &response.extensions, at);
        self.content(&response.content, at);
        let headers = at.to("headers");
        for (name, header) in &response.headers {
            if let ReferenceOr::Item(header) = header {
                self.visitor.extensions(Part::Header, &header.extensions, &headers.to(name));
            }
        }
    }

    fn content(&mut self, content: &'a openapiv3::Content, at: &Way<'_>) {
        let at = at.to("content");
        for (media, content) in content {
            if let Some(schema) = &content.schema {
                self.schema(schema.into(), &at.to(media).to("schema"));
            }
        }
    }

    fn schema(&mut self, schema: SchemaRef<'a>, at: &Way<'_>) {
        let SchemaRef::Item(schema) = schema else { return };
        self.visitor.extensions(Part::Schema, &schema.schema_data.extensions, at);
        self.visitor.schema(schema, at);
        match Shape::of(schema) {
            Shape::Array { items: Some(items) } => self.schema(items, &at.to("items")),
            Shape::Object(object) => {
                let properties = at.to("properties");
                for (wire, property) in object.properties.into_iter().flatten() {
                    self.schema(property.into(), &properties.to(wire));
                }
                self.parts(object.all_of, &at.to("allOf"));
                if let Some(AdditionalProperties::Schema(value)) = object.additional {
                    self.schema(SchemaRef::from(&**value), &at.to("additionalProperties"));
                }
                if let Some(choice) = object.choice {
                    self.parts(choice.alternatives, &at.to(choice.key));
                }
            }
            Shape::Choice(choice) => self.parts(choice.alternatives, &at.to(choice.key)),
            _ => {}
        }
    }

    /// The schemas of a list, such as `allOf`.
    fn parts(&mut self, parts: &'a [ReferenceOr<Schema>], at: &Way<'_>) {
        for (index, part) in parts.iter().enumerate() {
            self.schema(part.into(), &at.to(&index.to_string()));
        }
    }
}
