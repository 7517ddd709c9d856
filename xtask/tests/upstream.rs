//! The published specification, read where `AZURE_REST_API_SPECS` says that a checkout of azure-rest-api-specs lies.

#[path = "../../generator/tests/published/mod.rs"]
mod published;

use apim_codegen::config::Config;
use apim_codegen::ir::Api;
use apim_codegen::load::DiskFiles;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn specs_state_the_facts_of_the_published_users_file() {
    let Some(upstream) = published::stable("2024-05-01/apimusers.json") else { return };
    let folder = workspace().join("specs");
    let text = fs::read_to_string(folder.join("apim.toml")).expect("the configuration");
    let config = Config::parse(&text, Path::new("apim.toml")).expect("a valid configuration");
    let ours = facts(&understand(&folder.join("users.yaml"), &config));
    let theirs = facts(&understand(&upstream, &config));
    for (name, fact) in &theirs {
        assert_eq!(ours.get(name), Some(fact), "{name} differs from the published specification");
    }
    let invented: Vec<_> = ours.keys().filter(|name| !theirs.contains_key(*name)).collect();
    assert!(invented.is_empty(), "not in the published specification: {invented:?}");
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

/// What goes over the wire, by name: operations and definitions without descriptions, places and examples.
fn facts(api: &Api) -> BTreeMap<String, Value> {
    let names: Vec<&str> = api.definitions.iter().map(|definition| definition.name.rust.as_str()).collect();
    let mut facts = BTreeMap::new();
    for operation in api.operations() {
        let mut value = serde_json::to_value(operation).expect("the IR is JSON");
        if let Some(parameters) = value["parameters"].as_array_mut() {
            parameters.sort_by_key(|parameter| parameter["name"]["wire"].to_string());
        }
        strip(&mut value, &names);
        facts.insert(operation.id.clone(), value);
    }
    for definition in &api.definitions {
        let mut value = serde_json::to_value(definition).expect("the IR is JSON");
        strip(&mut value, &names);
        facts.insert(definition.name.rust.clone(), value);
    }
    facts
}

fn strip(value: &mut Value, names: &[&str]) {
    match value {
        Value::Object(map) => {
            for key in ["docs", "location", "examples", "reference_url"] {
                map.remove(key);
            }
            // A definition is known by its index, which depends on what else the specification has.
            for key in ["Definition", "definition", "error", "base"] {
                if let Some(index) = map.get(key).and_then(Value::as_u64) {
                    let name = names.get(usize::try_from(index).expect("an index")).expect("a definition");
                    map.insert(key.to_owned(), Value::from(*name));
                }
            }
            map.values_mut().for_each(|value| strip(value, names));
        }
        Value::Array(items) => items.iter_mut().for_each(|value| strip(value, names)),
        _ => {}
    }
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
