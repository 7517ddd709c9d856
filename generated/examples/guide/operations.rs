//! Describes the operations of an API one by one.

use super::{delete_api, make_api};
use crate::support::{Target, check};
use apim::ResponseHeaders as _;
use apim::arm::any_etag;
use apim::models::{
    OperationContract, OperationUpdateContract, OperationUpdateContractProperties, ParameterContract,
    RepresentationContract, RequestContract, ResponseContract,
};
use azure_core::Result;
use futures::TryStreamExt as _;

const API: &str = "guide-shipments";

pub(crate) async fn run(target: &Target) -> Result<()> {
    make_api(target, API).await?;
    create(target).await?;
    change(target).await?;

    let Target { client, resource_group, service, .. } = target;
    let operations = client.api_operation();
    let all: Vec<_> = operations.list_by_api(resource_group, service, API, None)?.try_collect().await?;
    for operation in &all {
        println!("{} {}", operation.method().unwrap_or("?"), operation.url_template().unwrap_or("?"));
    }
    check(all.len() == 2, "there are two operations")?;
    operations.delete(resource_group, service, API, "get-shipment", any_etag(), None).await?;
    delete_api(target, API).await
}

async fn create(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    let operations = client.api_operation();

    let mut get = OperationContract::new("Get a shipment", "GET", "/shipments/{id}");
    let mut found = ResponseContract::new(200);
    found.representations = Some(vec![RepresentationContract::new("application/json")]);
    let properties = get.properties_mut();
    properties.template_parameters = Some(vec![ParameterContract::new("id", "string")]);
    properties.responses = Some(vec![found, ResponseContract::new(404)]);
    operations.create_or_update(resource_group, service, API, "get-shipment", get, None).await?;

    let mut find = OperationContract::new("Find shipments", "GET", "/shipments");
    let mut state = ParameterContract::new("state", "string");
    state.values = Some(vec!["open".to_owned(), "delivered".to_owned()]);
    find.properties_mut().request = Some(RequestContract { query_parameters: Some(vec![state]), ..Default::default() });
    operations.create_or_update(resource_group, service, API, "find-shipments", find, None).await?;
    Ok(())
}

/// Only what is named changes, and only if nobody was faster.
async fn change(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    let operations = client.api_operation();
    let found = operations.get(resource_group, service, API, "find-shipments", None).await?;
    let tag = found.etag()?.unwrap_or_else(any_etag);
    let properties = OperationUpdateContractProperties { description: "By their state.".into(), ..Default::default() };
    let update = OperationUpdateContract { properties: properties.into() };
    let changed = operations.update(resource_group, service, API, "find-shipments", tag, update, None).await?;
    check(changed.into_model()?.description() == Some("By their state."), "the description has changed")
}
