//! Documents, paths, operations and responses.

use super::{check, check_files};
use expect_test::expect;

#[test]
fn host_and_base_path_move_to_servers_and_paths() {
    check(
        "
host: management.example.com
basePath: /v1/
schemes: [https]
produces: [text/json]
x-ms-parameterized-host:
  hostTemplate: '{endpoint}'
  parameters: [{$ref: '#/parameters/Endpoint'}]
parameters:
  Endpoint: {name: endpoint, in: path, required: true, type: string}
tags: [{name: a, description: All about a}]
paths:
  /a/: {get: {operationId: A_Get, responses: {200: {description: Done}}}}
x-ms-paths:
  /a/?export=true: {get: {operationId: A_Export, responses: {200: {description: Done}}}}
",
        &expect![[r#"
            servers:
            - url: https://management.example.com/v1
            paths:
              /v1/a/:
                get:
                  operationId: A_Get
                  responses:
                    '200':
                      description: Done
              /v1/a/?export=true:
                get:
                  operationId: A_Export
                  responses:
                    '200':
                      description: Done
            tags:
            - name: a
              description: All about a
            x-ms-parameterized-host:
              hostTemplate: '{endpoint}'
              parameters:
              - name: endpoint
                in: path
                required: true
                type: string
        "#]],
    );
}

#[test]
fn operations_keep_extensions_but_for_examples() {
    check(
        "
paths:
  /a:
    get:
      operationId: A_List
      summary: List
      description: Lists all
      tags: [A]
      deprecated: true
      externalDocs: {url: 'https://example.com'}
      x-ms-pageable: {nextLinkName: nextLink}
      x-ms-odata: '#/definitions/A'
      x-ms-examples: {List: {$ref: ./examples/list.json}}
      responses: {200: {description: Done}}
",
        &expect![[r#"
            paths:
              /a:
                get:
                  tags:
                  - A
                  summary: List
                  description: Lists all
                  externalDocs:
                    url: https://example.com
                  operationId: A_List
                  responses:
                    '200':
                      description: Done
                  deprecated: true
                  x-ms-pageable:
                    nextLinkName: nextLink
                  x-ms-odata: '#/definitions/A'
        "#]],
    );
}

#[test]
fn responses_get_content_by_media_type() {
    check(
        "
produces: [application/json]
responses:
  Gone: {description: Gone}
paths:
  /a:
    get:
      operationId: A_Get
      produces: [application/json, text/xml]
      responses:
        200:
          description: Done
          schema: {$ref: '#/definitions/Thing'}
          headers:
            ETag: {type: string, description: Tag, x-ms-client-name: tag}
        204: {$ref: '#/responses/Gone'}
        5XX: {description: Broken}
        default: {description: Failed, schema: {type: string}, x-ms-error-response: true}
        2000: {description: No status}
definitions:
  Thing: {type: object}
",
        &expect![[r#"
            paths:
              /a:
                get:
                  operationId: A_Get
                  responses:
                    default:
                      description: Failed
                      content:
                        application/json:
                          schema:
                            type: string
                        text/xml:
                          schema:
                            type: string
                      x-ms-error-response: true
                    '200':
                      description: Done
                      headers:
                        ETag:
                          description: Tag
                          style: simple
                          schema:
                            type: string
                          x-ms-client-name: tag
                      content:
                        application/json:
                          schema:
                            $ref: '#/components/schemas/Thing'
                        text/xml:
                          schema:
                            $ref: '#/components/schemas/Thing'
                    '204':
                      description: Gone
                    5XX:
                      description: Broken
            components:
              schemas:
                Thing:
                  type: object
            E301 api.yaml#/paths/~1a/get/responses/2000 (key): `2000` is no status code
              | write a status such as `200` or `4XX`, or `default` for all others
        "#]],
    );
}

#[test]
fn one_path_of_two_files_is_merged_by_method() {
    let file = |method: &str, version: &str| {
        format!(
            "
swagger: '2.0'
info: {{title: T, version: '{version}'}}
paths:
  /a:
    {method}: {{operationId: A_{method}, responses: {{200: {{description: Done}}}}}}
    head: {{operationId: A_head, responses: {{200: {{description: Done}}}}}}
"
        )
    };
    check_files(
        &[("a.yaml", &file("get", "1")), ("b.yaml", &file("put", "2"))],
        2,
        &expect![[r#"
            paths:
              /a:
                get:
                  operationId: A_get
                  responses:
                    '200':
                      description: Done
                put:
                  operationId: A_put
                  responses:
                    '200':
                      description: Done
                head:
                  operationId: A_head
                  responses:
                    '200':
                      description: Done
            W303 b.yaml#/info/version: version 2 differs from 1 of the first document
              | give all roots one version, or generate a crate for each version
            E402 b.yaml#/paths/~1a/head (key): this method of this path is declared twice
              a.yaml#/paths/~1a/head: this is the first
              | remove one of the two, or take one of their files out of the roots
        "#]],
    );
}
