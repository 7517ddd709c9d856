//! Offers an API in a product, subscribes, renews keys.

use super::{delete_api, make_api};
use crate::support::{Target, check};
use apim::arm::any_etag;
use apim::clients::ProductClientDeleteOptions;
use apim::models::{
    ProductContract, ProductState, ProductUpdateParameters, ProductUpdateProperties, SubscriptionCreateParameters,
    SubscriptionState,
};
use azure_core::Result;
use azure_core::credentials::Secret;

const API: &str = "guide-weather";
const PRODUCT: &str = "guide-starter";
const SUBSCRIPTION: &str = "guide-first-caller";

pub(crate) async fn run(target: &Target) -> Result<()> {
    make_api(target, API).await?;
    offer(target).await?;
    subscribe(target).await?;
    let old = primary_key(target).await?;
    renew(target).await?;
    let new = primary_key(target).await?;
    check(old.is_some() && old != new, "the key is another one")?;
    withdraw(target).await?;
    delete_api(target, API).await
}

async fn offer(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    let products = client.product();
    let mut product = ProductContract::new("Starter");
    let properties = product.properties_mut();
    properties.description = Some("A few calls a minute, for a try.".to_owned());
    properties.state = Some(ProductState::NotPublished);
    products.create_or_update(resource_group, service, PRODUCT, product, None).await?;
    client.product_api().create_or_update(resource_group, service, PRODUCT, API, None).await?;
    client.product_group().create_or_update(resource_group, service, PRODUCT, "developers", None).await?;

    let properties = ProductUpdateProperties { state: ProductState::Published.into(), ..Default::default() };
    let update = ProductUpdateParameters { properties: properties.into() };
    let product = products.update(resource_group, service, PRODUCT, any_etag(), update, None).await?.into_model()?;
    check(product.state() == Some(&ProductState::Published), "the product is published")
}

async fn subscribe(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    let wanted = SubscriptionCreateParameters::active(format!("/products/{PRODUCT}"), "First caller");
    let subscriptions = client.subscription();
    let made = subscriptions.create_or_update(resource_group, service, SUBSCRIPTION, wanted, None).await?;
    let made = made.into_model()?;
    println!("subscription: {:?}", made.state());
    check(made.state() == Some(&SubscriptionState::Active), "its keys open the product")
}

async fn primary_key(Target { client, resource_group, service, .. }: &Target) -> Result<Option<Secret>> {
    let keys = client.subscription().list_secrets(resource_group, service, SUBSCRIPTION, None).await?.into_model()?;
    println!("key: {:?}", keys.primary_key); // prints no key; `.secret()` is the text
    Ok(keys.primary_key)
}

async fn renew(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    client.subscription().regenerate_primary_key(resource_group, service, SUBSCRIPTION, None).await?;
    Ok(())
}

async fn withdraw(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    let options = ProductClientDeleteOptions { delete_subscriptions: Some(true), ..Default::default() };
    client.product().delete(resource_group, service, PRODUCT, any_etag(), Some(options)).await?;
    Ok(())
}
