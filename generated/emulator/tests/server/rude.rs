//! Clients that are slow, vanish, ask for too much, or speak something else. After each the server answers as before.

use crate::wire::{Client, LONG, Running, SERVICE, answers, request, rest};
use apim_emulator::Emulator;
use apim_emulator::server::{Limits, Settings};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

/// Long enough for every answer, and short for a test.
const PATIENCE: Duration = Duration::from_millis(500);

async fn impatient() -> Running {
    let limits = Limits { body: 100_000, headers: 16_384, patience: PATIENCE, ..Limits::default() };
    Running::with(Emulator::apim(), Settings { limits, ..Settings::default() }).await
}

async fn still_answers(client: &Client) {
    assert_eq!(client.call("GET", "/_emulator/clock", "").await.0, 200);
}

#[tokio::test]
async fn a_client_that_says_nothing_is_left() {
    let running = impatient().await;
    let mut silent = TcpStream::connect(running.client.address).await.expect("it listens");
    let mut bytes = Vec::new();
    timeout(LONG, silent.read_to_end(&mut bytes)).await.expect("it is closed").ok();
    let mut connected = running.client.connect().await;
    rest(&mut connected).await.1.ok();
    still_answers(&running.client).await;
}

#[tokio::test]
async fn plain_http_is_not_answered() {
    let running = impatient().await;
    let mut plain = TcpStream::connect(running.client.address).await.expect("it listens");
    plain.write_all(request("GET", "/", "", "").as_bytes()).await.expect("written");
    let mut bytes = Vec::new();
    timeout(LONG, plain.read_to_end(&mut bytes)).await.expect("it is closed").ok();
    assert!(!bytes.starts_with(b"HTTP"), "{bytes:?}");
    still_answers(&running.client).await;
}

#[tokio::test]
async fn headers_and_bodies_that_never_end_are_not_waited_for() {
    let running = impatient().await;
    let mut stream = running.client.connect().await;
    stream.write_all(b"GET / HTTP/1.1\r\nhost: local").await.expect("written");
    let (bytes, _) = rest(&mut stream).await;
    assert!(answers(&bytes).iter().all(|answer| answer.status == 408), "{bytes:?}");

    let mut stream = running.client.connect().await;
    let whole = request("PUT", SERVICE, "", "{\"location\": \"westeurope\"}");
    stream.write_all(&whole.as_bytes()[..whole.len() - 3]).await.expect("written");
    let (bytes, _) = rest(&mut stream).await;
    assert_eq!(answers(&bytes)[0].status, 408);
    assert!(running.emulator.requests().all().is_empty(), "half a request has no effect");
    still_answers(&running.client).await;
}

#[tokio::test]
async fn too_much_is_refused() {
    let running = impatient().await;
    let large = format!("x-large: {}\r\n", "x".repeat(40_000));
    let bytes = running.client.exchange(request("GET", "/", &large, "").as_bytes()).await;
    // The answer may be lost where a connection ends before all is written.
    assert!(answers(&bytes).iter().all(|answer| answer.status == 431), "{bytes:?}");
    let many = "x-many: 1\r\n".repeat(500);
    let bytes = running.client.exchange(request("GET", "/", &many, "").as_bytes()).await;
    assert_eq!(answers(&bytes)[0].status, 431);
    let body = format!("{{\"location\": \"{}\"}}", "x".repeat(200_000));
    let bytes = running.client.exchange(request("PUT", SERVICE, "", &body).as_bytes()).await;
    let answer = &answers(&bytes)[0];
    assert_eq!(answer.status, 413);
    assert!(String::from_utf8_lossy(&answer.body).contains("100000 bytes"));
    still_answers(&running.client).await;
}

