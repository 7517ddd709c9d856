//! Resource providers that a subscription has not used yet.

use super::policy::{forward, unless_conflict, unread};
use async_trait::async_trait;
use azure_core::http::headers::ACCEPT;
use azure_core::http::policies::{Policy, PolicyResult};
use azure_core::http::{Context, Method, RawResponse, Request, Url};
use azure_core::time::Duration;
use azure_core::{Result, sleep};
use serde_json::Value;
use std::sync::Arc;

/// Version of the API by which Azure Resource Manager registers providers.
const API_VERSION: &str = "2021-04-01";

/// Between two questions whether the provider is registered.
const PAUSE: Duration = Duration::seconds(5);

/// Registers a resource provider with the subscription when a request is refused because it is not, waits until it is, and
/// sends the request again. Registering needs the permission `<namespace>/register/action`, which the roles Contributor and
/// Owner of the subscription have.
///
/// It is one of the [`ClientOptions::per_call_policies`](azure_core::http::ClientOptions::per_call_policies):
///
/// ```
/// use apim_runtime::arm::ProviderRegistration;
/// use azure_core::http::ClientOptions;
/// use azure_core::time::Duration;
/// use std::sync::Arc;
///
/// let mut options = ClientOptions::default();
/// options.per_call_policies.push(Arc::new(ProviderRegistration::new("Microsoft.ApiManagement", Duration::minutes(5))));
/// ```
///
/// When the registration is refused, or takes longer than the patience, the call fails with the service's first answer,
/// whose code is `MissingSubscriptionRegistration`.
#[derive(Clone, Debug)]
pub struct ProviderRegistration {
    namespace: String,
    patience: Duration,
}

impl ProviderRegistration {
    /// For the provider of this namespace, such as `Microsoft.ApiManagement`, waiting no longer than `patience`.
    pub fn new(namespace: impl Into<String>, patience: Duration) -> Self {
        Self { namespace: namespace.into(), patience }
    }

    /// The provider in the subscription of a request, if that has one.
    fn provider(&self, request: &Url) -> Option<Url> {
        let mut segments = request.path_segments()?;
        segments.next().filter(|first| first.eq_ignore_ascii_case("subscriptions"))?;
        let path = format!("/subscriptions/{}/providers/{}", segments.next()?, self.namespace);
        let mut provider = request.clone();
        provider.set_path(&path);
        provider.set_query(Some(&format!("api-version={API_VERSION}")));
        Some(provider)
    }

    /// Whether the provider is registered in the end.
    async fn register(&self, context: &Context<'_>, provider: Url, next: &[Arc<dyn Policy>]) -> Result<bool> {
        let mut registration = provider.clone();
        registration.set_path(&format!("{}/register", provider.path()));
        let mut answer = ask(context, registration, Method::Post, next).await?;
        let mut waited = Duration::ZERO;
        while answer.status().is_success() {
            if is_registered(&answer) {
                return Ok(true);
            }
            if waited >= self.patience {
                break;
            }
            sleep(PAUSE).await;
            waited += PAUSE;
            answer = ask(context, provider.clone(), Method::Get, next).await?;
        }
        Ok(false)
    }
}

fn is_registered(answer: &RawResponse) -> bool {
    let provider: Value = serde_json::from_slice(answer.body()).unwrap_or_default();
    provider["registrationState"].as_str().is_some_and(|state| state.eq_ignore_ascii_case("Registered"))
}

async fn ask(context: &Context<'_>, url: Url, method: Method, next: &[Arc<dyn Policy>]) -> Result<RawResponse> {
    let mut request = Request::new(url, method);
    request.insert_header(ACCEPT, "application/json");
    if method == Method::Post {
        request.insert_header("content-length", "0");
    }
    forward(context, &mut request, next).await?.try_into_raw_response().await
}

#[async_trait]
impl Policy for ProviderRegistration {
    async fn send(&self, context: &Context, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
        let refused = match unless_conflict("MissingSubscriptionRegistration", context, request, next).await? {
            Ok(response) => return Ok(response),
            Err(refused) => refused,
        };
        let Some(provider) = self.provider(request.url()) else { return Ok(unread(refused)) };
        tracing::info!(
            namespace = self.namespace,
            "the subscription has not registered the resource provider; registering it"
        );
        if !self.register(context, provider, next).await.unwrap_or(false) {
            tracing::warn!(namespace = self.namespace, "the resource provider could not be registered");
            return Ok(unread(refused));
        }
        request.body_mut().reset().await?;
        forward(context, request, next).await
    }
}
