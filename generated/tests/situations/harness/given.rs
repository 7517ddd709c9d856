//! What the caller gives, by wire name.

use super::file::{Cloud, Situation};
use super::run::{Unfit, wrong};
use apim::arm::{ContextExt, IntoContent, with_nulls};
use azure_core::cloud::CloudConfiguration;
use azure_core::credentials::TokenCredential;
use azure_core::http::{Body, ClientOptions, Etag, ExponentialRetryOptions, RequestContent, RetryOptions, Transport};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

/// The arguments of a call; each must be asked for.
pub(super) struct Given<'a> {
    situation: &'a Situation,
    asked: RefCell<BTreeSet<String>>,
}

/// The body, for a method that takes a model.
pub(super) struct GivenBody<'a>(&'a Given<'a>);

impl<T: DeserializeOwned> IntoContent<T> for GivenBody<'_>
where
    RequestContent<T>: TryFrom<T, Error = azure_core::Error>,
{
    fn into_content(self) -> azure_core::Result<RequestContent<T>> {
        Ok(self.0.content())
    }
}

/// Where nothing else is said.
const DEFAULTS: [(&str, &str); 3] =
    [("subscriptionId", "00000000-0000-0000-0000-000000000000"), ("resourceGroupName", "rg"), ("serviceName", "svc")];

/// What is asked for besides arguments, under names that no argument has.
const NULLS: &str = "(nulls)";
const CONTEXT: &str = "(context)";

impl<'a> Given<'a> {
    pub(super) fn new(situation: &'a Situation) -> Self {
        Self { situation, asked: RefCell::default() }
    }

    /// Ends the run if an argument or a body was given in vain.
    pub(super) fn refuse_unused(&self) {
        let asked = self.asked.borrow();
        let call = &self.situation.call;
        let unused: Vec<_> = call.arguments.keys().filter(|name| !asked.contains(&name.to_ascii_lowercase())).collect();
        if !unused.is_empty() {
            Unfit::end(format!("{} is not called with {unused:?}", call.operation));
        }
        if call.body.is_some() && !asked.contains("body") {
            Unfit::end(format!("{} is not called with a body", call.operation));
        }
        if !call.nulls.is_empty() && !asked.contains(NULLS) {
            Unfit::end(format!("{} has no body that nulls could be put into", call.operation));
        }
        if (call.api_version.is_some() || call.deadline.is_some()) && !asked.contains(CONTEXT) {
            let line = "give its line `method_options: given.method_options()`";
            Unfit::end(format!("{} takes no version or deadline of its own yet: {line}", call.operation));
        }
    }

    fn find(&self, name: &str) -> Option<&'a Value> {
        self.asked.borrow_mut().insert(name.to_ascii_lowercase());
        let mut arguments = self.situation.call.arguments.iter();
        arguments.find(|(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    fn read<T: DeserializeOwned>(&self, name: &str, value: &Value) -> T {
        serde_json::from_value(value.clone()).unwrap_or_else(|error| Unfit::end(format!("argument {name}: {error}")))
    }

    /// A required value.
    pub(super) fn value<T: DeserializeOwned>(&self, name: &str) -> T {
        let value = self.find(name).unwrap_or_else(|| Unfit::end(format!("the argument {name} is missing")));
        self.read(name, value)
    }

    /// A required text.
    pub(super) fn text(&self, name: &str) -> String {
        let default = DEFAULTS.iter().find(|(known, _)| *known == name);
        match (self.find(name), default) {
            (None, Some((_, text))) => (*text).to_owned(),
            _ => self.value(name),
        }
    }

    pub(super) fn etag(&self, name: &str) -> Etag {
        self.text(name).into()
    }

    /// A value that may be left out.
    pub(super) fn optional<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        self.find(name).map(|value| self.read(name, value))
    }

    pub(super) fn optional_etag(&self, name: &str) -> Option<Etag> {
        self.optional::<String>(name).map(Etag::from)
    }

    /// The body, through its model.
    pub(super) fn body(&self) -> GivenBody<'_> {
        GivenBody(self)
    }

