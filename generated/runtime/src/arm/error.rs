//! Errors of failed calls: what happened, in which operation, and without what is secret.
//!
//! An error of kind `HttpResponse` is always an answer of the service, so that a status decides nothing else.

use super::answer::{Answered, without_mark};
use super::reason::Reason;
use super::{cause, pace, redact};
use azure_core::Error;
use azure_core::error::ErrorKind;
use azure_core::http::headers::{HeaderName, Headers, RETRY_AFTER, RETRY_AFTER_MS, X_MS_RETRY_AFTER_MS};
use azure_core::http::{Context, Method, RawResponse, StatusCode, Url};
use serde::de::DeserializeOwned;

const LOCATION: HeaderName = HeaderName::from_static("location");

/// Headers that a message ends with: what it calls them, and the unit of a bare number.
const NOTES: [(&str, HeaderName, &str); 5] = [
    ("request id", HeaderName::from_static("x-ms-request-id"), ""),
    ("correlation id", HeaderName::from_static("x-ms-correlation-request-id"), ""),
    ("retry after", RETRY_AFTER, " s"),
    ("retry after", RETRY_AFTER_MS, " ms"),
    ("retry after", X_MS_RETRY_AFTER_MS, " ms"),
];

/// The operation that a request belongs to, as a value of its context.
#[derive(Clone, Copy, Debug)]
pub(super) struct OperationId(pub(super) &'static str);

/// Where an error comes from: the operation, and the request if there is one.
#[derive(Clone, Copy)]
pub(super) struct Origin<'a> {
    operation: Option<&'static str>,
    request: Option<(Method, &'a Url)>,
}

impl From<OperationId> for Origin<'_> {
    fn from(id: OperationId) -> Self {
        Self { operation: Some(id.0), request: None }
    }
}

impl<'a> Origin<'a> {
    pub(super) fn of(context: &Context<'_>) -> Self {
        Self { operation: context.value::<OperationId>().map(|id| id.0), request: None }
    }

    pub(super) fn at(self, method: Method, url: &'a Url) -> Self {
        Self { request: Some((method, url)), ..self }
    }

    /// The error with its origin, unless it names that already.
    pub(super) fn name(&self, error: Error) -> Error {
        let Some(operation) = self.operation else { return error };
        let text = error.to_string();
        if text.strip_prefix(operation).is_some_and(|rest| rest.starts_with(": ")) {
            return error;
        }
        let request = self.request.map(|(method, url)| format!(" [{method} {}]", redact::address(url)));
        let text = format!("{operation}: {}{}", redact::line(&text), request.unwrap_or_default());
        let kind = error.kind().clone();
        match error.into_inner() {
            Ok(source) => Error::with_error(kind, source, text),
            Err(_) => Error::with_message(kind, text),
        }
    }
}

/// The model of a failed call's body.
pub fn error_body<T: DeserializeOwned>(error: &Error) -> Option<T> {
    match error.kind() {
        ErrorKind::HttpResponse { raw_response: Some(response), .. } => serde_json::from_slice(response.body()).ok(),
        _ => None,
    }
}

/// The error for an answer whose status is none of `expected`.
pub(super) fn of_response(response: RawResponse, expected: &[u16]) -> Error {
    let response = without_mark(response);
    let mut what = status_line(response.status());
    what.extend(redirect(&response).iter().flat_map(|target| [", not followed to ", target]));
    if !response.status().is_success() {
        let reason = Reason::of(&response);
        return of(what, reason, response);
    }
    if !expected.is_empty() {
        let expected: Vec<_> = expected.iter().map(ToString::to_string).collect();
        what.push_str(&format!(", where {} is expected", expected.join(" or ")));
    }
    let reason = Reason::of_start(response.body());
    of(what, reason, response)
}

/// The message and the code for a long-running operation that ended in `state`.
pub(super) fn of_operation(state: &str, response: &RawResponse) -> (String, Option<String>) {
    let state = redact::message(state);
    let Reason { code, lines } = Reason::of_state(response);
    let mut message = format!("the operation ended in state {state}");
    for line in code.iter().chain(&lines) {
        message.extend([": ", line]);
    }
    message.push_str(&notes(response.headers()));
    (message, code)
}

