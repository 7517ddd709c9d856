//! How long the client waits because the service says so.

use super::policy::forward;
use async_trait::async_trait;
use azure_core::Error;
use azure_core::error::ErrorKind;
use azure_core::http::headers::{HeaderName, Headers, RETRY_AFTER, RETRY_AFTER_MS, X_MS_RETRY_AFTER_MS};
use azure_core::http::policies::{Policy, PolicyResult, get_retry_after};
use azure_core::http::{Context, RawResponse, Request, StatusCode};
use azure_core::time::{Duration, OffsetDateTime};
use std::fmt;
use std::sync::Arc;

const HEADERS: [HeaderName; 3] = [X_MS_RETRY_AFTER_MS, RETRY_AFTER_MS, RETRY_AFTER];

/// The longest pause that Azure Resource Manager lets a service ask for.
const LONGEST: Duration = Duration::minutes(10);

/// What the least pause between two polls grows by, and up to: a service that asks for none is not besieged.
const STEP: Duration = Duration::milliseconds(50);
const STEPS: u32 = 20;

/// The pause that the service asks for, if it does.
pub fn asked_pause(headers: &Headers) -> Option<Duration> {
    get_retry_after(headers, OffsetDateTime::now_utc, &HEADERS)
}

/// The pause after so many polls; `default` if the service asks for none.
pub(super) fn pause(headers: &Headers, default: Duration, polls: u32) -> Duration {
    let least = STEP * polls.min(STEPS);
    asked_pause(headers).map_or(default, |pause| pause.clamp(least, LONGEST))
}

/// An answer that asks for a longer pause than is kept, on its way past the retry policy.
#[derive(Debug)]
struct TooLong(RawResponse);

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the service asks for a pause that is too long")
    }
}

impl std::error::Error for TooLong {}

/// The answer that [`Patience`] would not wait for, if that is what the pipeline failed with.
pub(super) fn too_long(error: &Error) -> Option<&RawResponse> {
    let mut contexts = std::iter::successors(Some(error), |error| error.downcast_ref::<Error>());
    contexts.find_map(|error| error.downcast_ref::<TooLong>()).map(|answer| &answer.0)
}

/// Keeps the retry policy, which obeys any `Retry-After`, from sleeping through it when it is too long. The answer leaves
/// that policy as an error, and the client makes its own error of it.
#[derive(Debug)]
pub(super) struct Patience;

#[async_trait]
impl Policy for Patience {
    async fn send(&self, context: &Context, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
        let response = forward(context, request, next).await?;
        let obeyed = matches!(response.status(), StatusCode::TooManyRequests | StatusCode::ServiceUnavailable);
        if !obeyed || asked_pause(response.headers()).is_none_or(|pause| pause <= LONGEST) {
            return Ok(response);
        }
        let response = response.try_into_raw_response().await?;
        let kind = ErrorKind::HttpResponse { status: response.status(), error_code: None, raw_response: None };
        Err(Error::new(kind, TooLong(response)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(value: &'static str, polls: u32) -> Duration {
        let mut headers = Headers::new();
        headers.insert(RETRY_AFTER, value);
        pause(&headers, Duration::seconds(30), polls)
    }

    #[test]
    fn pauses_have_bounds() {
        let table = [
            ("7", 0, Duration::seconds(7)),
            ("7", 1000, Duration::seconds(7)),
            ("0", 0, Duration::ZERO),
            ("0", 3, Duration::milliseconds(150)),
            ("0", u32::MAX, Duration::seconds(1)),
            ("-5", 0, Duration::ZERO),
            ("-9223372036854775808", 1, STEP),
            ("9223372036854775807", 0, LONGEST),
            ("Wed, 01 Jan 2020 00:00:00 GMT", 1, STEP),
            ("Fri, 31 Dec 9999 23:59:59 GMT", 0, LONGEST),
            ("soon", 5, Duration::seconds(30)),
            ("", 5, Duration::seconds(30)),
            ("99999999999999999999", 5, Duration::seconds(30)),
        ];
        for (value, polls, expected) in table {
            assert_eq!(after(value, polls), expected, "{value} after {polls}");
        }
    }
}
