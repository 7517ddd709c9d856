//! Following a long-running operation: sends the request, asks how far the operation is, and reads the result.

use super::ending::{Ending, FailedOperation, Interrupted, Told};
use super::operation::OperationState;
use super::progress::{Link, Links, Target, Token};
use super::state::{self, FinalState, Outcome, Said, Started, Verdict};
use super::{client::Client, error, pace};
use azure_core::credentials::Secret;
use azure_core::error::ErrorKind;
use azure_core::http::headers::{ACCEPT, CLIENT_REQUEST_ID};
use azure_core::http::policies::create_public_api_span;
use azure_core::http::poller::PollerOptions;
use azure_core::http::request::options::ClientRequestId;
use azure_core::http::{Context, Method, RawResponse, Request, StatusCode, Url};
use azure_core::time::Duration;
use azure_core::tracing::{Span, SpanStatus};
use azure_core::{Error, Result, Uuid, sleep};
use serde_json::Value;
use std::mem;
use std::sync::Arc;
use std::time::Instant;

/// How long an operation may go without a good answer.
pub(super) const TOLERANCE: Duration = Duration::minutes(10);

/// Polls in which 404 means that the service does not know of the operation yet.
const FIRST_POLLS: u32 = 5;

/// What is known of an operation before it starts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LongRunning {
    /// Its id in the specification.
    pub id: &'static str,
    /// Where its result is.
    pub final_state: FinalState,
    /// What its result is.
    pub outcome: Outcome,
}

/// One operation on its way.
pub(super) struct Follower {
    client: Client,
    operation: LongRunning,
    context: Context<'static>,
    span: Option<Arc<dyn Span>>,
    frequency: Duration,
    pub(super) tolerance: Duration,
    method: Method,
    resource: Url,
    /// That of the first request; all polls have it, too.
    request_id: String,
    links: Links,
    phase: Phase,
    /// Polls so far, and those of them that were answered well.
    polls: u32,
    good_polls: u32,
    /// The pause before the next poll.
    pause: Duration,
}

/// How far the operation is.
enum Phase {
    /// The request is yet to be sent.
    Unsent(Request),
    /// It runs at the service.
    Running,
    /// The service accepted it and says no more: the resource is asked whether it is there.
    Confirming,
    /// It succeeded, and the result is yet to be read.
    Reading(Link),
    /// It succeeded with this result.
    Done(RawResponse),
    /// It ended with this error.
    Over(Told),
}

impl Follower {
    pub(super) fn new(
        client: Client,
        operation: LongRunning,
        mut request: Request,
        options: PollerOptions<'static>,
    ) -> Result<Self> {
        let request_id = match options.context.value::<ClientRequestId>() {
            Some(id) => id.value().as_str().to_owned(),
            None => Uuid::new_v4().to_string(),
        };
        request.insert_header(CLIENT_REQUEST_ID, request_id.clone());
        let (method, resource) = (request.method(), request.url().clone());
        Self::with_phase(client, operation, (method, resource, request_id), Phase::Unsent(request), options)
    }

    /// Goes on where the token stands.
    pub(super) fn resume(
        client: Client,
        operation: LongRunning,
        token: &Secret,
        options: PollerOptions<'static>,
    ) -> Result<Self> {
        let token = Token::read(token)?;
        token.check(operation.id, client.endpoint(), client.api_version())?;
        let method = token.method()?;
        let phase = token.result.map_or(Phase::Running, Phase::Reading);
        let started = (method, token.resource, token.request_id);
        let follower = Self::with_phase(client, operation, started, phase, options)?;
        Ok(Self { links: token.links, pause: Duration::ZERO, ..follower })
    }

