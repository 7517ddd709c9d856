//! Just enough of the service for the examples: resources in memory by their paths, pages of two, entity tags, operations
//! that take a while, and tokens and keys that nothing accepts.

mod actions;
mod apis;
mod filter;
mod lists;
mod services;
mod store;

use azure_core::http::headers::{HeaderName, Headers};
use azure_core::http::{AsyncRawResponse, Body, HttpClient, Method, Request};
use azure_core::{Bytes, Result};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use store::Store;

/// A service in which nothing is but itself.
pub(crate) fn service() -> Arc<dyn HttpClient> {
    Arc::new(FakeService { store: Mutex::new(services::with_one()) })
}

#[derive(Debug)]
struct FakeService {
    store: Mutex<Store>,
}

/// A request, taken apart.
struct Call {
    method: Method,
    path: String,
    query: BTreeMap<String, String>,
    if_match: Option<String>,
    body: Value,
}

impl Call {
    fn of(request: &Request) -> Self {
        let body = match request.body() {
            Body::Bytes(bytes) => serde_json::from_slice(bytes).unwrap_or(Value::Null),
            Body::SeekableStream(_) => Value::Null,
        };
        Self {
            method: request.method(),
            path: decoded(request.url().path()),
            query: request.url().query_pairs().into_owned().collect(),
            if_match: request.headers().get_optional_string(&HeaderName::from_static("if-match")),
            body,
        }
    }
}

struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Value,
}

impl Answer {
    fn new(status: u16, body: Value) -> Self {
        Self { status, headers: Vec::new(), body }
    }

    fn empty(status: u16) -> Self {
        Self::new(status, Value::Null)
    }

    fn error(status: u16, code: &str, message: &str) -> Self {
        Self::new(status, json!({ "error": { "code": code, "message": message } }))
    }

    /// A refusal that names the field that is at fault.
    fn invalid(field: &str, message: &str) -> Self {
        let details = json!([{ "code": "ValidationError", "target": field, "message": message }]);
        let message = "One or more fields contain incorrect values:";
        Self::new(400, json!({ "error": { "code": "ValidationError", "message": message, "details": details } }))
    }

    fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

fn answer(store: &mut Store, call: &Call) -> Answer {
    if let Some(number) = call.path.strip_prefix("/operations/") {
        return store.poll(number);
    }
    match call.method {
        Method::Post => actions::post(store, call),
        Method::Get if lists::is_list(&call.path) => lists::page(store, call),
        Method::Get | Method::Head => store.get(call),
        Method::Put => put(store, call),
        Method::Patch => store.patch(call),
        Method::Delete => delete(store, call),
        _ => Answer::empty(405),
    }
}

fn put(store: &mut Store, call: &Call) -> Answer {
    if let Some(refusal) = store.precondition(call).or_else(|| apis::busy(store, call)) {
        return refusal;
    }
    match kind(&call.path) {
        "service" => services::put(store, call),
        "apis" if call.body.is_object() => apis::put(store, call),
        "releases" => apis::release(store, call),
        "policies" if !policy(&call.body).starts_with("<policies>") => {
            Answer::invalid("policies", "Error in element 'policies': the document has another root.")
        }
        "users" if !call.body.is_null() && store.other_with("email", call) => {
            Answer::invalid("email", "A user with this email already exists.")
        }
        "namedValues" => actions::put_named_value(store, call),
        "subscriptions" => actions::put_subscription(store, call),
        _ => store.put(call),
    }
}

fn delete(store: &mut Store, call: &Call) -> Answer {
    if store.resource(&call.path).is_none() {
        // To delete what is not there is a success at API Management.
        return Answer::empty(204);
    }
    if let Some(refusal) = store.precondition(call) {
        return refusal;
    }
    match kind(&call.path) {
        "service" => services::delete(store, call),
        "deletedservices" => services::purge(store, call),
        "apis" | "users" => {
            store.remove(&call.path);
            store.begin(202, "location", None)
        }
        _ => {
            store.remove(&call.path);
            Answer::empty(200)
        }
    }
}

/// What kind of resource the path is of: its last segment but one.
fn kind(path: &str) -> &str {
    path.rsplit('/').nth(1).unwrap_or_default()
}

fn policy(body: &Value) -> &str {
    body.pointer("/properties/value").and_then(Value::as_str).unwrap_or_default().trim_start()
}

/// A path without percent-encoding.
fn decoded(path: &str) -> String {
    let mut parts = path.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        match part.get(..2).map(|digits| u8::from_str_radix(digits, 16)) {
            Some(Ok(byte)) => {
                bytes.push(byte);
                bytes.extend(part.bytes().skip(2));
            }
            _ => bytes.extend(format!("%{part}").bytes()),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[async_trait::async_trait]
impl HttpClient for FakeService {
    async fn execute_request(&self, request: &Request) -> Result<AsyncRawResponse> {
        let call = Call::of(request);
        let answer = self.store.lock().map_or_else(|_| Answer::empty(500), |mut store| answer(&mut store, &call));
        let mut headers = Headers::new();
        answer.headers.into_iter().for_each(|(name, value)| headers.insert(name, value));
        let is_empty = answer.body.is_null() || call.method == Method::Head;
        let body = if is_empty { Bytes::new() } else { answer.body.to_string().into() };
        Ok(AsyncRawResponse::from_bytes(answer.status.into(), headers, body))
    }
}
