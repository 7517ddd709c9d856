//! Operations of API Management, by `operationId`. One that no situation needed yet is a line to add: the call of the
//! method, with each argument by its wire name.

mod apis;
mod services;

use super::given::Given;
use super::outcome::{Outcome, Wants};
use super::service::Service;
use apim::{ApiManagementClient, ApiManagementClientOptions};
use futures::future::LocalBoxFuture;
use std::sync::Arc;

pub(super) const API_VERSION: &str = ApiManagementClientOptions::DEFAULT_API_VERSION;

/// The call of an operation, if a table has it.
pub(super) fn call<'a>(
    operation: &str,
    given: &'a Given<'a>,
    service: Arc<Service>,
    wants: Wants,
) -> Option<LocalBoxFuture<'a, Outcome>> {
    apis::call(operation, given, &service, wants).or_else(|| services::call(operation, given, &service, wants))
}

fn client(given: &Given<'_>, service: &Arc<Service>) -> azure_core::Result<ApiManagementClient> {
    #[allow(clippy::needless_update, reason = "whatever else the client takes")]
    let options = ApiManagementClientOptions {
        api_version: given.api_version(API_VERSION),
        endpoint: given.endpoint(),
        audience: given.audience(),
        client_options: given.client_options(service),
        ..Default::default()
    };
    ApiManagementClient::new(given.text("subscriptionId"), given.credential(service), Some(options))
}
