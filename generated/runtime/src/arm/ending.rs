//! How a long-running operation ends badly, and how the client loses sight of it: what an error of it holds.

use super::cause::cause;
use azure_core::credentials::Secret;
use azure_core::error::ErrorKind;
use azure_core::http::RawResponse;
use azure_core::{Error, Result};
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

/// How a long-running operation failed.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Ending {
    /// The service could not do it.
    Failed,
    /// Somebody called it off.
    Canceled,
}

/// A long-running operation that the service took on and that failed or was canceled there; [`FailedOperation::of`]
/// finds it in an error.
#[derive(Clone)]
pub struct FailedOperation(Arc<Failure>);

struct Failure {
    ending: Ending,
    state: String,
    code: Option<String>,
    response: RawResponse,
}

impl FailedOperation {
    /// What the error tells of a failed operation; `None` for every other error, such as a request that was refused.
    ///
    /// ```no_run
    /// use apim_runtime::arm::{Ending, FailedOperation};
    ///
    /// # fn example(error: azure_core::Error) {
    /// match FailedOperation::of(&error) {
    ///     Some(failed) if failed.ending() == Ending::Canceled => println!("somebody canceled it"),
    ///     Some(failed) => println!("it failed: {:?}", failed.code()),
    ///     None => println!("nobody knows how it ended: {error}"),
    /// }
    /// # }
    /// ```
    pub fn of(error: &Error) -> Option<&Self> {
        cause(error)
    }

    pub(super) fn new(ending: Ending, state: String, code: Option<String>, response: RawResponse) -> Self {
        Self(Arc::new(Failure { ending, state, code, response }))
    }

    /// Whether it failed or was canceled.
    pub fn ending(&self) -> Ending {
        self.0.ending
    }

    /// The state in the service's words, such as `Failed` or `TerminationFailed`.
    pub fn state(&self) -> &str {
        &self.0.state
    }

    /// The service's code for the reason, if it gives one.
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The answer that told of it, as it came.
    pub fn response(&self) -> &RawResponse {
        &self.0.response
    }

    /// The error for it. The status of the answer plays no part: it is one of success.
    pub(super) fn error(self, message: String) -> Error {
        Error::with_error(ErrorKind::Other, self, message)
    }
}

impl fmt::Debug for FailedOperation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Failure { ending, state, code, .. } = &*self.0;
        f.debug_struct("FailedOperation")
            .field("ending", ending)
            .field("state", state)
            .field("code", code)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for FailedOperation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the service ended the operation in state {}", self.0.state)
    }
}

impl StdError for FailedOperation {}

/// An operation that the client lost sight of, while it goes on at the service; [`Interrupted::of`] finds it in an error.
pub struct Interrupted {
    token: Secret,
    cause: Error,
}

impl Interrupted {
    /// What the error tells of an operation that goes on at the service; `None` for every other error.
    pub fn of(error: &Error) -> Option<&Self> {
        cause(error)
    }

    /// With this, the operation is followed again: see [`ArmOperation::token`](super::ArmOperation::token).
    pub fn token(&self) -> &Secret {
        &self.token
    }

    pub(super) fn error(token: Secret, what: &str, cause: Error) -> Error {
        let message = format!("{what}; the operation goes on at the service and can be resumed: {cause}");
        Error::with_error(cause.kind().clone(), Self { token, cause }, message)
    }
}

impl fmt::Debug for Interrupted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Interrupted").field("cause", &self.cause).finish_non_exhaustive()
    }
}

impl fmt::Display for Interrupted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.cause, f)
    }
}

impl StdError for Interrupted {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.cause)
    }
}

/// An error that can be told again.
#[derive(Debug)]
pub(super) struct Told {
    kind: ErrorKind,
    message: String,
    failed: Option<FailedOperation>,
}

impl Told {
    pub(super) fn of(error: &Error) -> Self {
        Self { kind: error.kind().clone(), message: error.to_string(), failed: FailedOperation::of(error).cloned() }
    }

    pub(super) fn again<T>(&self) -> Result<T> {
        let (kind, message) = (self.kind.clone(), self.message.clone());
        Err(match &self.failed {
            Some(failed) => Error::with_error(kind, failed.clone(), message),
            None => Error::with_message(kind, message),
        })
    }
}
