//! Names that Rust cannot have or has already: the line that a diagnostic says to write to `apim.toml` mends it.

use apim_codegen::config::Config;
use apim_codegen::diagnostic::{Code, Diagnostics};
use apim_codegen::ir::{Api, DefinitionKind};
use apim_codegen::lift::lift;
use apim_codegen::load::{MemoryFiles, load};
use apim_codegen::lower::lower;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::fs;
use std::path::Path;

/// Lowers the specification `text`, with the lines `names` in the configuration.
fn lowered(text: &str, names: &str) -> (Api, Diagnostics) {
    let config = Config::parse(&format!("[names]\n{names}"), Path::new("apim.toml"));
    let config = config.unwrap_or_else(|error| panic!("not TOML: {error:?}\n{names}"));
    let files: MemoryFiles = [("root.yaml", text)].into_iter().collect();
    let mut diagnostics = Diagnostics::default();
    let documents = load(&["root.yaml".into()], &files, &mut diagnostics);
    let lifted = lift(&documents, &mut diagnostics);
    let api = lower(lifted, &documents, &config, &mut diagnostics);
    (api, diagnostics)
}

/// The lines that diagnostics say to write, those of one place once.
fn lines(diagnostics: &Diagnostics) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for diagnostic in diagnostics.iter().filter(|it| matches!(it.code, Code::NameCollision | Code::NameEmpty)) {
        let help = diagnostic.help.as_deref().expect("a help");
        let line = help.lines().last().expect("a line");
        assert_eq!(help.lines().rev().nth(1), Some("[names]"), "{help}");
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.join("\n")
}

/// Writes what the diagnostics say to write: then there is nothing to complain about.
fn mended(text: &str) -> Api {
    let (_, diagnostics) = lowered(text, "");
    let names = lines(&diagnostics);
    assert!(!names.is_empty(), "no name is wrong:\n{text}");
    let (api, diagnostics) = lowered(text, &names);
    let rest: Vec<_> = diagnostics.iter().map(|it| (it.code, &it.message)).collect();
    assert!(rest.is_empty(), "with these names:\n{names}\nthere is still:\n{rest:?}");
    api
}

#[test]
fn the_lines_of_every_fixture_mend_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/codes");
    let mut seen = 0;
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.starts_with("E601") || name.starts_with("E602") {
            mended(&fs::read_to_string(path.join("root.yaml")).expect("a specification"));
            seen += 1;
        }
    }
    assert!(seen > 10, "only {seen} fixtures seen");
}

#[test]
fn chosen_names_are_used() {
    let text = include_str!("fixtures/codes/E601-properties/root.yaml");
    let api = mended(text);
    let DefinitionKind::Struct(content) = &api.definitions[0].kind else { panic!("no struct") };
    let names: Vec<&str> = content.fields.iter().map(|field| field.name.rust.as_str()).collect();
    assert_eq!(names, ["user_id", "user_id_2", "user_id_3"]);
}

#[test]
fn a_chosen_name_keeps_out_of_the_way_of_emitted_code() {
    let text = r#"
swagger: "2.0"
info: { title: Things, version: "1" }
paths:
  /things:
    get:
      operationId: Thing_List
      parameters: [{ name: first, in: query, type: string }]
      responses: { "204": { description: Done. } }
definitions:
  State: { type: string, enum: [other] }
"#;
    let (api, diagnostics) = lowered(text, "\"Thing_List.first\" = \"options\"\n\"State.other\" = \"UnknownValue\"");
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let parameters: Vec<_> = api.operations().flat_map(|operation| &operation.parameters).collect();
    assert_eq!(parameters[0].name.rust, "options_");
    let DefinitionKind::Enum(state) = &api.definitions[0].kind else { panic!("no enum") };
    assert_eq!(state.variants[0].name.rust, "UnknownValue_");
}

/// A specification in which all that has a name is called by one of `names`.
fn specification(names: &[String]) -> String {
    let text = || json!({ "type": "string" });
    let each = |value: &dyn Fn(&String) -> Value| -> Map<String, Value> {
        names.iter().map(|name| (name.clone(), value(name))).collect()
    };
    let mut definitions = each(&|_| json!({ "type": "object", "properties": each(&|_| text()) }));
    definitions.insert("AnEnum".to_owned(), json!({ "type": "string", "enum": names }));
    let parameters = names.iter().map(|name| json!({ "name": name, "in": "query", "type": "string" }));
    let parameters: Vec<Value> = parameters.collect();
    let headers = each(&|_| text());
    let operation = |(index, name): (usize, &String)| {
        let responses = json!({ "204": { "description": "Done.", "headers": headers } });
        let operation =
            json!({ "operationId": format!("{name}_{name}"), "parameters": parameters, "responses": responses });
        (format!("/path{index}"), json!({ "get": operation }))
    };
    let paths: Map<String, Value> = names.iter().enumerate().map(operation).collect();
    let info = json!({ "title": "Things", "version": "1" });
    json!({ "swagger": "2.0", "info": info, "paths": paths, "definitions": definitions }).to_string()
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z][-a-z_. 0-9A-Z]{0,4}",
        "(user|USER|User)[-_. ]?(id|Id|ID)",
        "(type|self|Self|fn|async|options|call|Vec|String|Option|UnknownValue|new|endpoint)",
        "[0-9]{1,3}([.-][0-9]{1,2})?",
        "[🎉😀€]{1,2}",
        "[-_+*/\"\\\\' ]{1,3}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_names_are_taken_or_mended(names in prop::collection::btree_set(name(), 1..7)) {
        let names: Vec<String> = names.into_iter().collect();
        let text = specification(&names);
        let (_, diagnostics) = lowered(&text, "");
        let lines = lines(&diagnostics);
        let (_, diagnostics) = lowered(&text, &lines);
        let rest: Vec<_> = diagnostics.iter().filter(|it| matches!(it.code, Code::NameCollision | Code::NameEmpty | Code::Configuration | Code::ConfigurationUnused)).collect();
        prop_assert!(rest.is_empty(), "with these names:\n{lines}\nthere is still:\n{rest:#?}");
    }
}
