//! HTTP as it is usual.

use crate::wire::{LONG, Running, SERVICE, answers, request};
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper_util::rt::{TokioExecutor, TokioIo};
use serde_json::{Value, json};
use tokio::time::timeout;

#[tokio::test]
async fn things_are_put_and_read() {
    let running = Running::start().await;
    running.emulator.ensure(SERVICE, json!({}));
    let body = json!({ "properties": { "displayName": "Starter" } }).to_string();
    assert_eq!(running.client.api("PUT", "/products/starter", &body).await.0, 201);
    let (status, product) = running.client.api("GET", "/products/starter", "").await;
    assert_eq!((status, &product["properties"]["displayName"]), (200, &json!("Starter")));
    assert_eq!(running.client.api("DELETE", "/products/starter", "").await.0, 200);
    assert_eq!(running.client.api("GET", "/products/starter", "").await.0, 404);
    running.stop().await;
}

#[tokio::test]
async fn links_lead_back_to_where_they_were_asked_for() {
    let running = Running::start().await;
    running.emulator.ensure(SERVICE, json!({}));
    for name in ["ada", "bob"] {
        running.emulator.ensure(&format!("{SERVICE}/users/{name}"), json!({}));
    }
    let path = format!("{SERVICE}/users?$top=1&api-version=2024-05-01");
    let (_, page) = running.client.call("GET", &path, "").await;
    let link = page["nextLink"].as_str().expect("a second page");
    assert!(link.starts_with("https://localhost/subscriptions/"), "{link}");
}

#[tokio::test]
async fn requests_that_come_at_once_are_answered_in_order() {
    let running = Running::start().await;
    let mut bytes = String::new();
    for path in ["/_emulator/clock", "/nowhere", "/_emulator/ca.pem"] {
        bytes += &request("GET", path, "", "");
    }
    bytes += &request("HEAD", "/nowhere", "connection: close\r\n", "");
    let bytes = running.client.exchange(bytes.as_bytes()).await;
    let statuses: Vec<u16> = answers(&bytes).iter().map(|answer| answer.status).collect();
    assert_eq!(statuses, [200, 404, 200, 404]);
}

#[tokio::test]
async fn http_2_has_many_requests_on_one_connection() {
    let running = Running::start().await;
    running.emulator.ensure(SERVICE, json!({}));
    let stream = TokioIo::new(running.client.offering("h2").connect().await);
    let (sender, connection) =
        hyper::client::conn::http2::handshake::<_, _, Full<Bytes>>(TokioExecutor::new(), stream).await.expect("h2");
    tokio::spawn(connection);
    let calls = (0..200).map(|number| {
        let mut sender = sender.clone();
        tokio::spawn(async move {
            let url = format!("https://localhost:8443{SERVICE}/products/p{number}?api-version=2024-05-01");
            let body = json!({ "properties": { "displayName": format!("P{number}") } }).to_string();
            let request = hyper::Request::put(url)
                .header("authorization", "Bearer any")
                .header("content-type", "application/json")
                .body(Full::new(Bytes::from(body)))
                .expect("a request");
            let answer = sender.send_request(request).await.expect("an answer");
            let status = answer.status().as_u16();
            let body = answer.into_body().collect().await.expect("a body").to_bytes();
            (status, serde_json::from_slice::<Value>(&body).expect("JSON"))
        })
    });
    for (number, call) in calls.collect::<Vec<_>>().into_iter().enumerate() {
        let (status, product) = timeout(LONG, call).await.expect("in time").expect("no panic");
        assert_eq!((status, &product["name"]), (201, &json!(format!("p{number}"))));
    }
}

#[tokio::test]
async fn what_is_under_way_ends_before_the_server_does() {
    let running = Running::start().await;
    let delayed = json!({ "delay": "300ms", "headers": { "x-delayed": "yes" } }).to_string();
    assert_eq!(running.client.call("POST", "/_emulator/faults", &delayed).await.0, 200);
    running.emulator.ensure(SERVICE, json!({}));
    let client = running.client.clone();
    let slow = tokio::spawn(async move { client.api("GET", "", "").await });
    while running.emulator.requests().all().is_empty() {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    running.stop().await;
    assert_eq!(slow.await.expect("no panic").0, 200);
}
