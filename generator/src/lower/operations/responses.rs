//! Responses, and what a method returns.

use super::groups::OperationNames;
use super::shared::Shared;
use crate::azure;
use crate::diagnostic::{Code, Diagnostic, Mark};
use crate::ir::{MediaType, Method, Status};
use crate::lower::definitions::components::{component_definition, component_type};
use crate::lower::definitions::types::{self, Owner};
use crate::lower::definitions::values;
use crate::lower::document::components::{self, description};
use crate::lower::document::media::{Content, is_json, media_type};
use crate::lower::document::shape::{SchemaRef, Shape, component_key};
use crate::lower::document::site::Site;
use crate::lower::document::source::Source;
use crate::lower::drafts::arena::DraftId;
use crate::lower::drafts::complaints::Named;
use crate::lower::drafts::definition::Parent;
use crate::lower::drafts::operation::{Ending, ErrorResponse, Header, Response};
use crate::lower::drafts::{Drafting, Type, Value};
use crate::naming::{Name, NameKind, rust_name};
use crate::source::Pointer;
use openapiv3::{ParameterSchemaOrContent, ReferenceOr, StatusCode};
use std::collections::BTreeMap;

/// What an operation can answer.
pub(in crate::lower) struct Answers {
    /// Successes, by status.
    pub(in crate::lower) answers: Vec<Response>,
    /// The definition of the error.
    pub(in crate::lower) error: Option<DraftId>,
    /// All else that is declared.
    pub(in crate::lower) failures: Vec<ErrorResponse>,
}

/// Drafts the responses.
pub(super) fn draft<'a>(
    drafting: &mut Drafting<'a>,
    shared: &mut Shared<'a>,
    site: &Site<'a>,
    names: &OperationNames,
) -> Answers {
    let declared = &site.operation.responses;
    let at = site.at.key("responses");
    let mut answers = Vec::new();
    let mut marked = None;
    let mut ranges = BTreeMap::new();
    let mut failures = Vec::new();
    for (status, response) in &declared.responses {
        let Some(response) = components::response(drafting.source, response) else { continue };
        let text = status.to_string();
        let at = at.key(&text);
        if let Some(status) = success(status) {
            answers.push(answer(drafting, shared, status, response, &at, names));
            continue;
        }
        failures.push(failure(drafting, text, response));
        match status {
            _ if is_marked(response) => marked = marked.or_else(|| error_definition(drafting, response, &at, names)),
            StatusCode::Range(range @ 4..=5) => {
                ranges.extend(error_definition(drafting, response, &at, names).map(|error| (*range, error)));
            }
            _ => {}
        }
    }
    answers.sort_by_key(|answer| answer.status);
    let mut error = marked.or(ranges.into_values().next());
    if let Some(response) =
        declared.default.as_ref().and_then(|response| components::response(drafting.source, response))
    {
        let at = at.key("default");
        if answers.is_empty() && tells_of_success(drafting.source, site, response) {
            answers.push(answer(drafting, shared, Status::Default, response, &at, names));
        } else {
            error = error_definition(drafting, response, &at, names).or(error);
            failures.push(failure(drafting, "default".to_owned(), response));
        }
    }
    if answers.is_empty() {
        let location = drafting.source.locate(&at);
        let message = format!("`{}` declares no successful response", names.id);
        let help = "declare the status that the service sends when all went well, such as `200`";
        drafting.report.push(Diagnostic::at(Code::Responses, location, message).on_key().help(help));
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
    azure::is_set::<azure::ErrorResponse>(&response.extensions)
}

/// Whether `default`, where no status of success is declared, has what the service answers then. What is marked as an
/// error, or is one where a success is declared beside it, is not taken for that.
fn tells_of_success<'a>(source: &Source<'a>, site: &Site<'a>, default: &'a openapiv3::Response) -> bool {
    let Some(body) = schema_of(default) else { return false };
    let is_same = |response: &'a openapiv3::Response| schema_of(response) == Some(body);
    let mut failures =
        site.operation.responses.responses.values().filter_map(|response| components::response(source, response));
    if is_marked(default) || failures.any(is_same) {
        return false;
    }
    let ReferenceOr::Reference { .. } = body else { return true };
    let items = source.openapi.paths.paths.values().filter_map(ReferenceOr::as_item);
    !items.flat_map(openapiv3::PathItem::iter).any(|(_, operation)| {
        let declared = &operation.responses;
        let default = declared.default.as_ref().and_then(|response| components::response(source, response));
        default.is_some_and(is_same) && declared.responses.keys().any(|status| success(status).is_some())
    })
}

