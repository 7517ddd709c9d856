//! Overlays change what is generated, and say so when they do not.

use apim_codegen::config::Config;
use apim_codegen::diagnostic::{MessageFormat, Style, render};
use apim_codegen::load::MemoryFiles;
use apim_codegen::show::to_text;
use apim_codegen::understand;
use expect_test::{Expect, expect};
use std::path::{Path, PathBuf};

const API: &str = "
swagger: '2.0'
info: {title: Keys, version: '1'}
host: management.azure.com
paths:
  /keys:
    get: {operationId: Key_Get, responses: {'200': {description: fine, schema: {$ref: 'models.yaml#/definitions/Key'}}}}
    put:
      operationId: Key_Put
      parameters: [{name: key, in: body, required: true, schema: {$ref: 'models.yaml#/definitions/NewKey'}}]
      responses: {'200': {description: fine}}
";

const MODELS: &str = "
definitions:
  Key: {type: object, properties: {value: {type: string}}}
  NewKey: {type: object, required: [name, value], properties: {name: {type: string}, value: {type: string}}}
";

/// The definitions after the overlay, or what is wrong with it.
fn check(overlay: &str, expected: Expect) {
    let files: MemoryFiles =
        [("api.yaml", API), ("models.yaml", MODELS), ("overlays/keys.yaml", overlay)].into_iter().collect();
    let config = Config::parse("overlays = ['overlays']", Path::new("apim.toml")).expect("a configuration");
    let actual = match understand(&[PathBuf::from("api.yaml")], &config, &files, &mut |_| ()) {
        Ok(understood) => to_text(&understood.api, None),
        Err(rejected) => render(&rejected.diagnostics, &rejected.documents, MessageFormat::Short, Style::Plain),
    };
    expected.assert_eq(&actual);
}

/// An overlay with these actions.
fn overlay(actions: &str) -> String {
    format!("overlay: 1.0.0\ninfo: {{title: Corrections, version: '1'}}\nactions:\n{actions}")
}

#[test]
fn update_and_remove() {
    check(
        &overlay(
            "
  - target: $.definitions.Key.properties.value
    description: It signs requests.
    update: {x-ms-secret: true}
  - target: $.definitions.NewKey.required[?@ == 'value']
    description: The service makes one up.
    remove: true
  - target: $.paths[*][?@.operationId == 'Key_Put']
    description: It takes a while.
    update: {responses: {'202': {description: Begun.}}, x-ms-long-running-operation: true}
",
        ),
        expect![[r#"
            Keys 1 at management.azure.com: KeysClient

            Key_Get: KeyClient::get
              GET /keys
              200 Key
              returns Key

            Key_Put: KeyClient::begin_put
              PUT /keys
              body key: NewKey
              200 -
              202 -
              returns nothing
              long running, final state via Default

            struct Key in key (received)
              value: secret?

            struct NewKey in key (sent, body)
              name: text, required
              value: text?
              new(name: text)
        "#]],
    );
}

#[test]
fn an_overlay_may_name_its_document() {
    check(
        "overlay: 1.0.0\nextends: ../models.yaml\nactions: [{target: $.definitions.Key.properties, description: New., update: {age: {type: integer}}}]",
        expect![[r#"
            Keys 1 at management.azure.com: KeysClient

            Key_Get: KeyClient::get
              GET /keys
              200 Key
              returns Key

            Key_Put: KeyClient::put
              PUT /keys
              body key: NewKey
              200 -
              returns nothing

            struct Key in key (received)
              value: text?
              age: int64?

            struct NewKey in key (sent, body)
              name: text, required
              value: text, required
              new(name: text, value: text)
        "#]],
    );
    check(
        "overlay: 1.0.0\nextends: models.yaml\nactions: [{target: $.definitions.Key.properties, description: New., update: {age: {type: integer}}}]",
        expect![[r#"
            overlays/keys.yaml:2:10: error[E903]: `extends` must be the relative path of a file that belongs to the specification
        "#]],
    );
}

#[test]
fn an_action_that_changes_nothing() {
    check(
        &overlay(
            "
  - {target: $.definitions.Keys, description: Misspelt., remove: true}
  - {target: $.definitions.Key, description: So already., update: {type: object}}
",
        ),
        expect![[r#"
            overlays/keys.yaml:5:14: error[E904]: the action changes nothing: its target selects nothing
            overlays/keys.yaml:6:14: error[E904]: the action changes nothing: what it selects is so already
        "#]],
    );
}

#[test]
fn what_is_no_overlay() {
    check(
        "swagger: '2.0'",
        expect![[r#"
        overlays/keys.yaml:1:1: error[E903]: an overlay begins with `overlay: 1.0.0`
    "#]],
    );
    check(
        "overlay: 1.0.0",
        expect![[r#"
        overlays/keys.yaml:1:1: error[E903]: an overlay has a list of `actions`
    "#]],
    );
    check(
        "overlay: 1.0.0\nactions: []",
        expect![[r#"
        overlays/keys.yaml:1:1: error[E903]: an overlay has a list of `actions`
    "#]],
    );
    check(
        "[]",
        expect![[r#"
        overlays/keys.yaml:1:1: error[E903]: an overlay begins with `overlay: 1.0.0`
    "#]],
    );
}

#[test]
fn what_is_no_action() {
    check(
        &overlay(
            "
  - {description: No target., remove: true}
  - {target: definitions.Key, description: No JSONPath., remove: true}
  - {target: $.definitions.Key, remove: true}
  - {target: $.definitions.Key, description: Nothing to do.}
  - {target: $.definitions.Key, description: Both., remove: true, update: {}}
  - no object
",
        ),
        expect![[r#"
            overlays/keys.yaml:5:5: error[E903]: an action has a `target`, a JSONPath
            overlays/keys.yaml:6:14: error[E903]: not a JSONPath: at position 0, parser error
            overlays/keys.yaml:7:5: error[E903]: an action has a `description`, the reason for the change
            overlays/keys.yaml:8:5: error[E903]: an action has either `update` or `remove: true`
            overlays/keys.yaml:9:5: error[E903]: an action has either `update` or `remove: true`
            overlays/keys.yaml:10:5: error[E903]: an action has a `target`, a JSONPath
        "#]],
    );
}

#[test]
fn an_overlay_that_is_not_there() {
    let files: MemoryFiles = [("api.yaml", API), ("models.yaml", MODELS)].into_iter().collect();
    let config = Config::parse("overlays = ['overlays']", Path::new("apim.toml")).expect("a configuration");
    let rejected = understand(&[PathBuf::from("api.yaml")], &config, &files, &mut |_| ()).expect_err("no overlay");
    let text = render(&rejected.diagnostics, &rejected.documents, MessageFormat::Short, Style::Plain);
    expect![[r#"
        overlays:1:1: error[E101]: there is no file `overlays`
    "#]]
    .assert_eq(&text);
}
