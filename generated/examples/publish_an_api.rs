//! Creates a service, an API, a product that offers it, and a subscription whose key opens it.
//!
//! ```sh
//! cargo run -p apim --example publish_an_api -- --offline
//! AZURE_SUBSCRIPTION_ID=… APIM_RESOURCE_GROUP=… APIM_SERVICE=… cargo run -p apim --example publish_an_api
//! ```
//!
//! The service is of the Consumption tier, which is billed by calls. What is created stays; running the example again
//! replaces it by the same.

mod support;

use apim::models::{
    ApiCreateOrUpdateParameter, ApiManagementServiceResource, ApiManagementServiceSkuProperties, OperationContract,
    ParameterContract, ProductContract, ProductContractProperties, ProductState, Protocol, SkuType,
    SubscriptionCreateParameters, SubscriptionState,
};
use azure_core::Result;
use std::process::ExitCode;
use support::Target;

const API: &str = "echo";
const PRODUCT: &str = "starter";
const SUBSCRIPTION: &str = "first-caller";

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    support::exit_code(match Target::from_environment() {
        Ok(target) => Ok(run(&target).await),
        Err(problem) => Err(problem),
    })
}

async fn run(target: &Target) -> Result<()> {
    create_service(target).await?;
    let api = create_api(target).await?;
    println!("api:          {api}");
    let product = create_product(target).await?;
    println!("product:      {product}");
    subscribe(target, &product).await
}

/// Creating a service takes minutes: the operation ends when it is ready.
async fn create_service(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    let sku = ApiManagementServiceSkuProperties::new(SkuType::Consumption, 0);
    let resource = ApiManagementServiceResource::new("apis@contoso.example", "Contoso", sku, "westeurope");
    let services = client.api_management_service();
    let created = services.begin_create_or_update(resource_group, service, resource, None)?.await?.into_model()?;
    println!(
        "service:      {} is {}",
        created.id.as_deref().unwrap_or_default(),
        created.provisioning_state().unwrap_or("?")
    );
    Ok(())
}

async fn create_api(Target { client, resource_group, service, .. }: &Target) -> Result<String> {
    let mut api = ApiCreateOrUpdateParameter::new("echo");
    api.properties.display_name = Some("Echo".to_owned());
    api.properties.service_url = Some("https://echo.contoso.example".to_owned());
    api.properties.protocols = Some(vec![Protocol::Https]);
    let created = client.api().begin_create_or_update(resource_group, service, API, api, None)?.await?;
    // An API without operations answers nothing.
    let mut say = OperationContract::new("Say it again", "GET", "/{words}");
    say.properties_mut().template_parameters = Some(vec![ParameterContract::new("words", "string")]);
    client.api_operation().create_or_update(resource_group, service, API, "say", say, None).await?;
    Ok(created.into_model()?.id.unwrap_or_default())
}

/// A product is published when the APIs that it offers are in it.
async fn create_product(Target { client, resource_group, service, .. }: &Target) -> Result<String> {
    let product = |state| ProductContract {
        properties: Some(ProductContractProperties {
            subscription_required: Some(true),
            state: Some(state),
            ..ProductContractProperties::new("Starter")
        }),
        ..Default::default()
    };
    let products = client.product();
    let draft = product(ProductState::NotPublished);
    products.create_or_update(resource_group, service, PRODUCT, draft, None).await?;
    client.product_api().create_or_update(resource_group, service, PRODUCT, API, None).await?;
    let published = product(ProductState::Published);
    let published = products.create_or_update(resource_group, service, PRODUCT, published, None).await?;
    Ok(published.into_model()?.id.unwrap_or_default())
}

async fn subscribe(Target { client, resource_group, service, .. }: &Target, product: &str) -> Result<()> {
    let subscriptions = client.subscription();
    let mut parameters = SubscriptionCreateParameters::new(product, "First caller");
    // Unless it is active, its keys open nothing.
    parameters.properties.state = Some(SubscriptionState::Active);
    let created =
        subscriptions.create_or_update(resource_group, service, SUBSCRIPTION, parameters, None).await?.into_model()?;
    println!("subscription: {}", created.id.unwrap_or_default());

    // Keys are secrets: printing them takes the will to do so, `key.secret()`.
    let keys = subscriptions.list_secrets(resource_group, service, SUBSCRIPTION, None).await?.into_model()?;
    println!("its key:      {:?}", keys.primary_key);
    Ok(())
}
