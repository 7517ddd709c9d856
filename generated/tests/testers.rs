//! The emulator's guide for testers: its recipes in Rust, and that its excerpts stand where they are run.

use apim::models::{
    ApiManagementServiceResource, ApiManagementServiceSkuProperties, SkuType, UserCreateParameters,
    UserUpdateParameters,
};
use apim::{ApiManagementClient, ApiManagementClientOptions, arm::any_etag};
use apim_emulator::server::{Identity, Server, Settings};
use apim_emulator::{Emulator, Fault};
use azure_core::Result;
use azure_core::http::{ClientOptions, StatusCode, Transport};
use futures::TryStreamExt as _;
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;

const GUIDE: &str = include_str!("../emulator/GUIDE.md");
const SERVICE: &str =
    "/subscriptions/subscription/resourceGroups/group/providers/Microsoft.ApiManagement/service/contoso";

fn client_of(emulator: &Emulator) -> Result<ApiManagementClient> {
    let options = ApiManagementClientOptions { client_options: emulator.client_options(), ..Default::default() };
    ApiManagementClient::new("subscription", emulator.credential(), Some(options))
}

async fn invite(client: &ApiManagementClient, email: &str) -> Result<String> {
    let user = UserCreateParameters::new(email, "New", "Developer");
    let created = client.user().create_or_update("group", "contoso", "new", user, None).await?.into_model()?;
    Ok(created.id.unwrap_or_default())
}

#[tokio::test]
async fn code_of_your_own_is_tested() -> Result<()> {
    let emulator = Emulator::apim();
    emulator.ensure(SERVICE, Default::default());
    let options = ApiManagementClientOptions { client_options: emulator.client_options(), ..Default::default() };
    let client = ApiManagementClient::new("subscription", emulator.credential(), Some(options))?;

    assert!(invite(&client, "new@contoso.com").await?.ends_with("/users/new"));
    assert_eq!(emulator.requests().of("User_CreateOrUpdate").count(), 1);
    Ok(())
}

/// Client and server are of one process, whose TLS has one provider: that of both.
#[tokio::test]
async fn code_of_your_own_is_tested_over_https() -> Result<()> {
    let emulator = Emulator::apim();
    emulator.ensure(SERVICE, Default::default());
    let identity = Identity::new(&[])?;
    let at = ([127, 0, 0, 1], 0).into();
    let server = Server::bind(at, emulator.clone(), &identity, Settings::default()).await?;
    let url = format!("https://localhost:{}", server.address().port());
    tokio::spawn(server.serve(std::future::pending()));

    let ca_pem = identity.ca_pem();
    let certificate = reqwest::Certificate::from_pem(ca_pem.as_bytes()).expect("a certificate");
    let transport = reqwest::Client::builder().add_root_certificate(certificate).build().expect("a client");
    let client_options = ClientOptions { transport: Some(Transport::new(Arc::new(transport))), ..Default::default() };
    let options = ApiManagementClientOptions { endpoint: Some(url), client_options, ..Default::default() };
    let client = ApiManagementClient::new("subscription", emulator.credential(), Some(options))?;

    assert!(invite(&client, "new@contoso.com").await?.ends_with("/users/new"));
    let users: Vec<_> = client.user().list_by_service("group", "contoso", None)?.try_collect().await?;
    assert_eq!(users.len(), 1);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_flaky_service_is_borne() -> Result<()> {
    let emulator = Emulator::apim();
    emulator.ensure(SERVICE, Default::default());
    let client = client_of(&emulator)?;
    invite(&client, "new@contoso.com").await?;

    emulator.fault(Fault::at("User_Get").throttled(1).once());
    emulator.fault(Fault::at("User_List").cut(40).once());
    emulator.fault(Fault::at("User_Update").reset().nth(2));
    emulator.fault(Fault::anywhere().status(503, "ServerBusy").probability(0.1, 7));
    for _ in 0..10 {
        client.user().get("group", "contoso", "new", None).await?;
        let update = UserUpdateParameters::default();
        client.user().update("group", "contoso", "new", any_etag(), update, None).await?;
    }
    let asked = emulator.requests();
    let of = |status| asked.all().iter().filter(|entry| entry.status == status).count();
    assert_eq!(of(429), 1);
    assert!(of(503) > 0 && asked.all().len() > 21, "what failed was asked again");
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_creation_is_resumed() -> Result<()> {
    let emulator = Emulator::builder().takes(Duration::from_secs(45 * 60)).build().expect("a table");
    let client = client_of(&emulator)?;
    let sku = ApiManagementServiceSkuProperties::new(SkuType::Developer, 1);
    let service = ApiManagementServiceResource::new("ada@contoso.com", "Contoso", sku, "westeurope");

    let mut creation = client.api_management_service().begin_create_or_update("group", "contoso", service, None)?;
    creation.try_next().await?;
    let token = creation.token().cloned().expect("there is one from the first answer on");
    drop(creation);
    // Another process goes on, 45 minutes later.
    emulator.advance(Duration::from_secs(45 * 60));
    let created = client.api_management_service().resume_create_or_update(&token, None)?.await?.into_model()?;
    assert_eq!(created.provisioning_state(), Some("Succeeded"));
    Ok(())
}

#[tokio::test]
async fn a_seed_is_shared() -> Result<()> {
    let emulator = Emulator::apim();
    let seed: Value = serde_json::from_str(fences("json").next().expect("a seed"))?;
    let added = emulator.restore(&seed).expect("a seed");
    assert_eq!(added, 2);
    let client = client_of(&emulator)?;
    let user = client.user().get("group", "contoso", "ada", None).await?.into_model()?;
    assert_eq!(user.first_name(), Some("Ada"));
    let missing = client.user().get("group", "contoso", "bob", None).await.expect_err("nobody");
    assert_eq!(missing.http_status(), Some(StatusCode::NotFound));
    Ok(())
}

/// The blocks of code in one language.
fn fences(language: &str) -> impl Iterator<Item = &'static str> {
    let open = format!("```{language}\n");
    GUIDE.match_indices(&open).map(|(at, open)| at + open.len()).collect::<Vec<_>>().into_iter().map(|at| {
        let rest = &GUIDE[at..];
        rest.split("```").next().unwrap_or_default()
    })
}

#[test]
fn what_the_guide_shows_is_run() {
    let lines = |text: &str| text.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>();
    let stands_in = |excerpt: &str, text: &str| {
        let (excerpt, text) = (lines(excerpt.trim()), lines(text));
        text.windows(excerpt.len()).any(|window| window == excerpt)
    };
    let this = include_str!("testers.rs");
    for excerpt in fences("rust,ignore") {
        assert!(stands_in(excerpt, this), "not in this file:\n{excerpt}");
    }
    for excerpt in fences("python") {
        assert!(stands_in(excerpt, include_str!("../emulator/clients/create_an_api.py")), "{excerpt}");
    }
    let job = lines(include_str!("../emulator/clients/job.sh"));
    let steps = fences("yaml").next().expect("a job").split("- run: |").nth(1).expect("a script");
    for line in lines(steps.trim()) {
        assert!(job.contains(&line), "not in the job: {line}");
    }
}
