//! Long-running operations: what is polled, until when, and where the result is read.

use super::script::{Answer, Script, json, reason, thing};
use crate::arm::{ArmOperation, FinalState};
use azure_core::error::ErrorKind;
use azure_core::http::poller::{Poller, PollerOptions};
use azure_core::http::{Method, NoFormat};
use azure_core::time::Duration;
use azure_core::{Error, Value};
use futures::StreamExt as _;
use std::sync::Arc;
use tokio::time::Instant;

const RESOURCE: &str = "Get /things/a?api-version=v1";
const MONITOR: &str = "Get /monitor?api-version=v1";
const RESULT: &str = "Get /result?api-version=v1";

fn poller(script: &Arc<Script>, method: Method, via: FinalState) -> Poller<ArmOperation<Value>> {
    let client = script.client();
    client.poller(thing(&client, method), via, Default::default()).unwrap()
}

/// The final body, and what was asked after the first request.
async fn run(
    method: Method,
    via: FinalState,
    answers: impl IntoIterator<Item = Answer>,
) -> (Result<String, Error>, Vec<String>) {
    let script = Script::of(answers);
    let result = poller(&script, method, via).await;
    let seen = script.seen();
    assert_eq!(seen[0], format!("{method:?} /things/a?api-version=v1"));
    (result.map(|response| response.into_body().into_string().unwrap()), seen[1..].to_vec())
}

