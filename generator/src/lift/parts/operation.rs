//! Operations.

use super::{body, parameter, response, schema};
use crate::azure::{Examples, Extension};
use crate::lift::reading::context::Context;
use crate::lift::reading::node::Node;
use openapiv3::{Operation, RequestBody};

/// The media types that Swagger 2.0 states once for all operations of a document.
#[derive(Clone, Default)]
pub(in crate::lift) struct MediaTypes {
    pub(in crate::lift) consumes: Vec<String>,
    pub(in crate::lift) produces: Vec<String>,
}

/// Reads an operation.
pub(in crate::lift) fn operation(context: &mut Context, node: &Node, defaults: &MediaTypes) -> Operation {
    let mut operation = Operation::default();
    let media_types = MediaTypes {
        consumes: own_or(context, node.get("consumes"), &defaults.consumes),
        produces: own_or(context, node.get("produces"), &defaults.produces),
    };
    for (key, value) in context.entries(node) {
        match key {
            "tags" => operation.tags = context.texts(&value),
            "summary" => operation.summary = context.text(&value),
            "description" => operation.description = context.text(&value),
            "externalDocs" => operation.external_docs = schema::external_docs(context, &value),
            "operationId" => operation.operation_id = context.text(&value),
            "deprecated" => operation.deprecated = context.flag(&value).unwrap_or_default(),
            "parameters" => read_parameters(context, &value, node, &media_types, &mut operation),
            "requestBody" => set_body(&mut operation, body::request_body(context, &value)),
            "responses" => operation.responses = response::responses(context, &value, &media_types.produces),
            // Read above; examples are found through the place of the operation; who may call is the service's business.
            "consumes" | "produces" | Examples::KEY | "schemes" | "security" => {}
            _ if key.starts_with("x-") => drop(operation.extensions.insert(key.to_owned(), value.value.clone())),
            _ => context.ignored(&value, key, "an operation"),
        }
    }
    if node.value.is_object() && node.get("responses").is_none() {
        context.lacks(node, "responses");
    }
    operation
}

fn own_or(context: &mut Context, own: Option<Node>, default: &[String]) -> Vec<String> {
    own.map_or_else(|| default.to_vec(), |own| context.texts(&own))
}

fn read_parameters(
    context: &mut Context,
    node: &Node,
    owner: &Node,
    media_types: &MediaTypes,
    operation: &mut Operation,
) {
    let found = parameter::parameters(context, node);
    operation.parameters = found.parameters;
    let lifted = owner.lifted().key("requestBody");
    if let Some(place) = found.body {
        set_body(operation, body::from_parameter(context, place, &media_types.consumes, lifted));
    } else if !found.form.is_empty() {
        set_body(operation, Some(body::from_form(context, found.form, &media_types.consumes, &lifted)));
    }
}

fn set_body(operation: &mut Operation, body: Option<RequestBody>) {
    operation.request_body = body.map(openapiv3::ReferenceOr::Item);
}
