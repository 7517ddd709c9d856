//! Registers a self-hosted gateway and gets its token.

use super::{delete_api, make_api};
use crate::support::{Target, check};
use apim::arm::any_etag;
use apim::models::{
    GatewayContract, GatewayContractProperties, GatewayTokenRequestContract, ResourceLocationDataContract,
};
use azure_core::Result;
use azure_core::credentials::Secret;
use azure_core::time::{Duration, OffsetDateTime};
use futures::TryStreamExt as _;

const API: &str = "guide-stock";
const GATEWAY: &str = "guide-harbour";

pub(crate) async fn run(target: &Target) -> Result<()> {
    make_api(target, API).await?;
    register(target).await?;
    let authorization = authorization(target).await?;
    println!("config.service.auth: {authorization:?}");
    check(authorization.secret().starts_with("GatewayKey "), "it is ready for the configuration")?;

    let Target { client, resource_group, service, .. } = target;
    let apis = client.gateway_api().list_by_service(resource_group, service, GATEWAY, None)?;
    check(apis.try_collect::<Vec<_>>().await?.len() == 1, "the gateway has one API")?;
    client.gateway().delete(resource_group, service, GATEWAY, any_etag(), None).await?;
    delete_api(target, API).await
}

async fn register(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    let properties = GatewayContractProperties {
        location_data: Some(ResourceLocationDataContract::new("Harbour")),
        description: Some("Beside the machines that it calls".to_owned()),
    };
    let gateway = GatewayContract { properties: Some(properties), ..Default::default() };
    client.gateway().create_or_update(resource_group, service, GATEWAY, gateway, None).await?;
    client.gateway_api().create_or_update(resource_group, service, GATEWAY, API, None).await?;
    Ok(())
}

/// What stands in `config.service.auth` of the gateway.
async fn authorization(Target { client, resource_group, service, .. }: &Target) -> Result<Secret> {
    let request = GatewayTokenRequestContract::new(OffsetDateTime::now_utc() + Duration::days(29));
    let token = client.gateway().generate_token(resource_group, service, GATEWAY, request, None).await?.into_model()?;
    Ok(token.authorization().unwrap_or_else(|| Secret::new("")))
}
