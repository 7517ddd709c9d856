//! Long-running operations as their callers hold them: states, failures, azure_core's poller, pace.

use super::operations::{DONE, operation, run, started, state};
use super::script::{Script, json};
use super::things::{long_running, reason, thing};
use crate::arm::{Ending, FailedOperation, FinalState, Interrupted, Outcome};
use azure_core::error::ErrorKind;
use azure_core::http::poller::PollerOptions;
use azure_core::http::{Method, NoFormat};
use azure_core::time::Duration;
use futures::stream::{FusedStream as _, StreamExt as _, TryStreamExt as _};
use tokio::time::Instant;

#[tokio::test]
async fn failure_tells_the_services_code_and_message() {
    let bodies = [
        r#"{"status": "Failed", "error": {"code": "Quota", "message": "Too \"many\".", "details": null}}"#,
        r#"{"status": "Failed", "properties": {"error": {"code": "Quota", "message": "Too \"many\"."}}}"#,
        r#"{"status": "Failed", "code": "Quota", "message": "Too \"many\"."}"#,
    ];
    for body in bodies {
        let (result, _) = run(Method::Put, FinalState::Default, [started(201, None), json(200, body)]).await;
        let error = result.unwrap_err();
        assert_eq!(reason(&error), "the operation ended in state Failed: Quota: Too \"many\".");
        assert_eq!((error.http_status(), error.kind()), (None, &ErrorKind::Other));
        let failed = FailedOperation::of(&error).unwrap();
        assert_eq!((failed.ending(), failed.state(), failed.code()), (Ending::Failed, "Failed", Some("Quota")));
        assert_eq!(failed.response().body().to_vec(), body.as_bytes());
    }
}

