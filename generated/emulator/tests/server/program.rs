//! The program: started, asked, and told to stop.

use crate::started::Program;
use crate::wire::{Client, LONG, SERVICE};
use serde_json::{Value, json};
use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

/// Starts the program, and a client of it.
fn start(folder: &Path, further: &[&str]) -> (Program, Client) {
    let program = Program::start(&folder.join("certificates"), further);
    let port = program.url.rsplit(':').next().and_then(|port| port.parse().ok()).expect(&program.url);
    let ca = fs::read_to_string(&program.ca).expect("the authority");
    (program, Client::new(SocketAddr::from(([127, 0, 0, 1], port)), &ca))
}

/// Asks the program to stop, and whether it ended well.
fn terminate(mut program: Program) -> bool {
    let killed = Command::new("kill").arg("-TERM").arg(program.child.id().to_string()).status().expect("kill");
    assert!(killed.success());
    program.child.wait().expect("it ends").success()
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_dump_has_all_that_was_answered_though_it_stops_under_load() {
    let folder = tempfile::tempdir().expect("a folder");
    let dump = folder.path().join("world.json");
    let (program, client) = start(folder.path(), &["--dump", dump.to_str().expect("a path")]);
    let body = json!({ "things": [{ "id": SERVICE }] }).to_string();
    assert_eq!(client.call("POST", "/_emulator/seed", &body).await.0, 200);
    let writers = (0..8).map(|writer| {
        let client = client.clone();
        tokio::spawn(async move {
            let mut written = Vec::new();
            for number in 0.. {
                let name = format!("p{writer}-{number}");
                let Some(status) = put(&client, &name).await else { break };
                assert_eq!(status, 201);
                written.push(name);
            }
            written
        })
    });
    let writers: Vec<_> = writers.collect();
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    assert!(tokio::task::spawn_blocking(|| terminate(program)).await.expect("no panic"));
    let world: Value = serde_json::from_str(&fs::read_to_string(&dump).expect("a dump")).expect("that is whole");
    let ids: Vec<&str> =
        world["things"].as_array().expect("things").iter().filter_map(|thing| thing["id"].as_str()).collect();
    let mut written = 0;
    for writer in writers {
        for name in tokio::time::timeout(LONG, writer).await.expect("in time").expect("no panic") {
            assert!(ids.iter().any(|id| id.ends_with(&format!("/products/{name}"))), "{name} is lost");
            written += 1;
        }
    }
    assert!(written > 8, "there was no load");

    let (program, client) = start(folder.path(), &["--seed", dump.to_str().expect("a path")]);
    assert_eq!(client.api("GET", "/products/p0-0", "").await.0, 200);
    assert!(terminate(program));
}

/// The status of a PUT; none when the server is gone.
async fn put(client: &Client, name: &str) -> Option<u16> {
    let body = json!({ "properties": { "displayName": name } }).to_string();
    let (client, path) = (client.clone(), format!("/products/{name}"));
    tokio::spawn(async move { client.api("PUT", &path, &body).await.0 }).await.ok()
}

#[test]
fn what_cannot_be_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = folder.path().join("none.json");
    let missing = missing.to_str().expect("a path");
    let cases = [
        (vec!["--listen", "0.0.0.0:0"], "--allow-remote"),
        (vec!["--seed", missing], "none.json"),
        (vec!["--table", missing], "none.json"),
        (vec!["--lro", "polls=many"], "polls=many"),
        (vec!["--patience", "long"], "long"),
    ];
    for (arguments, told) in cases {
        let output = Command::new(env!("CARGO_BIN_EXE_apim-emulator")).args(&arguments).output().expect("the program");
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(
            !output.status.success() && error.starts_with("error: ") && error.contains(told),
            "{arguments:?}: {error}"
        );
    }
}