/// The first answer, with a status monitor and perhaps a result elsewhere.
fn started(status: u16, location: Option<&'static str>) -> Answer {
    let mut headers = vec![("azure-asyncoperation", "/monitor"), ("retry-after", "0")];
    headers.extend(location.map(|location| ("location", location)));
    (status, headers, r#"{"properties": {"provisioningState": "Succeeded"}, "old": true}"#)
}

fn state(body: &'static str) -> Answer {
    (200, vec![("retry-after", "0")], body)
}

fn elsewhere(status: u16, location: &'static str, body: &'static str) -> Answer {
    (status, vec![("location", location), ("retry-after", "0")], body)
}

const DONE: &str = r#"{"status": "Succeeded"}"#;

#[tokio::test]
async fn no_content_ends_the_operation() {
    for method in [Method::Put, Method::Patch, Method::Post, Method::Delete] {
        for answer in [json(204, ""), elsewhere(204, "/one", "")] {
            let (result, seen) = run(method, FinalState::Default, [answer]).await;
            assert_eq!((result.unwrap().as_str(), seen.len()), ("", 0));
        }
    }
}

#[tokio::test]
async fn a_monitor_is_asked_until_it_says_a_final_state() {
    let answers = [
        started(201, None),
        state(r#"{"status": "Running"}"#),
        state(r#"{"status": "NeverHeardOf"}"#),
        state(r#"{"status": null}"#),
        json(200, DONE),
        json(200, "{\"new\":1}"),
    ];
    let (result, seen) = run(Method::Put, FinalState::Default, answers).await;
    assert_eq!(result.unwrap(), "{\"new\":1}");
    assert_eq!(seen, [MONITOR, MONITOR, MONITOR, MONITOR, RESOURCE]);
}

#[tokio::test]
async fn a_monitor_that_is_the_resource_ends_with_its_state() {
    let updating = state(r#"{"properties": {"provisioningState": "Updating"}}"#);
    let ends = [
        json(200, r#"{"properties": {"provisioningState": "Succeeded"}}"#),
        json(200, r#"{"name": "a"}"#),
        json(200, ""),
        json(204, ""),
    ];
    for end in ends {
        let answers = [started(202, None), (202, vec![("retry-after", "0")], ""), updating.clone(), end];
        let (result, seen) = run(Method::Delete, FinalState::Default, answers).await;
        assert!(result.is_ok());
        assert_eq!(seen, [MONITOR, MONITOR, MONITOR]);
    }
}

#[tokio::test]
async fn with_a_link_the_first_answer_is_never_the_last() {
    let old = r#"{"status": "Succeeded", "properties": {"provisioningState": "Succeeded"}}"#;
    let (result, seen) =
        run(Method::Put, FinalState::Default, [elsewhere(200, "/one", old), json(200, "{\"new\":1}")]).await;
    assert_eq!((result.unwrap().as_str(), seen.len()), ("{\"new\":1}", 1));
    let monitored = (200, vec![("azure-asyncoperation", "/monitor"), ("retry-after", "0")], old);
    let (result, seen) =
        run(Method::Put, FinalState::Default, [monitored, json(200, DONE), json(200, "{\"new\":1}")]).await;
    assert_eq!((result.unwrap().as_str(), seen.len()), ("{\"new\":1}", 2));
}

#[tokio::test]
async fn a_location_is_asked_until_it_is_not_202() {
    let answers = [
        elsewhere(202, "/one", ""),
        elsewhere(202, "https://management.azure.com/two?api-version=v2&t=a%2Fb", ""),
        (202, vec![("retry-after", "0")], ""),
        json(200, "{\"result\":1}"),
    ];
    for method in [Method::Post, Method::Put, Method::Patch, Method::Delete] {
        let (result, seen) = run(method, FinalState::Location, answers.clone()).await;
        assert_eq!(result.unwrap(), "{\"result\":1}");
        let two = "Get /two?api-version=v2&t=a%2Fb";
        assert_eq!(seen, ["Get /one?api-version=v1", two, two]);
    }
}

#[tokio::test]
async fn without_links_the_resource_tells_its_state() {
    for method in [Method::Put, Method::Patch] {
        let answers = [
            state(r#"{"properties": {"provisioningState": "Activating"}}"#),
            (202, vec![("retry-after", "0")], ""),
            state(r#"{"properties": {"provisioningState": "Updating"}}"#),
            json(200, r#"{"properties":{"provisioningState":"Succeeded"}}"#),
        ];
        let (result, seen) = run(method, FinalState::Default, answers).await;
        assert_eq!(result.unwrap(), r#"{"properties":{"provisioningState":"Succeeded"}}"#);
        assert_eq!(seen, [RESOURCE, RESOURCE, RESOURCE]);
        let (result, seen) = run(method, FinalState::Default, [json(201, "{\"no\":\"state\"}")]).await;
        assert_eq!((result.unwrap().as_str(), seen.len()), ("{\"no\":\"state\"}", 0));
    }
}

#[tokio::test]
async fn without_links_other_methods_are_done_at_once() {
    for (method, status) in [(Method::Post, 200), (Method::Post, 201), (Method::Delete, 200), (Method::Delete, 202)] {
        let (result, seen) = run(method, FinalState::Location, [json(status, "{}")]).await;
        assert_eq!((result.unwrap().as_str(), seen.len()), ("{}", 0));
    }
}

#[tokio::test]
async fn the_final_result_is_read_where_the_specification_and_arm_say() {
    use FinalState::{AzureAsyncOperation, Default, Location, OriginalUri};
    let table = [
        (Method::Delete, Location, true, None),
        (Method::Delete, Default, false, None),
        (Method::Post, AzureAsyncOperation, true, None),
        (Method::Post, Location, true, Some(RESULT)),
        (Method::Post, Location, false, None),
        (Method::Post, Default, true, Some(RESULT)),
        (Method::Post, Default, false, None),
        (Method::Post, OriginalUri, true, Some(RESOURCE)),
        (Method::Put, Location, true, Some(RESULT)),
        (Method::Put, Location, false, Some(RESOURCE)),
        (Method::Put, OriginalUri, true, Some(RESOURCE)),
        (Method::Put, Default, true, Some(RESOURCE)),
        (Method::Put, AzureAsyncOperation, true, Some(RESOURCE)),
        (Method::Patch, Default, false, Some(RESOURCE)),
        (Method::Patch, Location, true, Some(RESULT)),
    ];
    for (method, via, has_location, expected) in table {
        let location = has_location.then_some("/result");
        let (result, seen) = run(method, via, [started(202, location), json(200, DONE), json(200, "{\"it\":1}")]).await;
        let body = result.unwrap();
        let row = format!("{method:?} {via:?} {has_location}");
        match expected {
            Some(url) => {
                assert_eq!((seen, body.as_str()), (vec![MONITOR.to_owned(), url.to_owned()], "{\"it\":1}"), "{row}")
            }
            None => assert_eq!((seen, body.as_str()), (vec![MONITOR.to_owned()], DONE), "{row}"),
        }
    }
}

#[tokio::test]
async fn failure_tells_the_services_code_and_message() {
    let failed = r#"{"status": "Failed", "error": {"code": "Quota", "message": "Too \"many\".", "details": null}}"#;
    let (result, _) = run(Method::Put, FinalState::Default, [started(201, None), json(200, failed)]).await;
    let error = result.unwrap_err();
    assert_eq!(reason(&error), "the operation ended in state Failed: Quota: Too \"many\".");
    assert!(matches!(error.kind(), ErrorKind::HttpResponse { error_code: Some(code), .. } if code == "Quota"));
    assert_eq!(crate::arm::error_body::<Value>(&error).unwrap()["error"]["code"], "Quota");
}

#[tokio::test]
async fn every_dead_end_is_an_error() {
    for (body, state) in [
        (r#"{"status": "Canceled"}"#, "Canceled"),
        (r#"{"status": "cancelled"}"#, "cancelled"),
        (r#"{"status": "Stopped"}"#, "Stopped"),
        (r#"{"status": "TerminationFailed"}"#, "TerminationFailed"),
        (r#"{"status": "Deleted"}"#, "Deleted"),
    ] {
        let (result, _) = run(Method::Put, FinalState::Default, [started(201, None), json(200, body)]).await;
        let error = result.unwrap_err();
        assert_eq!(reason(&error), format!("the operation ended in state {state}"));
        assert!(matches!(error.kind(), ErrorKind::HttpResponse { error_code: Some(code), .. } if code == state));
    }
    let stopped = json(200, r#"{"properties": {"provisioningState": "Stopped"}}"#);
    let (result, _) = run(Method::Put, FinalState::Default, [stopped]).await;
    assert_eq!(reason(&result.unwrap_err()), "the operation ended in state Stopped");
    let deleted = json(200, r#"{"status": "Deleted"}"#);
    let (result, _) = run(Method::Delete, FinalState::Default, [started(202, None), deleted]).await;
    assert!(result.is_ok());
}

#[tokio::test]
async fn a_refused_request_and_a_failing_poll_are_errors() {
    let refused = json(409, r#"{"error": {"code": "Busy", "message": "Wait."}}"#);
    let (result, seen) = run(Method::Put, FinalState::Default, [refused.clone()]).await;
    assert_eq!((reason(&result.unwrap_err()).as_str(), seen.len()), ("409 Conflict Busy: Wait.", 0));
    let (result, _) = run(Method::Put, FinalState::Default, [started(201, None), refused]).await;
    assert_eq!(reason(&result.unwrap_err()), "409 Conflict Busy: Wait.");
}

#[tokio::test]
async fn foreign_links_are_not_followed() {
    let foreign = elsewhere(202, "https://evil.example/", "");
    let (result, seen) = run(Method::Post, FinalState::Location, [foreign]).await;
    assert!(result.unwrap_err().to_string().contains("not followed"));
    assert!(seen.is_empty());
}

#[tokio::test]
async fn states_show_in_the_stream_whatever_the_body() {
    let answers = [elsewhere(202, "/one", "<html>"), (202, vec![("retry-after", "0")], ""), json(204, "")];
    let script = Script::of(answers);
    let states: Vec<_> = poller(&script, Method::Delete, FinalState::Location)
        .map(|answer| answer.unwrap().into_model().unwrap().status)
        .collect()
        .await;
    assert_eq!(states, ["InProgress", "InProgress", "Succeeded"]);
}

#[tokio::test(start_paused = true)]
async fn the_services_pace_is_kept_and_ours_is_the_default() {
    async fn pace(header: &'static str, value: &'static str) -> u128 {
        let answers = [(202, vec![("location", "/one"), (header, value)], ""), json(200, "{}")];
        let start = Instant::now();
        let script = Script::of(answers);
        let client = script.client();
        let options = PollerOptions { frequency: Duration::seconds(1), ..Default::default() };
        let poller = client.poller::<(), NoFormat>(thing(&client, Method::Post), FinalState::Location, options);
        poller.unwrap().await.unwrap();
        start.elapsed().as_millis()
    }
    assert_eq!(pace("retry-after", "0").await, 0);
    assert_eq!(pace("retry-after-ms", "10").await, 10);
    assert_eq!(pace("x-other", "0").await, 1000);
}

#[test]
fn polling_without_pause_is_refused() {
    let script = Script::of([]);
    let client = script.client();
    let options = PollerOptions { frequency: Duration::ZERO, ..Default::default() };
    let poller = client.poller::<(), NoFormat>(thing(&client, Method::Post), FinalState::Default, options);
    assert!(poller.unwrap_err().to_string().contains("one second"));
}
