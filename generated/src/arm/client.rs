//! The one pipeline that all clients of a service share, and how requests go through it.

use super::call::Call;
use super::pace::Patience;
use super::follow::{Follower, LongRunning};
use super::operation::ArmOperation;
use super::{cloud, error, pager};
use azure_core::credentials::{Secret, TokenCredential};
use azure_core::http::pager::{Page, PagerOptions};
use azure_core::http::policies::{Policy, auth::BearerTokenAuthorizationPolicy};
use azure_core::http::poller::PollerOptions;
use azure_core::http::{
    AsyncResponse, ClientMethodOptions, ClientOptions, Context, Method, Pager, Pipeline, PipelineSendOptions,
    PipelineStreamOptions, RawResponse, Request, StatusCode, Url,
};
use azure_core::tracing::{PublicApiInstrumentationInformation, Tracer};
use azure_core::{Bytes, Result};
use serde::de::{DeserializeOwned, IgnoredAny};
use std::fmt;
use std::sync::Arc;

/// What a generated client knows of its service.
#[derive(Debug)]
pub(crate) struct Service {
    /// Resource provider, `Microsoft.ApiManagement`, by which traces name the service.
    pub namespace: &'static str,
    /// Where it is.
    pub endpoint: Endpoint,
}

/// How the address of a service is found, and for whom a token must be.
#[derive(Debug)]
pub(crate) enum Endpoint {
    /// By the cloud: that of Azure Resource Manager, which has this host in the public cloud.
    Cloud { host: &'static str },
    /// The caller says. Without a scope, a token is asked for the address itself.
    Given { scope: Option<&'static str> },
}

/// The connection that all clients of a service share. Cloning it is cheap.
#[derive(Clone)]
pub(crate) struct Client {
    shared: Arc<Shared>,
    subscription_id: Option<Arc<str>>,
}

struct Shared {
    service: &'static Service,
    api_version: String,
    endpoint: Url,
    pipeline: Pipeline,
    tracer: Option<Arc<dyn Tracer>>,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("endpoint", &self.shared.endpoint.as_str())
            .field("api_version", &self.shared.api_version)
            .field("subscription_id", &self.subscription_id)
            .finish_non_exhaustive()
    }
}

/// The answer, if its body is JSON.
fn checked(response: RawResponse) -> Result<RawResponse> {
    match serde_json::from_slice::<IgnoredAny>(response.body()) {
        Ok(_) => Ok(response),
        Err(error) => Err(error::of_malformed(&response, &error)),
    }
}

impl Client {
    /// The client of a service that the cloud of the options has.
    pub(crate) fn new(
        service: &'static Service,
        api_version: String,
        subscription_id: Option<String>,
        credential: Arc<dyn TokenCredential>,
        options: ClientOptions,
    ) -> Result<Self> {
        let address = cloud::endpoint(options.cloud.as_deref(), service)?;
        Self::with_address(service, address, api_version, subscription_id, credential, options)
    }

    /// The client of a service at the `endpoint` that the caller names.
    pub(crate) fn at(
        service: &'static Service,
        endpoint: &str,
        api_version: String,
        subscription_id: Option<String>,
        credential: Arc<dyn TokenCredential>,
        options: ClientOptions,
    ) -> Result<Self> {
        let address = cloud::given(endpoint, service)?;
        Self::with_address(service, address, api_version, subscription_id, credential, options)
    }

    fn with_address(
        service: &'static Service,
        (endpoint, scope): (Url, String),
        api_version: String,
        subscription_id: Option<String>,
        credential: Arc<dyn TokenCredential>,
        options: ClientOptions,
    ) -> Result<Self> {
        let (name, version) = (option_env!("CARGO_PKG_NAME"), option_env!("CARGO_PKG_VERSION"));
        let authorization: Arc<dyn Policy> = Arc::new(BearerTokenAuthorizationPolicy::new(credential, [scope]));
        let tracer = options
            .instrumentation
            .tracer_provider
            .as_ref()
            .map(|provider| provider.get_tracer(Some(service.namespace), name.unwrap_or("unknown"), version));
        let pipeline = Pipeline::new(name, version, options, Vec::new(), vec![authorization, Arc::new(Patience)], None);
        Ok(Self {
            shared: Arc::new(Shared { service, api_version, endpoint, pipeline, tracer }),
            subscription_id: subscription_id.map(Arc::from),
        })
    }

    pub(crate) fn with_subscription(&self, subscription_id: String) -> Self {
        Self { shared: self.shared.clone(), subscription_id: Some(subscription_id.into()) }
    }

    pub(crate) fn endpoint(&self) -> &Url {
        &self.shared.endpoint
    }

    pub(super) fn api_version(&self) -> &str {
        &self.shared.api_version
    }

    pub(super) fn subscription_id(&self) -> Option<&str> {
        self.subscription_id.as_deref()
    }

    /// Starts a call of `operation`. No `success` status means every 2xx.
    pub(crate) fn call(
        &self,
        operation: &'static str,
        method: Method,
        path: &'static str,
        success: &'static [u16],
    ) -> Call {
        Call::new(self.clone(), operation, method, path, success)
    }