#[tokio::test]
async fn every_dead_end_is_an_error() {
    for (body, ending, state) in [
        (r#"{"status": "Canceled"}"#, Ending::Canceled, "Canceled"),
        (r#"{"status": "cancelled"}"#, Ending::Canceled, "cancelled"),
        (r#"{"status": "Stopped"}"#, Ending::Failed, "Stopped"),
        (r#"{"status": "TerminationFailed"}"#, Ending::Failed, "TerminationFailed"),
        (r#"{"status": "Deleted"}"#, Ending::Failed, "Deleted"),
    ] {
        let (result, _) = run(Method::Put, FinalState::Default, [started(201, None), json(200, body)]).await;
        let error = result.unwrap_err();
        assert!(error.to_string().contains(&format!("the operation ended in state {state}")), "{error}");
        let failed = FailedOperation::of(&error).unwrap();
        assert_eq!((failed.ending(), failed.state()), (ending, state));
    }
    let stopped = json(200, r#"{"properties": {"provisioningState": "Stopped"}}"#);
    let (result, _) = run(Method::Put, FinalState::Default, [stopped]).await;
    assert!(FailedOperation::of(&result.unwrap_err()).is_some());
}

#[tokio::test]
async fn a_refused_request_is_an_error_and_no_operation() {
    let refused = json(409, r#"{"error": {"code": "Busy", "message": "Wait."}}"#);
    let (result, seen) = run(Method::Put, FinalState::Default, [refused.clone()]).await;
    let error = result.unwrap_err();
    assert_eq!((error.http_status().map(u16::from), seen.len()), (Some(409), 0));
    assert!(FailedOperation::of(&error).is_none() && Interrupted::of(&error).is_none());
    let (result, _) = run(Method::Put, FinalState::Default, [started(201, None), refused]).await;
    let error = result.unwrap_err();
    assert_eq!(error.http_status().map(u16::from), Some(409));
    assert!(Interrupted::of(&error).is_some());
}

#[tokio::test]
async fn states_show_what_the_monitor_said_and_the_result_can_be_taken_afterwards() {
    let half = r#"{"id": "/operations/1", "name": "1", "status": "Running", "percentComplete": 50.5,
        "startTime": "2024-05-01T10:00:00Z", "properties": {"step": 2}}"#;
    let answers = [started(201, None), state(half), json(200, DONE), json(200, "{\"it\":1}")];
    let script = Script::of(answers);
    let mut operation = operation(&script, Method::Put, FinalState::Default);
    assert!(operation.token().is_none());
    let first = operation.try_next().await.unwrap().unwrap();
    assert_eq!((first.status.as_str(), first.percent_complete), ("Failed", None));
    assert!(operation.token().is_some());
    let second = operation.try_next().await.unwrap().unwrap();
    assert_eq!((second.status.as_str(), second.percent_complete), ("Running", Some(50.5)));
    assert_eq!((second.id.as_deref(), second.name.as_deref()), (Some("/operations/1"), Some("1")));
    assert_eq!(second.start_time.map(|time| time.year()), Some(2024));
    assert_eq!(second.properties, Some(serde_json::json!({"step": 2})));
    assert_eq!(second.response.body().to_vec(), half.as_bytes());
    assert_eq!(operation.try_next().await.unwrap().unwrap().status, "Succeeded");
    assert!(operation.is_terminated());
    for _ in 0..3 {
        assert!(operation.next().await.is_none());
    }
    assert_eq!(operation.await.unwrap().into_body().into_string().unwrap(), "{\"it\":1}");
}

#[tokio::test]
async fn a_failed_operation_stays_failed() {
    let failed = r#"{"status": "Canceled", "error": {"code": "X", "message": "stop"}}"#;
    let script = Script::of([started(202, None), json(200, failed)]);
    let mut operation = operation(&script, Method::Post, FinalState::Default);
    operation.next().await.unwrap().unwrap();
    let first = operation.next().await.unwrap().unwrap_err();
    assert!(operation.next().await.is_none() && operation.is_terminated() && operation.token().is_none());
    let again = operation.await.unwrap_err();
    assert_eq!(again.to_string(), first.to_string());
    assert_eq!(FailedOperation::of(&again).map(FailedOperation::ending), Some(Ending::Canceled));
}

#[tokio::test]
async fn a_poller_of_azure_core_goes_on_from_where_the_operation_is() {
    let answers = [started(201, None), state(r#"{"status": "Running"}"#), json(200, DONE), json(200, "{\"it\":1}")];
    for taken in 0..=3 {
        let script = Script::of(answers.clone());
        let mut operation = operation(&script, Method::Put, FinalState::Default);
        for _ in 0..taken {
            operation.try_next().await.unwrap().unwrap();
        }
        let result = operation.into_poller().await.unwrap();
        assert_eq!(result.into_body().into_string().unwrap(), "{\"it\":1}");
        assert_eq!(script.seen().len(), 4);
    }
    let failed = json(200, r#"{"status": "Failed", "error": {"code": "X"}}"#);
    let script = Script::of([started(201, None), failed]);
    let error = operation(&script, Method::Put, FinalState::Default).into_poller().await.unwrap_err();
    assert!(FailedOperation::of(&error).is_some());
}

#[tokio::test(start_paused = true)]
async fn the_services_pace_is_kept_and_ours_is_the_default() {
    async fn pace(header: &'static str, value: &'static str) -> u128 {
        let answers = [(202, vec![("location", "/one"), (header, value)], ""), json(200, "{}")];
        let start = Instant::now();
        let script = Script::of(answers);
        let client = script.client();
        let options = PollerOptions { frequency: Duration::seconds(1), ..Default::default() };
        let facts = long_running(FinalState::Location, Outcome::Nothing);
        client.operation::<(), NoFormat>(thing(&client, Method::Post), facts, options).unwrap().await.unwrap();
        start.elapsed().as_millis()
    }
    assert_eq!(pace("retry-after", "0").await, 0);
    assert_eq!(pace("retry-after-ms", "10").await, 10);
    assert_eq!(pace("x-other", "0").await, 1000);
}

#[tokio::test]
async fn all_requests_of_an_operation_have_its_first_request_id() {
    let script = Script::of([started(201, None), state(r#"{"status": "Running"}"#), json(200, DONE), json(200, "{}")]);
    operation(&script, Method::Put, FinalState::Default).await.unwrap();
    let id = |request: &azure_core::http::Request| {
        request.headers().get_optional_string(&azure_core::http::headers::CLIENT_REQUEST_ID)
    };
    let ids: Vec<_> = script.requests().iter().map(id).collect();
    assert!(ids[0].is_some());
    assert_eq!(ids, vec![ids[0].clone(); 4]);
}

#[test]
fn polling_without_pause_is_refused() {
    let script = Script::of([]);
    let client = script.client();
    let options = PollerOptions { frequency: Duration::ZERO, ..Default::default() };
    let facts = long_running(FinalState::Default, Outcome::Nothing);
    let operation = client.operation::<(), NoFormat>(thing(&client, Method::Post), facts, options);
    assert!(operation.unwrap_err().to_string().contains("one second"));
}
