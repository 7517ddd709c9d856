//! Responses, and what a method returns.

use super::context::{Context, Parent, docs};
use super::extensions;
use super::facts;
use super::groups::OperationNames;
use super::names::Named;
use super::operations::Site;
use super::shape::{SchemaRef, Shape, component_key};
use super::types::{self, Owner};
use crate::diagnostic::{Code, Diagnostic, Mark};
use crate::ir::{
    DefinitionId, Docs, Failure, Header, LongRunning, MediaType, Method, OperationGroup, Outcome, Response, Status,
    TextFormat, TypeRef, Value,
};
use crate::naming::{Kind, Name, rust_name};
use crate::source::Pointer;
use indexmap::IndexMap;
use openapiv3::{ParameterSchemaOrContent, ReferenceOr, StatusCode};
use serde_json::Value as Json;
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
    let mut marked = None;
    let mut ranges = BTreeMap::new();
    let mut failures = Vec::new();
    for (status, response) in &declared.responses {
        let Some(response) = resolve(context, response) else { continue };
        let text = status.to_string();
        let at = at.key(&text);
        if let Some(status) = success(status) {
            answers.push(answer(context, status, response, &at, names));
            continue;
        }
        failures.push(failure(context, text, response));
        match status {
            _ if is_marked(response) => marked = marked.or_else(|| error_definition(context, response, &at, names)),
            StatusCode::Range(range @ 4..=5) => {
                ranges.extend(error_definition(context, response, &at, names).map(|error| (*range, error)));
            }
            _ => {}
        }
    }
    answers.sort_by_key(|answer| answer.status);
    let mut error = marked.or(ranges.into_values().next());
    if let Some(response) = declared.default.as_ref().and_then(|response| resolve(context, response)) {
        let at = at.key("default");
        if answers.is_empty() && tells_of_success(context, site, response) {
            answers.push(answer(context, Status::Default, response, &at, names));
        } else {
            error = error_definition(context, response, &at, names).or(error);
            failures.push(failure(context, "default".to_owned(), response));
        }
    }
    if answers.is_empty() {
        let location = context.locate(&at);
        let message = format!("`{}` declares no successful response", names.id);
        let help = "declare the status that the service sends when all went well, such as `200`";
        context.diagnostics.push(Diagnostic::at(Code::Responses, location, message).on_key().help(help));
    }
    Answers { answers, error, failures }
}

/// The statuses of a response that tells of success.
fn success(status: &StatusCode) -> Option<Status> {
    match status {
        StatusCode::Code(code @ 200..=299) => Some(Status::Code(*code)),
        StatusCode::Range(2) => Some(Status::Range),
        _ => None,
    }
}

/// Whether `x-ms-error-response` makes it an error in so many words.
fn is_marked(response: &openapiv3::Response) -> bool {
    response.extensions.get("x-ms-error-response") == Some(&Json::Bool(true))
}

/// Whether `default`, where no status of success is declared, has what the service answers then. What is marked as an
/// error, or is one where a success is declared beside it, is not taken for that.
fn tells_of_success<'a>(context: &Context<'a>, site: &Site<'a>, default: &'a openapiv3::Response) -> bool {
    let Some(body) = schema_of(default) else { return false };
    let is_same = |response: &'a openapiv3::Response| schema_of(response) == Some(body);
    let mut failures = site.operation.responses.responses.values().filter_map(|response| resolve(context, response));
    if is_marked(default) || failures.any(is_same) {
        return false;
    }
    let ReferenceOr::Reference { .. } = body else { return true };
    let items = context.openapi.paths.paths.values().filter_map(ReferenceOr::as_item);
    !items.flat_map(openapiv3::PathItem::iter).any(|(_, operation)| {
        let declared = &operation.responses;
        let default = declared.default.as_ref().and_then(|response| resolve(context, response));
        default.is_some_and(is_same) && declared.responses.keys().any(|status| success(status).is_some())
    })
}

/// The schema of a response, in the media type that the client uses.
fn schema_of(response: &openapiv3::Response) -> Option<&ReferenceOr<openapiv3::Schema>> {
    media_type(&response.content)?.2.schema.as_ref()
}

