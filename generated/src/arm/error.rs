//! Errors of failed calls, as ARM words them, and without what is secret.
//!
//! azure_core reads code and message by borrowing from the body, which fails on every escape in the text, and its error
//! model refuses `"details": null`; both are everyday answers of API Management.

use super::redact;
use azure_core::Error;
use azure_core::error::ErrorKind;
use azure_core::http::headers::{ERROR_CODE, HeaderName, Headers};
use azure_core::http::{Method, RawResponse, StatusCode, Url};
use serde::de::DeserializeOwned;
use serde_json::Value;

const LOCATION: HeaderName = HeaderName::from_static("location");

/// Headers that a message ends with, by what it calls them.
const NOTES: [(&str, HeaderName); 3] = [
    ("request id", HeaderName::from_static("x-ms-request-id")),
    ("correlation id", HeaderName::from_static("x-ms-correlation-request-id")),
    ("retry after", HeaderName::from_static("retry-after")),
];

/// Details that a message tells.
const DETAILS: usize = 20;

/// Whether the status is expected; an empty list expects every 2xx.
pub(super) fn is_success(status: StatusCode, expected: &[u16]) -> bool {
    if expected.is_empty() { status.is_success() } else { expected.contains(&u16::from(status)) }
}

/// The error for an answer that is no success.
pub(super) fn of_response(response: RawResponse) -> Error {
    let mut what = status_line(response.status());
    what.extend(redirect(&response).iter().flat_map(|target| [", not followed to ", target]));
    of(what, " ", None, response)
}

/// The message and the code for a long-running operation that ended in `state`.
pub(super) fn of_operation(state: &str, response: &RawResponse) -> (String, Option<String>) {
    let state = redact::message(state);
    let error = of(format!("the operation ended in state {state}"), ": ", None, response.clone());
    let code = match error.kind() {
        ErrorKind::HttpResponse { error_code, .. } => error_code.clone(),
        _ => None,
    };
    (error.to_string(), code)
}

/// The error for a success that tells no state, though it should.
pub(super) fn of_malformed_state(response: &RawResponse, why: &str) -> Error {
    let mut message = format!("{}: the answer must tell the operation's state, but {why}", status_line(response.status()));
    message.extend(redact::excerpt(response.body()).iter().flat_map(|start| [": ", start]));
    message.push_str(&notes(response.headers()));
    Error::with_message(ErrorKind::DataConversion, message)
}

/// Whether the error is one of the connection, which may be there again in a moment.
pub(super) fn is_broken_connection(error: &Error) -> bool {
    let is_broken = |kind: &ErrorKind| matches!(kind, ErrorKind::Io | ErrorKind::Connection);
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(found) = cause {
        let is_ours = found.downcast_ref::<Error>().is_some_and(|error| is_broken(error.kind()));
        if is_ours || found.is::<std::io::Error>() {
            return true;
        }
        cause = found.source();
    }
    false
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
    Error::with_message(ErrorKind::DataConversion, message)
}

/// What the pipeline failed with: an answer that it would not wait for, or the error that there is none.
///
/// The causes are told in the text and not kept, since they quote the whole address.
pub(super) fn of_pipeline(error: Error, method: Method, url: &Url) -> Result<RawResponse, Error> {
    if let ErrorKind::HttpResponse { raw_response: Some(response), .. } = error.kind() {
        return Ok((**response).clone());
    }
    let mut causes = error.to_string();
    let mut cause = std::error::Error::source(&error);
    while let Some(error) = cause {
        let text = error.to_string();
        if !causes.contains(&text) {
            causes.push_str(": ");
            causes.push_str(&text);
        }
        cause = error.source();
    }
    let address = redact::address(url);
    let causes = redact::message(&redact::without_queries(&causes));
    Err(Error::with_message(error.kind().clone(), format!("{method} {address}: {causes}")))
}

/// The model of a failed call's body.
pub(crate) fn error_body<T: DeserializeOwned>(error: &Error) -> Option<T> {
    match error.kind() {
        ErrorKind::HttpResponse { raw_response: Some(response), .. } => serde_json::from_slice(response.body()).ok(),
        _ => None,
    }
}

/// The error that says what happened, and after `separator` the code that the service gives.
fn of(what: String, separator: &str, default_code: Option<&str>, response: RawResponse) -> Error {
    let json: Option<Value> = serde_json::from_slice(response.body()).ok();
    let error = json.as_ref().map(|body| body.get("error").filter(|error| error.is_object()).unwrap_or(body));
    let text = |name: &str| error.and_then(|error| error.get(name)).and_then(Value::as_str).map(str::to_owned);

    let code = response.headers().get_optional_string(&ERROR_CODE).or_else(|| text("code"));
    let code = code.map(|code| redact::message(&code));
    let mut message = what;
    message.extend(code.iter().flat_map(|code| [separator, code]));
    let explanation = match &json {
        None => redact::failure_excerpt(response.body()),
        Some(Value::String(text)) => Some(redact::message(text)),
        Some(_) => text("message").map(|text| redact::message(&text)),
    };
    message.extend(explanation.iter().flat_map(|text| [": ", text]));
    message.extend(error.iter().flat_map(|error| details(error)));
    message.push_str(&notes(response.headers()));

    let error_code = code.or_else(|| default_code.map(str::to_owned));
    let kind =
        ErrorKind::HttpResponse { status: response.status(), error_code, raw_response: Some(Box::new(response)) };
    Error::with_message(kind, message)
}

fn status_line(status: StatusCode) -> String {
    format!("{} {}", u16::from(status), status.canonical_reason())
}

/// Where a redirect leads, if the answer is one.
fn redirect(response: &RawResponse) -> Option<String> {
    let location = response.headers().get_optional_str(&LOCATION)?;
    let is_redirect = (300..400).contains(&u16::from(response.status()));
    is_redirect.then(|| Url::parse(location).map_or_else(|_| "another path".to_owned(), |url| redact::address(&url)))
}

/// `; target: message` of each detail.
fn details(error: &Value) -> Vec<String> {
    let details = error.get("details").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let text = |detail: &Value, name| detail.get(name).and_then(Value::as_str).map(redact::message);
    let line = |detail: &Value| {
        let message = text(detail, "message")?;
        Some(match text(detail, "target").or_else(|| text(detail, "code")) {
            Some(subject) => format!("; {subject}: {message}"),
            None => format!("; {message}"),
        })
    };
    details.iter().filter_map(line).take(DETAILS).collect()
}

/// ` (request id …, retry after …)`, of what there is.
fn notes(headers: &Headers) -> String {
    let note = |(label, name): &(&str, HeaderName)| Some(format!("{label} {}", headers.get_optional_str(name)?));
    let notes: Vec<_> = NOTES.iter().filter_map(note).collect();
    if notes.is_empty() { String::new() } else { format!(" ({})", redact::message(&notes.join(", "))) }
}
