//! Deletes a service, restores and purges it.

use crate::support::{Target, check};
use apim::models::{ApiManagementServiceResource, ApiManagementServiceSkuProperties, DeletedServiceContract, SkuType};
use azure_core::Result;
use azure_core::http::StatusCode;
use futures::TryStreamExt as _;

const LOCATION: &str = "westeurope";

pub(crate) async fn run(target: &Target) -> Result<()> {
    let name = format!("{}-new", target.service);
    put(target, &name, wanted()).await?;
    delete(target, &name).await?;

    let deleted = find(target, &name).await?;
    check(deleted.is_some(), "the service can be restored")?;
    println!("until {:?}", deleted.and_then(|deleted| deleted.scheduled_purge_date()));

    let taken = put(target, &name, wanted()).await;
    let status = taken.err().and_then(|error| error.http_status());
    check(status == Some(StatusCode::Conflict), "its name is taken")?;

    restore(target, &name).await?;
    delete(target, &name).await?;
    purge(target, &name).await?;
    check(find(target, &name).await?.is_none(), "nothing is left")
}

fn wanted() -> ApiManagementServiceResource {
    let sku = ApiManagementServiceSkuProperties::new(SkuType::Consumption, 0);
    ApiManagementServiceResource::new("apis@contoso.example", "Contoso", sku, LOCATION)
}

async fn put(
    Target { client, resource_group, .. }: &Target,
    name: &str,
    resource: ApiManagementServiceResource,
) -> Result<()> {
    client.api_management_service().begin_create_or_update(resource_group, name, resource, None)?.await?;
    Ok(())
}

async fn delete(Target { client, resource_group, .. }: &Target, name: &str) -> Result<()> {
    client.api_management_service().begin_delete(resource_group, name, None)?.await?;
    Ok(())
}

async fn find(Target { client, .. }: &Target, name: &str) -> Result<Option<DeletedServiceContract>> {
    let mut all = client.deleted_services().list_by_subscription(None)?;
    while let Some(deleted) = all.try_next().await? {
        if deleted.name.as_deref() == Some(name) {
            return Ok(Some(deleted));
        }
    }
    Ok(None)
}

async fn restore(Target { client, resource_group, .. }: &Target, name: &str) -> Result<()> {
    let mut resource = wanted(); // what it was made with
    resource.properties_mut().restore = Some(true);
    let restoration = client.api_management_service().begin_create_or_update(resource_group, name, resource, None)?;
    println!("restored: {}", restoration.await?.into_model()?.id.unwrap_or_default());
    Ok(())
}

async fn purge(Target { client, .. }: &Target, name: &str) -> Result<()> {
    let services = client.deleted_services();
    let deleted = services.get_by_name(name, LOCATION, None).await?.into_model()?;
    println!("to be purged: {}", deleted.service_id().unwrap_or("?"));
    services.begin_purge(name, LOCATION, None)?.await?;
    Ok(())
}
