//! Creates a user, puts it in a group, signs it in to the developer portal.

use crate::support::{Target, check};
use apim::arm::any_etag;
use apim::clients::{UserClientCreateOrUpdateOptions, UserClientDeleteOptions};
use apim::models::{AppType, GroupCreateParameters, UserCreateParameters, UserTokenParameters};
use azure_core::Result;
use azure_core::http::Url;
use azure_core::time::{Duration, OffsetDateTime};
use futures::TryStreamExt as _;

const USER: &str = "guide-ada";
const GROUP: &str = "guide-partners";

pub(crate) async fn run(target: &Target) -> Result<()> {
    create(target).await?;
    put_in_group(target).await?;
    sign_in(target).await?;
    clean_up(target).await
}

async fn create(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    let mut ada = UserCreateParameters::new("ada@contoso.example", "Ada", "Lovelace");
    ada.properties.app_type = Some(AppType::DeveloperPortal);
    let options = UserClientCreateOrUpdateOptions { notify: Some(false), ..Default::default() };
    let made = client.user().create_or_update(resource_group, service, USER, ada, Some(options)).await?;
    println!("user: {}", made.into_model()?.id.unwrap_or_default());
    Ok(())
}

async fn put_in_group(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    let group = GroupCreateParameters::new("Partners");
    client.group().create_or_update(resource_group, service, GROUP, group, None).await?;
    client.group_user().create(resource_group, service, GROUP, USER, None).await?;

    let is_in = client.group_user().check_entity_exists(resource_group, service, GROUP, USER, None).await?;
    check(is_in, "the user is in the group")?;
    let members = client.group_user().list(resource_group, service, GROUP, None)?;
    let emails: Vec<_> = members.map_ok(|user| user.email().unwrap_or_default().to_owned()).try_collect().await?;
    println!("members: {emails:?}");
    check(emails == ["ada@contoso.example"], "the group has one member")
}

async fn sign_in(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    let found = client.api_management_service().get(resource_group, service, None).await?.into_model()?;
    let portal = Url::parse(found.developer_portal_url().unwrap_or_default())?;

    let until = OffsetDateTime::now_utc() + Duration::hours(8);
    let parameters = UserTokenParameters::new(until);
    let token = client.user().shared_access_token(resource_group, service, USER, parameters, None).await?;
    let redirect = token.sign_in_url(&portal, "/products");
    println!("{} is signed in until {} by {redirect:?}", token.user_id(), token.expiry());
    check(redirect.secret().contains("/signin-sso?token="), "the address is the portal's")
}

async fn clean_up(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    let options = UserClientDeleteOptions { delete_subscriptions: Some(true), ..Default::default() };
    client.user().begin_delete(resource_group, service, USER, any_etag(), Some(options))?.await?;
    client.group().delete(resource_group, service, GROUP, any_etag(), None).await?;
    Ok(())
}
