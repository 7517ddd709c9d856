//! The service that the client talks to: it answers from the exchanges, and complains of every other request.

use super::compare::differences;
use super::file::{Exchange, Response, Situation};
use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::error::{Error, ErrorKind};
use azure_core::http::headers::{HeaderName, Headers};
use azure_core::http::{AsyncRawResponse, HttpClient, RawResponse, Request, StatusCode};
use azure_core::time::{Duration, OffsetDateTime};
use azure_core::{Bytes, base64};
use serde_json::Value;
use std::sync::{Arc, Mutex};

const HOST: &str = "https://management.azure.com";
const TOKEN: &str = "secret-token";

/// What is wrong with a request.
#[derive(Clone, Debug)]
pub(super) struct Complaint {
    /// The exchange that it is about, if there is one.
    pub(super) exchange: Option<usize>,
    pub(super) text: String,
}

/// The service of one situation.
#[derive(Debug)]
pub(super) struct Service {
    situation: Arc<Situation>,
    api_version: String,
    progress: Mutex<Progress>,
}

#[derive(Debug, Default)]
struct Progress {
    /// The exchange that is due, and how often it has been.
    due: usize,
    times: u32,
    complaint: Option<Complaint>,
    /// Of the tokens that were asked for, each once.
    scopes: Vec<String>,
}

impl Service {
    pub(super) fn new(situation: Arc<Situation>, api_version: &str) -> Arc<Self> {
        Arc::new(Self { situation, api_version: api_version.to_owned(), progress: Mutex::default() })
    }

    /// The first request that was wrong, or the exchange that never came.
    pub(super) fn complaint(&self) -> Option<Complaint> {
        let progress = self.progress.lock().unwrap();
        if progress.complaint.is_some() {
            return progress.complaint.clone();
        }
        let exchange = self.situation.exchanges.get(progress.due)?;
        let asked = format!("{} {}", exchange.request.method, exchange.request.path);
        let text = match exchange.times {
            Some(times) if times > 1 => format!("{asked} was sent {} times, not {times}", progress.times),
            _ => format!("{asked} was never sent"),
        };
        Some(Complaint { exchange: Some(progress.due), text })
    }

    /// The scopes of the tokens that were asked for, each once.
    pub(super) fn scopes(&self) -> Vec<String> {
        self.progress.lock().unwrap().scopes.clone()
    }

    /// Takes the exchange that is due.
    fn take(&self, request: &Request) -> Result<&Exchange, Error> {
        let mut progress = self.progress.lock().unwrap();
        let number = progress.due;
        let wrong = match self.situation.exchanges.get(number) {
            Some(exchange) => self.wrong(number, exchange, request),
            None => Some(format!("{} was not expected: no exchange is left", line(request))),
        };
        if let Some(text) = wrong {
            let exchange = (number < self.situation.exchanges.len()).then_some(number);
            progress.complaint.get_or_insert(Complaint { exchange, text: text.clone() });
            return Err(Error::with_message(ErrorKind::Other, "the request was not expected"));
        }
        let exchange = &self.situation.exchanges[number];
        progress.times += 1;
        if progress.times == exchange.times.unwrap_or(1) {
            progress.due += 1;
            progress.times = 0;
        }
        Ok(exchange)
    }

    /// What is wrong with a request, if anything is.
    fn wrong(&self, number: usize, exchange: &Exchange, request: &Request) -> Option<String> {
        let expected = &exchange.request;
        let host = if expected.path.contains("://") { "" } else { HOST };
        let query = expected.query.clone().unwrap_or_else(|| format!("api-version={}", self.api_version));
        let mark = if query.is_empty() { "" } else { "?" };
        let expected_line = format!("{} {host}{}{mark}{query}", expected.method, expected.path);
        if in_order(&line(request)) != in_order(&expected_line) {
            return Some(format!(
                "another request was sent\n  expected: {expected_line}\n  sent:     {}",
                line(request)
            ));
        }
        let header = |name: &str| request.headers().get_optional_str(&HeaderName::from(name.to_ascii_lowercase()));
        let token = format!("Bearer {TOKEN}");
        let given = expected.headers.iter().map(|(name, value)| (name.as_str(), value.as_deref()));
        for (name, value) in given.chain([("authorization", Some(&*token))]) {
            if header(name) != value {
                return Some(format!(
                    "the header {name} of {}\n  expected: {value:?}\n  sent:     {:?}",
                    line(request),
                    header(name)
                ));
            }
        }
        self.wrong_body(number, exchange, request)
    }

