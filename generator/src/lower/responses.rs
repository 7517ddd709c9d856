//! Responses, and what a method returns.

use super::context::{Context, Parent};
use super::facts;
use super::groups::OperationNames;
use super::names;
use super::operations::Site;
use super::shape::{SchemaRef, Shape, component_key};
use super::types::{self, Owner};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{
    DefinitionId, Docs, Failure, Header, LongRunning, MediaType, Method, OperationGroup, Response, Returns, TextFormat,
    TypeRef,
};
use crate::naming::{Kind, Name, rust_name};
use crate::source::Pointer;
use indexmap::IndexMap;
use openapiv3::{ParameterSchemaOrContent, ReferenceOr, StatusCode};
use serde_json::Value;
use std::collections::BTreeMap;

type Content = IndexMap<String, openapiv3::MediaType>;

/// What an operation can answer.
pub(super) struct Answers {
    /// Successes, by status.
    pub(super) answers: Vec<Response>,
    /// The definition of the error.
    pub(super) error: Option<DefinitionId>,
    /// All else that is declared.
    pub(super) failures: Vec<Failure>,
}

/// Lowers the responses.
pub(super) fn lower<'a>(context: &mut Context<'a>, site: &Site<'a>, names: &OperationNames) -> Answers {
    let declared = &site.operation.responses;
    let at = site.at.key("responses");
    let mut answers = Vec::new();
    let mut error = None;
    let mut failures = Vec::new();
    for (status, response) in &declared.responses {
        let Some(response) = resolve(context, response) else { continue };
        let text = status.to_string();
        let at = at.key(&text);
        if !matches!(status, StatusCode::Code(200..=299)) {
            failures.push(failure(context, text, response));
        }
        match status {
            StatusCode::Code(status @ 200..=299) => answers.push(answer(context, *status, response, &at, names)),
            _ if response.extensions.get("x-ms-error-response") == Some(&Value::Bool(true)) => {
                error = error.or_else(|| error_definition(context, response, &at, names));
            }
            _ => {}
        }
    }
    answers.sort_by_key(|answer| answer.status);
    if let Some(response) = declared.default.as_ref().and_then(|response| resolve(context, response)) {
        error = error_definition(context, response, &at.key("default"), names).or(error);
        failures.push(failure(context, "default".to_owned(), response));
    }
    if answers.is_empty() {
        let location = context.locate(&at);
        let message = format!("`{}` declares no successful response", names.id);
        let help = "declare the status that the service sends when all went well, such as `200`";
        context.diagnostics.push(Diagnostic::at(Code::Responses, location, message).on_key().help(help));
    }
    Answers { answers, error, failures }
}

/// What a response that tells of no success declares; only named definitions count, as nothing is made of others.
fn failure<'a>(context: &mut Context<'a>, status: String, response: &'a openapiv3::Response) -> Failure {
    let schema = media_type(&response.content).and_then(|(_, _, content)| content.schema.as_ref());
    let body = match schema.map(|schema| SchemaRef::from(schema).shape()) {
        Some(Shape::Reference(key)) => Some(types::component_type(context, key)),
        _ => None,
    };
    Failure {
        status,
        body,
        headers: response.headers.keys().map(|name| name.to_ascii_lowercase()).collect(),
        is_error: response.extensions.get("x-ms-error-response") == Some(&Value::Bool(true)),
    }
}

fn resolve<'a>(
    context: &Context<'a>,
    response: &'a ReferenceOr<openapiv3::Response>,
) -> Option<&'a openapiv3::Response> {
    match response {
        ReferenceOr::Item(item) => Some(item),
        ReferenceOr::Reference { reference } => {
            context.openapi.components.as_ref()?.responses.get(component_key(reference))?.as_item()
        }
    }
}

