//! Sets a policy of an API as raw XML.

use super::{delete_api, make_api};
use crate::support::{Target, check};
use apim::arm::any_etag;
use apim::clients::ApiPolicyClientGetOptions;
use apim::models::{ErrorResponse, PolicyContract, PolicyExportFormat, PolicyIdName};
use azure_core::Result;

const API: &str = "guide-quotes";

const LIMITED: &str = r#"<policies>
    <inbound>
        <base />
        <rate-limit calls="5" renewal-period="60" />
        <set-header name="x-caller" exists-action="override">
            <value>@(context.Subscription?.Name ?? "nobody")</value>
        </set-header>
    </inbound>
    <backend>
        <base />
    </backend>
    <outbound>
        <base />
    </outbound>
    <on-error>
        <base />
    </on-error>
</policies>"#;

pub(crate) async fn run(target: &Target) -> Result<()> {
    make_api(target, API).await?;
    set(target).await?;
    read(target).await?;
    what_is_refused(target).await?;
    take_away(target).await?;
    delete_api(target, API).await
}

async fn set(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    let policy = PolicyContract::raw_xml(LIMITED);
    client.api_policy().create_or_update(resource_group, service, API, PolicyIdName::Policy, policy, None).await?;
    Ok(())
}

async fn read(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    let options = ApiPolicyClientGetOptions { format: Some(PolicyExportFormat::Rawxml), ..Default::default() };
    let policy = client.api_policy().get(resource_group, service, API, PolicyIdName::Policy, Some(options)).await?;
    let policy = policy.into_model()?;
    let document = policy.value().unwrap_or_default();
    println!("{document}");
    check(document.contains(r#"?? "nobody")"#), "expressions are not escaped")
}

async fn what_is_refused(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    let policy = PolicyContract::raw_xml("<inbound><base /></inbound>");
    let refused =
        client.api_policy().create_or_update(resource_group, service, API, PolicyIdName::Policy, policy, None).await;
    let Err(error) = refused else { return check(false, "a document without its root is refused") };
    let body = ErrorResponse::from_error(&error).and_then(|body| body.error);
    for detail in body.and_then(|error| error.details).unwrap_or_default() {
        println!("refused: {}", detail.message.unwrap_or_default());
    }
    Ok(())
}

async fn take_away(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    client.api_policy().delete(resource_group, service, API, PolicyIdName::Policy, any_etag(), None).await?;
    Ok(())
}
