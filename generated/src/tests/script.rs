//! A service that answers from a script, and remembers what it was asked.

use crate::arm::{Call, Client, Endpoint, FinalState, LongRunning, Outcome, Parameter, Service, Site};
use azure_core::cloud::CloudConfiguration;
use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::error::ErrorKind;
use azure_core::http::headers::Headers;
use azure_core::http::{
    AsyncRawResponse, ClientOptions, HttpClient, Method, Request, RetryOptions, StatusCode, Transport,
};
use azure_core::time::{Duration, OffsetDateTime};
use azure_core::tracing::TracerProvider;
use azure_core::{Bytes, Error, Result};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

pub(super) static NAME: Parameter = Parameter::new("name");
static SERVICE: Service =
    Service { namespace: "Microsoft.Test", endpoint: Endpoint::Cloud { host: "management.azure.com" } };

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

    pub(super) fn client_in(self: &Arc<Self>, cloud: Option<CloudConfiguration>) -> Result<Client> {
        Client::new(&SERVICE, "v1".to_owned(), Some("sub".to_owned()), self.clone(), self.options(cloud))
    }

    pub(super) fn client_at(self: &Arc<Self>, service: &'static Service, endpoint: &str) -> Result<Client> {
        let site = Site { service, endpoint: Some(endpoint.to_owned()), audience: None };
        Client::at(site, "v1".to_owned(), None, self.clone(), self.options(None))
    }

    /// A client of Azure Resource Manager whose options name endpoint or audience.
    pub(super) fn client_of(
        self: &Arc<Self>,
        cloud: Option<CloudConfiguration>,
        (endpoint, audience): (Option<&str>, Option<&str>),
    ) -> Result<Client> {
        let (endpoint, audience) = (endpoint.map(str::to_owned), audience.map(str::to_owned));
        let site = Site { service: &SERVICE, endpoint, audience };
        Client::at(site, "v1".to_owned(), Some("sub".to_owned()), self.clone(), self.options(cloud))
    }

    pub(super) fn client(self: &Arc<Self>) -> Client {
        self.client_in(None).unwrap()
    }

    /// A client with a credential of its own.
    pub(super) fn client_with(self: &Arc<Self>, credential: Arc<dyn TokenCredential>) -> Client {
        Client::new(&SERVICE, "v1".to_owned(), Some("sub".to_owned()), credential, self.options(None)).unwrap()
    }

    /// A client with options of its own.
    pub(super) fn client_with_options(self: &Arc<Self>, options: ClientOptions) -> Client {
        Client::new(&SERVICE, "v1".to_owned(), Some("sub".to_owned()), self.clone(), options).unwrap()
    }

    /// A client that tries again, as by default.
    pub(super) fn patient_client(self: &Arc<Self>) -> Client {
        let options = ClientOptions { retry: RetryOptions::default(), ..self.options(None) };
        Client::new(&SERVICE, "v1".to_owned(), Some("sub".to_owned()), self.clone(), options).unwrap()
    }

    pub(super) fn traced_client(self: &Arc<Self>, provider: Arc<dyn TracerProvider>) -> Client {
        let mut options = self.options(None);
        options.instrumentation.tracer_provider = Some(provider);
        Client::new(&SERVICE, "v1".to_owned(), Some("sub".to_owned()), self.clone(), options).unwrap()
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

/// What an error says besides its operation and request, which it must name.
pub(super) fn reason(error: &Error) -> String {
    let text = error.to_string();
    let (operation, reason) = text.split_once(": ").unwrap_or_else(|| panic!("{text}"));
    assert!(["Thing_Call", "T"].contains(&operation), "{text}");
    let (reason, request) = reason.rsplit_once(" [").unwrap_or_else(|| panic!("{text}"));
    assert!(request.contains(" https://management.azure.com/") && request.ends_with(']'), "{text}");
    reason.to_owned()
}

/// As [`reason`], of an error that comes before there is a request.
pub(super) fn early_reason(error: &Error) -> String {
    let text = error.to_string();
    let (operation, reason) = text.split_once(": ").unwrap_or_else(|| panic!("{text}"));
    assert!(["Thing_Call", "T"].contains(&operation) && !reason.contains(" [GET "), "{text}");
    reason.to_owned()
}

/// A call of `/things/{name}`.
pub(super) fn thing(client: &Client, method: Method) -> Call {
    client.call("Thing_Call", method, "/things/{name}", &[200]).path(&NAME, &"a")
}

/// What a specification says of [`thing`] as a long-running operation.
pub(super) const fn long_running(final_state: FinalState, outcome: Outcome) -> LongRunning {
    LongRunning { id: "Thing_Call", final_state, outcome, tidy: None }
}
