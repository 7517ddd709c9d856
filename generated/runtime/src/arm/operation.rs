//! Long-running operations, as their callers hold them.

use super::follow::Follower;
use super::poller::{self, ArmStatusMonitor};
use super::scalar::float_in;
use super::state::{member, text};
use super::time::TimeFormat;
use azure_core::credentials::Secret;
use azure_core::error::ErrorKind;
use azure_core::fmt::SafeDebug;
use azure_core::http::{Format, JsonFormat, Poller, RawResponse, Response, Url};
use azure_core::time::{Duration, OffsetDateTime};
use azure_core::{Error, Result};
use futures_core::{FusedStream, Stream};
use serde_json::Value;
use std::fmt;
use std::future::{Future, IntoFuture, poll_fn};
use std::marker::PhantomData;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

/// A long-running operation.
///
/// Nothing is sent before it is polled. Awaited, it sends its request, follows the operation at the service's pace and
/// gives the final result; as a stream, it yields the states on the way, and it can be awaited then, too:
///
/// ```no_run
/// use apim_runtime::arm::ArmOperation;
/// use futures::TryStreamExt as _;
/// # async fn example<T: Send + 'static>(mut operation: ArmOperation<T>) -> azure_core::Result<()> {
/// while let Some(state) = operation.try_next().await? {
///     println!("{} {:?}", state.status, state.percent_complete);
/// }
/// let result = operation.await?;
/// # Ok(()) }
/// ```
///
/// Polls that fail in passing (408, 429, 5xx, broken connections, and 404 in the beginning) are made again, for ten
/// minutes at most: [`ArmOperation::tolerate`] sets another bound. An error after the start tells by
/// [`Interrupted`](super::Interrupted) that the operation goes on at the service, and with which token it is resumed;
/// the stream can then be polled again, too. By [`FailedOperation`](super::FailedOperation), it tells that the
/// operation itself failed or was canceled.
///
/// To drop it leaves the operation running at the service. Only one task at a time can poll it, since that takes
/// `&mut`; of several processes that resume from one token, each follows the same operation by itself.
#[must_use = "nothing is sent until it is awaited or polled"]
pub struct ArmOperation<T, F = JsonFormat> {
    progress: Progress,
    result: PhantomData<fn() -> (T, F)>,
}

impl<T, F> ArmOperation<T, F> {
    pub(super) fn new(follower: Follower) -> Self {
        Self { progress: Progress::new(follower), result: PhantomData }
    }

    /// With this, another process goes on with the operation: `resume_…` of the client takes it.
    ///
    /// It is there from the first answer on, until the operation has ended and its result is read; it changes with each
    /// answer. It holds the links that the service gave, which may be signed: whoever has it may be able to read the
    /// operation's state.
    pub fn token(&self) -> Option<&Secret> {
        self.progress.token.as_ref()
    }

    /// How long the operation may go without a good answer, before that is an error; ten minutes if this is not called.
    pub fn tolerate(mut self, outage: Duration) -> Self {
        if let Work::Waiting(follower) = &mut self.progress.work {
            follower.tolerance = outage;
        }
        self
    }
}

impl<T, F> ArmOperation<T, F>
where
    T: Send + 'static,
    F: Format + Send + 'static,
{
    /// The operation as a [`Poller`] of azure_core, for functions that take one; it goes on from where it is.
    ///
    /// Such a poller must not be awaited after its stream has ended: that panics inside azure_core.
    pub fn into_poller(self) -> Poller<ArmStatusMonitor<T, F>> {
        poller::of(self.progress)
    }
}

impl<T, F> Stream for ArmOperation<T, F> {
    type Item = Result<OperationState>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.progress.poll_next(context)
    }
}

impl<T, F> FusedStream for ArmOperation<T, F> {
    fn is_terminated(&self) -> bool {
        self.progress.has_ended()
    }
}

impl<T, F> IntoFuture for ArmOperation<T, F>
where
    T: Send + 'static,
    F: Format + Send + 'static,
{
    type Output = Result<Response<T, F>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        let result = self.progress.into_result();
        Box::pin(async move { Ok(result.await?.into()) })
    }
}

impl<T, F> fmt::Debug for ArmOperation<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ArmOperation").field("has_ended", &self.progress.has_ended()).finish_non_exhaustive()
    }
}

