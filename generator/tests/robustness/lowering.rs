//! Whatever the input, lowering comes to an end without a panic.

use apim_codegen::config::Config;
use apim_codegen::diagnostic::Diagnostics;
use apim_codegen::lift::lift;
use apim_codegen::load::{MemoryFiles, load};
use apim_codegen::lower::lower;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::path::PathBuf;

const FIXTURES: [&str; 8] = [
    include_str!("../fixtures/lower/enums.yaml"),
    include_str!("../fixtures/lower/examples.yaml"),
    include_str!("../fixtures/lower/flatten.yaml"),
    include_str!("../fixtures/lower/inheritance.yaml"),
    include_str!("../fixtures/lower/parameters.yaml"),
    include_str!("../fixtures/lower/paging.yaml"),
    include_str!("../fixtures/lower/responses.yaml"),
    include_str!("../fixtures/lower/unions.yaml"),
];

/// Puts `replacement` where the `at`-th value stands, or takes the value away.
fn mutate(value: &mut Value, at: &mut usize, replacement: &Option<Value>) -> bool {
    let children: Vec<&mut Value> = match value {
        Value::Object(entries) => {
            if let Some(key) = entries.keys().nth(*at).filter(|_| replacement.is_none()).cloned() {
                entries.shift_remove(&key);
                return true;
            }
            entries.values_mut().collect()
        }
        Value::Array(items) => items.iter_mut().collect(),
        _ => Vec::new(),
    };
    for child in children {
        if *at == 0 {
            if let Some(replacement) = replacement {
                *child = replacement.clone();
            }
            return true;
        }
        *at -= 1;
        if mutate(child, at, replacement) {
            return true;
        }
    }
    false
}

fn replacement() -> impl Strategy<Value = Option<Value>> {
    prop_oneof![
        Just(None),
        Just(Some(Value::Null)),
        Just(Some(json!([]))),
        Just(Some(json!({}))),
        Just(Some(json!("text"))),
        Just(Some(json!(-1.5))),
        Just(Some(json!(true))),
        "#/definitions/(Thing|Figure|Circle|Base|Rows|Things)".prop_map(|to| Some(json!({ "$ref": to }))),
        "#/definitions/(Thing|Figure|Circle|Base)".prop_map(|to| Some(json!({ "allOf": [{ "$ref": to }] }))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn mutilated_specifications_are_lowered(
        fixture in 0..FIXTURES.len(),
        mutations in prop::collection::vec((0usize..160, replacement()), 1..4),
    ) {
        let mut value: Value = serde_yaml::from_str(FIXTURES[fixture]).expect("a fixture is valid");
        for (mut at, replacement) in mutations {
            mutate(&mut value, &mut at, &replacement);
        }
        let files: MemoryFiles = [("api.json", value.to_string())].into_iter().collect();
        let mut diagnostics = Diagnostics::default();
        let documents = load(&[PathBuf::from("api.json")], &files, &mut diagnostics);
        let lifted = lift(&documents, &mut diagnostics);
        lower(&lifted, &documents, &Config::default(), &mut diagnostics);
    }
}
