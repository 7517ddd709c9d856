//! The published specification, read where `AZURE_REST_API_SPECS` says that a checkout of azure-rest-api-specs lies.

#[path = "../../generator/tests/published/mod.rs"]
mod published;

use apim_codegen::compare::{Concern, compare};
use apim_codegen::config::Config;
use apim_codegen::ir::Api;
use apim_codegen::load::DiskFiles;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn specs_state_the_facts_of_the_published_users_file() {
    let Some(upstream) = published::stable("2024-05-01/apimusers.json") else { return };
    let folder = workspace().join("specs");
    let text = fs::read_to_string(folder.join("apim.toml")).expect("the configuration");
    let config = Config::parse(&text, Path::new("apim.toml")).expect("a valid configuration");
    let (theirs, ours) = (understand(&upstream, &config), understand(&folder.join("users.yaml"), &config));
    let comparison = compare(&theirs, &ours).filtered(|difference| difference.rule.concern() == Concern::Fact);
    assert!(comparison.differences.is_empty(), "{:#?}", comparison.differences);
}

#[test]
fn the_crate_from_the_published_users_file_compiles_and_replays() {
    let Some(upstream) = published::stable("2024-05-01/apimusers.json") else { return };
    let verified = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["verify", "--spec", &upstream.to_string_lossy()])
        .output()
        .expect("xtask runs");
    let printed = String::from_utf8_lossy(&[verified.stdout, verified.stderr].concat()).into_owned();
    assert_eq!(verified.status.code(), Some(0), "{printed}");
    assert!(printed.contains("13 operations"), "{printed}");
    assert!(printed.contains("13 examples replayed, 0 with anomalies, 0 failed"), "{printed}");
    assert!(!printed.contains("warning"), "the published file gives diagnostics: {printed}");
}

fn understand(root: &Path, config: &Config) -> Api {
    match apim_codegen::understand(&[root.to_path_buf()], config, &DiskFiles, &mut |_| ()) {
        Ok(understood) => understood.api,
        Err(rejected) => panic!("{}: {:?}", root.display(), rejected.diagnostics),
    }
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace").to_path_buf()
}
