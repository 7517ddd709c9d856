//! Whatever is wrong with a specification, the answer is a crate or located diagnostics: never a panic.
//!
//! Each case takes this project's own specification and spoils one thing in it.

use apim_codegen::config::Config;
use apim_codegen::diagnostic::{MessageFormat, Style, render};
use apim_codegen::emit::Package;
use apim_codegen::ir::Api;
use apim_codegen::load::{DiskFiles, FileReader, MemoryFiles};
use apim_codegen::source::Pointer;
use apim_codegen::{generate, understand};
use serde_json::{Map, Value, json};
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};

const ROOT: &str = "users.yaml";

#[test]
fn a_key_is_dropped() {
    spoil(Keys::All, |object, key| {
        object.shift_remove(key);
    });
}

#[test]
fn a_key_is_renamed() {
    spoil(Keys::All, |object, key| {
        let value = object.shift_remove(key).unwrap_or_default();
        object.insert(format!("{key}Misspelt"), value);
    });
}

/// One test for each wrong value, so that all cores have work. Every key meets three of the six.
macro_rules! values_of_another_type {
    ($($name:ident: $keys:expr, $wrong:expr;)*) => {
        $(#[test]
        fn $name() {
            let wrong = $wrong;
            spoil($keys, |object, key| {
                object.insert(key.to_owned(), wrong.clone());
            });
        })*
    };
}

values_of_another_type! {
    a_value_is_null: Keys::Even, Value::Null;
    a_value_is_a_boolean: Keys::Odd, json!(true);
    a_value_is_a_number: Keys::Even, json!(-1.5e300);
    a_value_is_a_text: Keys::Odd, json!("\u{202e}*/\"#![x]");
    a_value_is_a_list: Keys::Even, json!([[]]);
    a_value_is_an_object: Keys::Odd, json!({"a": {}});
}

/// Which keys are spoilt, by their place in the specification.
enum Keys {
    All,
    Even,
    Odd,
}

/// Runs the generator once for each of these keys of each file, with `change` made to the object that has the key.
fn spoil(which: Keys, change: impl Fn(&mut Map<String, Value>, &str)) {
    let (step, first) = match which {
        Keys::All => (1, 0),
        Keys::Even => (2, 0),
        Keys::Odd => (2, 1),
    };
    let files = specification();
    let mut cases = 0;
    let mut refused = 0;
    for (index, (path, content)) in files.iter().enumerate() {
        for (pointer, key) in keys(content).into_iter().skip(first).step_by(step) {
            let mut spoilt = content.clone();
            let Some(object) = spoilt.pointer_mut(pointer.as_str()).and_then(Value::as_object_mut) else {
                unreachable!("{pointer} is an object");
            };
            change(object, &key);
            let replaced = files.iter().enumerate().map(|(at, (path, content))| {
                (path.clone(), if at == index { spoilt.to_string() } else { content.to_string() })
            });
            cases += 1;
            refused += usize::from(is_refused(&replaced.collect(), &format!("{}#{pointer}/{key}", path.display())));
        }
    }
    // Files that are spoilt in vain would make the test pass for nothing.
    assert!(cases > 900 / step, "only {cases} cases");
    assert!(refused > 100 / step, "only {refused} of {cases} cases are refused");
}

/// Whether the specification is refused; panics if it is refused without a place, or gives what is not Rust.
fn is_refused(files: &MemoryFiles, case: &str) -> bool {
    match understand(&[PathBuf::from(ROOT)], &Config::default(), files, &mut |_| ()) {
        Ok(understood) => {
            if is_new(&understood.api)
                && let Err(error) = generate(&understood.api, Package::Checkout, &mut |_| ())
            {
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

/// Whether no case before, in any test, had this very API: what one gives is what the other gives.
fn is_new(api: &Api) -> bool {
    static KNOWN: LazyLock<Mutex<HashSet<u64>>> = LazyLock::new(Mutex::default);
    let mut hasher = DefaultHasher::new();
    serde_json::to_string(api).expect("the IR is JSON").hash(&mut hasher);
    KNOWN.lock().expect("no test panics while it holds it").insert(hasher.finish())
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
