//! Long-running operations: what is asked, until when, and where the result is read.

use super::script::{Answer, Script, json};
use super::things::{long_running, thing};
use crate::arm::{ArmOperation, FailedOperation, FinalState, Interrupted, Outcome};
use azure_core::http::Method;
use azure_core::{Error, Value};
use std::sync::Arc;
use tokio::time::Instant;

const RESOURCE: &str = "Get /things/a?api-version=v1";
const MONITOR: &str = "Get /monitor?api-version=v1";
const RESULT: &str = "Get /result?api-version=v1";

pub(super) fn operation(script: &Arc<Script>, method: Method, via: FinalState) -> ArmOperation<Value> {
    let client = script.client();
    client.operation(thing(&client, method), long_running(via, Outcome::Result), Default::default()).unwrap()
}

pub(super) type Run = (Result<String, Error>, Vec<String>);

/// The final body, and what was asked after the first request.
pub(super) async fn run(method: Method, via: FinalState, answers: impl IntoIterator<Item = Answer>) -> Run {
    run_with(method, via, Outcome::Result, answers).await
}

async fn run_with(method: Method, via: FinalState, outcome: Outcome, answers: impl IntoIterator<Item = Answer>) -> Run {
    let script = Script::of(answers);
    let client = script.client();
    let operation: ArmOperation<Value> =
        client.operation(thing(&client, method), long_running(via, outcome), Default::default()).unwrap();
    let result = operation.await;
    let seen = script.seen();
    assert_eq!(seen[0], format!("{method:?} /things/a?api-version=v1"));
    (result.map(|response| response.into_body().into_string().unwrap()), seen[1..].to_vec())
}

