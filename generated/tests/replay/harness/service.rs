//! The service that a client talks to in a replay.

use super::case::Kind;
use super::text::text_of;
use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::http::headers::{HeaderName, Headers};
use azure_core::http::{AsyncRawResponse, HttpClient, Request, StatusCode, Url};
use azure_core::time::{Duration, OffsetDateTime};
use azure_core::{Bytes, Result};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Mutex;

/// An answer of the service.
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

    pub(super) fn bytes(&self) -> Bytes {
        self.body.as_ref().map(Value::to_string).unwrap_or_default().into()
    }
}

/// The service: answers as the example says, and remembers what it was asked.
#[derive(Debug)]
pub(super) struct Service {
    pub(super) kind: Kind,
    pub(super) first: Answer,
    pub(super) later: Answer,
    pub(super) seen: Mutex<Vec<Request>>,
}

impl Service {
    fn answer(&self, number: usize, request: &Request) -> Answer {
        if number == 0 {
            return self.first.clone();
        }
        match self.kind.items() {
            Some(items) => Answer::json(json!({ items: [] })),
            None if self.first.headers.get("azure-asyncoperation").is_some_and(|link| is_link(request.url(), link)) => {
                Answer::json(json!({ "status": "Succeeded" }))
            }
            None => self.later.clone(),
        }
    }
}

/// Whether the client asks for what the link names: as it is, or with an API version added.
fn is_link(url: &Url, link: &str) -> bool {
    let Ok(link) = Url::parse(link) else { return false };
    let rest = url.as_str().strip_prefix(link.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.trim_start_matches(['?', '&']).starts_with("api-version="))
}

#[async_trait::async_trait]
impl HttpClient for Service {
    async fn execute_request(&self, request: &Request) -> Result<AsyncRawResponse> {
        let number = {
            let mut seen = self.seen.lock().unwrap();
            seen.push(request.clone());
            seen.len() - 1
        };
        let answer = self.answer(number, request);
        let mut headers = Headers::new();
        for (name, value) in &answer.headers {
            headers.insert(HeaderName::from(name.clone()), value.clone());
        }
        if matches!(self.kind, Kind::LongRunning) {
            headers.insert("retry-after", "0");
        }
        Ok(AsyncRawResponse::from_bytes(StatusCode::from(answer.status), headers, answer.bytes()))
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