#[tokio::test]
async fn a_client_that_vanishes_takes_nothing_along() {
    let running = impatient().await;
    running.emulator.ensure(SERVICE, json!({}));
    let body = json!({ "properties": { "displayName": "P" } }).to_string();
    let whole = request("PUT", &format!("{SERVICE}/products/p?api-version=2024-05-01"), "", &body);
    for length in (0..whole.len()).step_by(7) {
        let mut stream = running.client.connect().await;
        stream.write_all(&whole.as_bytes()[..length]).await.expect("written");
    }
    sleep(PATIENCE).await;
    assert!(running.emulator.requests().of("Product_CreateOrUpdate").next().is_none(), "half a request has no effect");
    still_answers(&running.client).await;
}

#[tokio::test]
async fn a_client_that_reads_nothing_is_left() {
    let running = impatient().await;
    for number in 0..2_000 {
        running.emulator.ensure(
            &format!("{SERVICE}/products/p{number}"),
            json!({ "properties": { "description": "x".repeat(500) } }),
        );
    }
    let mut stream = running.client.connect().await;
    let wanted = 100;
    let requests = request("GET", "/_emulator/state", "", "").repeat(wanted);
    stream.write_all(requests.as_bytes()).await.expect("written");
    sleep(PATIENCE * 4).await;
    let (bytes, _) = rest(&mut stream).await;
    let whole = answers(&bytes).iter().filter(|answer| answer.body.len() == answer.length).count();
    assert!(whole < wanted, "all {whole} answers came, though nobody read");
    still_answers(&running.client).await;
}

/// Panics of the whole process, as a failing test has them too.
static PANICS: AtomicUsize = AtomicUsize::new(0);

/// Pieces of requests, whole and broken.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let texts = [
        "GET ",
        "PUT ",
        "POST ",
        "BREW ",
        "/",
        SERVICE,
        "/_emulator/",
        "state",
        "faults",
        "?api-version=2024-05-01",
        "?$filter=a eq",
        "%",
        "%zz",
        "%00",
        "?",
        "#",
        "//",
        "/../",
        ";rev=",
        " HTTP/1.1\r\n",
        " HTTP/1.0\r\n",
        " HTTP/9.9\r\n",
        "\r\n",
        "\n",
        "\r",
        "host: localhost\r\n",
        "host: \u{fffd}\r\n",
        "authorization: Bearer any\r\n",
        "content-length: 5\r\n",
        "content-length: 99999999999999999999\r\n",
        "content-length: -1\r\n",
        "transfer-encoding: chunked\r\n",
        "expect: 100-continue\r\n",
        "connection: close\r\n",
        "upgrade: websocket\r\n",
        "x: \u{0}\r\n",
        ": \r\n",
        "5\r\nhello\r\n",
        "0\r\n\r\n",
        "ffffffffffffffff\r\n",
        "{}",
        "{\"things\":[",
        "null",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ];
    let text = proptest::sample::select(texts.to_vec()).prop_map(|text| text.as_bytes().to_vec());
    let piece = prop_oneof![8 => text, 1 => vec(any::<u8>(), 0..20)];
    vec(piece, 1..20).prop_map(|pieces| pieces.concat())
}

#[test]
fn whatever_comes_the_server_goes_on() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        PANICS.fetch_add(1, Ordering::Relaxed);
        usual(panic);
    }));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let running = runtime.block_on(impatient());
    let mut runner = TestRunner::new(Config { cases: 500, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&pieces(), |bytes| {
        runtime.block_on(async {
            let mut stream = running.client.connect().await;
            stream.write_all(&bytes).await.ok();
            stream.shutdown().await.ok();
            let (answer, _) = rest(&mut stream).await;
            if !answer.is_empty() {
                prop_assert!(answer.starts_with(b"HTTP/1."), "{:?}", String::from_utf8_lossy(&answer));
            }
            Ok(())
        })
    });
    runtime.block_on(still_answers(&running.client));
    outcome.expect("only HTTP comes back");
    assert_eq!(PANICS.load(Ordering::Relaxed), 0);
}
