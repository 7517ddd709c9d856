//! Many clients at once.

use crate::wire::{Client, LONG, Running, SERVICE, request};
use apim_emulator::Emulator;
use apim_emulator::server::{Limits, Settings};
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::client::TlsStream;

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_connections_are_answered() {
    let needed = 2_200;
    let files = rlimit::increase_nofile_limit(needed).expect("a limit");
    let clients: usize = if files >= needed { 1_000 } else { 200 };
    if clients < 1_000 {
        println!("only {clients} connections: this process may open no more than {files} files");
    }
    // The first of them wait for the handshakes of all others.
    let limits = Limits { patience: LONG * 5, ..Limits::default() };
    let running = Running::with(Emulator::apim(), Settings { limits, ..Settings::default() }).await;
    running.emulator.ensure(SERVICE, json!({}));
    let mut streams = Vec::new();
    for _ in 0..clients / 50 {
        let connecting: Vec<_> = (0..50).map(|_| tokio::spawn(connected(running.client.clone()))).collect();
        for stream in connecting {
            streams.push(stream.await.expect("a connection"));
        }
    }
    // All are open before any is used.
    let get = request("GET", &format!("{SERVICE}?api-version=2024-05-01"), "", "");
    for stream in &mut streams {
        stream.write_all(get.as_bytes()).await.expect("written");
        // What is written may still wait in TLS.
        stream.flush().await.expect("sent");
    }
    for stream in &mut streams {
        let mut start = [0; 12];
        timeout(LONG, stream.read_exact(&mut start)).await.expect("in time").expect("an answer");
        assert_eq!(&start, b"HTTP/1.1 200");
    }
    assert_eq!(running.emulator.requests().all().len(), clients);
}

async fn connected(client: Client) -> TlsStream<TcpStream> {
    client.connect().await
}