/// What a response that tells of no success declares; only named definitions count, as nothing is made of others.
fn failure<'a>(context: &mut Context<'a>, status: String, response: &'a openapiv3::Response) -> Failure {
    let body = match schema_of(response).map(|schema| SchemaRef::from(schema).shape()) {
        Some(Shape::Reference(key)) => Some(types::component_type(context, key)),
        _ => None,
    };
    Failure {
        status,
        body,
        headers: response.headers.keys().map(|name| name.to_ascii_lowercase()).collect(),
        is_error: is_marked(response),
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
    status: Status,
    response: &'a openapiv3::Response,
    at: &Pointer,
    names: &OperationNames,
) -> Response {
    let mut headers = Vec::with_capacity(response.headers.len());
    for (name, header) in &response.headers {
        headers.extend(self::header(context, name, header, &at.key("headers").key(name)));
    }
    let schema = schema_of(response).map(SchemaRef::from);
    let at_schema = match media_type(&response.content) {
        Some((text, ..)) => at.key("content").key(text).key("schema"),
        None => at.clone(),
    };
    Response {
        status,
        body: body(context, &response.content, at, names).zip(schema).map(|(type_ref, schema)| Value {
            type_ref,
            constraints: types::constraints(context, schema, &at_schema),
            facts: facts::of(context, schema),
            default: None,
            docs: schema.data().map(docs).unwrap_or_default(),
            location: context.locate(&at_schema),
        }),
        media_types: response.content.keys().cloned().collect(),
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
    let renamed = extensions::text(context, &item.extensions, "x-ms-client-name", at);
    let lower = wire.to_ascii_lowercase();
    let chosen = context.overrides.property("headers", &lower).map(str::to_owned);
    let key = format!("headers.{lower}");
    let place = context.locate(at);
    let named = Named { kind: Kind::Method, wire, what: "headers", key: &key, place, mark: Mark::Key, prefix: "" };
    let Some(rust) = chosen.or_else(|| rust_name(Kind::Method, renamed.unwrap_or(wire))) else {
        context.headers.nothing_left(Named { what: &format!("the header `{wire}`"), ..named });
        return None;
    };
    // The getters of all headers are methods of one trait, and most headers are declared many times.
    if context.header_names.insert((lower.clone(), rust.clone())) {
        context.headers.claim(&rust, named);
    }
    let owner = Owner { parent: Parent::Operation(String::new()), property: wire.to_owned() };
    let type_ref = if wire.eq_ignore_ascii_case("etag") {
        TypeRef::Etag
    } else {
        types::type_of(context, SchemaRef::from(schema), &at.key("schema"), &owner)
    };
    Some(Header {
        name: Name { wire: lower, rust },
        value: Value {
            type_ref,
            constraints: types::constraints(context, SchemaRef::from(schema), &at.key("schema")),
            facts: facts::of(context, SchemaRef::from(schema)),
            default: None,
            docs: Docs { description: item.description.clone(), ..Docs::default() },
            location: context.locate(at),
        },
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
pub(super) fn accept(context: &Context<'_>, site: &Site<'_>, answers: &[Response]) -> Option<String> {
    let declared = &site.operation.responses;
    let successful = answers.iter().filter_map(|answer| match answer.status {
        Status::Code(code) => declared.responses.get(&StatusCode::Code(code)),
        Status::Range => declared.responses.get(&StatusCode::Range(2)),
        Status::Default => declared.default.as_ref(),
    });
    let contents = successful.filter_map(|response| resolve(context, response)).map(|response| &response.content);
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
pub(super) fn outcome<'a>(
    context: &mut Context<'a>,
    site: &Site<'a>,
    names: &OperationNames,
    answers: &[Response],
    long_running: Option<LongRunning>,
) -> Outcome {
    if let Some(long_running) = long_running {
        return Outcome::Operation(LongRunning { result: final_body(context, site, answers), ..long_running });
    }
    if site.method == Method::Head {
        let told = site.operation.responses.responses.contains_key(&StatusCode::Code(404));
        return if told { Outcome::Exists } else { Outcome::Empty };
    }
    let mut bodies: Vec<&TypeRef> = Vec::new();
    for body in answers.iter().filter_map(|answer| answer.body_type()) {
        if !bodies.contains(&body) {
            bodies.push(body);
        }
    }
    let always = answers.iter().all(|answer| answer.body.is_some());
    match bodies.as_slice() {
        [] => Outcome::Empty,
        [TypeRef::Binary] => Outcome::Stream,
        [single] if always => Outcome::Model((*single).clone()),
        [single] => Outcome::OptionalModel((*single).clone()),
        _ => Outcome::ByStatus(format!("{}{}Result", names.client, names.method_type)),
    }
}

/// What a long-running operation ends with: nothing after DELETE, else the body of 200, 201 or 202.
fn final_body<'a>(context: &mut Context<'a>, site: &Site<'a>, answers: &[Response]) -> Option<TypeRef> {
    let options = site.operation.extensions.get("x-ms-long-running-operation-options");
    let named = options.and_then(|options| options.get("final-state-schema")).and_then(Json::as_str);
    if let Some(definition) = named.and_then(|schema| types::component_definition(context, component_key(schema))) {
        return Some(TypeRef::Definition(definition));
    }
    match (site.method, answers.iter().find_map(Response::body_type)) {
        (Method::Delete | Method::Head, _) | (_, None | Some(TypeRef::Binary)) => None,
        (_, Some(body)) => Some(body.clone()),
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
                if known.value.type_ref != header.value.type_ref {
                    known.value.type_ref = TypeRef::Text(TextFormat::Plain);
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
