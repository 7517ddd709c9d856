//! What lowering makes of each construct: `fixtures/lower/<name>.yaml` becomes `<name>.txt`, diagnostics first.

use apim_codegen::config::Config;
use apim_codegen::diagnostic::{Diagnostics, MessageFormat, Style, render};
use apim_codegen::ir::Api;
use apim_codegen::lift::lift;
use apim_codegen::load::{MemoryFiles, load};
use apim_codegen::lower::lower;
use apim_codegen::show::to_text;
use expect_test::{ExpectFile, expect_file};
use std::path::{Path, PathBuf};

/// Lowers a fixture with a configuration, and compares.
fn check_with(config: &Config, files: &[(&str, &str)], expected: &ExpectFile) {
    let (api, report) = lowered(config, files);
    expected.assert_eq(&format!("{report}{}", to_text(&api, None)));
}

/// The API, and what was reported.
fn lowered(config: &Config, files: &[(&str, &str)]) -> (Api, String) {
    let mut diagnostics = Diagnostics::default();
    let roots: Vec<PathBuf> = files.iter().map(|(path, _)| PathBuf::from(path)).collect();
    let files: MemoryFiles = files.iter().map(|(path, text)| (*path, *text)).collect();
    let mut documents = load(&roots, &files, &mut diagnostics);
    if let Some(file) = &config.file {
        documents.add_unparsed(file.path.clone(), file.text.clone());
    }
    let lifted = lift(&documents, &mut diagnostics);
    let api = lower(&lifted, &documents, config, &mut diagnostics);
    let report = render(&diagnostics, &documents, MessageFormat::Short, Style::Plain);
    (api, report)
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
    choices
    enums
    examples
    extensions
    families
    flatten
    formats
    host
    inheritance
    kinds_of_kinds
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
    slashes
    statuses
    unions
}

#[test]
fn configuration() {
    let text = r#"
        client = "ThingsClient"
        reference-url = "https://docs.example/{group}/{operation}?v={api-version}"
        [names]
        "Thing_Read" = "fetch"
        Kind = "ThingKind"
        "Thing.type" = "category"
        Nobody = "Somebody"
    "#;
    let config = Config::parse(text, Path::new("apim.toml")).expect("a configuration");
    let text = include_str!("fixtures/lower/configuration.yaml");
    check_with(&config, &[("api.yaml", text)], &expect_file!["fixtures/lower/configuration.txt"]);
}

#[test]
fn a_configured_name_that_rust_does_not_take() {
    let config = Config::parse("[names]\nThing = 'no name'\n", Path::new("apim.toml")).expect("a configuration");
    let text = include_str!("fixtures/lower/configuration.yaml");
    let (_, report) = lowered(&config, &[("api.yaml", text)]);
    let expected =
        "apim.toml:2:1: error[E901]: `names`: `no name`, for `Thing`, is not a name that Rust code can have\n";
    assert_eq!(report, expected);
}

#[test]
fn enums_in_place_are_described_as_their_first_described_use() {
    let text = r##"
swagger: "2.0"
info: { title: Things, version: "1" }
host: things.example
paths:
  /things:
    get:
      operationId: Thing_List
      parameters:
        - { name: level, in: query, type: string, enum: [low], description: " ", x-ms-enum: { name: Level } }
        - { name: colour, in: query, type: string, enum: [red], description: The hue., x-ms-enum: { name: Colour } }
      responses:
        "200": { description: OK., schema: { $ref: "#/definitions/Thing" } }
definitions:
  Bare: { type: string, enum: [x] }
  Thing:
    type: object
    properties:
      bare: { $ref: "#/definitions/Bare" }
      colour: { type: string, enum: [red], description: Another., x-ms-enum: { name: Colour } }
      level: { type: string, enum: [low], description: How loud., x-ms-enum: { name: Level } }
      sizes: { type: array, description: Which ones., items: { type: string, enum: [s], x-ms-enum: { name: Size } } }
"##;
    let (api, report) = lowered(&Config::default(), &[("api.yaml", text)]);
    assert_eq!(report, "");
    let described = |name: &str| {
        let definition = api.definitions.iter().find(|definition| definition.name.rust == name);
        definition.and_then(|definition| definition.docs.description.as_deref())
    };
    assert_eq!(described("Colour"), Some("The hue."));
    assert_eq!(described("Level"), Some("How loud."));
    assert_eq!(described("Size"), Some("Which ones."));
    assert_eq!(described("Bare"), None);
}

#[test]
fn what_cannot_be_generated() {
    let config = Config { api_version: Some("2".to_owned()), ..Config::default() };
    let text = include_str!("fixtures/lower/refused.yaml");
    check_with(&config, &[("api.yaml", text)], &expect_file!["fixtures/lower/refused.txt"]);
}

#[test]
fn rare_constructs_lower_without_a_word_but_about_their_three_decimals() {
    let (_, report) = lowered(&Config::default(), &[("zoo.yaml", include_str!("fixtures/zoo/zoo.yaml"))]);
    let is_about_digits = |line: &&str| line.contains("warning[W513]");
    assert_eq!(report.lines().filter(|line| !is_about_digits(line)).collect::<Vec<_>>(), [""; 0]);
    assert_eq!(report.lines().filter(is_about_digits).count(), 3);
}

#[test]
fn one_name_in_two_files() {
    let [first, second] =
        [include_str!("fixtures/lower/two_files_first.yaml"), include_str!("fixtures/lower/two_files_second.yaml")];
    let files = [("first.yaml", first), ("second.yaml", second)];
    check_with(&Config::default(), &files, &expect_file!["fixtures/lower/two_files.txt"]);
}
