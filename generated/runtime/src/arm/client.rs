//! The one pipeline that all clients of a service share, and how requests go through it.

use super::agent::OwnName;
use super::answer::{checked, checked_or_null, is_success, judged};
use super::call::Call;
use super::cloud::{self, Site};
use super::context::{self, ApiVersion};
use super::credential::Marked;
use super::error::{OperationId, Origin};
use super::follow::{Follower, LongRunning};
use super::operation::ArmOperation;
use super::pace::Patience;
use super::pager::NextPage;
use super::tidy::tidied;
use super::{error, link, pager};
use azure_core::credentials::{Secret, TokenCredential};
use azure_core::http::pager::{Page, PagerOptions};
use azure_core::http::policies::{Policy, auth::BearerTokenAuthorizationPolicy};
use azure_core::http::poller::PollerOptions;
use azure_core::http::{
    AsyncResponse, ClientMethodOptions, ClientOptions, Context, Method, Pager, Pipeline, PipelineSendOptions,
    PipelineStreamOptions, RawResponse, Request, StatusCode, Url,
};
use azure_core::tracing::{PublicApiInstrumentationInformation, Tracer};
use azure_core::{Error, Result};
use serde::de::DeserializeOwned;
use std::fmt;
use std::sync::Arc;

/// What a generated client knows of its service.
#[derive(Debug)]
pub struct Service {
    /// Resource provider, `Microsoft.ApiManagement`, by which traces name the service.
    pub namespace: &'static str,
    /// Name of the client's crate, by which the service knows it.
    pub package: Option<&'static str>,
    /// Version of the client's crate.
    pub version: Option<&'static str>,
    /// Where it is.
    pub endpoint: Endpoint,
}

/// How the address of a service is found, and for whom a token must be.
#[derive(Debug)]
pub enum Endpoint {
    /// By the cloud: that of Azure Resource Manager, which has this host in the public cloud.
    Cloud {
        /// Its host in the public cloud.
        host: &'static str,
    },
    /// The caller says; `path` comes after it. Without a scope, a token is asked for the address itself.
    Given {
        /// Whom tokens are for.
        scope: Option<&'static str>,
        /// What comes before the path of an operation.
        path: &'static str,
    },
}

/// The connection that all clients of a service share. Cloning it is cheap.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    api_version: Arc<str>,
    subscription_id: Option<Arc<str>>,
}

struct Shared {
    service: &'static Service,
    endpoint: Url,
    pipeline: Pipeline,
    tracer: Option<Arc<dyn Tracer>>,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("endpoint", &self.shared.endpoint.as_str())
            .field("api_version", &self.api_version)
            .field("subscription_id", &self.subscription_id)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// The client of a service. What can never work is refused here.
    pub fn at(
        site: Site,
        api_version: String,
        subscription_id: Option<String>,
        credential: Arc<dyn TokenCredential>,
        options: ClientOptions,
    ) -> Result<Self> {
        let (endpoint, scope) = site.resolve(options.cloud.as_deref())?;
        subscription_id.as_deref().map_or(Ok(()), cloud::check_subscription)?;
        let service = site.service;
        let Service { namespace, package, version, .. } = *site.service;
        let credential: Arc<dyn TokenCredential> = Arc::new(Marked(credential));
        let authorization: Arc<dyn Policy> = Arc::new(BearerTokenAuthorizationPolicy::new(credential, [scope]));
        let tracer = options
            .instrumentation
            .tracer_provider
            .as_ref()
            .map(|provider| provider.get_tracer(Some(namespace), package.unwrap_or("unknown"), version));
        let per_try: Vec<Arc<dyn Policy>> = vec![Arc::new(OwnName { package }), authorization, Arc::new(Patience)];
        let pipeline = Pipeline::new(package, version, options, Vec::new(), per_try, None);
        Ok(Self {
            shared: Arc::new(Shared { service, endpoint, pipeline, tracer }),
            api_version: api_version.into(),
            subscription_id: subscription_id.map(Arc::from),
        })
    }

    /// The same client for another subscription.
    pub fn with_subscription(&self, subscription_id: String) -> Self {
        Self { subscription_id: Some(subscription_id.into()), ..self.clone() }
    }