    fn content<T: DeserializeOwned>(&self) -> RequestContent<T>
    where
        RequestContent<T>: TryFrom<T, Error = azure_core::Error>,
    {
        let model: T = self.plain_body();
        self.asked.borrow_mut().insert(NULLS.to_owned());
        let paths: Vec<Vec<&str>> =
            self.situation.call.nulls.iter().map(|path| path.iter().map(String::as_str).collect()).collect();
        let content = match &*paths {
            [] => model.try_into(),
            paths => with_nulls(model, &paths.iter().map(Vec::as_slice).collect::<Vec<_>>()),
        };
        content.unwrap_or_else(|error| wrong(format!("the body cannot be sent: {error}")))
    }

    /// The body of a type that is no model.
    pub(super) fn plain_body<T: DeserializeOwned>(&self) -> T {
        self.asked.borrow_mut().insert("body".to_owned());
        let Some(body) = &self.situation.call.body else { Unfit::end("the body is missing") };
        serde_json::from_value(body.clone())
            .unwrap_or_else(|error| wrong(format!("the model of the request does not take the body: {error}")))
    }

    /// A body that may be left out.
    pub(super) fn optional_body<T: DeserializeOwned>(&self) -> Option<RequestContent<T>>
    where
        RequestContent<T>: TryFrom<T, Error = azure_core::Error>,
    {
        self.asked.borrow_mut().insert("body".to_owned());
        self.situation.call.body.as_ref().map(|_| self.content())
    }

    /// A body that has no model.
    pub(super) fn raw_body(&self) -> Body {
        self.asked.borrow_mut().insert("body".to_owned());
        match &self.situation.call.body {
            Some(Value::String(text)) => text.clone().into(),
            Some(value) => value.to_string().into(),
            None => Unfit::end("the body is missing"),
        }
    }

    /// A body that has no model and may be left out.
    pub(super) fn optional_raw_body(&self) -> Option<Body> {
        self.asked.borrow_mut().insert("body".to_owned());
        self.situation.call.body.as_ref().map(|_| self.raw_body())
    }

    /// What every client is made of besides its own options.
    pub(super) fn client_options<S>(&self, service: &Arc<S>) -> ClientOptions
    where
        S: azure_core::http::HttpClient + 'static,
    {
        let transport = Some(Transport::new(service.clone()));
        let retry = match self.situation.call.client.retries {
            None => RetryOptions::default(),
            Some(max_retries) => {
                RetryOptions::exponential(ExponentialRetryOptions { max_retries, ..Default::default() })
            }
        };
        let cloud = self.situation.call.client.cloud.map(|cloud| match cloud {
            Cloud::Government => CloudConfiguration::AzureGovernment,
            Cloud::China => CloudConfiguration::AzureChina,
        });
        ClientOptions { transport, retry, cloud: cloud.map(Arc::new), ..Default::default() }
    }

    pub(super) fn endpoint(&self) -> Option<String> {
        self.situation.call.client.endpoint.clone()
    }

    pub(super) fn audience(&self) -> Option<String> {
        self.situation.call.client.audience.clone()
    }

    /// What is asked of this call alone.
    pub(super) fn method_options<O: ContextExt + Default>(&self) -> O {
        self.asked.borrow_mut().insert(CONTEXT.to_owned());
        let call = &self.situation.call;
        let options = call.api_version.iter().fold(O::default(), O::with_api_version);
        call.deadline.map(Duration::from_secs).into_iter().fold(options, O::with_deadline)
    }

    pub(super) fn api_version(&self, default: &str) -> String {
        self.situation.call.client.api_version.clone().unwrap_or_else(|| default.to_owned())
    }

    pub(super) fn credential<S: TokenCredential + 'static>(&self, service: &Arc<S>) -> Arc<dyn TokenCredential> {
        service.clone()
    }
}
