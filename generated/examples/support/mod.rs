//! What the examples share: a client of a real service, or, with `--offline`, of an emulated one.

use apim::{ApiManagementClient, ApiManagementClientOptions};
use apim_emulator::Emulator;
use azure_core::error::ErrorKind;
use azure_core::http::{ClientOptions, HttpClient, Transport};
use azure_core::{Error, Result};
use azure_identity::DeveloperToolsCredential;
use serde_json::json;
use std::process::ExitCode;
use std::sync::Arc;

/// The name of every emulated service.
const OFFLINE: &str = "offline-service";

/// The service that an example talks to.
pub(crate) struct Target {
    pub(crate) client: ApiManagementClient,
    pub(crate) resource_group: String,
    pub(crate) service: String,
    /// The emulator, where the service is one: for what a test asks of it.
    #[allow(dead_code, reason = "most examples ask nothing of it")]
    pub(crate) emulator: Option<Emulator>,
}

impl Target {
    /// Reads command line and environment; the error is for the user of the example.
    #[allow(dead_code, reason = "one example has a service of its own")]
    pub(crate) fn from_environment() -> std::result::Result<Self, String> {
        match arguments()? {
            Place::Online => Self::online(),
            Place::Offline => Self::emulated().map_err(|error| error.to_string()),
        }
    }

    /// As [`Self::from_environment`], with another service offline.
    #[allow(dead_code, reason = "one example has a service of its own")]
    pub(crate) fn from_environment_with(service: fn() -> Arc<dyn HttpClient>) -> std::result::Result<Self, String> {
        match arguments()? {
            Place::Online => Self::online(),
            Place::Offline => {
                let client_options = ClientOptions { transport: Some(Transport::new(service())), ..Default::default() };
                Self::offline(client_options, None).map_err(|error| error.to_string())
            }
        }
    }

    /// Whether the service is an emulated one, in which everything is possible.
    #[allow(dead_code, reason = "most examples need not know")]
    pub(crate) fn is_offline(&self) -> bool {
        self.service == OFFLINE
    }

    /// A client of a new emulated service, with the administrator and the groups that every service has.
    #[allow(dead_code, reason = "most examples read the command line")]
    pub(crate) fn emulated() -> Result<Self> {
        let emulator = Emulator::builder().page_size(2).build().map_err(|error| Error::new(ErrorKind::Other, error))?;
        let target = Self::offline(emulator.client_options(), Some(emulator.clone()))?;
        let service = format!(
            "/subscriptions/{SUBSCRIPTION}/resourceGroups/{}/providers/Microsoft.ApiManagement/service/{OFFLINE}",
            target.resource_group
        );
        let publisher = json!({ "publisherName": "Contoso", "publisherEmail": "apis@contoso.example" });
        emulator.ensure(&service, json!({ "location": "westeurope", "properties": publisher }));
        let administrator = json!({ "email": "apis@contoso.example", "firstName": "Administrator", "lastName": "" });
        emulator.ensure(&format!("{service}/users/1"), json!({ "properties": administrator }));
        for group in ["administrators", "developers", "guests"] {
            let properties = json!({ "displayName": group, "builtIn": true, "type": "system" });
            emulator.ensure(&format!("{service}/groups/{group}"), json!({ "properties": properties }));
        }
        Ok(target)
    }

    pub(crate) fn online() -> std::result::Result<Self, String> {
        let subscription = variable("AZURE_SUBSCRIPTION_ID")?;
        let (resource_group, service) = (variable("APIM_RESOURCE_GROUP")?, variable("APIM_SERVICE")?);
        let credential = DeveloperToolsCredential::new(None).map_err(|error| error.to_string())?;
        let client = ApiManagementClient::new(subscription, credential, None).map_err(|error| error.to_string())?;
        Ok(Self { client, resource_group, service, emulator: None })
    }

    fn offline(client_options: ClientOptions, emulator: Option<Emulator>) -> Result<Self> {
        let options = ApiManagementClientOptions { client_options, ..Default::default() };
        // The credential of any emulator will do.
        let credential = Emulator::apim().credential();
        let client = ApiManagementClient::new(SUBSCRIPTION, credential, Some(options))?;
        Ok(Self { client, resource_group: "offline-group".to_owned(), service: OFFLINE.to_owned(), emulator })
    }
}

/// The subscription of every emulated service.
const SUBSCRIPTION: &str = "offline";

/// Where the service is that an example talks to.
enum Place {
    Online,
    Offline,
}

fn arguments() -> std::result::Result<Place, String> {
    match std::env::args().skip(1).collect::<Vec<_>>().as_slice() {
        [] => Ok(Place::Online),
        [flag] if flag == "--offline" => Ok(Place::Offline),
        other => Err(format!("unknown arguments {other:?}; the only one is --offline")),
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
