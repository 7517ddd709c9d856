//! Makes a revision and releases it, and a second version.

use super::{delete_api, make_api};
use crate::support::{Target, check};
use apim::arm::any_etag;
use apim::models::{
    ApiContractUpdateProperties, ApiCreateOrUpdateParameter, ApiReleaseContract, ApiReleaseContractProperties,
    ApiUpdateContract, ApiVersionSetContract, OperationContract, VersioningScheme,
};
use apim::revision_of;
use azure_core::Result;
use futures::TryStreamExt as _;

const API: &str = "guide-rates";

pub(crate) async fn run(target: &Target) -> Result<()> {
    make_api(target, API).await?;
    revise(target).await?;
    release(target).await?;
    new_version(target).await?;
    clean_up(target).await
}

async fn revise(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    let second = revision_of(API, 2); // "guide-rates;rev=2"
    let mut revision = ApiCreateOrUpdateParameter::new(API);
    revision.properties.source_api_id = Some(format!("/apis/{API}"));
    revision.properties.api_revision_description = Some("Rates of yesterday".to_owned());
    client.api().begin_create_or_update(resource_group, service, &second, revision, None)?.await?;

    let yesterday = OperationContract::new("Rates of yesterday", "GET", "/yesterday");
    client.api_operation().create_or_update(resource_group, service, &second, "yesterday", yesterday, None).await?;

    let mut revisions = client.api_revision().list_by_service(resource_group, service, API, None)?;
    while let Some(revision) = revisions.try_next().await? {
        println!("{:?}, current: {:?}", revision.api_revision, revision.is_current);
    }
    Ok(())
}

async fn release(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    let properties = ApiReleaseContractProperties {
        api_id: Some(format!("/apis/{}", revision_of(API, 2))),
        notes: Some("The rates of yesterday can be asked for.".to_owned()),
        ..Default::default()
    };
    let release = ApiReleaseContract { properties: Some(properties), ..Default::default() };
    client.api_release().create_or_update(resource_group, service, API, "yesterday", release, None).await?;

    let current = client.api().get(resource_group, service, API, None).await?.into_model()?;
    println!("revision {} is current", current.api_revision().unwrap_or("?"));
    check(current.api_revision() == Some("2"), "the second revision is the current one")
}

async fn new_version(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    let set = ApiVersionSetContract::new("Rates", VersioningScheme::Segment);
    let set = client.api_version_set().create_or_update(resource_group, service, API, set, None).await?.into_model()?;

    // The API that is there becomes the version without a name.
    let properties = ApiContractUpdateProperties { api_version_set_id: set.id.clone().into(), ..Default::default() };
    let update = ApiUpdateContract { properties: properties.into() };
    client.api().update(resource_group, service, API, any_etag(), update, None).await?;

    // The second one has the same path.
    let mut version = ApiCreateOrUpdateParameter::new(API);
    version.properties.display_name = Some("Rates".to_owned());
    version.properties.api_version = Some("v2".to_owned());
    version.properties.api_version_set_id = set.id;
    version.properties.source_api_id = Some(format!("/apis/{API}"));
    let version = client.api().begin_create_or_update(resource_group, service, "guide-rates-v2", version, None)?;
    let version = version.await?.into_model()?;
    println!("{}/{}", version.path().unwrap_or("?"), version.api_version().unwrap_or("?"));
    check(version.api_version() == Some("v2"), "it is the second version")
}

async fn clean_up(target: &Target) -> Result<()> {
    let Target { client, resource_group, service, .. } = target;
    delete_api(target, "guide-rates-v2").await?;
    delete_api(target, API).await?;
    client.api_version_set().delete(resource_group, service, API, any_etag(), None).await?;
    Ok(())
}
