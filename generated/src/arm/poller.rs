//! Long-running operations.

use super::call::Call;
use super::client::Client;
use super::error::Origin;
use super::operation::{ArmOperation, FinalState, Mode, final_url, state, status};
use super::tidy::{Tidy, tidied};
use super::{error, link, pace};
use azure_core::error::ErrorKind;
use azure_core::http::headers::{ACCEPT, HeaderName, Headers};
use azure_core::http::poller::{
    PollerContinuation, PollerOptions, PollerResult, PollerResultFuture, PollerState, PollerStatus,
};
use azure_core::http::{Context, Format, JsonFormat, Method, Poller, RawResponse, Request, StatusCode, Url};
use azure_core::time::Duration;
use azure_core::{Error, Result};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, PoisonError};

const ASYNC_OPERATION: HeaderName = HeaderName::from_static("azure-asyncoperation");
const LOCATION: HeaderName = HeaderName::from_static("location");

/// Any 2xx: services answer a long-running operation with statuses that their specification does not list.
const ANY_SUCCESS: &[u16] = &[];

/// What all requests of one operation share.
struct Operation {
    client: Client,
    first: Request,
    final_state: FinalState,
    tidy: Option<Tidy>,
    progress: Mutex<Progress>,
}

/// How far an operation is. azure_core has a place for the links too, but logs them, and ARM's links are signed.
#[derive(Clone, Default)]
struct Progress {
    polls: u32,
    /// What the first answer decided.
    mode: Option<Mode>,
    /// Where to ask next, if not for the resource.
    next: Option<Url>,
    /// The first `Location`.
    location: Option<Url>,
}

pub(super) fn poller<T, F>(
    client: Client,
    call: Call,
    final_state: FinalState,
    options: PollerOptions<'static>,
) -> Result<Poller<ArmOperation<T, F>>>
where
    T: Send + 'static,
    F: Format + Send + 'static,
{
    if options.frequency < Duration::seconds(1) {
        return Err(Error::with_message(ErrorKind::Other, "the polling frequency must be one second or more"));
    }
    let tidy = call.tidy();
    let first = call.into_request()?;
    let operation = Arc::new(Operation { client, first, final_state, tidy, progress: Mutex::default() });
    let step = move |state: PollerState,
                     options: PollerOptions<'static>|
          -> PollerResultFuture<ArmOperation<T, F>, JsonFormat> {
        let operation = operation.clone();
        Box::pin(async move { operation.step(state, options).await })
    };
    Ok(Poller::new(step, Some(options)))
}

/// The links that an answer gives.
struct Links {
    monitor: Option<Url>,
    location: Option<Url>,
}

impl Links {
    /// Where to ask next; a newer link replaces the one that was asked.
    fn next(self, mode: Mode) -> Option<Url> {
        match mode {
            Mode::AsyncOperation => self.monitor,
            Mode::Location => self.location,
            Mode::Resource | Mode::Nothing => None,
        }
    }
}

impl Operation {
    /// Sends the first request, or polls once.
    async fn step<T, F>(
        self: Arc<Self>,
        poll: PollerState,
        options: PollerOptions<'static>,
    ) -> Result<PollerResult<ArmOperation<T, F>>>
    where
        T: Send + 'static,
        F: Format + Send + 'static,
    {
        let is_first = matches!(poll, PollerState::Initial);
        let mut progress = self.progress.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let request =
            if is_first { self.first.clone() } else { get(progress.next.clone().unwrap_or_else(|| self.resource())) };
        let (method, url) = (request.method(), request.url().clone());
        let named = |error| Origin::of(&options.context).at(method, &url).name(error);
        let response = self.client.fetch(&options.context, request, ANY_SUCCESS).await?;
        let links = self.links(response.headers()).map_err(named)?;
        let mode = *progress.mode.get_or_insert_with(|| self.mode(&links));
        let state = state(mode, is_first, response.status(), &body(mode, is_first, &response).map_err(named)?);
        progress.location = progress.location.or_else(|| links.location.clone());
        let monitor = monitor(&response, &state);

        match self.status(&state) {
            PollerStatus::Succeeded => {
                let url = final_url(mode, self.final_state, self.first.method(), self.resource(), progress.location);
                let target = Box::new(move || Box::pin(self.result(url, response, options.context)) as _);
                Ok(PollerResult::Succeeded { response: monitor.into(), target })
            }
            PollerStatus::Failed | PollerStatus::Canceled => Err(named(error::of_operation(&state, response))),
            _ => {
                let retry_after = pace::pause(response.headers(), options.frequency, progress.polls);
                progress.polls = progress.polls.saturating_add(1);
                progress.next = links.next(mode).or(progress.next);
                *self.progress.lock().unwrap_or_else(PoisonError::into_inner) = progress;
                let continuation =
                    PollerContinuation::Links { next_link: without_query(self.resource()), final_link: None };
                Ok(PollerResult::InProgress { response: monitor.into(), retry_after, continuation })
            }
        }
    }

    fn links(&self, headers: &Headers) -> Result<Links> {
        let link = |name| match headers.get_optional_str(&name).map(str::trim).filter(|link| !link.is_empty()) {
            Some(link) => link::follow(self.first.url(), link, self.client.api_version()).map(Some),
            None => Ok(None),
        };
        Ok(Links { monitor: link(ASYNC_OPERATION)?, location: link(LOCATION)? })
    }

    fn mode(&self, links: &Links) -> Mode {
        match self.first.method() {
            _ if links.monitor.is_some() => Mode::AsyncOperation,
            _ if links.location.is_some() => Mode::Location,
            Method::Put | Method::Patch => Mode::Resource,
            _ => Mode::Nothing,
        }
    }

    /// For a deletion, `Deleted` is what was asked for.
    fn status(&self, state: &str) -> PollerStatus {
        let deleted = self.first.method() == Method::Delete && state.eq_ignore_ascii_case("Deleted");
        if deleted { PollerStatus::Succeeded } else { status(state) }
    }

    fn resource(&self) -> Url {
        self.first.url().clone()
    }

    /// The final result: read from `url`, or the last answer.
    async fn result<T, F>(
        self: Arc<Self>,
        url: Option<Url>,
        last: RawResponse,
        context: Context<'static>,
    ) -> Result<azure_core::http::Response<T, F>> {
        let answer = match url {
            Some(url) => self.client.fetch(&context, get(url), ANY_SUCCESS).await?,
            None => last,
        };
        Ok(tidied(answer, self.tidy)?.into())
    }
}

/// The body that may tell the state. One that tells it and cannot be read is an error: to go on would be to guess.
fn body(mode: Mode, first: bool, response: &RawResponse) -> Result<Value> {
    let tells = match (mode, response.status()) {
        (_, StatusCode::Accepted | StatusCode::NoContent) => false,
        (Mode::AsyncOperation, _) => !first,
        (Mode::Resource, _) => true,
        (Mode::Location | Mode::Nothing, _) => false,
    };
    match serde_json::from_slice(response.body()) {
        Err(error) if tells && !response.body().is_empty() => Err(error::of_malformed(response, &error)),
        body => Ok(body.unwrap_or(Value::Null)),
    }
}

fn without_query(mut url: Url) -> Url {
    url.set_query(None);
    url
}

fn get(url: Url) -> Request {
    let mut request = Request::new(url, Method::Get);
    request.insert_header(ACCEPT, "application/json");
    request
}

/// An answer that reads as a status monitor, whatever the service's own body is.
fn monitor(response: &RawResponse, state: &str) -> RawResponse {
    let body = json!({ "status": state }).to_string();
    RawResponse::from_bytes(response.status(), response.headers().clone(), body)
}
