//! What a request is refused for, before anything is done.

use super::Engine;
use super::call::Call;
use super::resource;
use crate::answer::{Answer, Problem};
use crate::builder::{ApiVersions, Authorization, Options};
use crate::emulator::World;
use crate::request::{Address, Request};
use crate::router::filled;
use crate::schema::{Whole, check, check_text};
use crate::table::{Operation, Place, Route};
use serde_json::Value;

pub(super) fn unauthorized(request: &Request, options: &Options) -> Option<Answer> {
    let has_token = request.header_value("authorization").is_some_and(|value| !value.is_empty());
    if has_token || options.authorization == Authorization::None {
        return None;
    }
    let challenge = "Bearer authorization_uri=\"https://login.microsoftonline.com/common\", error=\"invalid_token\"";
    let message = "Authentication failed. The 'Authorization' header is missing.";
    Some(Answer::error(401, "AuthenticationFailed", message).with("www-authenticate", challenge))
}

pub(super) fn unknown_type(address: &Address) -> Answer {
    let message = format!("The resource type could not be found at '{}'.", address.path);
    Answer::error(404, "InvalidResourceType", &message)
}

pub(super) fn wrong_method(route: &Route) -> Answer {
    let methods: Vec<_> = route.operations.iter().map(|operation| operation.method.as_str()).collect();
    let methods = methods.join(", ");
    let message = format!("The method is not allowed here; there are {methods}.");
    Answer::error(405, "MethodNotAllowed", &message).with("allow", methods)
}

pub(super) fn wrong_version(engine: &Engine, operation: &Operation, address: &Address) -> Option<Answer> {
    if operation.unversioned {
        return None;
    }
    let Some(version) = address.query_value("api-version").filter(|version| !version.is_empty()) else {
        let message = "The api-version query parameter (?api-version=) is required for all requests.";
        return Some(Answer::error(400, "MissingApiVersionParameter", message));
    };
    if !version.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c)) {
        let message = format!("The api-version '{version}' is invalid.");
        return Some(Answer::error(400, "InvalidApiVersionParameter", &message));
    }
    let own = &engine.table.api.version;
    if engine.options.api_versions == ApiVersions::Any || version.eq_ignore_ascii_case(own) {
        return None;
    }
    let message = format!(
        "No registered resource provider found for API version '{version}'. The supported api-versions are '{own}'."
    );
    Some(Answer::error(400, "NoRegisteredProviderFound", &message))
}

/// A world that may hold no more things.
pub(super) fn full(engine: &Engine, world: &World, call: &Call<'_>) -> Option<Answer> {
    let most = engine.options.things;
    if world.store.len() < most || call.operation.method != "PUT" || world.store.get(&call.id).is_some() {
        return None;
    }
    let message = format!("The emulator holds {most} things, as many as it may.");
    Some(Answer::error(507, "InsufficientStorage", &message))
}

/// What is wrong with the parameters.
pub(super) fn parameters(engine: &Engine, call: &Call<'_>) -> Vec<Problem> {
    let strictness = engine.options.strictness;
    let mut problems = Vec::new();
    for parameter in call.operation.parameters.iter().filter_map(|index| engine.table.parameters.get(*index)) {
        let given = match parameter.place {
            Place::Path => {
                call.values.iter().find(|(name, _)| *name == parameter.name).map(|(_, value)| value.as_str())
            }
            Place::Query => call.address.query_value(&parameter.name),
            Place::Header => call.request.header_value(&parameter.name),
            Place::Form | Place::Part => continue,
        };
        match given {
            Some(text) => {
                let table = &engine.table;
                let of_one =
                    check_text(table, &parameter.type_of, &parameter.limits, text, &parameter.name, strictness);
                problems.extend(of_one);
            }
            // What is said of entity tags is said elsewhere.
            None if parameter.required && parameter.place == Place::Query => {
                problems.push(Problem { target: parameter.name.clone(), message: "it is required".to_owned() });
            }
            None => {}
        }
    }
    problems
}

/// The body, if it is as it should be.
pub(super) fn body(engine: &Engine, call: &Call<'_>) -> Result<Value, Answer> {
    let Some(type_of) = &call.operation.body else { return Ok(Value::Null) };
    let body = &call.request.body;
    if body.is_empty() {
        if call.operation.body_required {
            let problem = Problem { target: String::new(), message: "the body is required".to_owned() };
            return Err(Answer::invalid(&[problem]));
        }
        return Ok(Value::Null);
    }
    let is_json = call.request.header_value("content-type").is_none_or(|it| it.contains("json"));
    if !is_json {
        return Ok(Value::Null);
    }
    let value: Value = match serde_json::from_slice(body) {
        Ok(value) => value,
        Err(error) => {
            let message = format!("The request content was invalid and could not be deserialized: '{error}'.");
            return Err(Answer::error(400, "InvalidRequestContent", &message));
        }
    };
    let whole = if call.operation.method == "PATCH" { Whole::Changes } else { Whole::Whole };
    let problems = check(&engine.table, type_of, &value, whole, engine.options.strictness);
    if problems.is_empty() { Ok(value) } else { Err(Answer::invalid(&problems)) }
}

/// The answer that something above the thing is not there.
pub(super) fn missing_parent(engine: &Engine, world: &mut World, call: &Call<'_>) -> Option<Answer> {
    let mut above = Vec::new();
    let mut parent = call.route.parent.as_deref();
    while let Some((index, route)) = parent.and_then(|path| engine.table.at(path)) {
        above.push((index, route));
        parent = route.parent.as_deref();
    }
    // From the top, so that what is told is what is missing first.
    for (index, route) in above.into_iter().rev() {
        let id = filled(&route.path, &call.values);
        if resource::exists(engine, world, index, &id) {
            continue;
        }
        if route.parent.is_none() {
            let (name, group) = (id.rsplit('/').next().unwrap_or_default(), value(call, "resourceGroupName"));
            let message = format!("The Resource '{}/{name}' under resource group '{group}' was not found.", route.kind);
            return Some(Answer::error(404, "ResourceNotFound", &message));
        }
        if call.operation.method == "PUT" {
            let message =
                format!("Can not perform requested operation on nested resource. Parent resource '{id}' not found.");
            return Some(Answer::error(404, "ParentResourceNotFound", &message));
        }
        let message = format!("{} not found.", engine.rules.label(route));
        return Some(Answer::error(404, "ResourceNotFound", &message));
    }
    None
}

/// A value of the path.
pub(super) fn value<'c>(call: &'c Call<'_>, name: &str) -> &'c str {
    call.values.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
}