    fn wrong_body(&self, number: usize, exchange: &Exchange, request: &Request) -> Option<String> {
        let sent: Bytes = request.body().into();
        if let Some(text) = &exchange.request.text {
            let same = sent == text.as_bytes();
            let shown = String::from_utf8_lossy(&sent);
            return (!same)
                .then(|| format!("the body of {}\n  expected: {text:?}\n  sent:     {shown:?}", line(request)));
        }
        let expected = exchange.request.body.as_ref();
        let expected = expected.or(self.situation.call.body.as_ref().filter(|_| number == 0));
        let sent: Option<Value> = match &*sent {
            [] => None,
            body => match serde_json::from_slice(body) {
                Ok(json) => Some(json),
                Err(error) => return Some(format!("the body of {} is no JSON: {error}", line(request))),
            },
        };
        let different = match (expected, &sent) {
            (None, None) => return None,
            (Some(expected), Some(sent)) => differences(expected, sent),
            _ => vec!["the one has a body, and the other has none".to_owned()],
        };
        let show = |body: Option<&Value>| body.map_or("no body".to_owned(), Value::to_string);
        (!different.is_empty()).then(|| {
            format!(
                "the body of {}\n  expected: {}\n  sent:     {}\n  {}",
                line(request),
                show(expected),
                show(sent.as_ref()),
                different.join("\n  ")
            )
        })
    }
}

/// Method and address.
fn line(request: &Request) -> String {
    format!("{} {}", request.method().as_str(), request.url())
}

/// The line with the parts of its query in order: which comes first means nothing.
fn in_order(line: &str) -> (&str, Vec<&str>) {
    let (address, query) = line.split_once('?').unwrap_or((line, ""));
    let mut parts: Vec<_> = query.split('&').collect();
    parts.sort_unstable();
    (address, parts)
}

impl Response {
    fn raw_headers(&self) -> Headers {
        let mut headers = Headers::new();
        if self.body.is_some() && !self.headers.keys().any(|name| name.eq_ignore_ascii_case("content-type")) {
            headers.insert("content-type", "application/json; charset=utf-8");
        }
        for (name, value) in &self.headers {
            headers.insert(HeaderName::from(name.to_ascii_lowercase()), value.clone());
        }
        headers
    }

    pub(super) fn content(&self) -> Bytes {
        if let Some(encoded) = &self.bytes {
            return base64::decode(encoded).unwrap_or_else(|error| panic!("`bytes` is no base64: {error}")).into();
        }
        let json = self.body.as_ref().map(Value::to_string);
        json.or_else(|| self.text.clone()).unwrap_or_default().into()
    }
}

#[async_trait::async_trait]
impl HttpClient for Service {
    async fn execute_request(&self, request: &Request) -> Result<AsyncRawResponse, Error> {
        let response = &self.take(request)?.response;
        match response.status {
            None => Err(Error::with_message(ErrorKind::Io, response.broken.clone().unwrap_or_default())),
            Some(status) => {
                Ok(AsyncRawResponse::from_bytes(StatusCode::from(status), response.raw_headers(), response.content()))
            }
        }
    }
}

#[async_trait::async_trait]
impl TokenCredential for Service {
    async fn get_token(&self, scopes: &[&str], _: Option<TokenRequestOptions<'_>>) -> Result<AccessToken, Error> {
        let known = &mut self.progress.lock().unwrap().scopes;
        for scope in scopes {
            if !known.iter().any(|known| known == scope) {
                known.push((*scope).to_owned());
            }
        }
        let Some(failure) = &self.situation.call.client.credential else {
            return Ok(AccessToken::new(TOKEN, OffsetDateTime::now_utc() + Duration::hours(24)));
        };
        let Some(status) = failure.status.map(StatusCode::from) else {
            return Err(Error::with_message(ErrorKind::Credential, failure.broken.clone().unwrap_or_default()));
        };
        let raw = RawResponse::from_bytes(status, failure.raw_headers(), failure.content());
        let kind = ErrorKind::HttpResponse { status, error_code: None, raw_response: Some(Box::new(raw)) };
        Err(Error::with_message(kind, "the credential's own service refused"))
    }
}