    /// Sends the call, and reads the whole answer.
    pub(crate) async fn send(&self, call: Call, options: ClientMethodOptions<'_>) -> Result<RawResponse> {
        let context = self.traced(call.operation(), options.context);
        let success = call.success();
        self.fetch(&context, call.into_request()?, success).await
    }

    /// As [`Client::send`], for an answer that is JSON: one that is not, is an error while status and headers can still be
    /// told. What the JSON means is left to the caller.
    pub(crate) async fn send_json(&self, call: Call, options: ClientMethodOptions<'_>) -> Result<RawResponse> {
        checked(self.send(call, options).await?)
    }

    /// As [`Client::send_json`], with an empty body handed on as `null`.
    pub(crate) async fn send_optional(&self, call: Call, options: ClientMethodOptions<'_>) -> Result<RawResponse> {
        let response = self.send(call, options).await?;
        if !response.body().is_empty() {
            return checked(response);
        }
        let (status, headers, _) = response.deconstruct();
        Ok(RawResponse::from_bytes(status, headers, Bytes::from_static(b"null")))
    }

    /// Sends the call, and takes 404 for an answer: it does not exist.
    pub(crate) async fn exists(&self, call: Call, options: ClientMethodOptions<'_>) -> Result<bool> {
        match self.send(call, options).await {
            Ok(response) => Ok(response.status() != StatusCode::NotFound),
            Err(error) if error.http_status() == Some(StatusCode::NotFound) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Sends the call, and leaves the body of the answer to be read piece by piece.
    pub(crate) async fn stream(&self, call: Call, options: ClientMethodOptions<'_>) -> Result<AsyncResponse> {
        let context = self.traced(call.operation(), options.context);
        let success = call.success();
        let mut request = call.into_request()?;
        let unchecked = PipelineStreamOptions { skip_checks: true, ..Default::default() };
        let failed = match self.shared.pipeline.stream(&context, &mut request, Some(unchecked)).await {
            Ok(response) if error::is_success(response.status(), success) => return Ok(response.into()),
            Ok(response) => response.try_into_raw_response().await,
            Err(error) => Err(error),
        };
        Err(error::of_response(failed.or_else(|error| error::of_pipeline(error, request.method(), request.url()))?))
    }

    /// Pages through the call's answers. Without `next_link`, the first page is the only one.
    pub(crate) fn pager<P>(
        &self,
        call: Call,
        next_link: Option<&'static str>,
        options: PagerOptions<'_>,
    ) -> Result<Pager<P>>
    where
        P: Page + DeserializeOwned + Send + 'static,
    {
        let context = self.traced(call.operation(), options.context).into_owned();
        let options = PagerOptions { context, continuation: options.continuation };
        pager::pager(self.clone(), call, next_link, options)
    }

    /// Sends the call when first polled, and follows the operation that it starts.
    pub(crate) fn operation<T, F>(
        &self,
        call: Call,
        operation: LongRunning,
        options: PollerOptions<'_>,
    ) -> Result<ArmOperation<T, F>> {
        let options = self.polling(operation, options);
        Ok(ArmOperation::new(Follower::new(self.clone(), operation, call.into_request()?, options)?))
    }

    /// Goes on with an operation that was started elsewhere.
    pub(crate) fn resume<T, F>(
        &self,
        operation: LongRunning,
        token: &Secret,
        options: PollerOptions<'_>,
    ) -> Result<ArmOperation<T, F>> {
        let options = self.polling(operation, options);
        Ok(ArmOperation::new(Follower::resume(self.clone(), operation, token, options)?))
    }

    fn polling(&self, operation: LongRunning, options: PollerOptions<'_>) -> PollerOptions<'static> {
        let context = self.traced(operation.id, options.context).into_owned();
        PollerOptions { context, frequency: options.frequency }
    }

    /// Sends a request, and gives the answer whatever its status is. An error means that there was none.
    pub(super) async fn exchange(&self, context: &Context<'_>, mut request: Request) -> Result<RawResponse> {
        let unchecked = PipelineSendOptions { skip_checks: true, ..Default::default() };
        let sent = self.shared.pipeline.send(context, &mut request, Some(unchecked)).await;
        sent.or_else(|error| error::of_pipeline(error, request.method(), request.url()))
    }

    /// Sends a request, and makes an error of an answer that is no success.
    pub(super) async fn fetch(
        &self,
        context: &Context<'_>,
        request: Request,
        success: &'static [u16],
    ) -> Result<RawResponse> {
        let response = self.exchange(context, request).await?;
        if error::is_success(response.status(), success) { Ok(response) } else { Err(error::of_response(response)) }
    }

    /// The context in which the pipeline opens one span for the operation.
    fn traced<'a>(&self, operation: &'static str, context: Context<'a>) -> Context<'a> {
        let Some(tracer) = &self.shared.tracer else { return context };
        let name = format!("{}.{}", self.shared.service.namespace, operation.replacen('_', ".", 1));
        context.with_value(PublicApiInstrumentationInformation::new(name, Vec::new())).with_value(tracer.clone())
    }
}
