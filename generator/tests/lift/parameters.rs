//! Parameters.

use super::{check, check_files};
use expect_test::expect;

#[test]
fn shared_parameters_become_components_of_the_client() {
    check(
        "
paths:
  /a/{id}:
    parameters: [{$ref: '#/parameters/Id'}]
    get:
      operationId: A_Get
      parameters:
        - $ref: '#/parameters/Filter'
        - {name: expand, in: query, type: boolean, default: false}
      responses: {200: {description: Done}}
parameters:
  Id: {name: id, in: path, required: true, type: string, minLength: 1, x-ms-skip-url-encoding: true}
  Filter:
    name: $filter
    in: query
    type: string
    enum: [a, b]
    x-ms-enum: {name: Filter}
    x-ms-parameter-location: method
  Unused: {name: unused, in: query, type: string}
",
        &expect![[r#"
            paths:
              /a/{id}:
                get:
                  operationId: A_Get
                  parameters:
                  - $ref: '#/components/parameters/Filter'
                  - in: query
                    name: expand
                    schema:
                      default: false
                      type: boolean
                    style: form
                  responses:
                    '200':
                      description: Done
                parameters:
                - $ref: '#/components/parameters/Id'
            components:
              parameters:
                Id:
                  in: path
                  name: id
                  required: true
                  schema:
                    type: string
                    minLength: 1
                  x-ms-skip-url-encoding: true
                  x-ms-parameter-location: client
                  style: simple
                Filter:
                  in: query
                  name: $filter
                  schema:
                    x-ms-enum:
                      name: Filter
                    type: string
                    enum:
                    - a
                    - b
                  x-ms-parameter-location: method
                  style: form
        "#]],
    );
}

#[test]
fn collection_formats_become_styles() {
    check(
        "
paths:
  /a:
    get:
      operationId: A_Get
      parameters:
        - {name: plain, in: query, type: array, items: {type: string}}
        - {name: multi, in: query, type: array, items: {type: string}, collectionFormat: multi}
        - {name: ssv, in: query, type: array, items: {type: string}, collectionFormat: ssv}
        - {name: pipes, in: query, type: array, items: {type: string}, collectionFormat: pipes}
        - {name: tsv, in: query, type: array, items: {type: string}, collectionFormat: tsv}
        - {name: header, in: header, type: array, items: {type: string}, collectionFormat: csv}
        - {name: wrong, in: query, type: array, items: {type: string}, collectionFormat: xml}
      responses: {200: {description: Done}}
",
        &expect![[r#"
            paths:
              /a:
                get:
                  operationId: A_Get
                  parameters:
                  - in: query
                    name: plain
                    schema:
                      type: array
                      items:
                        type: string
                    explode: false
                    style: form
                  - in: query
                    name: multi
                    schema:
                      type: array
                      items:
                        type: string
                    explode: true
                    style: form
                  - in: query
                    name: ssv
                    schema:
                      type: array
                      items:
                        type: string
                    explode: false
                    style: spaceDelimited
                  - in: query
                    name: pipes
                    schema:
                      type: array
                      items:
                        type: string
                    explode: false
                    style: pipeDelimited
                  - in: query
                    name: tsv
                    schema:
                      type: array
                      items:
                        type: string
                    x-collection-format: tsv
                    style: form
                  - in: header
                    name: header
                    schema:
                      type: array
                      items:
                        type: string
                    style: simple
                  - in: query
                    name: wrong
                    schema:
                      type: array
                      items:
                        type: string
                    style: form
                  responses:
                    '200':
                      description: Done
            E301 api.yaml#/paths/~1a/get/parameters/6/collectionFormat: `xml` is no collection format
              | write one of `csv`, `multi`, `pipes`, `ssv`, `tsv`
        "#]],
    );
}

#[test]
fn parameters_of_openapi_3_keep_their_shape() {
    check_files(
        &[(
            "api.yaml",
            "
openapi: 3.0.1
info: {title: T, version: '1'}
servers: [{url: 'https://example.com'}]
paths:
  /a/{id}:
    get:
      operationId: A_Get
      parameters:
        - $ref: '#/components/parameters/Id'
        - {name: tags, in: query, schema: {type: array, items: {type: string}}}
      responses:
        '200': {$ref: '#/components/responses/Done'}
    put:
      operationId: A_Put
      parameters: [{$ref: '#/components/parameters/Id'}]
      requestBody: {$ref: '#/components/requestBodies/Thing'}
      responses:
        '200': {$ref: '#/components/responses/Done'}
components:
  parameters:
    Id: {name: id, in: path, required: true, schema: {type: string}}
  responses:
    Done:
      description: Done
      headers: {ETag: {$ref: '#/components/headers/ETag'}}
      content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}
  requestBodies:
    Thing: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
  headers:
    ETag: {schema: {type: string}}
  schemas:
    Thing: {type: object}
",
        )],
        1,
        &expect![[r#"
            servers:
            - url: https://example.com
            paths:
              /a/{id}:
                get:
                  operationId: A_Get
                  parameters:
                  - $ref: '#/components/parameters/Id'
                  - in: query
                    name: tags
                    schema:
                      type: array
                      items:
                        type: string
                    explode: true
                    style: form
                  responses:
                    '200':
                      description: Done
                      headers:
                        ETag:
                          style: simple
                          schema:
                            type: string
                      content:
                        application/json:
                          schema:
                            $ref: '#/components/schemas/Thing'
                put:
                  operationId: A_Put
                  parameters:
                  - $ref: '#/components/parameters/Id'
                  requestBody:
                    content:
                      application/json:
                        schema:
                          $ref: '#/components/schemas/Thing'
                    required: true
                  responses:
                    '200':
                      description: Done
                      headers:
                        ETag:
                          style: simple
                          schema:
                            type: string
                      content:
                        application/json:
                          schema:
                            $ref: '#/components/schemas/Thing'
            components:
              schemas:
                Thing:
                  type: object
              parameters:
                Id:
                  in: path
                  name: id
                  required: true
                  schema:
                    type: string
                  style: simple
        "#]],
    );
}
