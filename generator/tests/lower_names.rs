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
    let api = lower(&lifted, &documents, &config, &mut diagnostics);
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

/// The names that are made up for two files without a configuration.
fn made_up(roots: &[&str]) -> (Vec<String>, Vec<Code>) {
    let file = |path: &str, definition: &str| {
        format!(
            r##"{{"swagger": "2.0", "info": {{"title": "{path}", "version": "1"}}, "paths": {{"/providers/Microsoft.Lib/{path}": {{"get":
            {{"operationId": "{path}_Get", "responses": {{"200": {{"description": "x",
            "schema": {{"$ref": "#/definitions/{definition}"}}}}}}}}}}}}, "definitions": {{"{definition}":
            {{"properties": {{"a-b": {{"type": "string"}}, "{path}": {{"type": "string"}}, "aB": {{"type": "string"}}}}}}}}}}"##
        )
    };
    let texts = [("one.json", file("one", "statusType")), ("two.json", file("two", "StatusType"))];
    let files: MemoryFiles = texts.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let roots: Vec<_> = roots.iter().map(Into::into).collect();
    let understood = apim_codegen::understand(&roots, &Config::default(), &files, &mut |_| ());
    let understood = understood.unwrap_or_else(|rejected| panic!("{:?}", rejected.diagnostics));
    let mut names = vec![understood.api.client.clone()];
    for definition in &understood.api.definitions {
        names.push(format!("{} is {}", definition.name.wire, definition.name.rust));
        let DefinitionKind::Struct(content) = &definition.kind else { continue };
        names.extend(content.fields.iter().map(|field| field.name.rust.clone()));
    }
    (names, understood.diagnostics.iter().map(|it| it.code).collect())
}

#[test]
fn made_up_names_do_not_depend_on_the_order_of_files() {
    let (names, codes) = made_up(&["one.json", "two.json"]);
    let expected = [
        "LibClient",
        "StatusType is StatusType",
        "a_b",
        "two",
        "a_b_2",
        "statusType is StatusType2",
        "a_b",
        "one",
        "a_b_2",
    ];
    assert_eq!(names, expected);
    assert_eq!(codes, [Code::NameMadeUp; 3]);
    assert_eq!(made_up(&["two.json", "one.json"]), (names, codes));
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
      parameters:
        - { name: first, in: query, type: string, required: true }
        - { name: second, in: query, type: string }
        - { name: third, in: query, type: string }
      responses: { "204": { description: Done. } }
definitions:
  State: { type: string, enum: [other] }
"#;
    let chosen = r#"
        "Thing_List.first" = "options"
        "Thing_List.second" = "call"
        "Thing_List.third" = "method_options"
        "State.other" = "UnknownValue"
    "#;
    let (api, diagnostics) = lowered(text, chosen);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let parameters: Vec<_> = api.operations().flat_map(|operation| &operation.parameters).collect();
    let names: Vec<&str> = parameters.iter().map(|parameter| parameter.name.rust.as_str()).collect();
    // In the options struct nothing is called `call`.
    assert_eq!(names, ["options_", "call", "method_options_"]);
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
        "(GMT)?[-+][0-9]{1,2}",
        "(GMT|v)[-+.]?[0-9]([-.][0-9])?",
        "[<>=!≥≤≠]{1,2}[0-9]?",
        "U?u?1f389",
        "[ABab][+#-]{0,2}",
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

/// The Rust names of the values of an enum, after what diagnostics say has been done.
fn variants(values: &[&str]) -> Vec<String> {
    let values = json!(values);
    let text = json!({
        "swagger": "2.0", "info": { "title": "Things", "version": "1" }, "paths": {},
        "definitions": { "Kind": { "type": "string", "enum": values } }
    });
    let text = text.to_string();
    let (_, diagnostics) = lowered(&text, "");
    let (api, diagnostics) = lowered(&text, &lines(&diagnostics));
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    let DefinitionKind::Enum(content) = &api.definitions[0].kind else { panic!("no enum") };
    content.variants.iter().map(|variant| variant.name.rust.clone()).collect()
}

#[test]
fn signs_and_operators_have_words() {
    let operators = variants(&["=", ">", "<", "≥", ">=", "≤", "<=", "≠", "!="]);
    let words =
        ["Equals", "Greater", "Less", "AtLeast", "GreaterEquals", "AtMost", "LessEquals", "Unequal", "NotEquals"];
    assert_eq!(operators, words);
    let zones = variants(&["Etc/GMT", "Etc/GMT+0", "Etc/GMT+1", "Etc/GMT-1", "Etc/GMT+12", "Etc/GMT-12"]);
    let words = ["EtcGmt", "EtcGmtPlus0", "EtcGmtPlus1", "EtcGmtMinus1", "EtcGmtPlus12", "EtcGmtMinus12"];
    assert_eq!(zones, words);
    assert_eq!(variants(&["votes", "votes-+1", "votes--1"]), ["Votes", "VotesPlus1", "VotesMinus1"]);
    assert_eq!(variants(&["+1", "-1", "<10", ">=10"]), ["Plus1", "Minus1", "Less10", "GreaterEquals10"]);
    // A hyphen before a number is no sign where nothing else has one.
    assert_eq!(variants(&["Standard-1", "Standard-2"]), ["Standard1", "Standard2"]);
}

#[test]
fn suggestions_are_free_and_can_be_read() {
    assert_eq!(variants(&["datetime", "-datetime"]), ["Datetime", "MinusDatetime"]);
    assert_eq!(variants(&["C", "C++", "C#"]), ["C", "CPlusPlus", "CHash"]);
    assert_eq!(variants(&["v1.0", "v10", "v1-0", "1.0"]), ["V10", "V10B", "V10C", "V1_0"]);
    assert_eq!(variants(&["user", "User", "user2", "USER"]), ["User", "User3", "User2", "User4"]);
    assert_eq!(variants(&["🎉", "U1f389"]), ["U1f389B", "U1f389"]);
}
