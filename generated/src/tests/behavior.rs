//! What the client does by itself. Time stands still in these tests, and jumps to the end of each pause.

use super::script::{Answer, Script, json};
use crate::{ApiManagementClient, ApiManagementClientOptions, Behavior};
use azure_core::time::Duration;
use std::iter::repeat_n;
use tokio::time::Instant;

const BUSY: &str =
    r#"{"error": {"code": "PessimisticConcurrencyConflict", "message": "Operation on the API is in progress"}}"#;
const NESTED: &str =
    r#"{"error": {"code": "Conflict", "details": [{"code": "PessimisticConcurrencyConflict", "message": "m"}]}}"#;
const OTHER: &str = r#"{"error": {"code": "Conflict", "message": "Resource already exists."}}"#;
const UNREGISTERED: &str = r#"{"error": {"code": "MissingSubscriptionRegistration", "message": "m"}}"#;

/// How a call ends, the requests of it, and the seconds that it takes.
async fn call(behavior: Behavior, answers: impl IntoIterator<Item = Answer>) -> (Option<u16>, Vec<String>, u64) {
    let script = Script::of(answers);
    let options = ApiManagementClientOptions { client_options: script.options(None), behavior, ..Default::default() };
    let client = ApiManagementClient::new("sub", script.clone(), Some(options)).unwrap();
    let start = Instant::now();
    let result = client.api_operation().delete("rg", "apim", "echo", "get", "*".into(), None).await;
    let status = result.err().map(|error| error.http_status().map_or(0, u16::from));
    (status, script.seen(), start.elapsed().as_secs())
}

#[tokio::test(start_paused = true)]
async fn a_busy_service_is_waited_for() {
    for busy in [BUSY, NESTED] {
        let answers = [json(409, busy), json(409, busy), json(409, busy), json(200, "")];
        let (failed, requests, seconds) = call(Behavior::default(), answers).await;
        assert_eq!((failed, requests.len(), seconds), (None, 4, 2 + 4 + 8));
        assert!(
            requests.iter().all(|request| *request == requests[0] && request.starts_with("Delete ")),
            "{requests:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn the_pause_that_a_busy_service_asks_for_is_kept() {
    let busy = (409, vec![("retry-after", "30")], BUSY);
    let (failed, _, seconds) = call(Behavior::default(), [busy, json(204, "")]).await;
    assert_eq!((failed, seconds), (None, 30));
}

#[tokio::test(start_paused = true)]
async fn no_longer_than_patience_lasts() {
    let (failed, requests, seconds) = call(Behavior::default(), repeat_n(json(409, BUSY), 99)).await;
    assert_eq!((failed, requests.len(), seconds), (Some(409), 9, 2 + 4 + 8 + 16 + 4 * 20));
    let patience = Behavior { conflict_patience: Duration::ZERO, ..Default::default() };
    let (failed, requests, seconds) = call(patience, [json(409, BUSY)]).await;
    assert_eq!((failed, requests.len(), seconds), (Some(409), 1, 0));
    let asked = (409, vec![("retry-after", "121")], BUSY);
    let (failed, requests, _) = call(Behavior::default(), [asked]).await;
    assert_eq!((failed, requests.len()), (Some(409), 1));
}

#[tokio::test(start_paused = true)]
async fn other_conflicts_fail_at_once() {
    for other in [OTHER, UNREGISTERED, "", "<html>"] {
        let (failed, requests, seconds) = call(Behavior::default(), [json(409, other)]).await;
        assert_eq!((failed, requests.len(), seconds), (Some(409), 1, 0), "{other}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_provider_is_registered_for_those_who_ask_for_it() {
    let behavior = Behavior { provider_registration: Some(Duration::minutes(1)), ..Default::default() };
    let pending = json(200, r#"{"registrationState": "Registering"}"#);
    let done = json(200, r#"{"registrationState": "Registered"}"#);
    let answers = [json(409, UNREGISTERED), pending.clone(), pending.clone(), done, json(409, BUSY), json(200, "")];
    let (failed, requests, seconds) = call(behavior.clone(), answers).await;
    assert_eq!((failed, seconds), (None, 5 + 5 + 2));
    let provider = "/subscriptions/sub/providers/Microsoft.ApiManagement";
    assert_eq!(requests[1], format!("Post {provider}/register?api-version=2021-04-01"));
    assert_eq!(requests[2..4], [format!("Get {provider}?api-version=2021-04-01"), requests[2].clone()]);
    assert_eq!(requests[4..], [requests[0].clone(), requests[0].clone()]);

    // The first answer says what to do, whatever becomes of the registration.
    let (failed, requests, _) = call(behavior.clone(), [json(409, UNREGISTERED), json(403, "{}")]).await;
    assert_eq!((failed, requests.len()), (Some(409), 2));
    let never = [json(409, UNREGISTERED)].into_iter().chain(repeat_n(pending, 99));
    let (failed, _, seconds) = call(behavior, never).await;
    assert_eq!((failed, seconds), (Some(409), 60));
}
