//! What the context of a single call asks for: another API version, an end in time.

use super::cause::cause;
use azure_core::error::ErrorKind;
use azure_core::http::pager::PagerOptions;
use azure_core::http::poller::PollerOptions;
use azure_core::http::{ClientMethodOptions, Context};
use azure_core::time::Duration;
use azure_core::{Error, Result};
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Instant;

/// The `api-version` of one call, of all its pages and of all its polls, in place of the client's.
///
/// ```
/// use apim_runtime::arm::ApiVersion;
/// use azure_core::http::{ClientMethodOptions, Context};
///
/// let context = Context::new().with_value(ApiVersion::new("2022-08-01"));
/// let method_options = ClientMethodOptions { context };
/// ```
///
/// An operation that takes no `api-version` gets none.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ApiVersion(String);

impl ApiVersion {
    /// The version with this name, such as `2022-08-01`.
    pub fn new(version: impl Into<String>) -> Self {
        Self(version.into())
    }

    /// Its name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// When a call ends, whether it is done or not: with all its retries, pages and polls.
///
/// ```
/// use apim_runtime::arm::Deadline;
/// use azure_core::http::{ClientMethodOptions, Context};
/// use azure_core::time::Duration;
///
/// let context = Context::new().with_value(Deadline::after(Duration::seconds(30)));
/// let method_options = ClientMethodOptions { context };
/// ```
///
/// It is a point in time: options that are used again share it. After it nothing of the call is sent, and the call is an
/// error of which [`Deadline::is_cause_of`] is true.
/// Of an answer that is read piece by piece, only the beginning must come in time.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Deadline {
    /// `None` when it is farther away than a clock can tell.
    at: Option<Instant>,
    time: Duration,
}

impl Deadline {
    /// So much time from now, a [`std::time::Duration`] or one of azure_core. None or less of it has passed already.
    pub fn after(time: impl TryInto<Duration>) -> Self {
        let time = time.try_into().unwrap_or(Duration::MAX);
        let span = std::time::Duration::try_from(time.max(Duration::ZERO)).unwrap_or(std::time::Duration::MAX);
        Self { at: Instant::now().checked_add(span), time }
    }

    /// How much time is left; `None` if there is no end to it.
    pub fn left(&self) -> Option<Duration> {
        let left = self.at?.saturating_duration_since(Instant::now());
        Some(left.try_into().unwrap_or(Duration::MAX))
    }

    /// Whether a call failed because a deadline passed.
    pub fn is_cause_of(error: &Error) -> bool {
        cause::<DeadlinePassed>(error).is_some()
    }
}

/// The cause of the error of a call that took too long.
#[derive(Debug)]
struct DeadlinePassed(Duration);

impl fmt::Display for DeadlinePassed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the deadline of {} has passed", self.0)
    }
}

impl std::error::Error for DeadlinePassed {}

/// What the future gives, unless the deadline of the context passes before.
pub(super) async fn in_time<T>(context: &Context<'_>, future: impl Future<Output = Result<T>>) -> Result<T> {
    let Some(deadline) = context.value::<Deadline>() else { return future.await };
    let Some(left) = deadline.left() else { return future.await };
    let passed = || Error::new(ErrorKind::Other, DeadlinePassed(deadline.time));
    if left.is_zero() {
        return Err(passed());
    }
    let (mut future, mut end) = (pin!(future), pin!(azure_core::sleep::sleep(left)));
    poll_fn(|task| {
        // The end comes first: a retry that is due at the same moment is not sent any more.
        if end.as_mut().poll(task).is_ready() {
            return Poll::Ready(Err(passed()));
        }
        future.as_mut().poll(task)
    })
    .await
}

/// What options of all kinds of calls can say besides what is theirs.
///
/// ```
/// use apim_runtime::arm::ContextExt as _;
/// use azure_core::http::pager::PagerOptions;
/// use azure_core::time::Duration;
///
/// let method_options = PagerOptions::default().with_deadline(Duration::seconds(30)).with_api_version("2022-08-01");
/// ```
pub trait ContextExt: Sized {
    /// Puts a value into the context.
    #[must_use]
    fn with_context_value<T: Send + Sync + 'static>(self, value: T) -> Self;

    /// Asks for another [`ApiVersion`] than the client's.
    #[must_use]
    fn with_api_version(self, version: impl Into<String>) -> Self {
        self.with_context_value(ApiVersion::new(version))
    }

    /// Sets a [`Deadline`] so much time from now.
    #[must_use]
    fn with_deadline(self, time: impl TryInto<Duration>) -> Self {
        self.with_context_value(Deadline::after(time))
    }
}

impl ContextExt for Context<'_> {
    fn with_context_value<T: Send + Sync + 'static>(self, value: T) -> Self {
        self.with_value(value)
    }
}

macro_rules! has_context {
    ($($options:ident)*) => {$(
        impl ContextExt for $options<'_> {
            fn with_context_value<T: Send + Sync + 'static>(mut self, value: T) -> Self {
                self.context.insert(value);
                self
            }
        }
    )*};
}
has_context!(ClientMethodOptions PagerOptions PollerOptions);
