//! One bad operation does not cost the client.

use apim_codegen::config::{Config, OnError};
use apim_codegen::diagnostic::{Code, MessageFormat, Severity, Style, render};
use apim_codegen::load::MemoryFiles;
use apim_codegen::{Rejected, Understood, understand};
use std::path::Path;

const HEAD: &str = "swagger: \"2.0\"\ninfo: { title: Things, version: \"1\" }\n";

/// Two operations of which the second is wrong, and definitions that each of them needs, or both.
const ONE_WRONG: &str = r##"
paths:
  /things:
    get:
      operationId: Thing_Get
      responses: { "200": { description: A thing., schema: { $ref: "#/definitions/Thing" } } }
  /parts:
    get:
      operationId: Part_List
      x-ms-pageable: { nextLinkName: nextLink }
      responses: { "200": { description: Parts., schema: { $ref: "#/definitions/Part" } } }
definitions:
  Thing: { type: object, properties: { base: { $ref: "#/definitions/Base" } } }
  Part: { type: object, properties: { base: { $ref: "#/definitions/Base" }, screw: { $ref: "#/definitions/Screw" } } }
  Screw: { type: object, properties: { length: { type: integer, format: int32 } } }
  Base: { type: object, properties: { name: { type: string } } }
  Alone: { type: object, properties: { name: { type: string } } }
"##;

/// A definition that is wrong, what inherits from it, and who uses that.
const WRONG_DEFINITION: &str = r##"
paths:
  /things:
    get:
      operationId: Thing_Get
      responses: { "200": { description: A thing., schema: { $ref: "#/definitions/Thing" } } }
    put:
      operationId: Thing_Put
      parameters: [{ name: body, in: body, required: true, schema: { $ref: "#/definitions/Round" } }]
      responses: { "204": { description: Done. } }
  /parts:
    get:
      operationId: Part_Get
      responses: { "200": { description: A part., schema: { $ref: "#/definitions/Part" } } }
definitions:
  Thing: { type: object, properties: { shape: { $ref: "#/definitions/Shape" } } }
  Shape: { type: object, discriminator: kind, properties: { kindd: { type: string } } }
  Round: { x-ms-discriminator-value: round, allOf: [{ $ref: "#/definitions/Shape" }] }
  Part: { type: object, properties: { name: { type: string } } }
"##;

fn run(text: &str, config: Config) -> Result<Understood, Box<Rejected>> {
    let text = format!("{HEAD}{}", text.trim_start());
    let files: MemoryFiles = [("root.yaml", text.as_str())].into_iter().collect();
    understand(&["root.yaml".into()], &config, &files, &mut |_| ())
}

fn keeping_going(text: &str) -> Result<Understood, Box<Rejected>> {
    run(text, Config { on_error: OnError::LeaveOut, ..Config::default() })
}

fn skipping(text: &str, skip: &str) -> Result<Understood, Box<Rejected>> {
    run(text, Config::parse(&format!("skip = [{skip}]"), Path::new("apim.toml")).expect("a configuration"))
}

fn operations(understood: &Understood) -> Vec<&str> {
    understood.api.operations().map(|operation| operation.id.as_str()).collect()
}

fn definitions(understood: &Understood) -> Vec<&str> {
    understood.api.definitions.iter().map(|definition| definition.name.wire.as_str()).collect()
}

fn left_out(understood: &Understood) -> Vec<&str> {
    understood.api.left_out.iter().map(|part| part.name.as_str()).collect()
}

#[test]
fn an_error_refuses_the_whole_unless_the_caller_goes_on() {
    assert!(run(ONE_WRONG, Config::default()).is_err());
}

#[test]
fn an_operation_is_left_out_with_what_only_it_needs() {
    let understood = keeping_going(ONE_WRONG).expect("the rest is fine");
    assert_eq!(operations(&understood), ["Thing_Get"]);
    assert_eq!(left_out(&understood), ["Part_List"]);
    assert_eq!(definitions(&understood), ["Alone", "Base", "Thing"]);
    let errors: Vec<_> = understood.diagnostics.iter().filter(|it| it.severity() == Severity::Error).collect();
    assert_eq!(errors.iter().map(|it| it.code).collect::<Vec<_>>(), [Code::Pageable]);
    let reason = &understood.api.left_out[0].reason;
    assert!(reason.starts_with("E405: ") && reason.contains(&errors[0].message), "{reason}");
}

