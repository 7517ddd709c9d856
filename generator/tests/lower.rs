//! What lowering makes of each construct: `fixtures/lower/<name>.yaml` becomes `<name>.txt`, diagnostics first.

use apim_codegen::config::Config;
use apim_codegen::diagnostic::{Diagnostics, MessageFormat, Style, render};
use apim_codegen::ir::to_text;
use apim_codegen::lift::lift;
use apim_codegen::load::{MemoryFiles, load};
use apim_codegen::lower::lower;
use expect_test::{ExpectFile, expect_file};
use std::path::PathBuf;

/// Lowers a fixture with a configuration, and compares.
fn check_with(config: &Config, files: &[(&str, &str)], expected: &ExpectFile) {
    let mut diagnostics = Diagnostics::default();
    let roots: Vec<PathBuf> = files.iter().map(|(path, _)| PathBuf::from(path)).collect();
    let files: MemoryFiles = files.iter().map(|(path, text)| (*path, *text)).collect();
    let documents = load(&roots, &files, &mut diagnostics);
    let lifted = lift(&documents, &mut diagnostics);
    let api = lower(lifted, &documents, config, &mut diagnostics);
    let report = render(&diagnostics, &documents, MessageFormat::Short, Style::Plain);
    expected.assert_eq(&format!("{report}{}", to_text(&api, None)));
}

macro_rules! fixtures {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            let text = include_str!(concat!("fixtures/lower/", stringify!($name), ".yaml"));
            let expected = expect_file![concat!("fixtures/lower/", stringify!($name), ".txt")];
            check_with(&Config::default(), &[("api.yaml", text)], &expected);
        })*
    };
}

fixtures! {
    bodies
    enums
    examples
    extensions
    flatten
    formats
    host
    inheritance
    long_running
    names
    nullable
    numbers
    paging
    parameters
    patch
    recursion
    responses
    shared
    unions
}

#[test]
fn configuration() {
    let mut config = Config::default();
    let names = [("Thing_Read", "fetch"), ("Kind", "ThingKind"), ("Thing.type", "category"), ("Nobody", "Somebody")];
    config.names = names.map(|(key, name)| (key.to_owned(), name.to_owned())).into();
    config.secrets = vec!["Thing.key".to_owned()];
    config.client = Some("ThingsClient".to_owned());
    config.reference_url = Some("https://docs.example/{group}/{operation}?v={api-version}".to_owned());
    let text = include_str!("fixtures/lower/configuration.yaml");
    check_with(&config, &[("api.yaml", text)], &expect_file!["fixtures/lower/configuration.txt"]);
}

#[test]
fn what_cannot_be_generated() {
    let config = Config { api_version: Some("2".to_owned()), ..Config::default() };
    let text = include_str!("fixtures/lower/refused.yaml");
    check_with(&config, &[("api.yaml", text)], &expect_file!["fixtures/lower/refused.txt"]);
}

#[test]
fn one_name_in_two_files() {
    let [first, second] =
        [include_str!("fixtures/lower/two_files_first.yaml"), include_str!("fixtures/lower/two_files_second.yaml")];
    let files = [("first.yaml", first), ("second.yaml", second)];
    check_with(&Config::default(), &files, &expect_file!["fixtures/lower/two_files.txt"]);
}
