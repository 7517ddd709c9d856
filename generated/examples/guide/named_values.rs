//! Keeps values for policies, also secrets and from a key vault.

use crate::support::{Target, check};
use apim::arm::any_etag;
use apim::models::{KeyVaultContractCreateProperties, NamedValueCreateContract};
use azure_core::Result;

pub(crate) async fn run(target: &Target) -> Result<()> {
    plain(target).await?;
    secret(target).await?;
    // The vault is made up.
    if target.is_offline() {
        from_vault(target).await?;
        refresh(target).await?;
    }
    clean_up(target).await
}

async fn plain(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    let mut stage = NamedValueCreateContract::new("guide-stage");
    stage.properties.value = Some("test".to_owned());
    client.named_value().begin_create_or_update(resource_group, service, "guide-stage", stage, None)?.await?;
    Ok(())
}

async fn secret(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    let mut password = NamedValueCreateContract::new("guide-password");
    password.properties.value = Some("not for everybody".to_owned());
    password.properties.secret = Some(true);
    let values = client.named_value();
    values.begin_create_or_update(resource_group, service, "guide-password", password, None)?.await?;

    let read = values.get(resource_group, service, "guide-password", None).await?.into_model()?;
    check(read.value().is_none(), "a read leaves the secret out")?;
    let value = values.list_value(resource_group, service, "guide-password", None).await?.into_model()?.value;
    check(value.is_some_and(|value| value.secret() == "not for everybody"), "who asks for the value gets it")
}

async fn from_vault(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    let mut value = NamedValueCreateContract::new("guide-from-vault");
    value.properties.secret = Some(true);
    value.properties.key_vault = Some(KeyVaultContractCreateProperties {
        secret_identifier: Some("https://contoso.vault.azure.net/secrets/backend-password".to_owned()),
        identity_client_id: None, // the system-assigned identity of the service
    });
    let values = client.named_value();
    let made = values.begin_create_or_update(resource_group, service, "guide-from-vault", value, None)?.await?;
    let made = made.into_model()?;
    let status = made.key_vault().and_then(|vault| vault.last_status.as_ref());
    let code = status.and_then(|status| status.code.as_deref());
    println!("read from the vault: {code:?}");
    check(code == Some("Success"), "the service could read the secret")
}

async fn refresh(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    client.named_value().begin_refresh_secret(resource_group, service, "guide-from-vault", None)?.await?;
    Ok(())
}

async fn clean_up(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    for name in ["guide-stage", "guide-password", "guide-from-vault"] {
        client.named_value().delete(resource_group, service, name, any_etag(), None).await?;
    }
    Ok(())
}
