//! Long-running operations through outages, throttling and token renewal. Time stands still in these tests, and jumps
//! to the end of each pause.

use super::script::{Answer, BROKEN, Script, json};
use super::things::{long_running, thing};
use crate::arm::{ArmOperation, FinalState, Interrupted, Outcome};
use azure_core::http::{Method, NoFormat};
use azure_core::time::Duration;
use futures::stream::StreamExt as _;
use std::sync::Arc;
use tokio::time::Instant;

fn deletion(script: &Arc<Script>) -> ArmOperation<(), NoFormat> {
    let client = script.client();
    let facts = long_running(FinalState::Location, Outcome::Nothing);
    client.operation(thing(&client, Method::Delete), facts, Default::default()).unwrap()
}

fn accepted() -> Answer {
    (202, vec![("location", "/one")], "")
}

/// What the operation ends with after these polls, and the seconds it took.
async fn follow(polls: impl IntoIterator<Item = Answer>) -> (Result<(), azure_core::Error>, u64) {
    let start = Instant::now();
    let script = Script::of([accepted()].into_iter().chain(polls));
    let result = deletion(&script).await;
    (result.map(drop), start.elapsed().as_secs())
}

#[tokio::test(start_paused = true)]
async fn what_passes_is_waited_out() {
    let busy = |status| json(status, r#"{"error": {"code": "Busy"}}"#);
    for passing in [busy(408), busy(429), busy(500), busy(501), busy(502), busy(503), busy(504), BROKEN] {
        let polls = std::iter::repeat_n(passing, 18).chain([json(204, "")]);
        let (result, seconds) = follow(polls).await;
        assert!(result.is_ok());
        assert_eq!(seconds, 19 * 30);
    }
}

#[tokio::test(start_paused = true)]
async fn throttling_is_never_the_end() {
    let throttled = |after| (429, vec![("retry-after", after)], "");
    let (result, seconds) = follow([throttled("601"), json(204, "")]).await;
    assert!(result.is_ok());
    assert_eq!(seconds, 30 + 600);
    let (result, _) = follow([throttled("3600"), json(202, ""), throttled("3600"), json(204, "")]).await;
    assert!(result.is_ok());
}

#[tokio::test(start_paused = true)]
async fn without_a_good_answer_the_error_has_the_token() {
    let (result, seconds) = follow(std::iter::repeat_n(json(503, ""), 100)).await;
    let error = result.unwrap_err();
    assert_eq!(seconds, 30 + 600);
    assert_eq!(error.http_status().map(u16::from), Some(503));
    assert!(error.to_string().contains("no good answer for 600 s"), "{error}");
    assert!(Interrupted::of(&error).is_some());
    assert!(std::error::Error::source(&error).and_then(std::error::Error::source).is_some());

    let (result, _) = follow(std::iter::repeat_n(BROKEN, 100)).await;
    assert!(Interrupted::of(&result.unwrap_err()).is_some());
}

#[tokio::test(start_paused = true)]
async fn the_bound_is_the_callers_to_set() {
    for (tolerance, seconds) in [(Duration::ZERO, 30), (Duration::minutes(1), 90), (Duration::hours(1), 3630)] {
        let start = Instant::now();
        let script = Script::of([accepted()].into_iter().chain(std::iter::repeat_n(BROKEN, 200)));
        assert!(deletion(&script).tolerate(tolerance).await.is_err());
        assert_eq!(start.elapsed().as_secs(), seconds);
    }
}

#[tokio::test(start_paused = true)]
async fn a_good_answer_ends_an_outage() {
    let outage = || std::iter::repeat_n(json(503, ""), 18);
    let polls = outage().chain([json(202, "")]).chain(outage()).chain([json(204, "")]);
    assert!(follow(polls).await.0.is_ok());
}

#[tokio::test(start_paused = true)]
async fn what_is_not_known_yet_is_asked_for_again() {
    let (result, _) = follow([json(404, ""), json(404, ""), json(202, ""), json(204, "")]).await;
    assert!(result.is_ok());
    let (result, _) = follow([json(202, ""), json(404, "")]).await;
    assert_eq!(result.unwrap_err().http_status().map(u16::from), Some(404));
    let (result, _) = follow(vec![json(404, ""); 20]).await;
    assert_eq!(result.unwrap_err().http_status().map(u16::from), Some(404));
}

#[tokio::test(start_paused = true)]
async fn the_stream_goes_on_after_an_interruption() {
    let script = Script::of([accepted(), json(401, ""), json(202, ""), json(204, "")]);
    let mut operation = deletion(&script);
    operation.next().await.unwrap().unwrap();
    assert!(operation.next().await.unwrap().is_err());
    assert!(operation.token().is_some());
    assert_eq!(operation.next().await.unwrap().unwrap().status, "InProgress");
    operation.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn whoever_stops_waiting_loses_nothing() {
    let script = Script::of([accepted(), json(202, ""), json(204, "")]);
    let mut operation = deletion(&script);
    for _ in 0..9 {
        let _ = tokio::time::timeout(std::time::Duration::from_secs(7), operation.next()).await;
    }
    assert!(script.seen().len() >= 2);
    operation.await.unwrap();
    assert_eq!(script.seen().len(), 3);
}

/// A creation of 45 minutes.
#[tokio::test(start_paused = true)]
async fn the_final_result_is_waited_for_like_a_poll() {
    let body = r#"{"it":1}"#;
    let first = (201, vec![("azure-asyncoperation", "/monitor")], "{}");
    let running = || std::iter::repeat_n(json(200, r#"{"status": "Creating"}"#), 40);
    let outage = || std::iter::repeat_n(json(503, ""), 18);
    let answers = [first]
        .into_iter()
        .chain(running())
        .chain(outage())
        .chain(running())
        .chain([json(200, r#"{"status": "Succeeded"}"#)])
        .chain(outage())
        .chain([json(200, body)]);
    let script = Script::of(answers);
    let client = script.client();
    let facts = long_running(FinalState::Default, Outcome::Result);
    let creation = client.operation::<serde_json::Value, azure_core::http::JsonFormat>(
        thing(&client, Method::Put),
        facts,
        Default::default(),
    );
    let start = Instant::now();
    assert_eq!(creation.unwrap().await.unwrap().into_body().into_string().unwrap(), body);
    assert!(start.elapsed().as_secs() > 45 * 60);
}