    /// The same client for another API version.
    pub fn with_api_version(&self, api_version: &str) -> Self {
        Self { api_version: api_version.into(), ..self.clone() }
    }

    /// The client with the API version that the context asks for, if it does: links get it too.
    fn in_context(&self, context: &Context<'_>) -> Self {
        context.value::<ApiVersion>().map_or_else(|| self.clone(), |version| self.with_api_version(version.as_str()))
    }

    /// Where requests go.
    pub fn endpoint(&self) -> &Url {
        &self.shared.endpoint
    }

    pub(super) fn api_version(&self) -> &str {
        &self.api_version
    }

    pub(super) fn subscription_id(&self) -> Option<&str> {
        self.subscription_id.as_deref()
    }

    /// Starts a call of `operation`. No `success` status means every 2xx.
    pub fn call(&self, operation: &'static str, method: Method, path: &'static str, success: &'static [u16]) -> Call {
        Call::new(self.clone(), operation, method, path, success)
    }

    /// Sends the call, and reads the whole answer.
    pub async fn send(&self, call: Call, options: ClientMethodOptions<'_>) -> Result<RawResponse> {
        self.send_checked(call, options, Ok).await
    }

    /// As [`Client::send`], for an answer that is JSON: one that is not, is an error while status and headers can still be
    /// told. What the JSON means is left to the caller.
    pub async fn send_json(&self, call: Call, options: ClientMethodOptions<'_>) -> Result<RawResponse> {
        self.send_checked(call, options, checked).await
    }

    /// As [`Client::send_json`], with an empty body handed on as `null`.
    pub async fn send_optional(&self, call: Call, options: ClientMethodOptions<'_>) -> Result<RawResponse> {
        self.send_checked(call, options, checked_or_null).await
    }

    async fn send_checked(
        &self,
        call: Call,
        options: ClientMethodOptions<'_>,
        check: fn(RawResponse) -> Result<RawResponse>,
    ) -> Result<RawResponse> {
        let (context, success, tidy) = (self.context(call.operation(), options.context), call.success(), call.tidy());
        let request = request(call, &context)?;
        let (method, url) = (request.method(), request.url().clone());
        let response = self.fetch(&context, request, success).await?;
        tidied(response, tidy).and_then(check).map_err(|error| Origin::of(&context).at(method, &url).name(error))
    }

    /// Sends a request that the caller has made.
    pub async fn send_request(&self, mut request: Request, options: ClientMethodOptions<'_>) -> Result<RawResponse> {
        let context = self.context("send", options.context);
        let client = self.in_context(&context);
        let admitted = link::admit(self.endpoint(), request.url_mut(), client.api_version());
        admitted.map_err(|error| Origin::of(&context).at(request.method(), request.url()).name(error))?;
        self.fetch(&context, request, &[]).await
    }

    /// Sends the call, and takes 404 for an answer: it does not exist.
    pub async fn exists(&self, call: Call, options: ClientMethodOptions<'_>) -> Result<bool> {
        let (context, success) = (self.context(call.operation(), options.context), call.success());
        let mut request = request(call, &context)?;
        let answered = match self.exchange(&context, &mut request).await {
            Ok(response) if response.status() == StatusCode::NotFound => Ok(false),
            Ok(response) => judged(response, &request, success).map(|_| true),
            Err(error) => Err(error),
        };
        answered.map_err(|error| Origin::of(&context).at(request.method(), request.url()).name(error))
    }

    /// Sends the call, and leaves the body of the answer to be read piece by piece.
    pub async fn stream(&self, call: Call, options: ClientMethodOptions<'_>) -> Result<AsyncResponse> {
        let (context, success) = (self.context(call.operation(), options.context), call.success());
        let mut request = request(call, &context)?;
        let unchecked = PipelineStreamOptions { skip_checks: true, ..Default::default() };
        let answer = async {
            let failed = match self.shared.pipeline.stream(&context, &mut request, Some(unchecked)).await {
                Ok(response) if is_success(response.status(), success) => return Ok(response.into()),
                Ok(response) => response.try_into_raw_response().await,
                Err(error) => Err(error),
            };
            Err(match failed {
                Ok(response) => error::of_response(response, success),
                Err(error) => error::of_pipeline(error, request.url()),
            })
        };
        let answered = context::in_time(&context, answer).await;
        answered.map_err(|error| Origin::of(&context).at(request.method(), request.url()).name(error))
    }

