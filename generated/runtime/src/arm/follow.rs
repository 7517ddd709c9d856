//! Following a long-running operation: sends the request, asks how far the operation is, and reads the result.

use super::ending::{Ending, FailedOperation, Told};
use super::error::Origin;
use super::operation::OperationState;
use super::progress::{Link, Links, Target, Token};
use super::state::{self, FinalState, Outcome, Said, Started, Verdict};
use super::tidy::{Tidy, tidied};
use super::{client::Client, error, pace};
use azure_core::credentials::Secret;
use azure_core::error::ErrorKind;
use azure_core::http::headers::{CLIENT_REQUEST_ID, Header as _};
use azure_core::http::policies::create_public_api_span;
use azure_core::http::poller::PollerOptions;
use azure_core::http::request::options::ClientRequestId;
use azure_core::http::{Context, Method, RawResponse, Request, StatusCode, Url};
use azure_core::time::Duration;
use azure_core::tracing::{Span, SpanStatus};
use azure_core::{Error, Result, Uuid};
use serde_json::Value;
use std::sync::Arc;

/// How long an operation may go without a good answer.
pub(super) const TOLERANCE: Duration = Duration::minutes(10);

const UNKNOWN: &str = "the state of the operation is unknown";

/// What is known of an operation before it starts.
#[derive(Clone, Copy, Debug)]
pub struct LongRunning {
    /// Its id in the specification.
    pub id: &'static str,
    /// Where its result is.
    pub final_state: FinalState,
    /// What its result is.
    pub outcome: Outcome,
    /// How a result that is no model is read.
    pub tidy: Option<Tidy>,
}

/// One operation on its way.
pub(super) struct Follower {
    pub(super) client: Client,
    pub(super) operation: LongRunning,
    pub(super) context: Context<'static>,
    pub(super) span: Option<Arc<dyn Span>>,
    pub(super) frequency: Duration,
    pub(super) tolerance: Duration,
    pub(super) method: Method,
    pub(super) resource: Url,
    /// That of the first request; all polls have it, too.
    pub(super) request_id: String,
    pub(super) links: Links,
    pub(super) phase: Phase,
    /// Polls so far, and those of them that were answered well.
    pub(super) polls: u32,
    pub(super) good_polls: u32,
    /// The pause before the next poll.
    pub(super) pause: Duration,
    /// Whether there was no link to follow the last time.
    pub(super) is_stuck: bool,
}

/// How far the operation is.
pub(super) enum Phase {
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
            is_stuck: false,
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
        let (endpoint, api_version) = (self.client.endpoint(), self.client.api_version());
        let mut token = Token::new(self.operation.id, self.method, &self.resource, endpoint, api_version);
        token.request_id.clone_from(&self.request_id);
        token.links.clone_from(&self.links);
        token.result = result;
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
        let answer = match self.exchange(request).await {
            Ok(answer) if answer.status().is_success() => answer,
            Ok(answer) => return Err(self.over(self.named(error::of_response(answer, &[])))),
            Err(error) => return Err(self.over(self.named(error))),
        };
        self.phase = Phase::Running;
        let resource = self.resource.clone();
        self.links.take(answer.headers(), &resource);
        let body = self.body(&answer, &resource, self.links.are_there())?;
        let said = state::of_first(self.started(), answer.status(), self.links.are_there(), body.as_ref());
        self.pause = pace::pause(answer.headers(), self.frequency, 0);
        self.heed(said, Target::Resource, &resource, body, answer)
    }

    async fn poll(&mut self) -> Result<OperationState> {
        let (target, url, answer) = self.ask().await?;
        let has_monitor = self.links.take(answer.headers(), &url);
        let is_gone = answer.status() == StatusCode::NotFound;
        let body = if is_gone { None } else { self.body(&answer, &url, target == Target::Location)? };
        let said = if is_gone {
            Said::succeeded()
        } else if has_monitor && target != Target::Monitor {
            // From here on, the monitor tells.
            Said::in_progress()
        } else {
            state::of_poll(self.started(), target.asked(&url), answer.status(), body.as_ref())
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
                let place =
                    body.as_ref().and_then(|body| state::member(body, "resourceLocation")).and_then(state::text);
                let place = place.filter(|_| target == Target::Monitor).map(|place| Link::from_body(asked, place));
                let state = OperationState::new(state, body.as_ref(), answer.clone());
                self.phase = self.finished(target, place, answer);
                // The result is there already.
                self.pause = Duration::ZERO;
                return Ok(state);
            }
            Verdict::Failed => return Err(self.failed(Ending::Failed, state, answer)),
            Verdict::Canceled => return Err(self.failed(Ending::Canceled, state, answer)),
            Verdict::Untraceable => {
                let what =
                    "the service accepted the request (202) and gave nothing to follow, so how it ends is unknown";
                let error = error::untraceable(answer, what);
                return Err(self.over(self.named(error)));
            }
            Verdict::Untold(why) => {
                let cause = error::of_malformed_state(&answer, why);
                return Err(self.interrupted(UNKNOWN, cause, asked));
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
                Phase::Done(answer) => {
                    return tidied(answer.clone(), self.operation.tidy).map_err(|error| self.named(error));
                }
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

    fn failed(&mut self, ending: Ending, state: String, answer: RawResponse) -> Error {
        let (message, code) = error::of_operation(&state, &answer);
        let error = self.named(FailedOperation::new(ending, state, code, answer).error(message));
        self.over(error)
    }

    pub(super) fn named(&self, error: Error) -> Error {
        Origin::of(&self.context).at(self.method, &self.resource).name(error)
    }

    fn over(&mut self, error: Error) -> Error {
        self.phase = Phase::Over(Told::of(&error));
        error
    }

    /// The body as JSON. Where it need not tell the state, it need not be JSON either.
    fn body(&mut self, answer: &RawResponse, asked: &Url, may_be_anything: bool) -> Result<Option<Value>> {
        if answer.body().is_empty() {
            return Ok(None);
        }
        let is_free = may_be_anything || matches!(answer.status(), StatusCode::Accepted | StatusCode::NoContent);
        match serde_json::from_slice(answer.body()) {
            Ok(body) => Ok(Some(body)),
            Err(_) if is_free || matches!(self.method, Method::Post | Method::Delete) && self.polls == 0 => Ok(None),
            Err(error) => {
                let cause = error::of_malformed(answer, &error);
                Err(self.interrupted(UNKNOWN, cause, asked))
            }
        }
    }

    fn started(&self) -> Started<'_> {
        Started { method: self.method, resource: &self.resource, outcome: self.operation.outcome }
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
