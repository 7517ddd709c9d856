//! Each cloud has its endpoint, and its scope of tokens.

use super::script::{Script, json, thing};
use crate::arm::Audience;
use azure_core::cloud::{Audiences, CloudConfiguration, CustomConfiguration};
use azure_core::http::Method;

fn custom(audience: Option<&str>) -> CloudConfiguration {
    let mut custom = CustomConfiguration::default();
    if let Some(audience) = audience {
        custom.audiences = Audiences::new().with::<Audience>(audience.to_owned());
    }
    custom.into()
}

/// Where a call in the cloud goes, and for which scope its token is.
async fn address(cloud: Option<CloudConfiguration>) -> (String, Vec<String>) {
    let script = Script::of([json(200, "{}")]);
    let client = script.client_in(cloud).unwrap();
    client.send(thing(&client, Method::Get), Default::default()).await.unwrap();
    (script.requests()[0].url().to_string(), script.scopes())
}

#[tokio::test]
async fn endpoints_and_scopes() {
    let custom = custom(Some("https://arm.example.com/base/"));
    let table = [
        (None, "https://management.azure.com", "https://management.azure.com"),
        (Some(CloudConfiguration::AzurePublic), "https://management.azure.com", "https://management.azure.com"),
        (
            Some(CloudConfiguration::AzureGovernment),
            "https://management.usgovcloudapi.net",
            "https://management.usgovcloudapi.net",
        ),
        (
            Some(CloudConfiguration::AzureChina),
            "https://management.chinacloudapi.cn",
            "https://management.chinacloudapi.cn",
        ),
        (Some(custom), "https://arm.example.com/base", "https://arm.example.com/base"),
    ];
    for (cloud, endpoint, audience) in table {
        let (url, scopes) = address(cloud).await;
        assert_eq!(url, format!("{endpoint}/things/a?api-version=v1"));
        assert_eq!(scopes, [format!("{audience}/.default")]);
    }
}

#[test]
fn a_custom_cloud_must_name_an_address() {
    let failure = |audience| Script::of([]).client_in(Some(custom(audience))).unwrap_err().to_string();
    assert!(failure(None).contains("Audience"));
    assert!(failure(Some("mailto:arm@example.com")).contains("no address"));
}

#[tokio::test]
async fn requests_carry_the_token_and_nothing_shows_it() {
    let script = Script::of([json(200, "{}")]);
    let client = script.client();
    client.send(thing(&client, Method::Get), Default::default()).await.unwrap();
    let request = &script.requests()[0];
    let authorization = request.headers().get_optional_str(&azure_core::http::headers::AUTHORIZATION);
    assert_eq!(authorization, Some("Bearer bearer-secret"));
    assert!(!format!("{client:?} {request:?}").contains("bearer-secret"));
}

#[tokio::test]
async fn another_subscription_shares_the_connection() {
    let script = Script::of([json(200, "{}"), json(200, "{}")]);
    let client = script.client();
    let other = client.with_subscription("other".to_owned());
    for client in [client, other] {
        let call = client.call("T_Get", Method::Get, "/subscriptions/{subscriptionId}", &[200]);
        client.send(call, Default::default()).await.unwrap();
    }
    assert_eq!(script.seen(), ["Get /subscriptions/sub?api-version=v1", "Get /subscriptions/other?api-version=v1"]);
    assert_eq!(script.scopes().len(), 1);
}
