//! What a test asks for is what happens on the wire.

use crate::wire::{Running, SERVICE, answers, request, rest};
use apim_emulator::server::Settings;
use apim_emulator::{Emulator, Fault};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use tokio::io::AsyncWriteExt as _;

async fn fault(running: &Running, fault: Value) -> (u16, Value) {
    running.client.call("POST", "/_emulator/faults", &fault.to_string()).await
}

#[tokio::test]
async fn a_body_that_is_cut_is_shorter_than_it_says() {
    let running = Running::start().await;
    running.emulator.ensure(SERVICE, json!({}));
    running.emulator.fault(Fault::at("ApiManagementService_Get").cut(10).once());
    let whole = request("GET", &format!("{SERVICE}?api-version=2024-05-01"), "", "");
    let bytes = running.client.exchange(whole.as_bytes()).await;
    let answer = &answers(&bytes)[0];
    assert_eq!((answer.status, answer.body.len()), (200, 10));
    assert!(answer.length > 10);
    assert_eq!(running.client.api("GET", "", "").await.0, 200);
}

#[tokio::test]
async fn a_connection_that_is_reset_gives_no_byte() {
    let running = Running::start().await;
    running.emulator.ensure(SERVICE, json!({}));
    running.emulator.fault(Fault::at("Product_CreateOrUpdate").reset().once());
    let mut stream = running.client.connect().await;
    let body = json!({ "properties": { "displayName": "P" } }).to_string();
    let whole = request("PUT", &format!("{SERVICE}/products/p?api-version=2024-05-01"), "", &body);
    stream.write_all(whole.as_bytes()).await.expect("written");
    let (bytes, end) = rest(&mut stream).await;
    assert!(bytes.is_empty());
    assert_eq!(end.expect_err("a reset").kind(), std::io::ErrorKind::ConnectionReset);
    // The call had its effect, as a call has whose answer is lost.
    assert_eq!(running.client.api("GET", "/products/p", "").await.0, 200);
}

#[tokio::test]
async fn every_answer_takes_as_long_as_it_is_told_to() {
    let latency = Duration::from_millis(120);
    let running = Running::with(Emulator::apim(), Settings { latency, ..Settings::default() }).await;
    let start = Instant::now();
    assert_eq!(running.client.api("GET", "", "").await.0, 404);
    assert!(start.elapsed() >= latency);
}

#[tokio::test]
async fn faults_are_said_in_json() {
    let running = Running::start().await;
    running.emulator.ensure(SERVICE, json!({}));
    let both = json!([
        { "operation": "apimanagementservice_get", "status": 409, "code": "PessimisticConcurrencyConflict", "times": 1 },
        { "operation": "ApiManagementService_Get", "status": 429, "retryAfter": 7, "nth": 2 },
    ]);
    assert_eq!(fault(&running, both).await, (200, json!({ "added": 2 })));
    let (status, conflict) = running.client.api("GET", "", "").await;
    assert_eq!((status, &conflict["error"]["code"]), (409, &json!("PessimisticConcurrencyConflict")));
    let whole = request("GET", &format!("{SERVICE}?api-version=2024-05-01"), "connection: close\r\n", "");
    let throttled = answers(&running.client.exchange(whole.as_bytes()).await).remove(0);
    assert_eq!(throttled.status, 429);
    assert!(throttled.head.contains("retry-after: 7"), "{}", throttled.head);
    assert_eq!(running.client.api("GET", "", "").await.0, 200);

    fault(&running, json!({ "status": 503 })).await;
    assert_eq!(running.client.api("GET", "", "").await.0, 503);
    assert_eq!(running.client.call("DELETE", "/_emulator/faults", "").await.0, 204);
    assert_eq!(running.client.api("GET", "", "").await.0, 200);
}

#[tokio::test]
async fn a_fault_that_could_never_strike_is_refused() {
    let running = Running::start().await;
    let wrong = [
        (json!({}), "A fault has one of"),
        (json!({ "operation": "User_Gett", "status": 500 }), "no operation `User_Gett`"),
        (json!({ "operation": "User_Get", "stauts": 500 }), "stauts"),
        (json!({ "status": 99 }), "no status"),
        (json!({ "code": "X", "cut": 3 }), "needs a `status`"),
        (json!({ "status": 500, "nth": 1, "times": 2 }), "not both"),
        (json!({ "status": 500, "probability": 1.5 }), "from 0 to 1"),
        (json!({ "delay": "soon" }), "no time"),
        (json!({ "headers": { "a b": "c" } }), "cannot be sent"),
        (json!([{ "status": 500 }, { "status": "500" }]), "invalid type"),
    ];
    for (rule, told) in wrong {
        let (status, answer) = fault(&running, rule.clone()).await;
        let message = answer["error"]["message"].as_str().unwrap_or_default();
        assert!(status == 400 && message.contains(told), "{rule}: {status} {message}");
    }
    running.emulator.ensure(SERVICE, json!({}));
    assert_eq!(running.client.api("GET", "", "").await.0, 200, "what was refused has no effect");
}
