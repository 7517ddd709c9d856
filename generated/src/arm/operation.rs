//! The state of a long-running operation, and what ARM's rules say about it.

use azure_core::fmt::SafeDebug;
use azure_core::http::poller::{PollerStatus, StatusMonitor};
use azure_core::http::{Format, JsonFormat, Method, StatusCode, Url};
use serde::Deserialize;
use serde_json::Value;
use std::marker::PhantomData;

/// State of a long-running operation; `T` and `F` describe its final result.
#[derive(Clone, Deserialize, SafeDebug)]
#[serde(bound = "")]
pub struct ArmOperation<T, F = JsonFormat> {
    /// State in the service's words, such as `InProgress` or `Updating`.
    #[safe(true)]
    pub status: String,
    #[serde(skip)]
    result: PhantomData<fn() -> (T, F)>,
}

impl<T, F: Format + Send> StatusMonitor for ArmOperation<T, F> {
    type Output = T;
    type Format = F;

    fn status(&self) -> PollerStatus {
        status(&self.status)
    }
}

/// Where the specification says that the final result is read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum FinalState {
    /// Not said: ARM's rules decide.
    Default,
    /// The first answer's `Location`.
    Location,
    /// The resource.
    OriginalUri,
    /// The last answer of the status monitor.
    AzureAsyncOperation,
}

/// What is polled; the first answer decides.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Mode {
    /// A status monitor.
    AsyncOperation,
    /// A result that is not there yet.
    Location,
    /// The resource itself.
    Resource,
    /// Nothing: the first answer is the last.
    Nothing,
}

/// What an answer's status code and body say, as the name of a state.
pub(super) fn state(mode: Mode, first: bool, code: StatusCode, body: &Value) -> String {
    let text = |pointer| body.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
    let succeeded = || "Succeeded".to_owned();
    let in_progress = || "InProgress".to_owned();
    match mode {
        _ if code == StatusCode::NoContent => succeeded(),
        Mode::Nothing => succeeded(),
        Mode::AsyncOperation | Mode::Location if first => in_progress(),
        Mode::AsyncOperation if body.get("status").is_some() => text("/status").unwrap_or_else(in_progress),
        _ if code == StatusCode::Accepted => in_progress(),
        // Some monitors are the resource itself, which has no status.
        _ => text("/properties/provisioningState").unwrap_or_else(succeeded),
    }
}

/// ARM knows three final states, and every other one is on the way to them; API Management adds some final ones.
pub(super) fn status(state: &str) -> PollerStatus {
    match PollerStatus::from(state) {
        PollerStatus::UnknownValue(state) if is_dead_end(&state) => PollerStatus::Failed,
        PollerStatus::UnknownValue(_) => PollerStatus::InProgress,
        known => known,
    }
}

fn is_dead_end(state: &str) -> bool {
    ["Stopped", "TerminationFailed", "Deleted"].iter().any(|end| state.eq_ignore_ascii_case(end))
}

/// Where the final result is read; `None` when the last answer is the result.
pub(super) fn final_url(
    mode: Mode,
    via: FinalState,
    method: Method,
    resource: Url,
    location: Option<Url>,
) -> Option<Url> {
    match (mode, via, method) {
        (Mode::Location | Mode::Resource | Mode::Nothing, ..) | (_, _, Method::Delete) => None,
        (_, FinalState::AzureAsyncOperation, Method::Post) => None,
        (_, FinalState::OriginalUri, _) => Some(resource),
        (_, FinalState::Location, _) if location.is_some() => location,
        (_, _, Method::Put | Method::Patch) => Some(resource),
        (_, _, Method::Post) => location,
        _ => None,
    }
}
