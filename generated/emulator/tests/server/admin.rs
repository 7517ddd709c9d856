//! What a test says to the emulator itself.

use crate::wire::{Running, SERVICE, answers, request};
use serde_json::{Value, json};

#[tokio::test]
async fn a_seed_is_what_people_write_or_what_was_dumped() {
    let running = Running::start().await;
    let seed = json!({ "things": [
        { "id": format!("{SERVICE}/users/ada"), "body": { "properties": { "firstName": "Ada" } } },
        { "id": format!("{SERVICE}/products/starter") },
    ]});
    assert_eq!(running.client.call("POST", "/_emulator/seed", &seed.to_string()).await, (200, json!({ "added": 2 })));
    let (status, user) = running.client.api("GET", "/users/ada", "").await;
    assert_eq!((status, &user["properties"]["firstName"]), (200, &json!("Ada")));

    let (_, dump) = running.client.call("GET", "/_emulator/state", "").await;
    assert_eq!(running.client.call("POST", "/_emulator/reset", "").await.0, 204);
    assert_eq!(running.client.api("GET", "/users/ada", "").await.0, 404);
    assert_eq!(running.client.call("POST", "/_emulator/seed", &dump.to_string()).await.0, 200);
    assert_eq!(running.client.api("GET", "/users/ada", "").await.1, user);
}

#[tokio::test]
async fn a_seed_that_is_wrong_changes_nothing() {
    let running = Running::start().await;
    let good = json!({ "id": format!("{SERVICE}/users/ada") });
    let wrong = [
        json!({ "id": "/nowhere" }),
        json!({ "id": format!("{SERVICE}/users") }),
        json!({}),
        json!({ "id": SERVICE, "path": "/x" }),
    ];
    for wrong in wrong {
        let seed = json!({ "things": [good, wrong] }).to_string();
        assert_eq!(running.client.call("POST", "/_emulator/seed", &seed).await.0, 400, "{seed}");
        assert_eq!(running.client.call("GET", "/_emulator/state", "").await.1, json!({ "things": [] }), "{seed}");
    }
    assert_eq!(running.client.call("POST", "/_emulator/seed", "{").await.0, 400);
}

#[tokio::test]
async fn time_is_set_forward() {
    let running = Running::start().await;
    let now = |(_, clock): (u16, Value)| clock["now"].as_str().expect("a time").to_owned();
    assert_eq!(now(running.client.call("GET", "/_emulator/clock", "").await), "2024-10-04T00:00:00Z");
    for (advance, then) in [(json!("49h"), "2024-10-06T01:00:00Z"), (json!(1.5), "2024-10-06T01:00:01.5Z")] {
        let body = json!({ "advance": advance }).to_string();
        assert_eq!(now(running.client.call("POST", "/_emulator/clock", &body).await), then);
    }
    for wrong in ["{}", "{\"advance\": -1}", "{\"advance\": \"soon\"}", "{\"advance\": 1, \"by\": 2}"] {
        assert_eq!(running.client.call("POST", "/_emulator/clock", wrong).await.0, 400, "{wrong}");
    }
}

#[tokio::test]
async fn what_was_asked_is_told() {
    let running = Running::start().await;
    running.client.api("GET", "", "").await;
    running.client.api("PUT", "/users/ada", "{\"a\": 1}").await;
    let (_, all) = running.client.call("GET", "/_emulator/requests", "").await;
    assert_eq!(all["requests"].as_array().map(Vec::len), Some(2), "what is asked of the emulator itself is not told");
    let (_, puts) = running.client.call("GET", "/_emulator/requests?operation=User_CreateOrUpdate", "").await;
    assert_eq!(puts["requests"][0]["body"], "{\"a\": 1}");
    let (_, coverage) = running.client.call("GET", "/_emulator/coverage", "").await;
    let of = |operation: &str| {
        coverage["operations"].as_array().and_then(|all| all.iter().find(|it| it["operation"] == operation)).cloned()
    };
    assert_eq!(
        of("User_CreateOrUpdate"),
        Some(json!({ "operation": "User_CreateOrUpdate", "source": "derived", "calls": 1 }))
    );
    assert_eq!(running.client.call("DELETE", "/_emulator/requests", "").await.0, 204);
    assert_eq!(running.client.call("GET", "/_emulator/requests", "").await.1, json!({ "requests": [], "dropped": 0 }));
}

#[tokio::test]
async fn pages_of_others_are_refused() {
    let running = Running::start().await;
    for (origin, status) in [("https://example.com", 403), ("null", 403), ("https://localhost", 204)] {
        let headers = format!("connection: close\r\norigin: {origin}\r\n");
        let bytes = running.client.exchange(request("POST", "/_emulator/reset", &headers, "").as_bytes()).await;
        assert_eq!(answers(&bytes)[0].status, status, "{origin}");
    }
}

#[tokio::test]
async fn there_are_a_page_and_the_authority() {
    let running = Running::start().await;
    for (path, has) in [
        ("/_emulator", "<!doctype html>"),
        ("/_emulator/", "<!doctype html>"),
        ("/_emulator/ca.pem", "BEGIN CERTIFICATE"),
    ] {
        let bytes = running.client.exchange(request("GET", path, "connection: close\r\n", "").as_bytes()).await;
        assert!(String::from_utf8_lossy(&bytes).contains(has), "{path}");
    }
    let (status, told) = running.client.call("GET", "/_emulator/worlds", "").await;
    assert!(status == 404 && told.to_string().contains("/_emulator/{"), "{told}");
}

#[tokio::test]
async fn servers_share_nothing_but_what_does_not_change() {
    let first = Running::start().await;
    let second = Running::with(first.emulator.another(), Default::default()).await;
    first.emulator.ensure(SERVICE, json!({}));
    assert_eq!(first.client.api("GET", "", "").await.0, 200);
    assert_eq!(second.client.api("GET", "", "").await.0, 404);
    assert_eq!(second.emulator.requests().all().len(), 1);
}
