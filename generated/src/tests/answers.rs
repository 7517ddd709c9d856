//! Answers as the service sends them, where the published specification says something else (see `specs/overlays`):
//! nothing of them is lost, and what the service owns is not sent back.

use super::client;
use super::script::{Script, json as answer};
use crate::clients::{ProductClientListByServiceOptions, UserClientListByServiceOptions};
use crate::models::*;
use azure_core::http::{Body, RequestContent};
use futures::TryStreamExt as _;
use serde::Serialize;
use serde_json::{Value, json};
use std::sync::Arc;

const LINK: &str =
    "https://exports.blob.core.windows.net/api-export/Orders API.json?sv=2017-04-17&sr=b&sig=a%2Bb%3D&sp=r";

const GROUP: &str = r#"{"id": "/groups/developers", "name": "Developers", "description": "Who has signed in.",
    "builtIn": true, "type": "system", "externalId": null}"#;

/// A service whose only answer is this one, for good.
fn service(body: &Value) -> Arc<Script> {
    Script::of([answer(200, body.to_string().leak())])
}

/// Whether a model shows everything that was sent; `null` is as if absent.
#[track_caller]
fn assert_kept(model: impl Serialize, sent: &Value) {
    assert_eq!(without_nulls(serde_json::to_value(model).unwrap()), without_nulls(sent.clone()));
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => fields
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(key, value)| (key, without_nulls(value)))
            .collect(),
        Value::Array(items) => items.into_iter().map(without_nulls).collect(),
        other => other,
    }
}

/// What becomes of a model that is sent.
fn body_of<T>(content: RequestContent<T>) -> Value {
    let Body::Bytes(bytes) = content.body() else { panic!("no bytes") };
    serde_json::from_slice(bytes).unwrap()
}

fn group() -> Value {
    serde_json::from_str(GROUP).unwrap()
}

#[tokio::test]
async fn the_link_of_an_export_is_in_the_properties() {
    let sent = json!({
        "id": "/subscriptions/sub/resourceGroups/rg/providers/Microsoft.ApiManagement/service/svc/apis/orders",
        "type": "Microsoft.ApiManagement/service/apis",
        "name": "orders",
        "properties": {"format": "openapi+json-link", "value": {"link": LINK}},
    });
    let script = service(&sent);
    let api = client(&script).api_export();
    let outside = api.get("rg", "svc", "orders", ExportFormat::OpenapiJson, None).await.unwrap().into_model().unwrap();
    let script = service(&sent);
    let api = client(&script).workspace_api_export();
    let inside = api.get("rg", "svc", "ws", "orders", ExportFormat::OpenapiJson, None).await.unwrap();
    for export in [outside, inside.into_model().unwrap()] {
        assert_kept(&export, &sent);
        let properties = export.properties.unwrap();
        assert_eq!(properties.format.unwrap().to_string(), "openapi+json-link");
        let link = properties.value.unwrap().link.unwrap();
        assert_eq!(link.secret(), LINK);
        assert!(!format!("{link:?}").contains("sig="), "{link:?}");
    }
}

#[test]
fn the_link_of_an_export_may_be_elsewhere() {
    for sent in
        [json!({"id": "/apis/orders", "format": "openapi-link", "value": {"link": LINK}}), json!({"link": LINK})]
    {
        let export: ApiExportResult = serde_json::from_value(sent.clone()).unwrap();
        assert_kept(export, &sent);
    }
}

#[tokio::test]
async fn groups_of_a_user_are_flat() {
    let sent = json!({"name": "1", "properties": {"firstName": "Ada", "groups": [group()]}});
    let script = service(&json!({"value": [sent], "count": 1}));
    let options = UserClientListByServiceOptions { expand_groups: Some(true), ..Default::default() };
    let mut users = client(&script).user().list_by_service("rg", "svc", Some(options)).unwrap();
    let user = users.try_next().await.unwrap().unwrap();
    assert_kept(&user, &sent);
    let groups = user.groups().unwrap();
    assert_eq!((groups[0].id.as_deref(), groups[0].name.as_deref()), (Some("/groups/developers"), Some("Developers")));
    assert_eq!((groups[0].built_in, &groups[0].type_), (Some(true), &Some(GroupType::System)));

    let published = json!({"properties": {"groups": [{"displayName": "Developers", "type": "custom"}]}});
    assert_kept(serde_json::from_value::<UserContract>(published.clone()).unwrap(), &published);
}

