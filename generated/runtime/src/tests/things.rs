//! Clients of an invented service, which answers from a script.

use super::script::Script;
use crate::arm::{
    Call, Client, Endpoint, FinalState, List, LongRunning, Outcome, Parameter, Same, Service, Site, model, page,
};
use azure_core::cloud::CloudConfiguration;
use azure_core::credentials::TokenCredential;
use azure_core::http::{ClientOptions, Method, RetryOptions};
use azure_core::tracing::TracerProvider;
use azure_core::{Error, Result, Value};
use std::sync::Arc;

pub(super) static NAME: Parameter = Parameter::new("name");
static SERVICE: Service = Service {
    namespace: "Microsoft.Test",
    package: option_env!("CARGO_PKG_NAME"),
    version: option_env!("CARGO_PKG_VERSION"),
    endpoint: Endpoint::Cloud { host: "management.azure.com" },
};

/// A page of things.
#[derive(Debug)]
pub(super) struct Things {
    pub(super) value: Vec<Value>,
}

model! {
    Things {
        value: List<Same>,
    }
}
page!(Things, value, Value);

/// The client of the service where the cloud of the options has it.
fn new(credential: Arc<dyn TokenCredential>, options: ClientOptions) -> Result<Client> {
    let site = Site { service: &SERVICE, endpoint: None, audience: None };
    Client::at(site, "v1".to_owned(), Some("sub".to_owned()), credential, options)
}

impl Script {
    pub(super) fn client_in(self: &Arc<Self>, cloud: Option<CloudConfiguration>) -> Result<Client> {
        new(self.clone(), self.options(cloud))
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
        new(credential, self.options(None)).unwrap()
    }

    /// A client with options of its own.
    pub(super) fn client_with_options(self: &Arc<Self>, options: ClientOptions) -> Client {
        new(self.clone(), options).unwrap()
    }

    /// A client that tries again, as by default.
    pub(super) fn patient_client(self: &Arc<Self>) -> Client {
        let options = ClientOptions { retry: RetryOptions::default(), ..self.options(None) };
        new(self.clone(), options).unwrap()
    }

    pub(super) fn traced_client(self: &Arc<Self>, provider: Arc<dyn TracerProvider>) -> Client {
        let mut options = self.options(None);
        options.instrumentation.tracer_provider = Some(provider);
        new(self.clone(), options).unwrap()
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
