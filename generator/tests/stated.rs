//! Where requests go, by a second reading: the text of a specification, read without this generator, against the client
//! that is emitted from it. What the replay holds the client to is made of the same IR as the client; this is not.

mod published;

use apim_codegen::config::Config;
use apim_codegen::emit::Package;
use apim_codegen::load::DiskFiles;
use apim_codegen::{generate, understand};
use regex_lite::Regex;
use serde_yaml::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Method and path of every operation, by its id.
type Requests = BTreeMap<String, (String, String)>;

const METHODS: [&str; 6] = ["get", "put", "post", "patch", "delete", "head"];

/// What the text of Swagger 2.0 documents says.
fn stated(texts: &[String]) -> Requests {
    let mut requests = Requests::new();
    for text in texts {
        let document: Value = serde_yaml::from_str(text).expect("YAML or JSON");
        let base = document["basePath"].as_str().unwrap_or_default().trim_end_matches('/').to_owned();
        for section in ["paths", "x-ms-paths"] {
            for (path, item) in document[section].as_mapping().into_iter().flatten() {
                // The query that a path of `x-ms-paths` has is sent as parameters.
                let path = path.as_str().and_then(|path| path.split('?').next()).expect("a path");
                for method in METHODS {
                    if let Some(id) = item[method]["operationId"].as_str() {
                        requests.insert(id.to_owned(), (method.to_owned(), format!("{base}{path}")));
                    }
                }
            }
        }
    }
    requests
}

/// What the emitted methods send.
fn emitted(roots: &[PathBuf]) -> Requests {
    let understood = understand(roots, &Config::default(), &DiskFiles, &mut |_| ())
        .unwrap_or_else(|rejected| panic!("{:?}", rejected.diagnostics));
    let files = generate(&understood.api, Package::Checkout, &mut |_| ()).expect("Rust");
    let call = r#"let path\w* = "([^"]*)";\s+let call = self\s*\.client\s*\.call\(\s*"([^"]*)",\s*Method::(\w+),"#;
    let call = Regex::new(call).expect("a pattern");
    let clients = files.iter().filter(|file| file.path.starts_with("src/generated/clients"));
    let mut requests = Requests::new();
    for file in clients {
        for found in call.captures_iter(&file.text) {
            requests.insert(found[2].to_owned(), (found[3].to_lowercase(), found[1].to_owned()));
        }
    }
    requests
}

fn texts(folder: &Path, extension: &str) -> (Vec<PathBuf>, Vec<String>) {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut roots: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|it| it == extension)).collect();
    roots.sort();
    let texts = roots.iter().map(|path| fs::read_to_string(path).expect("a text")).collect();
    (roots, texts)
}

#[test]
fn every_request_goes_where_the_specification_says() {
    let (roots, texts) = texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs"), "yaml");
    let stated = stated(&texts);
    assert_eq!(stated.len(), 613);
    assert_eq!(emitted(&roots), stated);
}

#[test]
#[ignore = "reads AZURE_REST_API_SPECS"]
fn every_request_goes_where_the_published_specification_says() {
    for (version, count) in [("2024-05-01", 613), ("2022-08-01", 399)] {
        let (roots, texts) = texts(&published::stable(version), "json");
        let stated = stated(&texts);
        assert_eq!(stated.len(), count);
        assert_eq!(emitted(&roots), stated);
    }
}

#[test]
fn a_lost_base_path_is_noticed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("api.yaml");
    let text = "
swagger: '2.0'
info: {title: Things, version: '1'}
host: things.example
basePath: /base
paths:
  /things: {get: {operationId: Thing_List, responses: {'200': {description: All.}}}}
";
    fs::write(&path, text).expect("a file");
    let emitted = emitted(&[path]);
    assert_eq!(emitted["Thing_List"], ("get".to_owned(), "/base/things".to_owned()));
    assert_eq!(emitted, stated(&[text.to_owned()]));
    assert_ne!(emitted, stated(&[text.replace("basePath: /base", "")]));
    assert_ne!(emitted, stated(&[text.replace("{get:", "{put:")]));
}
