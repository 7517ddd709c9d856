//! What is wrong is reported at its place, all of it.

use super::{check_diagnostics, check_files};
use expect_test::expect;

#[test]
fn wrong_types_are_reported_and_the_rest_is_read() {
    check_diagnostics(
        "
definitions:
  A: {type: 3, description: [], required: a, properties: {b: 1, c: {maxLength: -1, readOnly: 'yes'}}}
  B: {type: strong, items: null, enum: x, discriminator: 1, externalDocs: {}}
  C: [1]
parameters: {P: {in: query, type: string}}
paths:
  /a:
    get:
      operationId: 1
      tags: a
      parameters:
        - {in: query, type: string}
        - {name: x, type: string}
        - {name: x, in: nowhere, type: string}
        - {name: x, in: query}
        - {name: one, in: body, schema: {}}
        - {name: two, in: body, schema: {}}
        - 7
      responses: {abc: {}, 200: 1}
    put: {operationId: A_Put}
    post: 1
  b: {}
",
        &expect![[r#"
            E301 api.yaml#/paths/~1a/get/operationId: expected a string, found a number
              | put it in quotes: `"1"`
            E301 api.yaml#/paths/~1a/get/tags: expected an array, found a string
              | make it a list: `["a"]`
            E301 api.yaml#/paths/~1a/get/parameters/0: the required key `name` is missing
              | add `"name": "…"`
            E301 api.yaml#/paths/~1a/get/parameters/1: the required key `in` is missing
              | add `"in": "query"`
            E301 api.yaml#/paths/~1a/get/parameters/2/in: `nowhere` is no place for a parameter
              | write one of `body`, `formData`, `header`, `path`, `query`
            E301 api.yaml#/paths/~1a/get/parameters/3: the required key `type` is missing
              | add `"type": "string"`
            E301 api.yaml#/paths/~1a/get/parameters/5: there can be one body only
              api.yaml#/paths/~1a/get/parameters/4: this is the first
              | make the two bodies properties of one definition
            E301 api.yaml#/paths/~1a/get/parameters/6: expected an object, found a number
              | write an object here
            E301 api.yaml#/paths/~1a/get/responses/abc (key): `abc` is no status code
              | write a status such as `200` or `4XX`, or `default` for all others
            E301 api.yaml#/paths/~1a/get/responses/200: expected an object, found a number
              | write an object here
            E301 api.yaml#/paths/~1a/put: the required key `responses` is missing
              | add `"responses": { "200": { "description": "…" } }`
            E301 api.yaml#/paths/~1a/post: expected an object, found a number
              | write an object here
            E301 api.yaml#/paths/b (key): a path must begin with `/`
              | write `/b`, or `x-b` if it is no path
            E301 api.yaml#/definitions/A/type: expected a string, found a number
              | put it in quotes: `"3"`
            E301 api.yaml#/definitions/A/description: expected a string, found an array
              | write a string here
            E301 api.yaml#/definitions/A/required: expected an array, found a string
              | make it a list: `["a"]`
            E301 api.yaml#/definitions/A/properties/b: expected an object, found a number
              | write an object here
            E301 api.yaml#/definitions/A/properties/c/maxLength: expected a whole number of at least 0, found a number
              | write a whole number of at least 0 here
            E301 api.yaml#/definitions/A/properties/c/readOnly: expected true or false, found a string
              | write true or false here
            E301 api.yaml#/definitions/B/type: `strong` is no type
              | did you mean `string`?
            E301 api.yaml#/definitions/B/items: expected an object, found null
              | write an object here, or remove the key
            E301 api.yaml#/definitions/B/enum: expected an array, found a string
              | make it a list: `["x"]`
            E301 api.yaml#/definitions/B/discriminator: expected the name of a property, found a number
              | write the name of a property here
            E301 api.yaml#/definitions/B/externalDocs: the required key `url` is missing
              | add `"url": "https://…"`
            E301 api.yaml#/definitions/C: expected an object, found an array
              | write an object here
        "#]],
    );
}

#[test]
fn unknown_keys_are_reported() {
    check_diagnostics(
        "
definition: {}
definitions: {A: {tpye: string, x-own: 1}}
paths:
  /a:
    gett: {}
    get:
      operationid: A
      parameters: [{name: a, in: query, type: string, require: true}]
      responses: {200: {descripton: x}}
",
        &expect![[r#"
            W303 api.yaml#/definition (key): `definition` has no meaning in a document and is ignored
              | did you mean `definitions`?
            W303 api.yaml#/paths/~1a/gett (key): `gett` has no meaning in a path and is ignored
              | did you mean `get`?
            W303 api.yaml#/paths/~1a/get/operationid (key): `operationid` has no meaning in an operation and is ignored
              | did you mean `operationId`?
            W303 api.yaml#/paths/~1a/get/parameters/0/require (key): `require` has no meaning in a parameter and is ignored
              | did you mean `required`?
            W303 api.yaml#/paths/~1a/get/responses/200/descripton (key): `descripton` has no meaning in a response and is ignored
              | did you mean `description`?
            W303 api.yaml#/definitions/A/tpye (key): `tpye` has no meaning in a schema and is ignored
              | did you mean `type`?
        "#]],
    );
}

#[test]
fn references_that_lead_nowhere_or_astray_are_reported() {
    check_diagnostics(
        "
definitions:
  A:
    properties:
      a: {$ref: '#/definitions/Missing'}
      b: {$ref: 'missing.yaml#/definitions/A'}
      c: {$ref: 'https://example.com/api.json#/definitions/A'}
      d: {$ref: '#/parameters/P'}
      e: {$ref: 1}
      f: {$ref: '#/definitions/A', description: Fine}
parameters:
  P: {name: p, in: query, type: string}
paths:
  /a:
    get:
      operationId: A_Get
      parameters: [{$ref: '#/definitions/A'}, {$ref: '#/parameters/Q'}]
      responses: {200: {$ref: '#/responses/R'}}
",
        &expect![[r#"
            E203 api.yaml#/paths/~1a/get/parameters/0/$ref: expected a parameter, but `#/definitions/A` is a definition
              api.yaml#/definitions/A: this is a definition
              | refer to a parameter, such as those in `parameters`
            E202 api.yaml#/paths/~1a/get/parameters/1/$ref: there is no `/parameters/Q` in api.yaml
              api.yaml#/parameters/P: this is there
              | did you mean `#/parameters/P`?
            E202 api.yaml#/paths/~1a/get/responses/200/$ref: there is no `/responses/R` in api.yaml
              | correct the pointer, or add what it leads to
            E202 api.yaml#/definitions/A/properties/a/$ref: there is no `/definitions/Missing` in api.yaml
              | correct the pointer, or add what it leads to
            E201 api.yaml#/definitions/A/properties/b/$ref: there is no file `missing.yaml`
              | correct the path, which is relative to the folder of this file, or add the file
            E204 api.yaml#/definitions/A/properties/c/$ref: `https://example.com/api.json#/definitions/A` is a URL or an absolute path
              | keep the file beside the specification and refer to it by a relative path
            E203 api.yaml#/definitions/A/properties/d/$ref: expected a definition, but `#/parameters/P` is a parameter
              api.yaml#/parameters/P: this is a parameter
              | refer to a definition, such as those in `definitions`
            E301 api.yaml#/definitions/A/properties/e/$ref: expected a string, found a number
              | put it in quotes: `"1"`
        "#]],
    );
}

#[test]
fn circles_of_references_are_reported_once() {
    check_diagnostics(
        "
definitions:
  Self: {$ref: '#/definitions/Self'}
  A: {$ref: '#/definitions/B'}
  B: {$ref: '#/definitions/A', description: Round}
  Into: {$ref: '#/definitions/A'}
  Fine: {properties: {again: {$ref: '#/definitions/Fine'}}}
parameters:
  P: {$ref: '#/parameters/P'}
responses:
  R: {$ref: '#/responses/S'}
  S: {$ref: '#/responses/R'}
paths:
  /a:
    get:
      operationId: A_Get
      parameters: [{$ref: '#/parameters/P'}]
      responses: {200: {$ref: '#/responses/R'}, 202: {$ref: '#/responses/S'}}
",
        &expect![[r#"
            E205 api.yaml#/parameters/P/$ref: `P` refers to itself
              | let one of them say what it is, instead of referring on
            E205 api.yaml#/responses/R/$ref: `R`, `S` refer to each other in a circle
              api.yaml#/responses/S/$ref: part of the circle
              | let one of them say what it is, instead of referring on
            E205 api.yaml#/definitions/Self/$ref: `Self` refers to itself
              | let one of them say what it is, instead of referring on
            E205 api.yaml#/definitions/A/$ref: `A`, `B` refer to each other in a circle
              api.yaml#/definitions/B/$ref: part of the circle
              | let one of them say what it is, instead of referring on
        "#]],
    );
}

#[test]
fn other_documents_are_refused() {
    check_files(
        &[("a.yaml", "swagger: '1.2'"), ("b.yaml", "[]"), ("c.yaml", "openapi: 3.1.0")],
        3,
        &expect![[r#"
            {}
            E104 a.yaml#/swagger: version 1.2 is not supported
              | convert the specification to Swagger 2.0, OpenAPI 3.0 or 3.1
            E104 b.yaml#: the version is missing or no string
              | write `swagger: "2.0"` or `openapi: "3.0.3"` at the top of the file
            E301 c.yaml#: the required key `info` is missing
              | add `"info": { "title": "…", "version": "…" }`
            E301 c.yaml#: the required key `paths` is missing
              | add `"paths": {}`
        "#]],
    );
}

#[test]
fn missing_parts_of_a_document_are_reported() {
    check_files(
        &[("a.yaml", "{swagger: '2.0', info: {}}")],
        1,
        &expect![[r#"
            {}
            E301 a.yaml#/info: the required key `title` is missing
              | add `"title": "…"`
            E301 a.yaml#/info: the required key `version` is missing
              | add `"version": "…"`
            E301 a.yaml#: the required key `paths` is missing
              | add `"paths": {}`
        "#]],
    );
}
