//! Clients whose requests go elsewhere than to Azure.

use apim::{ApiManagementClient, ApiManagementClientOptions};
use azure_core::Result;
use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::http::{
    AsyncRawResponse, ClientOptions, FixedRetryOptions, HttpClient, Request, RetryOptions, Transport, new_http_client,
};
use azure_core::time::{Duration, OffsetDateTime};
use std::sync::Arc;

#[derive(Debug)]
struct Credential;

#[async_trait::async_trait]
impl TokenCredential for Credential {
    async fn get_token(&self, _: &[&str], _: Option<TokenRequestOptions<'_>>) -> Result<AccessToken> {
        Ok(AccessToken::new("bearer-secret", OffsetDateTime::now_utc() + Duration::hours(1)))
    }
}

/// The transport that users have, but to a port of this machine. The client itself sends no token unencrypted, so the
/// address is changed behind its back.
#[derive(Debug)]
struct Loopback {
    port: u16,
    transport: Arc<dyn HttpClient>,
}

#[async_trait::async_trait]
impl HttpClient for Loopback {
    async fn execute_request(&self, request: &Request) -> Result<AsyncRawResponse> {
        let mut request = request.clone();
        let url = request.url_mut();
        url.set_scheme("http").unwrap();
        url.set_host(Some("127.0.0.1")).unwrap();
        url.set_port(Some(self.port)).unwrap();
        self.transport.execute_request(&request).await
    }
}

pub(crate) fn credential() -> Arc<dyn TokenCredential> {
    Arc::new(Credential)
}

pub(crate) fn with_transport(transport: Arc<dyn HttpClient>, tries: u32) -> ApiManagementClient {
    let retry = RetryOptions::fixed(FixedRetryOptions {
        delay: Duration::ZERO,
        max_retries: tries.saturating_sub(1),
        ..Default::default()
    });
    let client_options = ClientOptions { transport: Some(Transport::new(transport)), retry, ..Default::default() };
    let options = ApiManagementClientOptions { client_options, ..Default::default() };
    ApiManagementClient::new("sub", credential(), Some(options)).unwrap()
}

/// A client of the server on that port, which tries so many times.
pub(crate) fn of_port(port: u16, tries: u32) -> ApiManagementClient {
    with_transport(Arc::new(Loopback { port, transport: new_http_client(None) }), tries)
}
