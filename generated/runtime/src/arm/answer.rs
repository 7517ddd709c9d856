//! What the service answers, before anyone reads it.

use super::cause::cause;
use super::ending::FailedOperation;
use super::error;
use azure_core::error::ErrorKind;
use azure_core::http::headers::ACCEPT;
use azure_core::http::{RawResponse, Request, StatusCode};
use azure_core::{Bytes, Error, Result};
use serde::de::IgnoredAny;
use std::fmt;

/// The byte order mark of UTF-8. Services put it before JSON, where JSON has no place for it.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// The whole answer that an error is about: of a call that the service refused, or of one that went well on the wire and
/// whose answer is not what it should be. `None` if there was no answer.
///
/// It holds whatever the service sent, secrets included.
///
/// ```
/// use apim_runtime::arm::answer;
/// use azure_core::http::{RawResponse, StatusCode, headers::Headers};
/// use azure_core::{Error, error::ErrorKind};
/// # let response = RawResponse::from_bytes(StatusCode::Conflict, Headers::new(), r#"{"error": {"code": "Busy"}}"#);
/// # let raw_response = Some(Box::new(response));
/// # let error = Error::from(ErrorKind::HttpResponse { status: StatusCode::Conflict, error_code: None, raw_response });
/// if let Some(answer) = answer(&error) {
///     assert_eq!(answer.status(), StatusCode::Conflict);
///     assert!(answer.body().starts_with(b"{"));
/// }
/// ```
pub fn answer(error: &Error) -> Option<&RawResponse> {
    match error.kind() {
        ErrorKind::HttpResponse { raw_response, .. } => raw_response.as_deref(),
        _ => match cause::<Answered>(error) {
            Some(answered) => Some(&answered.0),
            None => FailedOperation::of(error).map(FailedOperation::response),
        },
    }
}

/// Whether the status is expected; an empty list expects every 2xx.
pub(super) fn is_success(status: StatusCode, expected: &[u16]) -> bool {
    if expected.is_empty() { status.is_success() } else { expected.contains(&u16::from(status)) }
}

/// The answer, if it is a success. What is asked for as JSON comes without a byte order mark.
pub(super) fn judged(response: RawResponse, request: &Request, success: &[u16]) -> Result<RawResponse> {
    if !is_success(response.status(), success) {
        return Err(error::of_response(response, success));
    }
    let is_json = request.headers().get_optional_str(&ACCEPT).is_none_or(|accept| accept.contains("json"));
    Ok(if is_json { without_mark(response) } else { response })
}

/// The answer, if its body is JSON.
pub(super) fn checked(response: RawResponse) -> Result<RawResponse> {
    match serde_json::from_slice::<IgnoredAny>(response.body()) {
        Ok(_) => Ok(response),
        Err(error) => Err(error::of_malformed(&response, &error)),
    }
}

/// As [`checked`], with an empty body handed on as `null`.
pub(super) fn checked_or_null(response: RawResponse) -> Result<RawResponse> {
    if !response.body().is_empty() {
        return checked(response);
    }
    let (status, headers, _) = response.deconstruct();
    Ok(RawResponse::from_bytes(status, headers, Bytes::from_static(b"null")))
}

/// The answer without the byte order mark that its body may begin with.
pub(super) fn without_mark(response: RawResponse) -> RawResponse {
    if !response.body().starts_with(MARK) {
        return response;
    }
    let (status, headers, body) = response.deconstruct();
    RawResponse::from_bytes(status, headers, Bytes::from(body).slice(MARK.len()..))
}

/// Keeps the answer of a call that failed though its status says otherwise.
pub(super) struct Answered(pub(super) RawResponse);

impl fmt::Display for Answered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the service answers {}", error::status_line(self.0.status()))
    }
}

impl fmt::Debug for Answered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Answered {}
