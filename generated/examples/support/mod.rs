//! What the examples share: a client of a real service, or, with `--offline`, of a small fake one.

use apim::{ApiManagementClient, ApiManagementClientOptions};
use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::error::ErrorKind;
use azure_core::http::{ClientOptions, HttpClient, Transport};
use azure_core::time::{Duration, OffsetDateTime};
use azure_core::{Error, Result};
use azure_identity::DeveloperToolsCredential;
use std::process::ExitCode;
use std::sync::Arc;

#[allow(dead_code, reason = "one example has a fake service of its own")]
mod fake;

/// The name of every fake service.
const OFFLINE: &str = "offline-service";

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
        Self::from_environment_with(fake::service)
    }

    /// Whether the service is a fake one, in which everything is possible.
    #[allow(dead_code, reason = "most examples need not know")]
    pub(crate) fn is_offline(&self) -> bool {
        self.service == OFFLINE
    }

    /// A client of a new fake service, in which nothing is but the service itself.
    #[allow(dead_code, reason = "most examples read the command line")]
    pub(crate) fn of_fake_service() -> Result<Self> {
        Self::offline(fake::service())
    }

    /// As [`Self::from_environment`], with another fake service.
    pub(crate) fn from_environment_with(fake: fn() -> Arc<dyn HttpClient>) -> std::result::Result<Self, String> {
        match std::env::args().skip(1).collect::<Vec<_>>().as_slice() {
            [] => Self::online(),
            [flag] if flag == "--offline" => Self::offline(fake()).map_err(|error| error.to_string()),
            other => Err(format!("unknown arguments {other:?}; the only one is --offline")),
        }
    }

    pub(crate) fn online() -> std::result::Result<Self, String> {
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
        Ok(Self { client, resource_group: "offline-group".to_owned(), service: OFFLINE.to_owned() })
    }
}

#[allow(dead_code, reason = "tests end otherwise")]
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

/// An error, and with it exit code 1, unless what an example relies on is so.
#[allow(dead_code, reason = "most examples show what they get, and check nothing")]
pub(crate) fn check(holds: bool, what: &str) -> Result<()> {
    if holds { Ok(()) } else { Err(Error::with_message(ErrorKind::Other, format!("not so: {what}"))) }
}

fn variable(name: &str) -> std::result::Result<String, String> {
    let value = std::env::var(name).ok().filter(|value| !value.is_empty());
    value.ok_or_else(|| format!("the environment variable {name} is not set (to try without a service: --offline)"))
}

#[derive(Debug)]
struct FakeCredential;

#[async_trait::async_trait]
impl TokenCredential for FakeCredential {
    async fn get_token(&self, _: &[&str], _: Option<TokenRequestOptions<'_>>) -> Result<AccessToken> {
        Ok(AccessToken::new("offline", OffsetDateTime::now_utc() + Duration::hours(1)))
    }
}
