//! The crate of a specification full of hostile texts compiles, is documented and replays without a warning.

#[path = "../../generator/tests/fixtures/hostile/mod.rs"]
mod service;

use service::{Service, TEXTS, endless, slots};
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
#[ignore = "exhaustive: compiles a crate for a minute"]
fn exhaustive_the_crate_of_hostile_texts_compiles_and_replays() {
    let texts = TEXTS.iter().map(|text| (*text).to_owned()).chain([endless()]).collect();
    // The service has one version, and names that any text may be.
    let names =
        [("@2024-01-01@", "../1\n#![feature(x)]\u{202e}`"), ("@label@", "\u{202e}\"#]*/ x"), ("@cheap@", "r#\"\n\\")];
    let names = names.map(|(slot, text)| (slot.to_owned(), text.to_owned()));
    let known = slots();
    assert!(names.iter().all(|(slot, _)| known.contains(slot)), "a slot is not in the template");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let specification = folder.path().join("hostile.json");
    std::fs::write(&specification, Service { texts, names: names.into() }.specification()).expect("a writable folder");
    let verified = Command::new(env!("CARGO_BIN_EXE_apim-codegen"))
        .args(["verify", "--spec", &specification.to_string_lossy()])
        .env("CARGO_TARGET_DIR", workspace().join("target"))
        .output()
        .expect("xtask runs");
    let printed = String::from_utf8_lossy(&[verified.stdout, verified.stderr].concat()).into_owned();
    assert_eq!(verified.status.code(), Some(0), "{printed}");
    assert!(printed.contains(&format!("{} examples replayed", TEXTS.len() + 1)), "{printed}");
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace").to_path_buf()
}
