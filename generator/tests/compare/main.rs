//! What two specifications differ in.

mod facts;
mod layout;
#[path = "../published/mod.rs"]
mod published;
mod report;
mod rules;

use apim_codegen::Understood;
use apim_codegen::compare::{Comparison, compare};
use apim_codegen::config::Config;
use apim_codegen::diagnostic::{MessageFormat, Style, render};
use apim_codegen::load::MemoryFiles;
use serde_json::Value;
use std::path::PathBuf;

/// A small service that has something for every rule to change.
fn base() -> Value {
    serde_yaml::from_str(include_str!("base.yaml")).expect("the fixture is YAML")
}

/// What the files say, all of them roots.
fn understand(files: &[(&str, String)]) -> Understood {
    let roots: Vec<PathBuf> = files.iter().map(|(path, _)| PathBuf::from(path)).collect();
    let files: MemoryFiles = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    apim_codegen::understand(&roots, &Config::default(), &files, &mut |_| ()).unwrap_or_else(|rejected| {
        panic!("{}", render(&rejected.diagnostics, &rejected.documents, MessageFormat::Short, Style::Plain))
    })
}

/// What one document says.
fn document(value: &Value) -> Understood {
    understand(&[("api.json", value.to_string())])
}

fn between(left: &Value, right: &Value) -> Comparison {
    compare(&document(left).api, &document(right).api)
}

/// `rule subject` of every difference.
fn listing(comparison: &Comparison) -> String {
    let line = |difference: &apim_codegen::compare::Difference| format!("{} {}\n", difference.rule, difference.subject);
    comparison.differences.iter().map(line).collect()
}
