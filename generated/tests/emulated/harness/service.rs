//! The emulator as the service of a replay.

use super::case::Case;
use super::text::text_of;
use apim_emulator::Emulator;
use azure_core::Result;
use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::http::headers::IF_MATCH;
use azure_core::http::{AsyncRawResponse, HttpClient, Method, Request};
use azure_core::time::{Duration, OffsetDateTime};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};

/// What the example has for an answer.
#[derive(Clone, Debug, Default)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: BTreeMap<String, String>,
    pub(super) body: Option<Value>,
}

impl Answer {
    pub(super) fn documented(status: &str, answer: &Value) -> Self {
        let headers = answer["headers"].as_object().cloned().unwrap_or_default();
        Self {
            status: status.parse().unwrap_or_else(|_| panic!("{status} is no status")),
            headers: headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), text_of(value))).collect(),
            body: answer.get("body").filter(|body| !body.is_null()).cloned(),
        }
    }

    pub(super) fn json(body: Value) -> Self {
        Self { status: 200, headers: BTreeMap::new(), body: Some(body) }
    }
}

/// One engine for all tests; each has a world of its own.
static EMULATOR: LazyLock<Emulator> = LazyLock::new(|| {
    Emulator::builder().api_versions(apim_emulator::ApiVersions::Any).build().expect("the table is whole")
});

/// What was asked, and of whom.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) requests: Vec<Request>,
    emulator: Option<Emulator>,
}

/// A world that has what the example is about.
#[derive(Debug)]
pub(super) struct Service {
    pub(super) case: &'static Case,
    pub(super) first: Answer,
    pub(super) later: Answer,
    pub(super) seen: Mutex<Seen>,
}

impl Service {
    /// The world of this replay; the first request decides what must be there.
    fn world(&self, request: &Request) -> Emulator {
        let emulator = EMULATOR.another();
        let path = request.url().path();
        let documented = || self.first.body.clone().filter(Value::is_object).unwrap_or_else(|| json!({}));
        match request.method() {
            Method::Put => {
                // What is restored was deleted.
                if self.case.example.contains("Undelete") {
                    emulator.ensure(path, documented());
                    let url = format!("https://management.azure.com{path}?api-version=2024-05-01");
                    let deletion = apim_emulator::Request::new("DELETE", url).header("authorization", "Bearer t");
                    let link = emulator.handle(&deletion).header("location").map(str::to_owned).expect("a link");
                    emulator.handle(&apim_emulator::Request::new("GET", link).header("authorization", "Bearer t"));
                }
                let above = path.rsplit_once('/').map_or(path, |(above, _)| above);
                emulator.ensure(above, Value::Object(Map::new()));
                // What a link is about is there before it.
                if self.case.body.is_none() || self.case.operation == "GatewayApi_CreateOrUpdate" {
                    emulator.ensure(path, documented());
                }
            }
            _ => {
                emulator.ensure(path, documented());
            }
        }
        // The subscription of a user is one of the service.
        if self.case.operation == "UserSubscription_Get" {
            let (service, rest) = path.split_once("/users/").expect("a user's path");
            let subscription = rest.rsplit('/').next().unwrap_or_default();
            emulator.ensure(&format!("{service}/subscriptions/{subscription}"), documented());
        }
        let items = self.case.kind.items().and_then(|items| self.first.body.as_ref()?.get(items)?.as_array());
        for item in items.into_iter().flatten() {
            if let Some(name) = item.get("name").and_then(Value::as_str) {
                emulator.ensure(&format!("{path}/{name}"), item.clone());
            }
        }
        emulator
    }
}

#[async_trait::async_trait]
impl HttpClient for Service {
    async fn execute_request(&self, request: &Request) -> Result<AsyncRawResponse> {
        let emulator = {
            let mut seen = self.seen.lock().unwrap();
            seen.requests.push(request.clone());
            seen.emulator.get_or_insert_with(|| self.world(request)).clone()
        };
        let mut request = request.clone();
        if request.headers().get_optional_str(&IF_MATCH).is_some() {
            // The tag of an example is that of no thing here.
            request.insert_header(IF_MATCH, "*");
        }
        emulator.execute_request(&request).await
    }
}

pub(super) const TOKEN: &str = "replayed-token";

#[derive(Debug)]
pub(super) struct Credential;

#[async_trait::async_trait]
impl TokenCredential for Credential {
    async fn get_token(&self, _: &[&str], _: Option<TokenRequestOptions<'_>>) -> Result<AccessToken> {
        Ok(AccessToken::new(TOKEN, OffsetDateTime::now_utc() + Duration::hours(1)))
    }
}
