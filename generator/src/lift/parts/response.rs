//! Responses and their headers.

use super::body;
use super::parameter::belongs_to_type;
use super::schema::{Parts, schema};
use crate::diagnostic::{Code, Diagnostic};
use crate::lift::reading::context::Context;
use crate::lift::reading::kind::ReferenceKind;
use crate::lift::reading::node::{Base, Node};
use indexmap::IndexMap;
use openapiv3::{Header, HeaderStyle, ParameterSchemaOrContent, ReferenceOr, Response, Responses, StatusCode};

/// Reads the responses of an operation.
pub(in crate::lift) fn responses(context: &mut Context, node: &Node, produces: &[String]) -> Responses {
    let mut responses = Responses::default();
    for (key, value) in context.entries(node) {
        if key == "default" {
            responses.default = response(context, &value, produces).map(ReferenceOr::Item);
        } else if key.starts_with("x-") {
            responses.extensions.insert(key.to_owned(), value.value.clone());
        } else if let Some(status) = status(key) {
            if responses.responses.contains_key(&status) {
                let help = "remove one of the two";
                let message = format!("the status `{status}` is declared twice");
                context.report(Diagnostic::at(Code::Structure, value.location(), message).on_key().help(help));
                continue;
            }
            // `2xx` is found at `2XX` from here on.
            let base = Base { location: value.location(), lifted: node.lifted().key(&status.to_string()) };
            if base.lifted != value.lifted() {
                context.origins.record(base.lifted.clone(), base.location.clone());
            }
            let response = response(context, &Node::new(value.value, &base), produces).map(ReferenceOr::Item);
            responses.responses.extend(response.map(|response| (status, response)));
        } else {
            let message = format!("`{key}` is no status code");
            let help = "write a status such as `200` or `4XX`, or `default` for all others";
            context.report(Diagnostic::at(Code::Structure, value.location(), message).on_key().help(help));
        }
    }
    responses
}

/// `200`, or `2XX` for all of a hundred.
fn status(key: &str) -> Option<StatusCode> {
    if key.len() != 3 {
        return None;
    }
    match key.get(1..) {
        Some("XX" | "xx") => key.get(..1)?.parse().ok().filter(|digit| (1..=5).contains(digit)).map(StatusCode::Range),
        _ => key.parse().ok().filter(|code| (100..1000).contains(code)).map(StatusCode::Code),
    }
}

/// Reads a response; a referenced one is inlined.
fn response(context: &mut Context, node: &Node, produces: &[String]) -> Option<Response> {
    let mut base = None;
    let node = context.followed(node, ReferenceKind::Response, &mut base)?;
    let mut response = Response::default();
    for (key, value) in context.entries(&node) {
        match key {
            "description" => response.description = context.text(&value).unwrap_or_default(),
            "schema" => response.content = body::schema_by_media_type(context, &value, produces, &node.lifted()),
            "content" => response.content = body::content(context, &value),
            "headers" => response.headers = headers(context, &value),
            // Examples by media type are documentation that nothing reads.
            "examples" => {}
            _ if key.starts_with("x-") => drop(response.extensions.insert(key.to_owned(), value.value.clone())),
            _ => context.ignored(&value, key, "a response"),
        }
    }
    Some(response)
}

fn headers(context: &mut Context, node: &Node) -> IndexMap<String, ReferenceOr<Header>> {
    let mut headers = IndexMap::new();
    for (name, value) in context.entries(node) {
        headers.extend(header(context, &value).map(|header| (name.to_owned(), ReferenceOr::Item(header))));
    }
    headers
}

/// Reads a header; a referenced one is inlined.
fn header(context: &mut Context, node: &Node) -> Option<Header> {
    let mut base = None;
    let node = context.followed(node, ReferenceKind::Header, &mut base)?;
    let mut parts = Parts::default();
    let mut format = None;
    let mut header = Header {
        description: None,
        style: HeaderStyle::Simple,
        required: false,
        deprecated: None,
        format: ParameterSchemaOrContent::Content(IndexMap::new()),
        example: None,
        examples: IndexMap::new(),
        extensions: IndexMap::new(),
    };
    for (key, value) in context.entries(&node) {
        match key {
            "description" => header.description = context.text(&value),
            "required" => header.required = context.flag(&value).unwrap_or_default(),
            "deprecated" => header.deprecated = context.flag(&value),
            "example" => header.example = Some(value.value.clone()),
            "schema" => format = Some(ParameterSchemaOrContent::Schema(schema(context, &value))),
            "content" => format = Some(ParameterSchemaOrContent::Content(body::content(context, &value))),
            // A header is written in one way only, and named examples are documentation that nothing reads.
            "style" | "explode" | "examples" => {}
            _ if key.starts_with("x-") && !belongs_to_type(key) => {
                header.extensions.insert(key.to_owned(), value.value.clone());
            }
            _ if parts.read(context, key, &value) => {}
            _ => context.ignored(&value, key, "a header"),
        }
    }
    if format.is_none() {
        context.origins.record(node.lifted().key("schema"), node.location());
    }
    header.format = format.unwrap_or_else(|| ParameterSchemaOrContent::Schema(parts.finish(context, &node)));
    Some(header)
}
