//! A service that answers from a script, and remembers what it was asked.

use azure_core::cloud::CloudConfiguration;
use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::error::ErrorKind;
use azure_core::http::headers::Headers;
use azure_core::http::{AsyncRawResponse, ClientOptions, HttpClient, Request, RetryOptions, StatusCode, Transport};
use azure_core::time::{Duration, OffsetDateTime};
use azure_core::{Bytes, Error, Result};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

pub(super) type Answer = (u16, Vec<(&'static str, &'static str)>, &'static str);

/// No answer: the connection breaks.
pub(super) const BROKEN: Answer = (0, Vec::new(), "");

/// A JSON answer.
pub(super) fn json(status: u16, body: &'static str) -> Answer {
    (status, Vec::new(), body)
}

#[derive(Debug, Default)]
pub(super) struct Script {
    answers: Mutex<VecDeque<Answer>>,
    requests: Mutex<Vec<Request>>,
    scopes: Mutex<Vec<String>>,
}

impl Script {
    pub(super) fn of(answers: impl IntoIterator<Item = Answer>) -> Arc<Self> {
        Arc::new(Self { answers: Mutex::new(answers.into_iter().collect()), ..Self::default() })
    }

    /// Options of a client that talks to this service.
    pub(super) fn options(self: &Arc<Self>, cloud: Option<CloudConfiguration>) -> ClientOptions {
        ClientOptions {
            transport: Some(Transport::new(self.clone())),
            retry: RetryOptions::none(),
            cloud: cloud.map(Arc::new),
            ..Default::default()
        }
    }

    /// Method and URL of each request, without the host.
    pub(super) fn seen(&self) -> Vec<String> {
        let line = |request: &Request| {
            let url = request.url().as_str();
            format!("{:?} {}", request.method(), url.strip_prefix("https://management.azure.com").unwrap_or(url))
        };
        self.requests.lock().unwrap().iter().map(line).collect()
    }

    pub(super) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }

    pub(super) fn scopes(&self) -> Vec<String> {
        self.scopes.lock().unwrap().clone()
    }
}

#[async_trait::async_trait]
impl HttpClient for Script {
    async fn execute_request(&self, request: &Request) -> Result<AsyncRawResponse> {
        self.requests.lock().unwrap().push(request.clone());
        let (status, pairs, body) = self.answers.lock().unwrap().pop_front().expect("the script is over");
        if status == 0 {
            return Err(Error::with_message(ErrorKind::Connection, "the connection is broken"));
        }
        let mut headers = Headers::new();
        pairs.into_iter().for_each(|(name, value)| headers.insert(name, value));
        Ok(AsyncRawResponse::from_bytes(StatusCode::from(status), headers, Bytes::from_static(body.as_bytes())))
    }
}

#[async_trait::async_trait]
impl TokenCredential for Script {
    async fn get_token(&self, scopes: &[&str], _: Option<TokenRequestOptions<'_>>) -> Result<AccessToken> {
        self.scopes.lock().unwrap().extend(scopes.iter().map(|scope| (*scope).to_owned()));
        Ok(AccessToken::new("bearer-secret", OffsetDateTime::now_utc() + Duration::hours(1)))
    }
}
