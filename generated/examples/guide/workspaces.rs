//! Gives a team a workspace with an API of its own.

use crate::support::{Target, check};
use apim::arm::{ResourceId, any_etag};
use apim::models::{
    ApiCreateOrUpdateParameter, ProductApiLinkContract, ProductContract, ProductContractProperties, ProductState,
    SubscriptionCreateParameters, WorkspaceContract,
};
use azure_core::Result;
use futures::TryStreamExt as _;

const WORKSPACE: &str = "guide-logistics";
const API: &str = "guide-routes";
const PRODUCT: &str = "guide-routes-for-all";

pub(crate) async fn run(target: &Target) -> Result<()> {
    let workspace = create(target).await?;
    let api = make_api(target).await?;
    println!("api:      {api}");
    check(api.parent().as_ref() == Some(&workspace), "the API is in the workspace")?;
    offer(target, &api).await?;
    subscribe(target, &workspace.child("products", PRODUCT)?).await?;

    let Target { client, resource_group, service, .. } = target;
    let apis = client.workspace_api().list_by_service(resource_group, service, WORKSPACE, None)?;
    check(apis.try_collect::<Vec<_>>().await?.len() == 1, "the workspace has one API")?;
    let gateways = client.api_management_workspace_links().list_by_service(resource_group, service, None)?;
    println!("workspaces with a gateway: {}", gateways.try_collect::<Vec<_>>().await?.len());
    clean_up(target).await
}

async fn create(Target { client, resource_group, service, .. }: &Target) -> Result<ResourceId> {
    let workspace = WorkspaceContract::new("Logistics");
    let made = client.workspace().create_or_update(resource_group, service, WORKSPACE, workspace, None).await?;
    ResourceId::try_from(&made.into_model()?.id)
}

async fn make_api(Target { client, resource_group, service, .. }: &Target) -> Result<ResourceId> {
    let mut api = ApiCreateOrUpdateParameter::new("guide/routes");
    api.properties.display_name = Some("Routes".to_owned());
    api.properties.service_url = Some("https://routes.contoso.example".to_owned());
    let made = client.workspace_api().begin_create_or_update(resource_group, service, WORKSPACE, API, api, None)?;
    ResourceId::try_from(&made.await?.into_model()?.id)
}

async fn offer(Target { client, resource_group, service, .. }: &Target, api: &ResourceId) -> Result<()> {
    let properties =
        ProductContractProperties { state: Some(ProductState::Published), ..ProductContractProperties::new("Routes") };
    let product = ProductContract { properties: Some(properties), ..Default::default() };
    let products = client.workspace_product();
    products.create_or_update(resource_group, service, WORKSPACE, PRODUCT, product, None).await?;

    let link = ProductApiLinkContract::new(api.as_str());
    let links = client.workspace_product_api_link();
    links.create_or_update(resource_group, service, WORKSPACE, PRODUCT, "routes", link, None).await?;
    Ok(())
}

async fn subscribe(Target { client, resource_group, service, .. }: &Target, product: &ResourceId) -> Result<()> {
    let wanted = SubscriptionCreateParameters::active(product.as_str(), "Logistics");
    let subscriptions = client.workspace_subscription();
    subscriptions.create_or_update(resource_group, service, WORKSPACE, "guide-caller", wanted, None).await?;
    let keys = subscriptions.list_secrets(resource_group, service, WORKSPACE, "guide-caller", None).await?;
    check(keys.into_model()?.primary_key.is_some(), "there is a key")
}

async fn clean_up(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    client.workspace().delete(resource_group, service, WORKSPACE, any_etag(), None).await?;
    Ok(())
}