/// An operation without its types, so that its code is there once.
pub(super) struct Progress {
    work: Work,
    token: Option<Secret>,
    resource: Url,
    frequency: Duration,
}

type Step = Pin<Box<dyn Future<Output = (Box<Follower>, Result<Option<OperationState>>)> + Send>>;

enum Work {
    /// For somebody to poll.
    Waiting(Box<Follower>),
    /// For an answer. Whoever polls may go away meanwhile; the request goes on when the next one polls.
    Asking(Step),
    /// Only while it is polled.
    Taken,
}

impl Progress {
    fn new(follower: Follower) -> Self {
        Self {
            token: follower.token(),
            resource: follower.resource().clone(),
            frequency: follower.frequency(),
            work: Work::Waiting(Box::new(follower)),
        }
    }

    pub(super) fn has_ended(&self) -> bool {
        match &self.work {
            Work::Waiting(follower) => follower.has_ended(),
            Work::Asking(_) => false,
            Work::Taken => true,
        }
    }

    pub(super) fn resource(&self) -> &Url {
        &self.resource
    }

    pub(super) fn frequency(&self) -> Duration {
        self.frequency
    }

    pub(super) fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<OperationState>>> {
        let mut step = match mem::replace(&mut self.work, Work::Taken) {
            Work::Waiting(follower) if follower.has_ended() => {
                self.work = Work::Waiting(follower);
                return Poll::Ready(None);
            }
            Work::Waiting(follower) => Box::pin(step(follower)) as Step,
            Work::Asking(step) => step,
            Work::Taken => return Poll::Ready(None),
        };
        match step.as_mut().poll(context) {
            Poll::Pending => {
                self.work = Work::Asking(step);
                Poll::Pending
            }
            Poll::Ready((follower, state)) => {
                self.token = follower.token();
                self.work = Work::Waiting(follower);
                Poll::Ready(state.transpose())
            }
        }
    }

    /// The final result, after all states on the way to it.
    pub(super) fn into_result(mut self) -> Pin<Box<dyn Future<Output = Result<RawResponse>> + Send>> {
        Box::pin(async move {
            while let Some(state) = poll_fn(|context| self.poll_next(context)).await {
                state?;
            }
            match self.work {
                Work::Waiting(mut follower) => follower.result().await,
                Work::Asking(_) | Work::Taken => Err(lost()),
            }
        })
    }
}

async fn step(mut follower: Box<Follower>) -> (Box<Follower>, Result<Option<OperationState>>) {
    let state = follower.next().await;
    (follower, state)
}

/// Only a panic while it was polled leads here.
fn lost() -> Error {
    Error::with_message(ErrorKind::Other, "the operation was lost in a panic")
}

/// A state of a long-running operation: what its monitor said.
#[derive(Clone, SafeDebug)]
#[non_exhaustive]
pub struct OperationState {
    /// State in the service's words, such as `InProgress` or `Updating`; `Succeeded` when it has ended.
    #[safe(true)]
    pub status: String,
    /// How much is done, in percent.
    #[safe(true)]
    pub percent_complete: Option<f64>,
    /// Identifier of the operation, or of the resource if that tells the state.
    pub id: Option<String>,
    /// Name of the operation, or of the resource if that tells the state.
    pub name: Option<String>,
    /// When it began.
    #[safe(true)]
    pub start_time: Option<OffsetDateTime>,
    /// When it ended.
    #[safe(true)]
    pub end_time: Option<OffsetDateTime>,
    /// What went wrong so far.
    pub error: Option<Value>,
    /// What the service says besides.
    pub properties: Option<Value>,
    /// The whole answer, as it came.
    pub response: RawResponse,
}

impl OperationState {
    pub(super) fn new(status: String, body: Option<&Value>, response: RawResponse) -> Self {
        let found = |name: &str| body.and_then(|body| member(body, name)).filter(|value| !value.is_null());
        let words = |name: &str| found(name).and_then(text).map(str::to_owned);
        let time = |name: &str| found(name).and_then(text).and_then(|time| TimeFormat::Rfc3339.read(time).ok());
        let percent = found("percentComplete");
        Self {
            status,
            percent_complete: percent.and_then(|value| value.as_f64().or_else(|| float_in(text(value)?))),
            id: words("id"),
            name: words("name"),
            start_time: time("startTime"),
            end_time: time("endTime"),
            error: found("error").cloned(),
            properties: found("properties").cloned(),
            response,
        }
    }
}