    fn with_phase(
        client: Client,
        operation: LongRunning,
        (method, resource, request_id): (Method, Url, String),
        phase: Phase,
        options: PollerOptions<'static>,
    ) -> Result<Self> {
        if options.frequency < Duration::seconds(1) {
            return Err(Error::with_message(ErrorKind::Other, "the polling frequency must be one second or more"));
        }
        Ok(Self {
            client,
            operation,
            context: options.context,
            span: None,
            frequency: options.frequency,
            tolerance: TOLERANCE,
            method,
            resource,
            request_id,
            links: Links::default(),
            phase,
            polls: 0,
            good_polls: 0,
            pause: Duration::ZERO,
        })
    }

    /// Whether there is no further state to come.
    pub(super) fn has_ended(&self) -> bool {
        matches!(self.phase, Phase::Reading(_) | Phase::Done(_) | Phase::Over(_))
    }

    pub(super) fn frequency(&self) -> Duration {
        self.frequency
    }

    pub(super) fn resource(&self) -> &Url {
        &self.resource
    }

    /// The token, as long as the service has something left to tell.
    pub(super) fn token(&self) -> Option<Secret> {
        let result = match &self.phase {
            Phase::Running | Phase::Confirming => None,
            Phase::Reading(link) => Some(link.clone()),
            Phase::Unsent(_) | Phase::Done(_) | Phase::Over(_) => return None,
        };
        let token = Token {
            request_id: self.request_id.clone(),
            links: self.links.clone(),
            result,
            ..Token::new(
                self.operation.id,
                self.method,
                self.resource.clone(),
                self.client.endpoint().clone(),
                self.client.api_version(),
            )
        };
        token.write()
    }

    /// The next state; `None` when the operation has ended.
    pub(super) async fn next(&mut self) -> Result<Option<OperationState>> {
        if self.has_ended() {
            return Ok(None);
        }
        self.open_span();
        let next = match &self.phase {
            Phase::Unsent(request) => {
                let request = request.clone();
                self.start(request).await
            }
            _ => self.poll().await,
        };
        if let Err(error) = &next {
            self.close_span(Some(error));
        }
        next.map(Some)
    }

    /// The result of an operation, followed to its end.
    pub(super) async fn result(&mut self) -> Result<RawResponse> {
        while self.next().await?.is_some() {}
        let read = self.read().await;
        self.close_span(read.as_ref().err());
        read
    }

    async fn start(&mut self, request: Request) -> Result<OperationState> {
        let sent = self.client.exchange(&self.context, request).await;
        let answer = match sent {
            Ok(answer) if answer.status().is_success() => answer,
            Ok(answer) => return Err(self.over(error::of_response(answer))),
            Err(error) => return Err(self.over(error)),
        };
        self.phase = Phase::Running;
        self.links.take(answer.headers(), &self.resource.clone());
        let body = self.body(&answer, self.links.are_there())?;
        let said = state::of_first(self.started(), answer.status(), self.links.are_there(), body.as_ref());
        self.pause = pace::pause(answer.headers(), self.frequency, 0);
        self.heed(said, Target::Resource, &self.resource.clone(), body, answer)
    }

    async fn poll(&mut self) -> Result<OperationState> {
        let (target, url, answer) = self.ask().await?;
        self.links.take(answer.headers(), &url);
        let is_gone = answer.status() == StatusCode::NotFound;
        let body = if is_gone { None } else { self.body(&answer, target == Target::Location)? };
        let said = match is_gone {
            true => Said { verdict: Verdict::Succeeded, state: "Succeeded".to_owned() },
            false => state::of_poll(self.started(), target.asked(&url), answer.status(), body.as_ref()),
        };
        self.pause = pace::pause(answer.headers(), self.frequency, self.polls);
        self.heed(said, target, &url, body, answer)
    }

