//! Creates a service, watches the progress, and resumes.

use crate::support::{Target, check};
use apim::models::{
    ApiManagementServiceCheckNameAvailabilityParameters, ApiManagementServiceResource,
    ApiManagementServiceSkuProperties, SkuType,
};
use azure_core::{Result, credentials::Secret};
use futures::TryStreamExt as _;

pub(crate) async fn run(target: &Target) -> Result<()> {
    let name = format!("{}-new", target.service);
    if is_free(target, &name).await? {
        println!("nobody has the name {name}");
    }
    create(target, &name).await?;
    let token = begin(target, &name).await?;
    finish(target, &token).await
}

async fn is_free(Target { client, .. }: &Target, name: &str) -> Result<bool> {
    let name = ApiManagementServiceCheckNameAvailabilityParameters::new(name);
    let answer = client.api_management_service().check_name_availability(name, None).await?.into_model()?;
    Ok(answer.name_available == Some(true))
}

fn wanted() -> ApiManagementServiceResource {
    let sku = ApiManagementServiceSkuProperties::new(SkuType::Consumption, 0);
    ApiManagementServiceResource::new("apis@contoso.example", "Contoso", sku, "westeurope")
}

async fn create(Target { client, resource_group, .. }: &Target, name: &str) -> Result<()> {
    let services = client.api_management_service();
    let mut creation = services.begin_create_or_update(resource_group, name, wanted(), None)?;
    while let Some(state) = creation.try_next().await? {
        println!("{} {:?}", state.status, state.percent_complete);
    }
    let created = creation.await?.into_model()?;
    println!("gateway: {}", created.gateway_url().unwrap_or("?"));
    check(created.provisioning_state() == Some("Succeeded"), "the service is ready")
}

/// Only begins; the token is all that is needed to go on.
async fn begin(Target { client, resource_group, .. }: &Target, name: &str) -> Result<Secret> {
    let services = client.api_management_service();
    let mut creation = services.begin_create_or_update(resource_group, name, wanted(), None)?;
    creation.try_next().await?;
    let token = creation.token().cloned();
    check(token.is_some(), "there is a token from the first answer on")?;
    Ok(token.unwrap_or_else(|| Secret::new("")))
}

async fn finish(Target { client, .. }: &Target, token: &Secret) -> Result<()> {
    let creation = client.api_management_service().resume_create_or_update(token, None)?;
    let created = creation.await?.into_model()?;
    println!("resumed, and done: {}", created.id.unwrap_or_default());
    Ok(())
}