fn answer<'a>(
    context: &mut Context<'a>,
    status: u16,
    response: &'a openapiv3::Response,
    at: &Pointer,
    names: &OperationNames,
) -> Response {
    let mut headers = Vec::with_capacity(response.headers.len());
    for (name, header) in &response.headers {
        headers.extend(self::header(context, name, header, &at.key("headers").key(name)));
    }
    let schema = media_type(&response.content).and_then(|(_, _, content)| content.schema.as_ref()).map(SchemaRef::from);
    Response {
        status,
        body: body(context, &response.content, at, names),
        media_types: response.content.keys().cloned().collect(),
        constraints: schema.map(|schema| types::constraints(context, schema, at)).unwrap_or_default(),
        facts: schema.map(|schema| facts::of(context, schema)).unwrap_or_default(),
        headers,
        docs: Docs { description: Some(response.description.clone()), ..Docs::default() },
    }
}

fn header<'a>(
    context: &mut Context<'a>,
    wire: &str,
    header: &'a ReferenceOr<openapiv3::Header>,
    at: &Pointer,
) -> Option<Header> {
    let item = match header {
        ReferenceOr::Item(item) => item,
        ReferenceOr::Reference { reference } => {
            context.openapi.components.as_ref()?.headers.get(component_key(reference))?.as_item()?
        }
    };
    let ParameterSchemaOrContent::Schema(schema) = &item.format else { return None };
    let renamed = item.extensions.get("x-ms-client-name").and_then(Value::as_str);
    let lower = wire.to_ascii_lowercase();
    let chosen = context.overrides.property("headers", &lower).map(str::to_owned);
    let key = format!("headers.{lower}");
    let Some(rust) = chosen.or_else(|| rust_name(Kind::Method, renamed.unwrap_or(wire))) else {
        let what = format!("the header `{wire}`");
        let diagnostic = names::nothing_left(&what, Kind::Method, wire, &key, context.locate(at));
        context.diagnostics.push(diagnostic.on_key());
        return None;
    };
    // The getters of all headers are methods of one trait, and most headers are declared many times.
    if context.header_names.insert((lower.clone(), rust.clone())) {
        let place = context.locate(at);
        if let Some(collision) = names::claim(&mut context.headers, &rust, "headers", &key, &place) {
            context.diagnostics.push(collision.on_key());
        }
    }
    let owner = Owner { parent: Parent::Operation(String::new()), property: wire.to_owned() };
    let type_ref = if wire.eq_ignore_ascii_case("etag") {
        TypeRef::Etag
    } else {
        types::type_of(context, SchemaRef::from(schema), &at.key("schema"), &owner)
    };
    Some(Header {
        name: Name { wire: lower, rust },
        type_ref,
        constraints: types::constraints(context, SchemaRef::from(schema), &at.key("schema")),
        facts: facts::of(context, SchemaRef::from(schema)),
        docs: Docs { description: item.description.clone(), ..Docs::default() },
    })
}

/// The type of a body. What is not JSON is raw bytes to the client.
fn body<'a>(context: &mut Context<'a>, content: &'a Content, at: &Pointer, names: &OperationNames) -> Option<TypeRef> {
    let (text, media, content) = media_type(content)?;
    let schema = SchemaRef::from(content.schema.as_ref()?);
    if media != MediaType::Json {
        return Some(TypeRef::Binary);
    }
    let owner = Owner { parent: Parent::Operation(names.id.clone()), property: "response".to_owned() };
    Some(types::type_of(context, schema, &at.key("content").key(text).key("schema"), &owner))
}

fn error_definition<'a>(
    context: &mut Context<'a>,
    response: &'a openapiv3::Response,
    at: &Pointer,
    names: &OperationNames,
) -> Option<DefinitionId> {
    match body(context, &response.content, at, names)? {
        TypeRef::Definition(id) => Some(id),
        _ => None,
    }
}

/// The media type that the client uses of several: JSON if there is one, else the first.
pub(super) fn media_type(content: &Content) -> Option<(&str, MediaType, &openapiv3::MediaType)> {
    let json = content.iter().find(|(text, _)| is_json(text));
    let (text, content) = json.or_else(|| content.first())?;
    let essence = text.split(';').next().unwrap_or(text).trim();
    let media = match essence {
        _ if is_json(text) => MediaType::Json,
        "application/x-www-form-urlencoded" => MediaType::Form,
        "multipart/form-data" => MediaType::Multipart,
        other => MediaType::Other(other.to_owned()),
    };
    Some((text, media, content))
}

