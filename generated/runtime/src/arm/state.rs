//! What an answer says about a long-running operation: the rules of Azure Resource Manager, and those that are API
//! Management's own.

use azure_core::http::{Method, StatusCode, Url};
use serde_json::Value;

/// Where the specification says that the final result is read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FinalState {
    /// Not said: ARM's rules decide.
    Default,
    /// The first answer's `Location`.
    Location,
    /// The resource.
    OriginalUri,
    /// The last answer of the status monitor.
    AzureAsyncOperation,
}

/// What the operation ends with, as far as the rules ask.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// No result.
    Nothing,
    /// A result.
    Result,
    /// A result that has a property `status` of its own.
    ResultWithStatus,
}

/// What was asked for the answer.
#[derive(Clone, Copy, Debug)]
pub(super) enum Asked<'a> {
    /// A status monitor: `Azure-AsyncOperation` or `Operation-Location`.
    Monitor,
    /// A result that may not be there yet: `Location`.
    Location(&'a Url),
    /// The resource itself.
    Resource,
}

/// What the operation was started with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Started<'a> {
    pub(super) method: Method,
    pub(super) resource: &'a Url,
    pub(super) outcome: Outcome,
}

/// How the operation stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Verdict {
    InProgress,
    Succeeded,
    Failed,
    Canceled,
    /// The service accepted it and says nothing further: the resource tells whether it is there.
    Unconfirmed,
    /// The service accepted it and gave nothing to follow.
    Untraceable,
    /// The answer must tell a state, and does not: why.
    Untold(&'static str),
}

/// A verdict with the state in the service's words.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Said {
    pub(super) verdict: Verdict,
    pub(super) state: String,
}

impl Said {
    fn new(verdict: Verdict, state: &str) -> Self {
        Self { verdict, state: state.to_owned() }
    }

    pub(super) fn in_progress() -> Self {
        Self::new(Verdict::InProgress, "InProgress")
    }

    pub(super) fn succeeded() -> Self {
        Self::new(Verdict::Succeeded, "Succeeded")
    }

    fn untold(why: &'static str) -> Self {
        Self::new(Verdict::Untold(why), "")
    }
}

/// The first answer. One that carries a link is not judged by its body, which shows the past.
pub(super) fn of_first(started: Started<'_>, status: StatusCode, has_link: bool, body: Option<&Value>) -> Said {
    if status == StatusCode::NoContent {
        return Said::succeeded();
    }
    if has_link {
        return Said {
            verdict: Verdict::InProgress,
            ..body.and_then(provisioning).map_or_else(Said::in_progress, shown)
        };
    }
    if let Some(failed) = body.and_then(|body| failure(started, body)) {
        return failed;
    }
    let is_write = matches!(started.method, Method::Put | Method::Patch);
    match body.and_then(provisioning) {
        Some(state) if is_write => named(started.method, state),
        _ if is_write && status == StatusCode::Created => Said::new(Verdict::Unconfirmed, "InProgress"),
        _ if is_write && status == StatusCode::Accepted => Said::in_progress(),
        _ if status == StatusCode::Accepted => Said::new(Verdict::Untraceable, "Accepted"),
        _ => Said::succeeded(),
    }
}

/// An answer to a poll.
pub(super) fn of_poll(started: Started<'_>, asked: Asked<'_>, status: StatusCode, body: Option<&Value>) -> Said {
    match asked {
        _ if status == StatusCode::NoContent => Said::succeeded(),
        Asked::Monitor => of_monitor(started, status, body),
        Asked::Location(link) => of_location(started, link, status, body),
        Asked::Resource => of_resource(started, status, body),
    }
}

/// A monitor must tell a state, or be the resource itself.
fn of_monitor(started: Started<'_>, status: StatusCode, body: Option<&Value>) -> Said {
    let Some(body) = body else {
        return match (status, started.method) {
            (StatusCode::Accepted, _) => Said::in_progress(),
            (_, Method::Delete) => Said::succeeded(),
            _ => Said::untold("its body is empty"),
        };
    };
    let declared = member(body, "status");
    if let Some(state) = declared.and_then(text) {
        return named(started.method, state);
    }
    if let Some(failed) = failure(started, body) {
        return failed;
    }
    if declared.is_none() && member(body, "code").and_then(text).is_some() && member(body, "id").is_none() {
        return Said::new(Verdict::Failed, "Failed");
    }
    let nested = member(body, "properties").and_then(|properties| member(properties, "status")).and_then(text);
    match (provisioning(body), nested) {
        _ if status == StatusCode::Accepted => Said::in_progress(),
        _ if declared.is_some_and(|status| !status.is_null()) => Said::untold("its `status` is no text"),
        (Some(state), _) => named(started.method, state),
        (None, Some(state)) if !is_resource(started.resource, body) => named(started.method, state),
        (None, Some(state)) => match named(started.method, state) {
            failed @ Said { verdict: Verdict::Failed | Verdict::Canceled, .. } => failed,
            _ => Said::succeeded(),
        },
        (None, None) if is_resource(started.resource, body) => Said::succeeded(),
        (None, None) => Said::untold("it has no `status`"),
    }
}