    /// Does what the verdict demands.
    fn heed(
        &mut self,
        Said { verdict, state }: Said,
        target: Target,
        asked: &Url,
        body: Option<Value>,
        answer: RawResponse,
    ) -> Result<OperationState> {
        match verdict {
            Verdict::InProgress => {}
            Verdict::Unconfirmed => {
                self.phase = Phase::Confirming;
                self.pause = Duration::ZERO;
            }
            Verdict::Succeeded => {
                let place = body.as_ref().and_then(|body| state::member(body, "resourceLocation")).and_then(state::text);
                let place = place.filter(|_| target == Target::Monitor).map(|place| Link::from_body(asked, place));
                let state = OperationState::new(state, body.as_ref(), answer.clone());
                self.phase = self.finished(target, place, answer);
                return Ok(state);
            }
            Verdict::Failed => return Err(self.over(failure(Ending::Failed, state, answer))),
            Verdict::Canceled => return Err(self.over(failure(Ending::Canceled, state, answer))),
            Verdict::Untraceable => {
                let what = "the service accepted the request (202) and gave nothing to follow, so how it ends is unknown";
                return Err(self.over(Error::with_message(ErrorKind::Other, what)));
            }
            Verdict::Untold(why) => {
                let cause = error::of_malformed_state(&answer, why);
                return Err(self.interrupted("the state of the operation is unknown", cause));
            }
        }
        Ok(OperationState::new(state, body.as_ref(), answer))
    }

    /// Where the result is, once the `target` told of success, and perhaps the `place` of the result.
    fn finished(&self, target: Target, place: Option<Link>, answer: RawResponse) -> Phase {
        let is_write = matches!(self.method, Method::Put | Method::Patch);
        if self.operation.outcome == Outcome::Nothing {
            return Phase::Done(answer);
        }
        let said = || self.links.result(target, self.operation.final_state, self.method, &self.resource);
        match place.filter(|_| self.method != Method::Delete).or_else(said) {
            Some(link) => Phase::Reading(link),
            None if is_write && answer.body().is_empty() && answer.status() != StatusCode::NoContent => {
                Phase::Reading(Link::to(self.resource.clone()))
            }
            None => Phase::Done(answer),
        }
    }

    /// Reads the result.
    async fn read(&mut self) -> Result<RawResponse> {
        loop {
            match &self.phase {
                Phase::Done(answer) => return Ok(answer.clone()),
                Phase::Over(error) => return error.again(),
                _ => {}
            }
            let (_, _, answer) = self.ask().await?;
            self.pause = pace::pause(answer.headers(), self.frequency, self.polls);
            if answer.status() != StatusCode::Accepted {
                self.phase = Phase::Done(answer);
            }
        }
    }

    /// Asks until there is an answer, through whatever passes.
    async fn ask(&mut self) -> Result<(Target, Url, RawResponse)> {
        let mut lost = Duration::ZERO;
        let mut is_lost = false;
        loop {
            let (since, pause) = (Instant::now(), mem::take(&mut self.pause));
            if pause > Duration::ZERO {
                sleep(pause).await;
            }
            let (target, url) = match self.target() {
                Ok(found) => found,
                Err(error) => return Err(self.refused_link(error)),
            };
            self.polls = self.polls.saturating_add(1);
            let asked = self.client.exchange(&self.context, self.get(url.clone())).await;
            let trouble = match asked {
                Ok(answer) if answer.status().is_success() || self.is_gone(&url, answer.status()) => {
                    self.good_polls = self.good_polls.saturating_add(1);
                    return Ok((target, url, answer));
                }
                Ok(answer) if self.passes(answer.status()) => {
                    self.pause = pace::pause(answer.headers(), self.frequency, self.polls);
                    error::of_response(answer)
                }
                Ok(answer) => return Err(self.refused(answer)),
                Err(error) if error::is_broken_connection(&error) => {
                    self.pause = self.frequency;
                    error
                }
                Err(error) => return Err(self.interrupted("the operation could not be followed", error)),
            };
            // The clock of the runtime may not be that of the machine: what was slept counts in any case.
            let passed = Duration::try_from(since.elapsed()).unwrap_or(pause).max(pause);
            lost = if is_lost { lost.saturating_add(passed) } else { Duration::ZERO };
            is_lost = true;
            if lost >= self.tolerance {
                let what = format!("no good answer for {} s", lost.whole_seconds());
                return Err(self.interrupted(&what, trouble));
            }
        }
    }

