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
    pub(crate) fn from_environment() -> std::result::Result<Self, String> {
        match std::env::args().skip(1).collect::<Vec<_>>().as_slice() {
            [] => Self::online(),
            [flag] if flag == "--offline" => Self::offline().map_err(|error| error.to_string()),
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

    fn offline() -> Result<Self> {
        let fake = Arc::new(FakeService::default());
        let client_options = ClientOptions { transport: Some(Transport::new(fake.clone())), ..Default::default() };
        let options = ApiManagementClientOptions { client_options, ..Default::default() };
        let client = ApiManagementClient::new("offline", fake, Some(options))?;
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

/// Just enough of the service: users in memory, and tokens that nothing accepts.
#[derive(Debug, Default)]
struct FakeService {
    users: Mutex<BTreeMap<String, Value>>,
}

impl FakeService {
    fn answer(&self, request: &Request) -> (u16, Vec<(&'static str, String)>, Value) {
        let body = match request.body() {
            Body::Bytes(bytes) => serde_json::from_slice(bytes).unwrap_or(Value::Null),
            Body::SeekableStream(_) => Value::Null,
        };
        let path: Vec<&str> = request.url().path().split('/').collect();
        let Ok(mut users) = self.users.lock() else { return (500, Vec::new(), Value::Null) };
        match (request.method(), path.as_slice()) {
            (Method::Get, [.., "users"]) => (200, Vec::new(), json!({ "value": users.values().collect::<Vec<_>>() })),
            (Method::Put, [.., "users", id]) => {
                let user = json!({ "id": request.url().path(), "name": id, "properties": body["properties"] });
                users.insert((*id).to_owned(), user.clone());
                (201, etag(), user)
            }
            (Method::Post, [.., "users", id, "token"]) => {
                let expiry = body.pointer("/properties/expiry").and_then(Value::as_str).unwrap_or_default();
                let minute: String = expiry.chars().filter(char::is_ascii_digit).take(12).collect();
                (200, Vec::new(), json!({ "value": format!("{id}&{minute}&b2ZmbGluZQ==") }))
            }
            (Method::Get, [.., "deleted"]) => (204, Vec::new(), Value::Null),
            (method, [.., "users", id]) => match (method, users.get_mut(*id)) {
                (Method::Patch, Some(user)) => {
                    merge(&mut user["properties"], &body["properties"]);
                    (200, etag(), user.clone())
                }
                (Method::Delete, Some(_)) => {
                    users.remove(*id);
                    let links = vec![("location", "/deleted".to_owned()), ("retry-after", "0".to_owned())];
                    (202, links, Value::Null)
                }
                (Method::Get | Method::Head, Some(user)) => (200, etag(), user.clone()),
                _ => (404, Vec::new(), json!({ "error": { "code": "ResourceNotFound", "message": "No such user." } })),
            },
            _ => (404, Vec::new(), Value::Null),
        }
    }
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

#[async_trait::async_trait]
impl TokenCredential for FakeService {
    async fn get_token(&self, _: &[&str], _: Option<TokenRequestOptions<'_>>) -> Result<AccessToken> {
        Ok(AccessToken::new("offline", OffsetDateTime::now_utc() + Duration::hours(1)))
    }
}