#[test]
fn what_needs_a_definition_goes_with_it() {
    let understood = keeping_going(WRONG_DEFINITION).expect("the rest is fine");
    assert_eq!(operations(&understood), ["Part_Get"]);
    let mut out = left_out(&understood);
    out.sort_unstable();
    let expected =
        ["Thing_Get", "Thing_Put", "the definition `Round`", "the definition `Shape`", "the definition `Thing`"];
    assert_eq!(out, expected);
}

#[test]
fn errors_of_every_stage_are_gone_on_from() {
    let wrong = [
        ("a file that is not there", "schema: { $ref: 'gone.yaml#/definitions/Part' }"),
        ("a definition that is not there", "schema: { $ref: '#/definitions/Prat' }"),
        ("a schema that is none", "schema: 17"),
        ("a circle of references", "schema: { $ref: '#/definitions/Circle' }"),
    ];
    for (what, schema) in wrong {
        let text = ONE_WRONG.replace("schema: { $ref: \"#/definitions/Part\" }", schema);
        let text = format!("{text}  Circle: {{ $ref: \"#/definitions/Circle\" }}\n");
        let understood = keeping_going(&text).unwrap_or_else(|rejected| {
            panic!("{what}: {}", render(&rejected.diagnostics, &rejected.documents, MessageFormat::Short, Style::Plain))
        });
        assert_eq!(
            operations(&understood),
            ["Thing_Get"],
            "{what}: {}",
            apim_codegen::show::to_text(&understood.api, None)
        );
        assert!(left_out(&understood).contains(&"Part_List"), "{what}: {:?}", understood.api.left_out);
        assert!(understood.diagnostics.has_errors(), "{what}");
    }
    let text = ONE_WRONG.replace("  /parts:", "  parts:");
    let understood = keeping_going(&text).expect("the rest is fine");
    assert_eq!(left_out(&understood), ["Part_List"]);
}

#[test]
fn an_error_about_the_whole_is_the_end() {
    assert!(keeping_going("paths: 17").is_err());
    let nothing_left = ONE_WRONG.replace("operationId: Thing_Get", "operationId: ''");
    assert!(keeping_going(&nothing_left).is_err());
}

#[test]
fn the_configuration_skips_operations_by_id() {
    let understood = skipping(ONE_WRONG, "'Part_List'").expect("the rest is fine");
    assert_eq!(operations(&understood), ["Thing_Get"]);
    assert_eq!(left_out(&understood), ["Part_List"]);
    assert!(!understood.diagnostics.has_errors());
    // Its definition is wrong too, but nobody else needs it.
    let understood = skipping(WRONG_DEFINITION, "'Thing_Get', 'Thing_Put'").expect("the rest is fine");
    assert_eq!(definitions(&understood), ["Part"]);
    // Here somebody does.
    assert!(skipping(WRONG_DEFINITION, "'Thing_Get'").is_err());
}

#[test]
fn an_entry_that_matches_nothing_is_an_error() {
    let rejected = skipping(ONE_WRONG, "'Part_List', 'Part_Lits'").expect_err("no such operation");
    let errors: Vec<_> = rejected.diagnostics.iter().filter(|it| it.severity() == Severity::Error).collect();
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].code, Code::Configuration);
    assert_eq!(errors[0].help.as_deref(), Some("did you mean `Part_List`?"));
}

#[test]
fn the_documentation_of_the_crate_names_what_is_left_out() {
    let understood = keeping_going(ONE_WRONG).expect("the rest is fine");
    let files = apim_codegen::generate(
        &understood.api,
        apim_codegen::emit::Package::Whole(apim_codegen::emit::Runtime::Carried),
        &mut |_| (),
    );
    let files = files.expect("Rust");
    let client = files.iter().find(|file| file.path.ends_with("generated/client.rs")).expect("a client");
    assert!(client.text.contains("/// # Left out"), "{}", client.text);
    assert!(client.text.contains("Part_List"), "{}", client.text);
}
