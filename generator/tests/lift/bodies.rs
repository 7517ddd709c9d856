//! Bodies and forms.

use super::check;
use apim_codegen::source::Pointer;
use expect_test::expect;

#[test]
fn a_body_parameter_becomes_the_request_body() {
    let lifted = check(
        "
consumes: [application/json]
paths:
  /a:
    put:
      operationId: A_Put
      consumes: [application/merge-patch+json, text/plain]
      parameters:
        - $ref: '#/parameters/Body'
        - {name: If-Match, in: header, type: string}
      responses: {200: {description: Done}}
    post:
      operationId: A_Post
      parameters: [{name: raw, in: body, schema: {type: string, format: binary}}]
      responses: {200: {description: Done}}
parameters:
  Body:
    name: parameters
    in: body
    required: true
    description: What is put
    x-ms-client-flatten: true
    x-ms-parameter-location: method
    schema: {$ref: '#/definitions/Thing'}
definitions:
  Thing: {type: object}
",
        &expect![[r#"
            paths:
              /a:
                put:
                  operationId: A_Put
                  parameters:
                  - in: header
                    name: If-Match
                    schema:
                      type: string
                    style: simple
                  requestBody:
                    description: What is put
                    content:
                      application/merge-patch+json:
                        schema:
                          $ref: '#/components/schemas/Thing'
                      text/plain:
                        schema:
                          $ref: '#/components/schemas/Thing'
                    required: true
                    x-ms-requestBody-name: parameters
                    x-ms-client-flatten: true
                    x-ms-parameter-location: method
                  responses:
                    '200':
                      description: Done
                post:
                  operationId: A_Post
                  requestBody:
                    content:
                      application/json:
                        schema:
                          type: string
                          format: binary
                    x-ms-requestBody-name: raw
                  responses:
                    '200':
                      description: Done
            components:
              schemas:
                Thing:
                  type: object
        "#]],
    );
    let put = Pointer::from_text("/paths/~1a/put");
    let origin = |pointer: Pointer| lifted.origins.locate(&pointer).map(|it| it.pointer.to_string());
    assert_eq!(origin(put.key("requestBody").key("required")).as_deref(), Some("/parameters/Body/required"));
    assert_eq!(origin(put.key("parameters").key("0").key("name")).as_deref(), Some("/paths/~1a/put/parameters/1/name"));
    let schema = put.key("requestBody").key("content").key("text/plain").key("schema");
    assert_eq!(origin(schema).as_deref(), Some("/parameters/Body/schema"));
}

#[test]
fn form_fields_become_an_object() {
    check(
        "
paths:
  /a:
    post:
      operationId: A_Post
      consumes: [application/x-www-form-urlencoded]
      parameters:
        - {name: grant, in: formData, type: string, required: true, x-ms-client-name: grantType}
        - {name: tags, in: formData, type: array, items: {type: string}}
      responses: {200: {description: Done}}
    put:
      operationId: A_Put
      parameters: [{name: content, in: formData, type: file}]
      responses: {200: {description: Done}}
",
        &expect![[r#"
            paths:
              /a:
                put:
                  operationId: A_Put
                  requestBody:
                    content:
                      multipart/form-data:
                        schema:
                          type: object
                          properties:
                            content:
                              type: string
                              format: binary
                  responses:
                    '200':
                      description: Done
                post:
                  operationId: A_Post
                  requestBody:
                    content:
                      application/x-www-form-urlencoded:
                        schema:
                          type: object
                          properties:
                            grant:
                              x-ms-client-name: grantType
                              type: string
                            tags:
                              type: array
                              items:
                                type: string
                          required:
                          - grant
                    required: true
                  responses:
                    '200':
                      description: Done
        "#]],
    );
}
