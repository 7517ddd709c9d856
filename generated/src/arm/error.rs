//! Errors of failed calls, as ARM words them.
//!
//! azure_core reads code and message by borrowing from the body, which fails on every escape in the text, and its error
//! model refuses `"details": null`; both are everyday answers of API Management.

use azure_core::Error;
use azure_core::error::ErrorKind;
use azure_core::http::headers::{ERROR_CODE, HeaderName};
use azure_core::http::{RawResponse, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::Value;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-ms-request-id");

/// Characters of a body that is not JSON, such as a proxy's page, that a message shows.
const EXCERPT: usize = 300;

/// Whether the status is expected; an empty list expects every 2xx.
pub(super) fn is_success(status: StatusCode, expected: &[u16]) -> bool {
    if expected.is_empty() { status.is_success() } else { expected.contains(&u16::from(status)) }
}

/// The error for an answer that is no success.
pub(super) fn of_response(response: RawResponse) -> Error {
    let status = response.status();
    of(format!("{} {}", u16::from(status), status.canonical_reason()), " ", None, response)
}

/// The error for a long-running operation that ended in `state`.
pub(super) fn of_operation(state: &str, response: RawResponse) -> Error {
    of(format!("the operation ended in state {state}"), ": ", Some(state), response)
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
    let mut message = what;
    message.extend(code.iter().flat_map(|code| [separator, code]));
    let explanation = text("message").or_else(|| json.is_none().then(|| excerpt(response.body())).flatten());
    message.extend(explanation.iter().flat_map(|text| [": ", text]));
    message.extend(error.iter().flat_map(|error| details(error)));
    let request_id = response.headers().get_optional_str(&REQUEST_ID).map(str::to_owned);
    message.extend(request_id.iter().flat_map(|id| [" (request id ", id, ")"]));

    let error_code = code.or_else(|| default_code.map(str::to_owned));
    let kind =
        ErrorKind::HttpResponse { status: response.status(), error_code, raw_response: Some(Box::new(response)) };
    Error::with_message(kind, message)
}

/// `; target: message` of each detail.
fn details(error: &Value) -> Vec<String> {
    let details = error.get("details").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let text = |detail: &Value, name| detail.get(name).and_then(Value::as_str).map(str::to_owned);
    let line = |detail: &Value| {
        let message = text(detail, "message")?;
        Some(match text(detail, "target").or_else(|| text(detail, "code")) {
            Some(subject) => format!("; {subject}: {message}"),
            None => format!("; {message}"),
        })
    };
    details.iter().filter_map(line).collect()
}

fn excerpt(body: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(body);
    let text = text.trim();
    let mut short: String = text.chars().take(EXCERPT).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    Some(short).filter(|text| !text.is_empty())
}
