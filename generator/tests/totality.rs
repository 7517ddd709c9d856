//! Whatever is wrong with a specification, the answer is a crate or located diagnostics: never a panic.
//!
//! Each case takes this project's own specification and spoils one thing in it.

use apim_codegen::config::Config;
use apim_codegen::diagnostic::{MessageFormat, Style, render};
use apim_codegen::emit::Package;
use apim_codegen::load::{DiskFiles, FileReader, MemoryFiles};
use apim_codegen::source::Pointer;
use apim_codegen::{generate, understand};
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

const ROOT: &str = "users.yaml";

#[test]
fn a_key_is_dropped() {
    spoil_every_key(|object, key| {
        object.shift_remove(key);
    });
}

#[test]
fn a_key_is_renamed() {
    spoil_every_key(|object, key| {
        let value = object.shift_remove(key).unwrap_or_default();
        object.insert(format!("{key}Misspelt"), value);
    });
}

#[test]
fn a_value_has_another_type() {
    for wrong in [Value::Null, json!(true), json!(-1.5e300), json!("\u{202e}*/\"#![x]"), json!([[]]), json!({"a": {}})]
    {
        spoil_every_key(|object, key| {
            object.insert(key.to_owned(), wrong.clone());
        });
    }
}

/// Runs the generator once for each key of each file, with `spoil` done to the object that has the key.
fn spoil_every_key(spoil: impl Fn(&mut Map<String, Value>, &str)) {
    let files = specification();
    let mut cases = 0;
    let mut refused = 0;
    for (index, (path, content)) in files.iter().enumerate() {
        for (pointer, key) in keys(content) {
            let mut spoilt = content.clone();
            let Some(object) = spoilt.pointer_mut(pointer.as_str()).and_then(Value::as_object_mut) else {
                unreachable!("{pointer} is an object");
            };
            spoil(object, &key);
            let replaced = files.iter().enumerate().map(|(at, (path, content))| {
                (path.clone(), if at == index { spoilt.to_string() } else { content.to_string() })
            });
            cases += 1;
            refused += usize::from(is_refused(&replaced.collect(), &format!("{}#{pointer}/{key}", path.display())));
        }
    }
    // Files that are spoilt in vain would make the test pass for nothing.
    assert!(cases > 900, "only {cases} cases");
    assert!(refused > 100, "only {refused} of {cases} cases are refused");
}

/// Whether the specification is refused; panics if it is refused without a place, or gives what is not Rust.
fn is_refused(files: &MemoryFiles, case: &str) -> bool {
    match understand(&[PathBuf::from(ROOT)], &Config::default(), files, &mut |_| ()) {
        Ok(understood) => {
            if let Err(error) = generate(&understood.api, Package::Checkout, &mut |_| ()) {
                panic!("{case}: {error}");
            }
            false
        }
        Err(rejected) => {
            let text = render(&rejected.diagnostics, &rejected.documents, MessageFormat::Short, Style::Plain);
            let located = |line: &str| line.split(':').nth(1).is_some_and(|number| number.parse::<usize>().is_ok());
            assert!(text.contains("error[") && text.lines().all(located), "{case}: no place in:\n{text}");
            true
        }
    }
}

/// The files below `specs/`, as JSON.
fn specification() -> Vec<(PathBuf, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    ["", "common-types", "examples"]
        .iter()
        .flat_map(|part| DiskFiles.list(&folder.join(part)).expect("a readable folder"))
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        // Two examples stand for all thirteen.
        .filter(|path| !path.to_string_lossy().contains("examples") || path.to_string_lossy().contains("eUser."))
        .map(|path| {
            let text = DiskFiles.read(&path).expect("a readable file");
            let content = serde_yaml::from_slice(&text).expect("YAML");
            (path.strip_prefix(&folder).expect("a path below specs").to_path_buf(), content)
        })
        .collect()
}

/// Every key in a document, with the pointer to the object that has it.
fn keys(content: &Value) -> Vec<(Pointer, String)> {
    let mut found = Vec::new();
    let mut open = vec![(Pointer::root(), content)];
    while let Some((pointer, value)) = open.pop() {
        match value {
            Value::Object(map) => {
                for (key, value) in map {
                    found.push((pointer.clone(), key.clone()));
                    open.push((pointer.key(key), value));
                }
            }
            Value::Array(items) => open.extend(items.iter().enumerate().map(|(at, item)| (pointer.index(at), item))),
            _ => {}
        }
    }
    found
}
