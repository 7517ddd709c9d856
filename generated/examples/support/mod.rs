//! What the examples share: a client of a real service, or, with `--offline`, of a small fake one.

use apim::{ApiManagementClient, ApiManagementClientOptions};
use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::http::headers::Headers;
use azure_core::http::{AsyncRawResponse, Body, ClientOptions, HttpClient, Method, Request, Transport};
use azure_core::time::{Duration, OffsetDateTime};
use azure_core::{Bytes, Result};
use azure_identity::DeveloperToolsCredential;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

/// The service that an example talks to.
pub(crate) struct Target {
    pub(crate) client: ApiManagementClient,
    pub(crate) resource_group: String,
    pub(crate) service: String,
}

impl Target {
    /// Reads command line and environment; the error is for the user of the example.
    #[allow(dead_code, reason = "one example has a fake service of its own")]
    pub(crate) fn from_environment() -> std::result::Result<Self, String> {
        Self::from_environment_with(|| Arc::new(FakeService::default()))
    }

    /// As [`Self::from_environment`], with another fake service.
    pub(crate) fn from_environment_with(fake: fn() -> Arc<dyn HttpClient>) -> std::result::Result<Self, String> {
        match std::env::args().skip(1).collect::<Vec<_>>().as_slice() {
            [] => Self::online(),
            [flag] if flag == "--offline" => Self::offline(fake()).map_err(|error| error.to_string()),
            other => Err(format!("unknown arguments {other:?}; the only one is --offline")),
        }
    }

    fn online() -> std::result::Result<Self, String> {
        let subscription = variable("AZURE_SUBSCRIPTION_ID")?;
        let (resource_group, service) = (variable("APIM_RESOURCE_GROUP")?, variable("APIM_SERVICE")?);
        let credential = DeveloperToolsCredential::new(None).map_err(|error| error.to_string())?;
        let client = ApiManagementClient::new(subscription, credential, None).map_err(|error| error.to_string())?;
        Ok(Self { client, resource_group, service })
    }

    fn offline(fake: Arc<dyn HttpClient>) -> Result<Self> {
        let client_options = ClientOptions { transport: Some(Transport::new(fake)), ..Default::default() };
        let options = ApiManagementClientOptions { client_options, ..Default::default() };
        let client = ApiManagementClient::new("offline", Arc::new(FakeCredential), Some(options))?;
        Ok(Self { client, resource_group: "offline-group".to_owned(), service: "offline-service".to_owned() })
    }
}

/// Tells the user what is missing: exit code 2 for a bad call, 1 for a failed one.
pub(crate) fn exit_code(target: std::result::Result<Result<()>, String>) -> ExitCode {
    match target {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(error)) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::from(2)
        }
    }
}

fn variable(name: &str) -> std::result::Result<String, String> {
    let value = std::env::var(name).ok().filter(|value| !value.is_empty());
    value.ok_or_else(|| format!("the environment variable {name} is not set (to try without a service: --offline)"))
}

#[allow(dead_code, reason = "one example has a fake service of its own")]
/// Just enough of the service: resources in memory by their paths, and tokens and keys that nothing accepts.
#[derive(Debug, Default)]
struct FakeService {
    resources: Mutex<BTreeMap<String, Value>>,
}

