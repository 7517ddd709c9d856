//! Lists with conditions, item by item and page by page.

use crate::support::{Target, check};
use apim::arm::any_etag;
use apim::clients::{ApiClientListByServiceOptions, UserClientListByServiceOptions};
use apim::filter;
use apim::models::UserCreateParameters;
use azure_core::Result;
use futures::TryStreamExt as _;

const PEOPLE: [(&str, &str); 3] = [("guide-brian", "O'Brien"), ("guide-grace", "Hopper"), ("guide-mary", "O'Brien")];

pub(crate) async fn run(target: &Target) -> Result<()> {
    let Target { client, resource_group, service, .. } = target;
    for (id, last_name) in PEOPLE {
        let user = UserCreateParameters::new(format!("{id}@contoso.example"), "Guide", last_name);
        client.user().create_or_update(resource_group, service, id, user, None).await?;
    }
    check(named(target, "O'Brien").await? == ["guide-brian", "guide-mary"], "two users have that name")?;
    check(by_pages(target).await? == 3, "the pages have three users")?;
    check(first(target).await?.is_some(), "there is a first one")?;
    current_apis(target).await?;
    for (id, _) in PEOPLE {
        client.user().begin_delete(resource_group, service, id, any_etag(), None)?.await?;
    }
    Ok(())
}

async fn named(Target { client, resource_group, service, .. }: &Target, typed: &str) -> Result<Vec<String>> {
    let condition = format!("lastName eq {} and startswith(name,'guide-')", filter::quote(typed));
    let options = UserClientListByServiceOptions { filter: Some(condition), ..Default::default() };
    let mut users = client.user().list_by_service(resource_group, service, Some(options))?;
    let mut names = Vec::new();
    while let Some(user) = users.try_next().await? {
        names.extend(user.name);
    }
    Ok(names)
}

async fn by_pages(Target { client, resource_group, service, .. }: &Target) -> Result<usize> {
    let options = UserClientListByServiceOptions {
        filter: Some("startswith(name,'guide-')".to_owned()),
        top: Some(2), // the size of a page, not of the list
        ..Default::default()
    };
    let mut pages = client.user().list_by_service(resource_group, service, Some(options))?.into_pages();
    let mut users = 0;
    while let Some(page) = pages.try_next().await? {
        let page = page.into_model()?;
        println!("a page of {}, of {:?} in all", page.value.len(), page.count);
        users += page.value.len();
    }
    Ok(users)
}

async fn first(Target { client, resource_group, service, .. }: &Target) -> Result<Option<String>> {
    let first = client.user().list_by_service(resource_group, service, None)?.try_next().await?;
    Ok(first.and_then(|user| user.name))
}

async fn current_apis(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    let options = ApiClientListByServiceOptions {
        filter: Some("isCurrent eq true".to_owned()),
        expand_api_version_set: Some(true),
        ..Default::default()
    };
    let apis: Vec<_> = client.api().list_by_service(resource_group, service, Some(options))?.try_collect().await?;
    println!("{} APIs", apis.len());
    Ok(())
}
