//! Signs in, in several ways, and reads the service.

use crate::support::{Target, check};
use apim::ApiManagementClient;
use azure_core::Result;
use azure_core::credentials::Secret;
use azure_identity::{ClientSecretCredential, DeveloperToolsCredential, ManagedIdentityCredential};

const SUBSCRIPTION: &str = "00000000-0000-0000-0000-000000000000";

pub(crate) async fn run(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    as_developer()?;
    as_azure_resource()?;
    as_application("the secret of the application")?;

    let found = client.api_management_service().get(resource_group, service, None).await?.into_model()?;
    println!("state:   {}", found.provisioning_state().unwrap_or("?"));
    println!("gateway: {}", found.gateway_url().unwrap_or("?"));
    check(found.provisioning_state() == Some("Succeeded"), "the service is ready")
}

fn as_developer() -> Result<ApiManagementClient> {
    let credential = DeveloperToolsCredential::new(None)?;
    ApiManagementClient::new(SUBSCRIPTION, credential, None)
}

fn as_azure_resource() -> Result<ApiManagementClient> {
    let credential = ManagedIdentityCredential::new(None)?;
    ApiManagementClient::new(SUBSCRIPTION, credential, None)
}

fn as_application(secret: &str) -> Result<ApiManagementClient> {
    let (tenant, application) = ("contoso.example", "11111111-1111-1111-1111-111111111111");
    let credential = ClientSecretCredential::new(tenant, application.to_owned(), Secret::new(secret.to_owned()), None)?;
    ApiManagementClient::new(SUBSCRIPTION, credential, None)
}