type Answer = (u16, Vec<(&'static str, String)>, Value);

impl FakeService {
    fn answer(&self, request: &Request) -> Answer {
        let body = match request.body() {
            Body::Bytes(bytes) => serde_json::from_slice(bytes).unwrap_or(Value::Null),
            Body::SeekableStream(_) => Value::Null,
        };
        let path = request.url().path();
        let Ok(mut resources) = self.resources.lock() else { return (500, Vec::new(), Value::Null) };
        match request.method() {
            Method::Put => put(&mut resources, path, &body),
            Method::Post => post(path, &body),
            Method::Get if path == "/deleted" => (204, Vec::new(), Value::Null),
            Method::Get if is_list(path) => (200, Vec::new(), json!({ "value": children(&resources, path) })),
            method => match (method, resources.get_mut(path)) {
                (Method::Patch, Some(resource)) => {
                    merge(&mut resource["properties"], &body["properties"]);
                    (200, etag(), resource.clone())
                }
                (Method::Delete, Some(_)) => {
                    resources.remove(path);
                    let links = vec![("location", "/deleted".to_owned()), ("retry-after", "0".to_owned())];
                    (202, links, Value::Null)
                }
                (Method::Get | Method::Head, Some(resource)) => (200, etag(), resource.clone()),
                _ => (
                    404,
                    Vec::new(),
                    json!({ "error": { "code": "ResourceNotFound", "message": "Nothing is there." } }),
                ),
            },
        }
    }
}

fn put(resources: &mut BTreeMap<String, Value>, path: &str, body: &Value) -> Answer {
    let mut resource = if body.is_object() { body.clone() } else { json!({ "properties": {} }) };
    resource["id"] = path.into();
    resource["name"] = path.rsplit('/').next().into();
    resource["properties"]["provisioningState"] = "Succeeded".into();
    let before = resources.insert(path.to_owned(), resource.clone());
    (if before.is_some() { 200 } else { 201 }, etag(), resource)
}

fn post(path: &str, body: &Value) -> Answer {
    match path.split('/').collect::<Vec<_>>().as_slice() {
        [.., "users", id, "token"] => {
            let expiry = body.pointer("/properties/expiry").and_then(Value::as_str).unwrap_or_default();
            let minute: String = expiry.chars().filter(char::is_ascii_digit).take(12).collect();
            (200, Vec::new(), json!({ "value": format!("{id}&{minute}&b2ZmbGluZQ==") }))
        }
        [.., "listSecrets"] => (200, etag(), json!({ "primaryKey": "offline-1", "secondaryKey": "offline-2" })),
        _ => (404, Vec::new(), Value::Null),
    }
}

/// Whether a path ends in a kind of resource, not in a name: kinds and names take turns after the provider.
fn is_list(path: &str) -> bool {
    path.split_once("/providers/Microsoft.ApiManagement/").is_some_and(|(_, rest)| rest.split('/').count() % 2 == 1)
}

fn children(resources: &BTreeMap<String, Value>, path: &str) -> Vec<Value> {
    let is_child = |other: &str| other.strip_prefix(path).is_some_and(|rest| rest.rfind('/') == Some(0));
    resources.iter().filter(|(other, _)| is_child(other)).map(|(_, resource)| resource.clone()).collect()
}

fn etag() -> Vec<(&'static str, String)> {
    vec![("etag", "\"offline\"".to_owned())]
}

/// JSON Merge Patch, one level deep: `null` deletes.
fn merge(target: &mut Value, patch: &Value) {
    let (Some(target), Some(patch)) = (target.as_object_mut(), patch.as_object()) else { return };
    for (name, value) in patch {
        match value {
            Value::Null => drop(target.remove(name)),
            value => drop(target.insert(name.clone(), value.clone())),
        }
    }
}

#[async_trait::async_trait]
impl HttpClient for FakeService {
    async fn execute_request(&self, request: &Request) -> Result<AsyncRawResponse> {
        let (status, pairs, body) = self.answer(request);
        let mut headers = Headers::new();
        pairs.into_iter().for_each(|(name, value)| headers.insert(name, value));
        let body = if body.is_null() { Bytes::new() } else { body.to_string().into() };
        Ok(AsyncRawResponse::from_bytes(status.into(), headers, body))
    }
}

#[derive(Debug)]
struct FakeCredential;

#[async_trait::async_trait]
impl TokenCredential for FakeCredential {
    async fn get_token(&self, _: &[&str], _: Option<TokenRequestOptions<'_>>) -> Result<AccessToken> {
        Ok(AccessToken::new("offline", OffsetDateTime::now_utc() + Duration::hours(1)))
    }
}