/// 202 means that the result is not there yet; whatever else is a success is the result.
fn of_location(started: Started<'_>, link: &Url, status: StatusCode, body: Option<&Value>) -> Said {
    match body.and_then(|body| failure(started, body)) {
        Some(failed) => failed,
        None if status == StatusCode::Accepted => {
            Said { verdict: Verdict::InProgress, ..body.and_then(provisioning).map_or_else(Said::in_progress, shown) }
        }
        None if is_unfinished_in_api_management(link, status) => Said::in_progress(),
        None => Said::succeeded(),
    }
}

/// API Management gives the resource's own address with `asyncId` and `asyncCode` as `Location`, and answers there with
/// `asyncCode` in the end: a 201 is final where that is 201, and else is on the way.
fn is_unfinished_in_api_management(link: &Url, status: StatusCode) -> bool {
    let value =
        |wanted: &str| link.query_pairs().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|pair| pair.1);
    status == StatusCode::Created && value("asyncId").is_some() && value("asyncCode").is_none_or(|code| code != "201")
}

fn of_resource(started: Started<'_>, status: StatusCode, body: Option<&Value>) -> Said {
    match (body.and_then(|body| failure(started, body)), body.and_then(provisioning)) {
        (Some(failed), _) => failed,
        (None, Some(state)) => named(started.method, state),
        (None, None) if status == StatusCode::Accepted => Said::in_progress(),
        (None, None) => Said::succeeded(),
    }
}

/// The failure that a body tells, wherever it stands: an error, or a state that is one.
fn failure(started: Started<'_>, body: &Value) -> Option<Said> {
    let failed = |state: &str| {
        let said = named(started.method, state);
        matches!(said.verdict, Verdict::Failed | Verdict::Canceled).then_some(said)
    };
    let own = match started.outcome {
        Outcome::ResultWithStatus => None,
        Outcome::Nothing | Outcome::Result => member(body, "status").and_then(text),
    };
    // `Stopped` and the like are the business of whoever has a `status`; `Failed` and `Canceled` leave no doubt.
    let own = own.filter(|state| is_failed(state) || is_canceled(state));
    let state = provisioning(body).and_then(failed).or_else(|| own.and_then(failed));
    let has_error = member(body, "error").is_some_and(is_error);
    state.or_else(|| has_error.then(|| Said::new(Verdict::Failed, "Failed")))
}

fn is_error(error: &Value) -> bool {
    error.as_object().map_or_else(|| text(error).is_some(), |error| error.values().any(|value| !value.is_null()))
}

/// What the name of a state means.
pub(super) fn verdict_of(method: Method, state: &str) -> Verdict {
    named(method, state).verdict
}

/// What a state means, by its name. Names that are not known are on the way to those that are.
fn named(method: Method, state: &str) -> Said {
    let is = |names: &[&str]| names.iter().any(|name| state.eq_ignore_ascii_case(name));
    let verdict = match () {
        () if is(&["Succeeded", "Completed"]) => Verdict::Succeeded,
        () if is_failed(state) => Verdict::Failed,
        () if is_canceled(state) => Verdict::Canceled,
        // For a deletion, it is what was asked for.
        () if is(&["Deleted"]) && method == Method::Delete => Verdict::Succeeded,
        // API Management ends in these, too.
        () if is(&["Stopped", "TerminationFailed", "Deleted"]) => Verdict::Failed,
        () => Verdict::InProgress,
    };
    Said::new(verdict, state)
}

fn is_failed(state: &str) -> bool {
    state.eq_ignore_ascii_case("Failed")
}

fn is_canceled(state: &str) -> bool {
    state.eq_ignore_ascii_case("Canceled") || state.eq_ignore_ascii_case("Cancelled")
}

fn shown(state: &str) -> Said {
    Said::new(Verdict::InProgress, state)
}

fn provisioning(body: &Value) -> Option<&str> {
    member(member(body, "properties")?, "provisioningState").and_then(text)
}

/// Whether the body is the resource that the operation works on, or the one that an action belongs to.
fn is_resource(resource: &Url, body: &Value) -> bool {
    let Some(id) = member(body, "id").and_then(text) else { return false };
    let (id, path) = (id.trim_end_matches('/').to_ascii_lowercase(), resource.path().to_ascii_lowercase());
    !id.is_empty() && path.strip_prefix(&id).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The member of an object; services do not agree on the case of names.
pub(super) fn member<'a>(object: &'a Value, name: &str) -> Option<&'a Value> {
    let object = object.as_object()?;
    object.get(name).or_else(|| object.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value))
}

pub(super) fn text(value: &Value) -> Option<&str> {
    value.as_str().map(str::trim).filter(|text| !text.is_empty())
}
