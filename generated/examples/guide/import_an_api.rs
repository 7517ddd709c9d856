//! Imports OpenAPI documents, as text and from an address.

use super::delete_api;
use crate::support::{Target, check};
use apim::models::{ApiCreateOrUpdateParameter, ContentFormat, Protocol};
use azure_core::Result;
use azure_core::http::StatusCode;
use futures::TryStreamExt as _;

const ORDERS: &str = "
openapi: 3.0.3
info: {title: Orders, version: '1.0'}
servers: [{url: https://orders.contoso.example}]
paths:
  /orders:
    get: {operationId: list-orders, summary: List orders, responses: {'200': {description: The orders}}}
    post: {operationId: place-order, summary: Place an order, responses: {'201': {description: The order}}}
  /orders/{id}:
    get:
      operationId: get-order
      summary: Get an order
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: The order}}
";

pub(crate) async fn run(target: &Target) -> Result<()> {
    from_text(target).await?;
    let operations = operations_of(target, "guide-orders").await?;
    println!("operations: {operations:?}");
    check(operations == ["get-order", "list-orders", "place-order"], "the operations are those of the document")?;

    from_address(target).await?;
    // Offline, nothing is fetched.
    let operations = operations_of(target, "guide-pets").await?;
    check(target.is_offline() == operations.is_empty(), "the operations are those of the document")?;

    what_is_refused(target).await?;
    delete_api(target, "guide-orders").await?;
    delete_api(target, "guide-pets").await
}

async fn from_text(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    let mut api = ApiCreateOrUpdateParameter::import("guide/orders", ContentFormat::Openapi, ORDERS);
    api.properties.service_url = Some("https://orders.contoso.example".to_owned());
    api.properties.protocols = Some(vec![Protocol::Https]);
    let import = client.api().begin_create_or_update(resource_group, service, "guide-orders", api, None)?;
    let imported = import.await?.into_model()?;
    println!("imported: {}", imported.display_name().unwrap_or("?"));
    check(imported.display_name() == Some("Orders"), "the API has the title of the document")
}

async fn from_address(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    let document = "https://petstore3.swagger.io/api/v3/openapi.yaml";
    let api = ApiCreateOrUpdateParameter::import("guide/pets", ContentFormat::OpenapiLink, document);
    let import = client.api().begin_create_or_update(resource_group, service, "guide-pets", api, None)?;
    println!("imported: {}", import.await?.into_model()?.id.unwrap_or_default());
    Ok(())
}

async fn operations_of(Target { client, resource_group, service, .. }: &Target, api: &str) -> Result<Vec<String>> {
    let operations = client.api_operation().list_by_api(resource_group, service, api, None)?;
    let mut names: Vec<_> = operations.map_ok(|operation| operation.name.unwrap_or_default()).try_collect().await?;
    names.sort();
    Ok(names)
}

async fn what_is_refused(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    let api =
        ApiCreateOrUpdateParameter::import("guide/nothing", ContentFormat::Openapi, "this is no OpenAPI document");
    match client.api().begin_create_or_update(resource_group, service, "guide-nothing", api, None)?.await {
        Ok(_) => check(false, "a text that is no document is refused"),
        Err(error) => {
            println!("refused: {error}");
            check(error.http_status() == Some(StatusCode::BadRequest), "it is refused with 400")
        }
    }
}