    fn target(&self) -> Result<(Target, Url)> {
        match &self.phase {
            Phase::Reading(link) => Ok((Target::Location, link.follow(self.client.api_version())?)),
            _ => self.links.target(&self.resource, self.client.api_version()),
        }
    }

    /// Whether the answer says nothing about the operation: the service is busy, or does not know of it yet.
    fn passes(&self, status: StatusCode) -> bool {
        let is_early = self.good_polls == 0 && self.polls <= FIRST_POLLS;
        match status {
            StatusCode::RequestTimeout | StatusCode::TooManyRequests => true,
            StatusCode::NotFound => is_early,
            status => status.is_server_error(),
        }
    }

    /// Whether the answer says that what was to be deleted is gone.
    fn is_gone(&self, url: &Url, status: StatusCode) -> bool {
        let is_resource = url.path().trim_end_matches('/').eq_ignore_ascii_case(self.resource.path().trim_end_matches('/'));
        self.method == Method::Delete && status == StatusCode::NotFound && is_resource
    }

    /// The error of a poll that the service refuses.
    fn refused(&mut self, answer: RawResponse) -> Error {
        let is_hidden = matches!(self.phase, Phase::Confirming) && answer.status() == StatusCode::Forbidden;
        let what = if is_hidden {
            "the service accepted the request, and whether it was carried out could not be confirmed"
        } else {
            "the operation could not be followed"
        };
        self.interrupted(what, error::of_response(answer))
    }

    /// The error of a link that may not be followed. The next poll would ask the same, so a pause precedes it.
    fn refused_link(&mut self, error: Error) -> Error {
        self.interrupted("the operation could not be followed", error)
    }

    fn interrupted(&mut self, what: &str, cause: Error) -> Error {
        self.pause = self.pause.max(self.frequency);
        match self.token() {
            Some(token) => Interrupted::error(token, what, cause),
            None => cause,
        }
    }

    fn over(&mut self, error: Error) -> Error {
        self.phase = Phase::Over(Told::of(&error));
        error
    }

    /// The body as JSON. Where it need not tell the state, it need not be JSON either.
    fn body(&mut self, answer: &RawResponse, may_be_anything: bool) -> Result<Option<Value>> {
        if answer.body().is_empty() {
            return Ok(None);
        }
        let is_free = may_be_anything || matches!(answer.status(), StatusCode::Accepted | StatusCode::NoContent);
        match serde_json::from_slice(answer.body()) {
            Ok(body) => Ok(Some(body)),
            Err(_) if is_free || matches!(self.method, Method::Post | Method::Delete) && self.polls == 0 => Ok(None),
            Err(error) => {
                let cause = error::of_malformed(answer, &error);
                Err(self.interrupted("the state of the operation is unknown", cause))
            }
        }
    }

    fn started(&self) -> Started<'_> {
        Started { method: self.method, resource: &self.resource, outcome: self.operation.outcome }
    }

    fn get(&self, url: Url) -> Request {
        let mut request = Request::new(url, Method::Get);
        request.insert_header(ACCEPT, "application/json");
        request.insert_header(CLIENT_REQUEST_ID, self.request_id.clone());
        request
    }

    /// One span holds the requests of the whole operation.
    fn open_span(&mut self) {
        if self.span.is_none()
            && let Some(span) = create_public_api_span(&self.context, None, None)
        {
            self.context.insert(span.clone());
            self.span = Some(span);
        }
    }

    fn close_span(&self, error: Option<&Error>) {
        let Some(span) = &self.span else { return };
        if let Some(error) = error {
            span.set_status(SpanStatus::Error { description: error.to_string() });
            span.set_attribute("error.type", error.kind().to_string().into());
        }
        span.end();
    }
}

fn failure(ending: Ending, state: String, answer: RawResponse) -> Error {
    let (message, code) = error::of_operation(&state, &answer);
    FailedOperation::new(ending, state, code, message, answer).error()
}
