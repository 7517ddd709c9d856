//! What is tried again, when, and how it ends. Time stands still in these tests, and jumps to the end of each pause.

use super::script::{Answer, Script, json};
use super::things::{long_running, reason, thing};
use crate::arm::{FinalState, Outcome};
use azure_core::error::ErrorKind;
use azure_core::http::{Method, NoFormat};
use azure_core::time::{Duration, OffsetDateTime, to_rfc7231};
use tokio::time::Instant;

const BUSY: &str = r#"{"error": {"code": "Busy", "message": "Later."}}"#;

fn refused(status: u16, header: &'static str, value: &'static str) -> Answer {
    (status, vec![(header, value)], BUSY)
}

/// What a call ends with, the number of its requests, and the seconds it takes.
async fn call(answers: impl IntoIterator<Item = Answer>) -> (Result<(), azure_core::Error>, usize, u64) {
    let script = Script::of(answers);
    let client = script.patient_client();
    let start = Instant::now();
    let result = client.send_json(thing(&client, Method::Get), Default::default()).await;
    (result.map(drop), script.seen().len(), start.elapsed().as_secs())
}

#[tokio::test(start_paused = true)]
async fn a_failure_that_passes_is_not_seen() {
    for status in [408, 429, 500, 502, 503, 504] {
        let (result, requests, _) = call([json(status, BUSY), json(status, "<html>"), json(200, "{}")]).await;
        assert!(result.is_ok(), "{status}");
        assert_eq!(requests, 3, "{status}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_last_failure_is_told_when_tries_are_used_up() {
    let (result, requests, _) = call(vec![json(503, BUSY); 9]).await;
    assert_eq!(requests, 9);
    assert_eq!(reason(&result.unwrap_err()), "503 Service Unavailable Busy: Later.");
}

#[tokio::test(start_paused = true)]
async fn what_no_retry_mends_is_not_retried() {
    for status in [301, 302, 307, 400, 401, 403, 404, 409, 412, 501] {
        let (result, requests, _) = call([json(status, BUSY)]).await;
        assert_eq!((result.unwrap_err().http_status().map(u16::from), requests), (Some(status), 1));
    }
}

#[tokio::test(start_paused = true)]
async fn the_pause_that_the_service_asks_for_is_kept() {
    for (header, value, seconds) in
        [("retry-after", "7", 7), ("retry-after-ms", "9000", 9), ("x-ms-retry-after-ms", "600000", 600)]
    {
        for status in [429, 503] {
            let (result, _, taken) = call([refused(status, header, value), json(200, "{}")]).await;
            assert!(result.is_ok());
            assert_eq!(taken, seconds, "{header}");
        }
    }
    let date: &'static str = to_rfc7231(&(OffsetDateTime::now_utc() + Duration::seconds(300))).leak();
    let (result, _, taken) = call([refused(429, "retry-after", date), json(200, "{}")]).await;
    assert!(result.is_ok());
    assert!((200..=300).contains(&taken), "{taken}");
}

#[tokio::test(start_paused = true)]
async fn a_pause_that_means_nothing_is_ours() {
    for value in ["-7", "0", "soon", "", "99999999999999999999", "Thu, 01 Jan 1970 00:00:00 GMT", "7 seconds"] {
        let (result, requests, taken) = call([refused(429, "retry-after", value), json(200, "{}")]).await;
        assert!(result.is_ok());
        assert_eq!((requests, taken), (2, 0), "{value}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_pause_that_is_too_long_is_left_to_the_caller() {
    for value in ["601", "9223372036854775807", "Fri, 31 Dec 9999 23:59:59 GMT"] {
        let (result, requests, taken) = call([refused(429, "retry-after", value)]).await;
        let error = result.unwrap_err();
        assert_eq!((requests, taken), (1, 0));
        let unit = if value.contains(' ') { "" } else { " s" };
        assert_eq!(reason(&error), format!("429 Too Many Requests Busy: Later. (retry after {value}{unit})"));
        assert!(matches!(error.kind(), ErrorKind::HttpResponse { error_code: Some(code), .. } if code == "Busy"));
    }
}

#[tokio::test(start_paused = true)]
async fn so_it_is_for_a_stream() {
    let script = Script::of([refused(503, "retry-after", "3600")]);
    let client = script.patient_client();
    let error = client.stream(thing(&client, Method::Get), Default::default()).await.unwrap_err();
    assert_eq!(reason(&error), "503 Service Unavailable Busy: Later. (retry after 3600 s)");
}

/// The seconds that an operation takes whose monitor answers `polls` times with this pause.
async fn operation(header: &'static str, value: &'static str, polls: usize) -> u64 {
    let started = (202, vec![("location", "/one"), ("retry-after", "0")], "");
    let mut answers = vec![started];
    answers.extend(vec![(202, vec![(header, value)], ""); polls]);
    answers.push(json(204, ""));
    let script = Script::of(answers);
    let client = script.client();
    let start = Instant::now();
    client
        .operation::<(), NoFormat>(
            thing(&client, Method::Delete),
            long_running(FinalState::Location, Outcome::Result),
            Default::default(),
        )
        .unwrap()
        .await
        .unwrap();
    start.elapsed().as_secs()
}

#[tokio::test(start_paused = true)]
async fn polling_keeps_the_services_pace_within_bounds() {
    assert_eq!(operation("retry-after", "15", 4).await, 60);
    assert_eq!(operation("x-other", "15", 2).await, 60);
    assert_eq!(operation("retry-after", "9223372036854775807", 1).await, 600);
    assert_eq!(operation("retry-after", "-5", 1).await, 0);
    // After twenty polls, each takes a second.
    assert_eq!(operation("retry-after", "0", 120).await, 110);
}

#[tokio::test(start_paused = true)]
async fn the_callers_limit_ends_an_operation_that_never_does() {
    let answer = (202, vec![("location", "/one"), ("retry-after", "0")], "");
    let script = Script::of(vec![answer; 1000]);
    let client = script.client();
    let poller = client
        .operation::<(), NoFormat>(
            thing(&client, Method::Post),
            long_running(FinalState::Location, Outcome::Result),
            Default::default(),
        )
        .unwrap();
    let limit = std::time::Duration::from_secs(60);
    assert!(tokio::time::timeout(limit, poller.into_future()).await.is_err());
    assert!((20..100).contains(&script.seen().len()), "{}", script.seen().len());
}