/// The first answer, with a status monitor and perhaps a result elsewhere.
pub(super) fn started(status: u16, location: Option<&'static str>) -> Answer {
    let mut headers = vec![("azure-asyncoperation", "/monitor"), ("retry-after", "0")];
    headers.extend(location.map(|location| ("location", location)));
    (status, headers, r#"{"properties": {"provisioningState": "Failed"}, "old": true}"#)
}

pub(super) fn state(body: &'static str) -> Answer {
    (200, vec![("retry-after", "0")], body)
}

fn elsewhere(status: u16, location: &'static str, body: &'static str) -> Answer {
    (status, vec![("location", location), ("retry-after", "0")], body)
}

pub(super) const DONE: &str = r#"{"status": "Succeeded"}"#;

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
    for end in [DONE, r#"{"Status": "completed"}"#] {
        let answers = [
            started(201, None),
            state(r#"{"status": "Running"}"#),
            (202, vec![("retry-after", "0")], ""),
            state(r#"{"status": "NeverHeardOf", "error": {"code": "Slow"}}"#),
            json(200, end),
            json(200, "{\"new\":1}"),
        ];
        let (result, seen) = run(Method::Put, FinalState::Default, answers).await;
        assert_eq!(result.unwrap(), "{\"new\":1}");
        assert_eq!(seen, [MONITOR, MONITOR, MONITOR, MONITOR, RESOURCE]);
    }
}

#[tokio::test]
async fn a_monitor_that_is_the_resource_ends_with_its_state() {
    let updating = state(r#"{"properties": {"provisioningState": "Updating"}}"#);
    let ends = [
        json(200, r#"{"properties": {"provisioningState": "Succeeded"}}"#),
        json(200, r#"{"id": "/Things/a", "name": "a"}"#),
        json(200, r#"{"id": "/things/a", "properties": {"status": "Active"}}"#),
        json(204, ""),
    ];
    for end in ends {
        for method in [Method::Delete, Method::Post] {
            let answers = [started(202, None), (202, vec![("retry-after", "0")], ""), updating.clone(), end.clone()];
            let (result, seen) = run(method, FinalState::Default, answers).await;
            assert!(result.is_ok(), "{end:?}");
            assert_eq!(seen, [MONITOR, MONITOR, MONITOR]);
        }
    }
}

#[tokio::test]
async fn a_monitor_without_a_state_is_no_success() {
    let untold = [
        "{}",
        "[]",
        "null",
        "\"Succeeded\"",
        r#"{"status": ""}"#,
        r#"{"status": 5}"#,
        r#"{"status": null}"#,
        r#"{"id": "/operations/1", "name": "1"}"#,
        r#"{"properties": {"output": 1}}"#,
        "<html>",
    ];
    for method in [Method::Put, Method::Patch, Method::Post, Method::Delete] {
        for body in untold {
            let (result, seen) = run(method, FinalState::Default, [started(202, None), json(200, body)]).await;
            let error = result.unwrap_err();
            assert!(Interrupted::of(&error).is_some(), "{body}: {error}");
            assert_eq!(seen, [MONITOR], "{body}");
        }
        let failed = [
            r#"{"error": {"code": "X"}}"#,
            r#"{"error": "no"}"#,
            r#"{"code": "X", "message": "no"}"#,
            r#"{"properties": {"status": "Failed"}}"#,
            r#"{"Status": "Failed"}"#,
            r#"{"id": "/things/a", "properties": {"status": "Failed"}}"#,
            r#"{"id": "/things/a", "properties": {"provisioningState": "Failed"}}"#,
        ];
        for body in failed {
            let (result, _) = run(method, FinalState::Default, [started(202, None), json(200, body)]).await;
            assert!(FailedOperation::of(&result.unwrap_err()).is_some(), "{body}");
        }
    }
    let (result, _) = run(Method::Post, FinalState::Default, [started(202, None), json(200, "")]).await;
    assert!(result.unwrap_err().to_string().contains("its body is empty"));
    let (result, _) = run(Method::Delete, FinalState::Default, [started(202, None), json(200, "")]).await;
    assert!(result.is_ok());
}

#[tokio::test]
async fn with_a_link_the_first_answer_is_never_the_last() {
    let old = r#"{"status": "Failed", "error": {"code": "Old"}, "properties": {"provisioningState": "Succeeded"}}"#;
    for header in ["location", "azure-asyncoperation", "operation-location"] {
        let first = (200, vec![(header, "/monitor"), ("retry-after", "0")], old);
        let answers = [first, json(200, DONE), json(200, "{\"new\":1}")];
        let (result, seen) = run_with(Method::Put, FinalState::Default, Outcome::ResultWithStatus, answers).await;
        let expected = if header == "location" { DONE } else { "{\"new\":1}" };
        assert_eq!((result.unwrap().as_str(), seen[0].as_str()), (expected, MONITOR), "{header}");
    }
}

#[tokio::test]
async fn a_location_is_asked_until_it_is_not_202() {
    let answers = [
        elsewhere(202, "/one", ""),
        elsewhere(202, "https://management.azure.com/two?api-version=v2&t=a%2Fb", ""),
        (202, vec![("retry-after", "0")], r#"{"properties": {"provisioningState": "Creating"}}"#),
        json(200, "{\"result\":1,\"error\":null}"),
    ];
    for method in [Method::Post, Method::Put, Method::Patch, Method::Delete] {
        let (result, seen) = run(method, FinalState::Location, answers.clone()).await;
        assert_eq!(result.unwrap(), "{\"result\":1,\"error\":null}");
        let two = "Get /two?api-version=v2&t=a%2Fb";
        assert_eq!(seen, ["Get /one?api-version=v1", two, two]);
    }
}

#[tokio::test]
async fn a_monitor_that_a_later_answer_names_tells_from_then_on() {
    let named = (200, vec![("azure-asyncoperation", "/monitor"), ("retry-after", "0")], "{\"old\":1}");
    let answers =
        [elsewhere(202, "/one", ""), named, state(r#"{"status": "Running"}"#), json(200, DONE), json(200, "1")];
    let (result, seen) = run(Method::Post, FinalState::Location, answers).await;
    assert_eq!(result.unwrap(), "1");
    let one = "Get /one?api-version=v1";
    assert_eq!(seen, [one, MONITOR, MONITOR, one]);
}

#[tokio::test]
async fn a_failure_at_a_location_is_no_result() {
    let failures = [
        (200, r#"{"id": "/o", "status": "Failed", "error": {"code": "X", "message": "it broke"}}"#),
        (200, r#"{"status": "canceled"}"#),
        (200, r#"{"error": {"code": "X"}}"#),
        (200, r#"{"properties": {"provisioningState": "Failed"}}"#),
        (201, r#"{"properties": {"provisioningState": "Canceled"}}"#),
        (202, r#"{"properties": {"provisioningState": "Failed"}}"#),
    ];
    for method in [Method::Post, Method::Put, Method::Patch, Method::Delete] {
        for (status, body) in failures {
            let answers = [elsewhere(202, "/one", ""), json(status, body)];
            let (result, _) = run(method, FinalState::Location, answers).await;
            assert!(FailedOperation::of(&result.unwrap_err()).is_some(), "{method:?} {status} {body}");
        }
    }
    let own = r#"{"status":"Failed"}"#;
    let answers = [elsewhere(202, "/one", ""), json(200, own)];
    let (result, _) = run_with(Method::Post, FinalState::Location, Outcome::ResultWithStatus, answers).await;
    assert_eq!(result.unwrap(), own);
}

#[tokio::test]
async fn api_management_says_in_the_link_which_status_is_final() {
    let final_at = async |link: &'static str, status| {
        let answers = [
            elsewhere(202, link, ""),
            (202, vec![("retry-after", "0")], ""),
            (status, vec![("retry-after", "0")], "{\"it\":1}"),
            json(200, "{\"later\":1}"),
        ];
        let (result, seen) = run(Method::Put, FinalState::Location, answers).await;
        (result.unwrap() == "{\"it\":1}", seen.len())
    };
    assert_eq!(final_at("/things/a?asyncId=1&asyncCode=201", 201).await, (true, 2));
    assert_eq!(final_at("/things/a?asyncId=1&asyncCode=200", 200).await, (true, 2));
    assert_eq!(final_at("/things/a?asyncId=1&asyncCode=200", 201).await, (false, 3));
    assert_eq!(final_at("/things/a?asyncId=1", 201).await, (false, 3));
    assert_eq!(final_at("/things/a?asyncId=1", 200).await, (true, 2));
    assert_eq!(final_at("/one", 201).await, (true, 2));
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
        let accepted = [(202, vec![("retry-after", "0")], ""), json(200, "{\"it\":1}")];
        let (result, seen) = run(method, FinalState::Default, accepted).await;
        assert_eq!((result.unwrap().as_str(), seen.len()), ("{\"it\":1}", 1));
        let (result, seen) = run(method, FinalState::Default, [json(200, "{\"no\":\"state\"}")]).await;
        assert_eq!((result.unwrap().as_str(), seen.len()), ("{\"no\":\"state\"}", 0));
    }
}

#[tokio::test(start_paused = true)]
async fn what_was_created_without_a_word_is_confirmed_at_once() {
    for created in [json(201, ""), json(201, "{\"no\":\"state\"}")] {
        let start = Instant::now();
        let answers = [created.clone(), json(200, "{\"it\":1}")];
        let (result, seen) = run(Method::Put, FinalState::Default, answers).await;
        assert_eq!((result.unwrap().as_str(), seen.as_slice()), ("{\"it\":1}", [RESOURCE.to_owned()].as_slice()));
        assert_eq!(start.elapsed().as_secs(), 0);

        let updating = json(200, r#"{"properties": {"provisioningState": "Updating"}}"#);
        let answers = [created.clone(), json(404, ""), updating, json(200, "{\"it\":1}")];
        let (result, _) = run(Method::Put, FinalState::Default, answers).await;
        assert_eq!((result.unwrap().as_str(), start.elapsed().as_secs()), ("{\"it\":1}", 60));

        let (result, _) = run(Method::Put, FinalState::Default, [created, json(403, "")]).await;
        let error = result.unwrap_err();
        assert!(error.to_string().contains("accepted") && error.to_string().contains("not be confirmed"), "{error}");
        assert!(Interrupted::of(&error).is_some());
    }
    let empty = [json(200, ""), json(200, "{\"it\":1}")];
    assert_eq!(run(Method::Put, FinalState::Default, empty).await.0.unwrap(), "{\"it\":1}");
    let (result, seen) = run_with(Method::Put, FinalState::Default, Outcome::Nothing, [json(200, "")]).await;
    assert_eq!((result.unwrap().as_str(), seen.len()), ("", 0));
}

#[tokio::test]
async fn without_links_other_methods_are_done_at_once_or_lost() {
    for (method, status) in [(Method::Post, 200), (Method::Post, 201), (Method::Delete, 200)] {
        let (result, seen) = run(method, FinalState::Location, [json(status, "{}")]).await;
        assert_eq!((result.unwrap().as_str(), seen.len()), ("{}", 0));
        let failed = json(status, r#"{"error": {"code": "X"}}"#);
        let (result, _) = run(method, FinalState::Location, [failed]).await;
        assert!(FailedOperation::of(&result.unwrap_err()).is_some());
    }
    for method in [Method::Post, Method::Delete] {
        let (result, seen) = run(method, FinalState::Location, [json(202, "{}")]).await;
        let error = result.unwrap_err().to_string();
        assert!(error.contains("gave nothing to follow"), "{error}");
        assert!(seen.is_empty());
    }
}

#[tokio::test]
async fn a_deletion_has_succeeded_when_the_resource_is_gone() {
    let answers = [elsewhere(202, "/things/a?x=1", ""), (202, vec![("retry-after", "0")], ""), json(404, "")];
    let (result, seen) = run_with(Method::Delete, FinalState::Location, Outcome::Nothing, answers).await;
    assert!(result.is_ok());
    assert_eq!(seen.len(), 2);
    let deleted = json(200, r#"{"status": "Deleted"}"#);
    assert!(run(Method::Delete, FinalState::Default, [started(202, None), deleted]).await.0.is_ok());
    let other = [elsewhere(202, "/one", ""), (202, vec![("retry-after", "0")], ""), json(404, "")];
    assert!(run(Method::Delete, FinalState::Location, other).await.0.is_err());
}

#[tokio::test]
async fn a_useless_link_harms_nothing_beside_a_good_one() {
    let both = |monitor, location| {
        (202, vec![("azure-asyncoperation", monitor), ("location", location), ("retry-after", "0")], "")
    };
    for bad in ["https://evil.example/", "https://[", "http://management.azure.com/x"] {
        let (result, seen) = run(Method::Post, FinalState::Location, [both(bad, "/one"), json(200, "{}")]).await;
        assert!(result.is_ok(), "{bad}");
        assert_eq!(seen, ["Get /one?api-version=v1"]);
        let answers = [both("/monitor", bad), json(200, DONE)];
        let (result, _) = run_with(Method::Delete, FinalState::Location, Outcome::Nothing, answers).await;
        assert!(result.is_ok(), "{bad}");
        let finished = (204, vec![("location", bad)], "");
        assert!(run(Method::Delete, FinalState::Location, [finished]).await.0.is_ok(), "{bad}");

        let (result, seen) = run(Method::Post, FinalState::Location, [elsewhere(202, bad, "")]).await;
        let error = result.unwrap_err();
        assert!(error.to_string().contains("not followed"), "{error}");
        assert!(Interrupted::of(&error).is_some() && seen.is_empty());
    }
}

#[tokio::test]
async fn relative_links_are_seen_from_the_address_that_answered() {
    let answers = [elsewhere(202, "/far/away/one", ""), elsewhere(202, "two", ""), json(200, "{}")];
    let (_, seen) = run(Method::Post, FinalState::Location, answers).await;
    assert_eq!(seen, ["Get /far/away/one?api-version=v1", "Get /far/away/two?api-version=v1"]);
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
        let answers = [started(202, location), json(200, DONE), json(200, "{\"it\":1}")];
        let (result, seen) = run(method, via, answers).await;
        let (body, row) = (result.unwrap(), format!("{method:?} {via:?} {has_location}"));
        let read = match expected {
            Some(url) => (vec![MONITOR.to_owned(), url.to_owned()], "{\"it\":1}"),
            None => (vec![MONITOR.to_owned()], DONE),
        };
        assert_eq!((seen, body.as_str()), read, "{row}");
    }
}

#[tokio::test]
async fn a_monitor_can_name_the_place_of_the_result() {
    let first = (202, vec![("operation-location", "/monitor"), ("retry-after", "0")], "");
    let done = json(200, r#"{"status": "Succeeded", "resourceLocation": "https://management.azure.com/result"}"#);
    for method in [Method::Put, Method::Post] {
        let answers = [first.clone(), done.clone(), json(200, "{\"it\":1}")];
        let (result, seen) = run(method, FinalState::Default, answers).await;
        assert_eq!((result.unwrap().as_str(), seen[1].as_str()), ("{\"it\":1}", RESULT));
    }
}
