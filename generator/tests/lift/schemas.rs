//! Schemas.

use super::check;
use expect_test::expect;

#[test]
fn siblings_of_a_reference_are_kept_beside_an_all_of() {
    check(
        "
definitions:
  Inner: {type: object}
  Outer:
    properties:
      bare: {$ref: '#/definitions/Inner'}
      typed: {$ref: '#/definitions/Inner', type: object}
      flattened: {$ref: '#/definitions/Inner', x-ms-client-flatten: true, description: Inner part}
      fixed: {$ref: '#/definitions/Inner', readOnly: true, type: object, x-nullable: true}
",
        &expect![[r#"
            components:
              schemas:
                Inner:
                  type: object
                Outer:
                  properties:
                    bare:
                      $ref: '#/components/schemas/Inner'
                    typed:
                      $ref: '#/components/schemas/Inner'
                    flattened:
                      description: Inner part
                      x-ms-client-flatten: true
                      allOf:
                      - $ref: '#/components/schemas/Inner'
                    fixed:
                      nullable: true
                      readOnly: true
                      allOf:
                      - $ref: '#/components/schemas/Inner'
        "#]],
    );
}

#[test]
fn inheritance_beside_properties_is_kept() {
    check(
        "
definitions:
  Base: {type: object, discriminator: kind, required: [kind], properties: {kind: {type: string}}}
  Only: {allOf: [{$ref: '#/definitions/Base'}], description: Nothing of its own}
  More:
    x-ms-discriminator-value: more
    allOf: [{$ref: '#/definitions/Base'}]
    properties: {size: {type: integer, format: int32, readOnly: true}}
",
        &expect![[r#"
            components:
              schemas:
                Base:
                  discriminator:
                    propertyName: kind
                  type: object
                  properties:
                    kind:
                      type: string
                  required:
                  - kind
                Only:
                  description: Nothing of its own
                  allOf:
                  - $ref: '#/components/schemas/Base'
                More:
                  x-ms-discriminator-value: more
                  properties:
                    size:
                      readOnly: true
                      type: integer
                      format: int32
                  allOf:
                  - $ref: '#/components/schemas/Base'
        "#]],
    );
}

#[test]
fn enumerations_lose_null_and_become_nullable() {
    check(
        "
definitions:
  Text: {type: string, enum: [a, null], x-ms-enum: {name: Text, modelAsString: true}, default: a}
  Number: {type: integer, enum: [1, 2]}
  Untyped: {enum: [a, b]}
  Mixed: {type: string, enum: [a, 1]}
",
        &expect![[r#"
            components:
              schemas:
                Text:
                  nullable: true
                  default: a
                  x-ms-enum:
                    name: Text
                    modelAsString: true
                  type: string
                  enum:
                  - a
                Number:
                  type: integer
                  enum:
                  - 1
                  - 2
                Untyped:
                  enum:
                  - a
                  - b
                Mixed:
                  type: string
                  enum:
                  - a
                  - 1
        "#]],
    );
}

#[test]
fn formats_and_bounds_are_kept() {
    check(
        "
definitions:
  Text: {type: string, format: arm-id, pattern: '^a+$', minLength: 1, maxLength: 9}
  Date: {type: string, format: date-time}
  File: {type: file}
  Ratio: {type: number, format: decimal, minimum: 0, maximum: 1.5, exclusiveMaximum: true}
  Count: {type: integer, format: int64, minimum: -9223372036854775808, maximum: 100.0, multipleOf: 2}
  Huge: {type: integer, maximum: 18446744073709551615}
  Odd: {type: string, minimum: 3}
  List: {type: array, items: {type: string}, minItems: 1, uniqueItems: true, x-ms-identifiers: []}
  Map: {type: object, additionalProperties: {type: integer}, maxProperties: 3}
  Open: {type: object, additionalProperties: true}
  Anything: {}
",
        &expect![[r#"
            components:
              schemas:
                Text:
                  type: string
                  format: arm-id
                  pattern: ^a+$
                  minLength: 1
                  maxLength: 9
                Date:
                  type: string
                  format: date-time
                File:
                  type: string
                  format: binary
                Ratio:
                  type: number
                  format: decimal
                  exclusiveMaximum: true
                  minimum: 0.0
                  maximum: 1.5
                Count:
                  type: integer
                  format: int64
                  multipleOf: 2
                  minimum: -9223372036854775808
                  maximum: 100
                Huge:
                  type: integer
                Odd:
                  type: string
                  minimum: 3.0
                List:
                  x-ms-identifiers: []
                  type: array
                  items:
                    type: string
                  minItems: 1
                  uniqueItems: true
                Map:
                  type: object
                  additionalProperties:
                    type: integer
                  maxProperties: 3
                Open:
                  type: object
                  additionalProperties: true
                Anything: {}
            W303 api.yaml#/definitions/Huge/maximum: 18446744073709551615 is no 64-bit integer, so `maximum` is ignored
              | write a whole number of at most 64 bits, or remove the bound
        "#]],
    );
}

#[test]
fn null_among_types_makes_nullable() {
    check(
        "
definitions:
  Maybe: {type: [string, 'null']}
  Either: {type: [string, integer]}
",
        &expect![[r#"
            components:
              schemas:
                Maybe:
                  nullable: true
                  type: string
                Either: {}
            E302 api.yaml#/definitions/Either/type: a choice between several types is not supported
              | leave the `type` out, and any JSON is taken; or name one type
        "#]],
    );
}

#[test]
fn names_of_properties_are_no_keywords() {
    check(
        "
definitions:
  Odd:
    properties:
      properties: {properties: {$ref: {type: string}, description: {type: string}}}
      type: {type: string}
",
        &expect![[r#"
            components:
              schemas:
                Odd:
                  properties:
                    properties:
                      properties:
                        $ref:
                          type: string
                        description:
                          type: string
                    type:
                      type: string
        "#]],
    );
}