#[tokio::test]
async fn groups_listed_for_a_user_are_resources() {
    let sent = json!({"id": "/users/1/groups/a", "type": "Microsoft.ApiManagement/service/users/groups", "name": "a",
        "properties": {"displayName": "A", "builtIn": false, "type": "external", "externalId": "aad://t/groups/1"}});
    let script = service(&json!({"value": [sent], "count": 1}));
    let mut groups = client(&script).user_group().list("rg", "svc", "1", None).unwrap();
    let group = groups.try_next().await.unwrap().unwrap();
    assert_kept(&group, &sent);
    assert_eq!(group.display_name(), Some("A"));
}

#[tokio::test]
async fn a_product_shows_its_groups_and_does_not_send_them() {
    let sent = json!({"id": "/products/p", "type": "Microsoft.ApiManagement/service/products", "name": "p",
        "properties": {"displayName": "P", "terms": null, "state": "notPublished", "groups": [group()]}});
    let script = service(&sent);
    let properties = ProductContractProperties { display_name: Some("P".to_owned()), ..Default::default() };
    let parameters = ProductContract { properties: Some(properties), ..Default::default() };
    let products = client(&script).product();
    let product = products.create_or_update("rg", "svc", "p", parameters, None).await.unwrap();
    let product = product.into_model().unwrap();
    assert_kept(&product, &sent);
    assert_eq!(product.groups().unwrap()[0].name.as_deref(), Some("Developers"));
    let body = body_of(RequestContent::<ProductContract>::try_from(product).unwrap());
    assert_eq!(body, json!({"properties": {"displayName": "P", "state": "notPublished"}}));

    let script = service(&json!({"value": [sent], "count": 1}));
    let options = ProductClientListByServiceOptions { expand_groups: Some(true), ..Default::default() };
    let mut products = client(&script).product().list_by_service("rg", "svc", Some(options)).unwrap();
    assert_kept(products.try_next().await.unwrap(), &sent);
}

#[tokio::test]
async fn a_revision_has_a_path() {
    let sent = json!({"id": "/apis/orders;rev=2/revisions/orders;rev=2", "apiId": "/apis/orders;rev=2", "apiRevision": "2",
        "createdDateTime": "2022-04-01T18:53:58.02Z", "privateUrl": "/orders;rev=2", "isOnline": true, "isCurrent": false});
    let script = service(&json!({"value": [sent], "count": 1, "nextLink": null}));
    let mut revisions = client(&script).api_revision().list_by_service("rg", "svc", "orders", None).unwrap();
    let revision = revisions.try_next().await.unwrap().unwrap();
    assert_kept(&revision, &sent);
    assert_eq!(revision.id.as_deref(), Some("/apis/orders;rev=2/revisions/orders;rev=2"));
}

#[tokio::test]
async fn samples_of_bodies_are_kept_and_not_sent() {
    let form = |more: bool| {
        let mut form = json!({"contentType": "application/json", "schemaId": "1", "typeName": "pet",
            "examples": {"default": {"value": {"id": 0}}}});
        if more {
            form["generatedSample"] = "{\r\n  \"id\": 0\r\n}".into();
            form["sample"] = "{\r\n  \"id\": 0\r\n}".into();
        }
        form
    };
    let operation = |more: bool| {
        json!({"properties": {"displayName": "Add", "method": "POST", "urlTemplate": "/pets", "templateParameters": [],
            "request": {"queryParameters": [], "headers": [], "representations": [form(more)]},
            "responses": [{"statusCode": 200, "representations": [form(more)], "headers": []}]}})
    };
    let script = service(&operation(true));
    let read =
        client(&script).api_operation().get("rg", "svc", "pets", "add", None).await.unwrap().into_model().unwrap();
    assert_kept(&read, &operation(true));
    assert_eq!(body_of(RequestContent::<OperationContract>::try_from(read).unwrap()), operation(false));
}