/// The media types of the successful responses, unless JSON is among them.
pub(super) fn accept(context: &Context<'_>, site: &Site<'_>) -> Option<String> {
    let successful = site.operation.responses.responses.iter().filter_map(|(status, response)| match status {
        StatusCode::Code(200..=299) => resolve(context, response),
        _ => None,
    });
    let contents = successful.map(|response| &response.content);
    let mut types: Vec<&str> = Vec::new();
    for (text, content) in contents.flatten() {
        if content.schema.is_some() && !types.contains(&text.as_str()) {
            types.push(text);
        }
    }
    // Of several, the client reads JSON: to ask for the others too would leave the choice to the service.
    (!types.is_empty() && !types.iter().any(|text| is_json(text))).then(|| types.join(", "))
}

fn is_json(text: &str) -> bool {
    let essence = text.split(';').next().unwrap_or(text).trim();
    matches!(essence, "application/json" | "text/json" | "*/*") || essence.ends_with("+json")
}

/// What the method returns.
pub(super) fn returns<'a>(
    context: &mut Context<'a>,
    site: &Site<'a>,
    names: &OperationNames,
    answers: &[Response],
    long_running: Option<&LongRunning>,
) -> Returns {
    if site.method == Method::Head {
        let told = site.operation.responses.responses.contains_key(&StatusCode::Code(404));
        return if told { Returns::Exists } else { Returns::Nothing };
    }
    if long_running.is_some() {
        return final_body(context, site, answers);
    }
    let mut bodies: Vec<&TypeRef> = Vec::new();
    for body in answers.iter().filter_map(|answer| answer.body.as_ref()) {
        if !bodies.contains(&body) {
            bodies.push(body);
        }
    }
    let always = answers.iter().all(|answer| answer.body.is_some());
    match bodies.as_slice() {
        [] => Returns::Nothing,
        [TypeRef::Binary] => Returns::Stream,
        [single] if always => Returns::Body((*single).clone()),
        [single] => Returns::OptionalBody((*single).clone()),
        _ => Returns::ByStatus(format!("{}{}Result", names.client, names.method_type)),
    }
}

/// What a long-running operation ends with: nothing after DELETE, else the body of 200, 201 or 202.
fn final_body<'a>(context: &mut Context<'a>, site: &Site<'a>, answers: &[Response]) -> Returns {
    let options = site.operation.extensions.get("x-ms-long-running-operation-options");
    let named = options.and_then(|options| options.get("final-state-schema")).and_then(Value::as_str);
    if let Some(definition) = named.and_then(|schema| types::component_definition(context, component_key(schema))) {
        return Returns::Body(TypeRef::Definition(definition));
    }
    let body = answers.iter().find_map(|answer| answer.body.as_ref());
    match (site.method, body) {
        (Method::Delete, _) | (_, None) => Returns::Nothing,
        (_, Some(TypeRef::Binary)) => Returns::Stream,
        (_, Some(body)) => Returns::Body(body.clone()),
    }
}

/// Every header of the successful responses, once; text where two declare different types.
pub(super) fn all_headers(groups: &[OperationGroup]) -> Vec<Header> {
    let mut headers: BTreeMap<&str, Header> = BTreeMap::new();
    let operations = groups.iter().flat_map(|group| &group.operations);
    for header in operations.flat_map(|operation| &operation.responses).flat_map(|response| &response.headers) {
        match headers.get_mut(header.name.wire.as_str()) {
            None => {
                headers.insert(&header.name.wire, header.clone());
            }
            Some(known) => {
                if known.type_ref != header.type_ref {
                    known.type_ref = TypeRef::Text(TextFormat::Plain);
                }
                if known.name.rust.len() < header.name.rust.len() {
                    // Of `azure-asyncoperation` and `Azure-AsyncOperation` the latter tells the words apart.
                    known.name.rust.clone_from(&header.name.rust);
                }
            }
        }
    }
    headers.into_values().collect()
}