/// The schema of a response, in the media type that the client uses.
fn schema_of(response: &openapiv3::Response) -> Option<&ReferenceOr<openapiv3::Schema>> {
    media_type(&response.content)?.2.schema.as_ref()
}

/// What a response that tells of no success declares; only named definitions count, as nothing is made of others.
fn failure<'a>(drafting: &mut Drafting<'a>, status: String, response: &'a openapiv3::Response) -> ErrorResponse {
    let body = match schema_of(response).map(|schema| SchemaRef::from(schema).shape()) {
        Some(Shape::Reference(key)) => Some(component_type(drafting, key)),
        _ => None,
    };
    ErrorResponse {
        status,
        body,
        headers: response.headers.keys().map(|name| name.to_ascii_lowercase()).collect(),
        is_error: is_marked(response),
    }
}

fn answer<'a>(
    drafting: &mut Drafting<'a>,
    shared: &mut Shared<'a>,
    status: Status,
    response: &'a openapiv3::Response,
    at: &Pointer,
    names: &OperationNames,
) -> Response {
    let mut headers = Vec::with_capacity(response.headers.len());
    for (name, header) in &response.headers {
        headers.extend(self::header(drafting, shared, name, header, &at.key("headers").key(name)));
    }
    let schema = schema_of(response).map(SchemaRef::from);
    let at_schema = match media_type(&response.content) {
        Some((text, ..)) => at.key("content").key(text).key("schema"),
        None => at.clone(),
    };
    let type_ref = body(drafting, &response.content, at, names);
    Response {
        status,
        body: type_ref.zip(schema).map(|(type_ref, schema)| {
            let about = (values::docs_of(schema), drafting.source.locate(&at_schema));
            Value { default: None, ..values::value(drafting, schema, &at_schema, type_ref, about) }
        }),
        media_types: response.content.keys().cloned().collect(),
        headers,
        docs: description(Some(&response.description)),
    }
}

fn header<'a>(
    drafting: &mut Drafting<'a>,
    shared: &mut Shared<'a>,
    wire: &str,
    header: &'a ReferenceOr<openapiv3::Header>,
    at: &Pointer,
) -> Option<Header> {
    let item = components::header(drafting.source, header)?;
    let ParameterSchemaOrContent::Schema(schema) = &item.format else { return None };
    let renamed = azure::read::<azure::ClientName>(&item.extensions);
    let lower = wire.to_ascii_lowercase();
    let chosen = drafting.names.overrides.property("headers", &lower).map(str::to_owned);
    let key = format!("headers.{lower}");
    let place = drafting.source.locate(at);
    let named = Named { kind: NameKind::Method, wire, what: "headers", key: &key, place, mark: Mark::Key, prefix: "" };
    let Some(rust) = chosen.or_else(|| rust_name(NameKind::Method, renamed.unwrap_or(wire))) else {
        shared.header_without_name(Named { what: &format!("the header `{wire}`"), ..named });
        return None;
    };
    shared.name_header(&lower, &rust, named);
    let owner = Owner { parent: Parent::Nobody, property: wire.to_owned() };
    let (schema, at_schema) = (SchemaRef::from(schema), at.key("schema"));
    let type_ref = match wire.eq_ignore_ascii_case("etag") {
        true => Type::Etag,
        false => types::type_of(drafting, schema, &at_schema, &owner),
    };
    let about = (description(item.description.as_deref()), drafting.source.locate(at));
    Some(Header {
        name: Name { wire: lower, rust },
        value: Value { default: None, ..values::value(drafting, schema, &at_schema, type_ref, about) },
    })
}

