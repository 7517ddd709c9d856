//! What policies have in common: the way on, and requests that are refused because of something that passes or can be mended.

use azure_core::error::ErrorKind;
use azure_core::http::policies::{Policy, PolicyResult};
use azure_core::http::{AsyncRawResponse, Context, RawResponse, Request, StatusCode};
use azure_core::{Error, Result};
use serde_json::Value;
use std::sync::Arc;

/// Messages within messages that are read as JSON.
const MESSAGES: usize = 2;

/// Sends a request on its way.
pub(super) async fn forward(context: &Context<'_>, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
    let Some((policy, rest)) = next.split_first() else {
        return Err(Error::with_message(ErrorKind::Other, "the pipeline has no transport"));
    };
    policy.send(context, request, rest).await
}

/// Sends a request on its way, and reads the answer when it is a conflict: `Err` is one with this code.
pub async fn unless_conflict(
    code: &str,
    context: &Context<'_>,
    request: &mut Request,
    next: &[Arc<dyn Policy>],
) -> Result<std::result::Result<AsyncRawResponse, RawResponse>> {
    let response = forward(context, request, next).await?;
    if response.status() != StatusCode::Conflict {
        return Ok(Ok(response));
    }
    let response = response.try_into_raw_response().await?;
    Ok(if has_code(response.body(), code) { Err(response) } else { Ok(unread(response)) })
}

/// An answer as it was before it was read.
pub fn unread(response: RawResponse) -> AsyncRawResponse {
    let (status, headers, body) = response.deconstruct();
    AsyncRawResponse::from_bytes(status, headers, body)
}

/// Whether an error has this code, by itself or in its details: services wrap the errors of others, even as text.
fn has_code(body: &[u8], code: &str) -> bool {
    serde_json::from_slice(body).is_ok_and(|error| is_found(&error, code, MESSAGES))
}

fn is_found(value: &Value, code: &str, messages: usize) -> bool {
    match value {
        Value::Array(items) => items.iter().any(|item| is_found(item, code, messages)),
        Value::Object(members) => members.iter().any(|(key, value)| match (key.as_str(), value) {
            ("code" | "Code", Value::String(found)) => found.eq_ignore_ascii_case(code),
            ("message" | "Message", Value::String(text)) if messages > 0 => {
                serde_json::from_str(text).is_ok_and(|error| is_found(&error, code, messages - 1))
            }
            (_, nested) => is_found(nested, code, messages),
        }),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::has_code;

    #[test]
    fn codes_are_found_wherever_errors_stand() {
        for body in [
            r#"{"error": {"code": "Busy", "message": "m"}}"#,
            r#"{"error": {"code": "Conflict", "details": [{"code": "A"}, {"code": "busy"}]}}"#,
            r#"{"error": {"code": "Conflict", "innererror": {"code": "Busy"}}}"#,
            r#"{"code": "Conflict", "message": "{\"error\": {\"code\": \"Busy\"}}"}"#,
        ] {
            assert!(has_code(body.as_bytes(), "Busy"), "{body}");
        }
        for body in ["", "Busy", r#"{"error": {"code": "Conflict", "message": "Busy"}}"#, r#"{"target": "Busy"}"#] {
            assert!(!has_code(body.as_bytes(), "Busy"), "{body}");
        }
    }
}
