//! What a newcomer does first, in as few lines as it takes: a service, an API from a document, a policy, a product, a key,
//! users, a named value, and what goes wrong on the way. Clients of other languages need about 55 lines for it.

use apim::arm::{ContextExt as _, OperationState};
use apim::models::{
    ApiCreateOrUpdateParameter, ApiManagementServiceResource, ApiManagementServiceSkuProperties, ContentFormat,
    NamedValueCreateContract, NamedValueUpdateParameters, PolicyContract, PolicyIdName, ProductContract, ProductState,
    SkuType, SubscriptionCreateParameters, UserCreateParameters,
};
use apim::{ApiManagementClient, ApiManagementClientOptions, ResponseHeaders as _};
use apim_emulator::{Emulator, Fault};
use azure_core::http::{StatusCode, poller::PollerOptions};
use azure_core::time::Duration;
use futures::TryStreamExt as _;

async fn tour(client: &ApiManagementClient, rg: &str, svc: &str) -> azure_core::Result<usize> {
    let sku = ApiManagementServiceSkuProperties::new(SkuType::Consumption, 0);
    let resource = ApiManagementServiceResource::new("apis@contoso.example", "Contoso", sku, "westeurope");
    let options = apim::clients::ApiManagementServiceClientCreateOrUpdateOptions {
        method_options: PollerOptions::default().with_deadline(Duration::minutes(60)),
    };
    let mut creation = client.api_management_service().begin_create_or_update(rg, svc, resource, Some(options))?;
    while let Some(OperationState { status, percent_complete, .. }) = creation.try_next().await? {
        println!("{status} {percent_complete:?}");
    }
    println!("{:?}", creation.await?.into_model()?.id);

    let document = "https://petstore3.swagger.io/api/v3/openapi.yaml";
    let api = ApiCreateOrUpdateParameter::import("pets", ContentFormat::OpenapiLink, document);
    client.api().begin_create_or_update(rg, svc, "pets", api, None)?.await?;
    let policy = PolicyContract::raw_xml("<policies><inbound><base /></inbound></policies>");
    client.api_policy().create_or_update(rg, svc, "pets", PolicyIdName::Policy, policy, None).await?;

    let mut product = ProductContract::new("Starter");
    product.properties_mut().state = Some(ProductState::Published);
    client.product().create_or_update(rg, svc, "starter", product, None).await?;
    client.product_api().create_or_update(rg, svc, "starter", "pets", None).await?;
    let subscription = SubscriptionCreateParameters::active("/products/starter", "First caller");
    client.subscription().create_or_update(rg, svc, "first", subscription, None).await?;
    let keys = client.subscription().list_secrets(rg, svc, "first", None).await?.into_model()?;
    println!("a key of {:?} characters", keys.primary_key.map(|key| key.secret().len()));

    for name in ["ada", "grace", "edsger", "barbara", "donald"] {
        let user = UserCreateParameters::new(format!("{name}@contoso.example"), name, "Example");
        client.user().create_or_update(rg, svc, name, user, None).await?;
    }
    let users: Vec<_> = client.user().list_by_service(rg, svc, None)?.try_collect().await?;

    let mut greeting = NamedValueCreateContract::new("greeting");
    greeting.properties.value = Some("hello".to_owned());
    client.named_value().begin_create_or_update(rg, svc, "greeting", greeting, None)?.await?;
    let tag = client.named_value().get_entity_tag(rg, svc, "greeting", None).await?.etag()?.expect("a tag");
    let mut update = NamedValueUpdateParameters::default();
    update.properties_mut().value = "good day".into();
    client.named_value().begin_update(rg, svc, "greeting", tag, update, None)?.await?;

    match client.user().get(rg, svc, "nobody", None).await {
        Err(error) if error.http_status() == Some(StatusCode::NotFound) => println!("nobody is there"),
        other => drop(other?),
    }
    Ok(users.len())
}

#[tokio::test(start_paused = true)]
async fn the_tour_ends_well() {
    let emulator = Emulator::builder().page_size(2).long_running(2, 1).build().unwrap();
    emulator.fault(Fault::at("User_CreateOrUpdate").throttled(3).nth(2));
    emulator.fault(Fault::at("ApiPolicy_CreateOrUpdate").busy().once());
    let options = ApiManagementClientOptions { client_options: emulator.client_options(), ..Default::default() };
    let client = ApiManagementClient::new("sub", emulator.credential(), Some(options)).unwrap();
    assert_eq!(tour(&client, "rg", "svc").await.unwrap(), 5);
    let requests = emulator.requests();
    assert_eq!(requests.of("User_ListByService").count(), 3, "the pages");
    assert_eq!(requests.of("User_CreateOrUpdate").filter(|request| request.status == 429).count(), 1);
    assert_eq!(requests.of("ApiPolicy_CreateOrUpdate").map(|request| request.status).collect::<Vec<_>>(), [409, 201]);
}

#[test]
fn the_tour_is_short() {
    let text = include_str!("tour.rs");
    let tour = text.split("async fn tour").nth(1).and_then(|rest| rest.split("\n}\n").next()).unwrap();
    let lines = tour.lines().filter(|line| !line.trim().is_empty()).count();
    assert!(lines <= 55, "{lines} lines");
}