/// The type of a body. What is not JSON is raw bytes to the client.
fn body<'a>(drafting: &mut Drafting<'a>, content: &'a Content, at: &Pointer, names: &OperationNames) -> Option<Type> {
    let (text, media, content) = media_type(content)?;
    let schema = SchemaRef::from(content.schema.as_ref()?);
    if media != MediaType::Json {
        return Some(Type::Binary);
    }
    let owner = Owner { parent: Parent::Named(names.id.clone()), property: "response".to_owned() };
    Some(types::type_of(drafting, schema, &at.key("content").key(text).key("schema"), &owner))
}

fn error_definition<'a>(
    drafting: &mut Drafting<'a>,
    response: &'a openapiv3::Response,
    at: &Pointer,
    names: &OperationNames,
) -> Option<DraftId> {
    match body(drafting, &response.content, at, names)? {
        Type::Definition(id) => Some(id),
        _ => None,
    }
}

/// The media types of the successful responses, unless JSON is among them.
pub(super) fn accept(source: &Source<'_>, site: &Site<'_>, answers: &[Response]) -> Option<String> {
    let declared = &site.operation.responses;
    let successful = answers.iter().filter_map(|answer| match answer.status {
        Status::Code(code) => declared.responses.get(&StatusCode::Code(code)),
        Status::Range => declared.responses.get(&StatusCode::Range(2)),
        Status::Default => declared.default.as_ref(),
    });
    let contents =
        successful.filter_map(|response| components::response(source, response)).map(|response| &response.content);
    let mut types: Vec<&str> = Vec::new();
    for (text, content) in contents.flatten() {
        if content.schema.is_some() && !types.contains(&text.as_str()) {
            types.push(text);
        }
    }
    // Of several, the client reads JSON: to ask for the others too would leave the choice to the service.
    (!types.is_empty() && !types.iter().any(|text| is_json(text))).then(|| types.join(", "))
}

/// What an operation that does not run long ends with.
pub(super) fn ending(site: &Site<'_>, names: &OperationNames, answers: &[Response]) -> Ending {
    if site.method == Method::Head {
        let told = site.operation.responses.responses.contains_key(&StatusCode::Code(404));
        return if told { Ending::Exists } else { Ending::Nothing };
    }
    let mut bodies: Vec<&Type> = Vec::new();
    for body in answers.iter().filter_map(Response::body_type) {
        if !bodies.contains(&body) {
            bodies.push(body);
        }
    }
    let always = answers.iter().all(|answer| answer.body.is_some());
    match bodies.as_slice() {
        [] => Ending::Nothing,
        [Type::Binary] => Ending::Stream,
        [single] if always => Ending::Body((*single).clone()),
        [single] => Ending::OptionalBody((*single).clone()),
        _ => Ending::ByStatus(format!("{}{}Result", names.client, names.method_type)),
    }
}

/// What a long-running operation ends with: nothing after DELETE, else the body of 200, 201 or 202.
pub(super) fn final_ending(
    drafting: &mut Drafting<'_>,
    site: &Site<'_>,
    answers: &[Response],
    resume: String,
) -> Ending {
    let options = azure::read::<azure::LongRunningOptions>(&site.operation.extensions).unwrap_or_default();
    let named = options.schema.and_then(|schema| component_definition(drafting, component_key(schema)));
    let result = match (named, site.method, answers.iter().find_map(Response::body_type)) {
        (Some(definition), ..) => Some(Type::Definition(definition)),
        (_, Method::Delete | Method::Head, _) | (.., None | Some(Type::Binary)) => None,
        (.., Some(body)) => Some(body.clone()),
    };
    Ending::LongRunning { final_state: options.final_state, resume, result }
}