    /// Pages through the call's answers. Without `next_link`, the first page is the only one.
    pub fn pager<P>(&self, call: Call, next_link: Option<&'static str>, options: PagerOptions<'_>) -> Result<Pager<P>>
    where
        P: Page + DeserializeOwned + Send + 'static,
    {
        self.pager_by(NextPage::Get, call, next_link, options)
    }

    /// As [`Client::pager`], where `next_page` says how further pages are asked for.
    pub fn pager_by<P>(
        &self,
        next_page: NextPage,
        call: Call,
        next_link: Option<&'static str>,
        options: PagerOptions<'_>,
    ) -> Result<Pager<P>>
    where
        P: Page + DeserializeOwned + Send + 'static,
    {
        let id = OperationId(call.operation());
        let context = self.context(call.operation(), options.context).into_owned();
        let options = PagerOptions { context, continuation: options.continuation };
        let (client, call) = (self.in_context(&options.context), call.in_context(&options.context));
        pager::pager(client, call, next_page, next_link, options).map_err(|error| Origin::from(id).name(error))
    }

    /// Sends the call when first polled, and follows the operation that it starts.
    pub fn operation<T, F>(
        &self,
        call: Call,
        operation: LongRunning,
        options: PollerOptions<'_>,
    ) -> Result<ArmOperation<T, F>> {
        let options = self.polling(operation, options);
        let (client, call) = (self.in_context(&options.context), call.in_context(&options.context));
        let follower = call.into_request().and_then(|request| Follower::new(client, operation, request, options));
        follower.map(ArmOperation::new).map_err(|error| Origin::from(OperationId(operation.id)).name(error))
    }

    /// Goes on with an operation that was started elsewhere.
    pub fn resume<T, F>(
        &self,
        operation: LongRunning,
        token: &Secret,
        options: PollerOptions<'_>,
    ) -> Result<ArmOperation<T, F>> {
        let options = self.polling(operation, options);
        let follower = Follower::resume(self.in_context(&options.context), operation, token, options);
        follower.map(ArmOperation::new).map_err(|error| Origin::from(OperationId(operation.id)).name(error))
    }

    fn polling(&self, operation: LongRunning, options: PollerOptions<'_>) -> PollerOptions<'static> {
        let context = self.context(operation.id, options.context).into_owned();
        PollerOptions { context, frequency: options.frequency }
    }

    /// Sends a request, and makes an error of an answer that is no success.
    pub(super) async fn fetch(
        &self,
        context: &Context<'_>,
        mut request: Request,
        success: &'static [u16],
    ) -> Result<RawResponse> {
        let answered = self.exchange(context, &mut request).await;
        let judged = answered.and_then(|response| judged(response, &request, success));
        judged.map_err(|error| Origin::of(context).at(request.method(), request.url()).name(error))
    }

    /// Sends a request, and gives the answer, whatever its status. An error means that there was none.
    pub(super) async fn exchange(&self, context: &Context<'_>, request: &mut Request) -> Result<RawResponse> {
        let unchecked = PipelineSendOptions { skip_checks: true, ..Default::default() };
        let answer = async {
            let sent = self.shared.pipeline.send(context, request, Some(unchecked)).await;
            sent.map_err(|error| error::of_pipeline(error, request.url()))
        };
        context::in_time(context, answer).await
    }

    /// The context in which errors name the operation, and the pipeline opens one span for it.
    fn context<'a>(&self, operation: &'static str, context: Context<'a>) -> Context<'a> {
        let context = context.with_value(OperationId(operation));
        let Some(tracer) = &self.shared.tracer else { return context };
        let name = format!("{}.{}", self.shared.service.namespace, operation.replacen('_', ".", 1));
        context.with_value(PublicApiInstrumentationInformation::new(name, Vec::new())).with_value(tracer.clone())
    }
}

/// The request of a call, or what is wrong with it.
fn request(call: Call, context: &Context<'_>) -> Result<Request> {
    call.in_context(context).into_request().map_err(|error: Error| Origin::of(context).name(error))
}
