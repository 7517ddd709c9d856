//! The service that a client talks to in a replay.

use super::case::{Case, Kind};
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

    /// The answer without what no service says and the example is known to: a link that leads nowhere, an operation that
    /// has failed.
    fn mended(&self, case: &Case, request: &Request) -> Self {
        let mut mended = self.clone();
        for (place, problem) in case.anomalies_of_answer(self.status) {
            let instead = match problem {
                _ if problem.starts_with("a link ") => {
                    let mut link = request.url().clone();
                    link.set_path("/replayed");
                    link.set_query(Some("api-version=replayed"));
                    link.to_string()
                }
                _ if problem.starts_with("a state ") => "Succeeded".to_owned(),
                _ => continue,
            };
            match place.strip_prefix(" header ") {
                Some(header) => drop(mended.headers.insert(header.to_owned(), instead)),
                None => mended.body.iter_mut().for_each(|body| put(body, place, &instead)),
            }
        }
        mended
    }

    pub(super) fn bytes(&self) -> Bytes {
        self.body.as_ref().map(Value::to_string).unwrap_or_default().into()
    }
}

/// The service: answers as the example says, and remembers what it was asked.
#[derive(Debug)]
pub(super) struct Service {
    pub(super) case: &'static Case,
    pub(super) first: Answer,
    pub(super) later: Answer,
    pub(super) seen: Mutex<Vec<Request>>,
}

impl Service {
    fn answer(&self, number: usize, request: &Request) -> Answer {
        let first = self.first.mended(self.case, request);
        if number == 0 {
            return first;
        }
        match self.case.kind.items() {
            Some(items) => Answer::json(json!({ items: [] })),
            None if first.headers.get("azure-asyncoperation").is_some_and(|link| is_link(request.url(), link)) => {
                Answer::json(json!({ "status": "Succeeded" }))
            }
            None => self.later.clone(),
        }
    }
}

/// Puts a text at a place such as `.properties.state`.
fn put(value: &mut Value, place: &str, text: &str) {
    if place.is_empty() {
        *value = text.into();
        return;
    }
    for (key, value) in value.as_object_mut().into_iter().flatten() {
        let rest = place.strip_prefix('.').and_then(|place| place.strip_prefix(key.as_str()));
        if let Some(rest) = rest.filter(|rest| rest.is_empty() || rest.starts_with('.')) {
            put(value, rest, text);
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
        if matches!(self.case.kind, Kind::LongRunning) {
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