/// The error for an operation that nobody can follow, though the service accepted it.
pub(super) fn untraceable(response: RawResponse, what: &str) -> Error {
    let message = format!("{what}{}", notes(response.headers()));
    Error::with_error(ErrorKind::Other, Answered(response), message)
}

/// The error for a success that tells no state, though it should.
pub(super) fn of_malformed_state(response: &RawResponse, why: &str) -> Error {
    let status = status_line(response.status());
    let mut message = format!("{status}: the answer must tell the operation's state, but {why}");
    message.extend(redact::excerpt(response.body()).iter().flat_map(|start| [": ", start]));
    message.push_str(&notes(response.headers()));
    Error::with_error(ErrorKind::DataConversion, Answered(response.clone()), message)
}

/// Whether the error is one of the connection, which may be there again in a moment.
pub(super) fn is_broken_connection(error: &Error) -> bool {
    let is_broken = |error: &Error| matches!(error.kind(), ErrorKind::Io | ErrorKind::Connection);
    is_broken(error) || cause::cause::<std::io::Error>(error).is_some() || cause::cause(error).is_some_and(is_broken)
}

/// The error for a success whose body is not the JSON that it should be.
pub(super) fn of_malformed(response: &RawResponse, error: &serde_json::Error) -> Error {
    let mut message = status_line(response.status());
    match response.body().len() {
        0 => message.push_str(": the body is empty, where JSON is expected"),
        length => {
            message.push_str(&format!(": the body ({length} bytes) is no JSON, {error}"));
            message.extend(redact::excerpt(response.body()).iter().flat_map(|start| [": ", start]));
        }
    }
    message.push_str(&notes(response.headers()));
    Error::with_error(ErrorKind::DataConversion, Answered(response.clone()), message)
}

/// The error that the pipeline failed with. It is no answer of the service, whatever the credential or a policy was
/// answered elsewhere; only the answer that is not waited for is one.
pub(super) fn of_pipeline(error: Error, url: &Url) -> Error {
    if let Some(response) = pace::too_long(&error) {
        return of_response(response.clone(), &[]);
    }
    let kind = match error.kind() {
        ErrorKind::HttpResponse { .. } => ErrorKind::Other,
        kind => kind.clone(),
    };
    let insecure = if url.scheme() == "http" { "http where https is due: " } else { "" };
    let message = format!("{insecure}{}", cause::text(&error));
    Error::with_error(kind, cause::kept(error), message)
}

/// The error that says what happened, with the code and the reason that the service gives.
fn of(what: String, reason: Reason, response: RawResponse) -> Error {
    let Reason { code, lines } = reason;
    let mut message = what;
    message.extend(code.iter().flat_map(|code| [" ", code]));
    for (index, line) in lines.iter().enumerate() {
        message.push_str(if index == 0 { ": " } else { "; " });
        message.push_str(line);
    }
    message.push_str(&notes(response.headers()));

    let (status, raw_response) = (response.status(), Some(Box::new(response)));
    let kind = ErrorKind::HttpResponse { status, error_code: code, raw_response };
    Error::with_message(kind, message)
}

pub(super) fn status_line(status: StatusCode) -> String {
    format!("{} {}", u16::from(status), status.canonical_reason())
}

/// Where a redirect leads, if the answer is one.
fn redirect(response: &RawResponse) -> Option<String> {
    let location = response.headers().get_optional_str(&LOCATION)?;
    let is_redirect = (300..400).contains(&u16::from(response.status()));
    is_redirect.then(|| Url::parse(location).map_or_else(|_| "another path".to_owned(), |url| redact::address(&url)))
}

/// ` (request id …, retry after … s)`, of what there is.
fn notes(headers: &Headers) -> String {
    let note = |(label, name, unit): &(&str, HeaderName, &str)| {
        let value = headers.get_optional_str(name)?;
        let is_number = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
        Some(format!("{label} {value}{}", if is_number { unit } else { "" }))
    };
    let notes: Vec<_> = NOTES.iter().filter_map(note).collect();
    if notes.is_empty() { String::new() } else { format!(" ({})", redact::message(&notes.join(", "))) }
}
