//! The client, against a service that answers from a script.

mod answers;
mod behavior;
mod client;
mod nulls;
mod optional;
mod patches;
#[path = "../../runtime/src/tests/script.rs"]
#[allow(dead_code, reason = "the tests of the runtime need more of it")]
mod script;
mod secrets;
mod token;

use crate::{ApiManagementClient, ApiManagementClientOptions};
use script::Script;
use std::sync::Arc;

fn client(script: &Arc<Script>) -> ApiManagementClient {
    let options = ApiManagementClientOptions { client_options: script.options(None), ..Default::default() };
    ApiManagementClient::new("sub", script.clone(), Some(options)).expect("a client")
}
