//! Definitions of several files.

use super::{check_files, place};
use apim_codegen::source::Pointer;
use expect_test::expect;

const HEAD: &str = "swagger: '2.0'\ninfo: {title: T, version: '1'}\npaths: {}\n";

#[test]
fn definitions_of_other_files_come_along_when_they_are_reached() {
    let root = format!(
        "{HEAD}
definitions:
  Unreached: {{type: object}}
  User: {{properties: {{base: {{$ref: './common/v1/types.yaml#/definitions/Base'}}}}}}
"
    );
    let types = "
definitions:
  Base: {properties: {next: {$ref: '#/definitions/Base'}, kind: {$ref: '#/definitions/Kind'}}}
  Kind: {type: string}
  Unreached: {type: string}
";
    let files = [("api.yaml", root.as_str()), ("common/v1/types.yaml", types)];
    let lifted = check_files(
        &files,
        1,
        &expect![[r#"
        components:
          schemas:
            Unreached:
              type: object
            User:
              properties:
                base:
                  $ref: '#/components/schemas/Base'
            Base:
              properties:
                next:
                  $ref: '#/components/schemas/Base'
                kind:
                  $ref: '#/components/schemas/Kind'
            Kind:
              type: string
    "#]],
    );
    let documents = super::documents(&files, 1);
    let origin = lifted.origins.locate(&Pointer::from_text("/components/schemas/Base/properties/next"));
    let origin = origin.map(|origin| place(&documents, Some(&origin.into())));
    assert_eq!(origin.as_deref(), Some("common/v1/types.yaml#/definitions/Base/properties/next"));
}

#[test]
fn definitions_that_differ_in_prose_only_are_one() {
    let file = |prose: &str| {
        format!(
            "{HEAD}
definitions:
  Tree: {{description: {prose}, required: [a, b], properties: {{a: {{$ref: '#/definitions/Tree'}}, b: {{$ref: '#/definitions/Leaf'}}}}}}
  Leaf: {{type: string, description: {prose}}}
"
        )
    };
    check_files(
        &[("a.yaml", &file("One")), ("b.yaml", &file("Two"))],
        2,
        &expect![[r#"
        components:
          schemas:
            Tree:
              description: One
              properties:
                a:
                  $ref: '#/components/schemas/Tree'
                b:
                  $ref: '#/components/schemas/Leaf'
              required:
              - a
              - b
            Leaf:
              description: One
              type: string
    "#]],
    );
}

#[test]
fn definitions_that_differ_get_keys_of_their_own() {
    let file = |typ: &str| {
        format!(
            "
definitions:
  Outer: {{properties: {{inner: {{$ref: '#/definitions/Inner'}}}}}}
  Inner: {{type: object, properties: {{description: {{type: {typ}}}}}}}
"
        )
    };
    let root = format!(
        "{HEAD}
definitions:
  A: {{$ref: './common/v3/types.yaml#/definitions/Outer'}}
  B: {{$ref: './common/v4/types.yaml#/definitions/Outer'}}
  C: {{$ref: './common/v5/types.yaml#/definitions/Outer'}}
"
    );
    check_files(
        &[
            ("api.yaml", &root),
            ("common/v3/types.yaml", &file("string")),
            ("common/v4/types.yaml", &file("string")),
            ("common/v5/types.yaml", &file("integer")),
        ],
        1,
        &expect![[r#"
            components:
              schemas:
                A:
                  $ref: '#/components/schemas/Outer'
                B:
                  $ref: '#/components/schemas/Outer'
                C:
                  $ref: '#/components/schemas/Outer.v5'
                Outer:
                  properties:
                    inner:
                      $ref: '#/components/schemas/Inner'
                Outer.v5:
                  properties:
                    inner:
                      $ref: '#/components/schemas/Inner.v5'
                Inner:
                  type: object
                  properties:
                    description:
                      type: string
                Inner.v5:
                  type: object
                  properties:
                    description:
                      type: integer
            W501 common/v5/types.yaml#/definitions/Outer (key): `Outer` of common/v5/types.yaml differs from `Outer` of common/v3/types.yaml
              common/v3/types.yaml#/definitions/Outer: this one is called `Outer`, the other `Outer.v5`
              | to choose the Rust name, write to apim.toml:
              | [names]
              | "v5/types.yaml#Outer" = "V5Outer"
            W501 common/v5/types.yaml#/definitions/Inner (key): `Inner` of common/v5/types.yaml differs from `Inner` of common/v3/types.yaml
              common/v3/types.yaml#/definitions/Inner: this one is called `Inner`, the other `Inner.v5`
              | to choose the Rust name, write to apim.toml:
              | [names]
              | "v5/types.yaml#Inner" = "V5Inner"
        "#]],
    );
}

#[test]
fn parts_of_definitions_and_whole_files_can_be_referred_to() {
    let root = format!(
        "{HEAD}
definitions:
  A: {{properties: {{part: {{type: string}}, same: {{$ref: '#/definitions/A/properties/part'}}, whole: {{$ref: './thing.yaml'}}}}}}
"
    );
    check_files(
        &[("api.yaml", &root), ("thing.yaml", "{type: integer}")],
        1,
        &expect![[r#"
        components:
          schemas:
            A:
              properties:
                part:
                  type: string
                same:
                  $ref: '#/components/schemas/A.part'
                whole:
                  $ref: '#/components/schemas/thing'
            A.part:
              type: string
            thing:
              type: integer
    "#]],
    );
}

#[test]
fn a_definition_that_only_names_its_namesake_is_that_one() {
    let root = format!(
        "{HEAD}
definitions:
  Error: {{$ref: './types.yaml#/definitions/Error'}}
  Inner: {{type: object}}
  Other: {{properties: {{inner: {{$ref: './types.yaml#/definitions/Error/properties/inner'}}}}}}
"
    );
    let types = "definitions: {Error: {properties: {inner: {type: string}, again: {$ref: '#/definitions/Error'}}}}";
    check_files(
        &[("api.yaml", &root), ("types.yaml", types)],
        1,
        &expect![[r#"
        components:
          schemas:
            Error:
              properties:
                inner:
                  type: string
                again:
                  $ref: '#/components/schemas/Error'
            Inner:
              type: object
            Other:
              properties:
                inner:
                  $ref: '#/components/schemas/Error.inner'
            Error.inner:
              type: string
    "#]],
    );
}
