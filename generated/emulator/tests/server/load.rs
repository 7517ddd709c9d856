//! Many clients at once.

use crate::wire::{LONG, Running, SERVICE, request};
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::time::timeout;

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_connections_are_answered() {
    let needed = 2_200;
    let files = rlimit::increase_nofile_limit(needed).expect("a limit");
    let clients: usize = if files >= needed { 1_000 } else { 200 };
    if clients < 1_000 {
        println!("only {clients} connections: this process may open no more than {files} files");
    }
    let running = Running::start().await;
    running.emulator.ensure(SERVICE, json!({}));
    let mut streams = Vec::new();
    for _ in 0..clients {
        streams.push(running.client.connect().await);
    }
    // All are open before any is used.
    let get = request("GET", &format!("{SERVICE}?api-version=2024-05-01"), "", "");
    for stream in &mut streams {
        stream.write_all(get.as_bytes()).await.expect("written");
    }
    for stream in &mut streams {
        let mut start = [0; 12];
        timeout(LONG, stream.read_exact(&mut start)).await.expect("in time").expect("an answer");
        assert_eq!(&start, b"HTTP/1.1 200");
    }
    assert_eq!(running.emulator.requests().all().len(), clients);
}
