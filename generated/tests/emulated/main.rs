//! The examples of the specification, called through the client against the emulator: each call is answered with a status
//! that is declared, and the client reads the answer and writes it again as it was.

mod harness;

use apim::{ApiManagementClient, ApiManagementClientOptions};
use harness::Replay;

include!("modules.rs");

/// The client that all tests use.
fn client(replay: &Replay) -> ApiManagementClient {
    let options = ApiManagementClientOptions {
        api_version: replay.api_version(),
        client_options: replay.client_options(),
        ..Default::default()
    };
    ApiManagementClient::new(replay.subscription_id(), replay.credential(), Some(options)).expect("a client")
}
