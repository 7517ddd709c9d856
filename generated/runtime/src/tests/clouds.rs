//! Each cloud has its endpoint, and its scope of tokens.

use super::script::{Script, json};
use super::things::thing;
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

/// Where a call goes and for which scope its token is, with endpoint and audience from the options.
async fn address_of(
    cloud: Option<CloudConfiguration>,
    options: (Option<&str>, Option<&str>),
) -> Result<(String, String), String> {
    let script = Script::of([json(200, "{}")]);
    let client = script.client_of(cloud, options).map_err(|error| error.to_string())?;
    client.send(thing(&client, Method::Get), Default::default()).await.unwrap();
    let url = script.requests()[0].url().to_string();
    let endpoint = url.strip_suffix("/things/a?api-version=v1").expect("the path of the call").to_owned();
    Ok((endpoint, script.scopes().join(" ")))
}

#[tokio::test]
async fn endpoint_and_audience_are_options_of_their_own() {
    const PUBLIC: &str = "https://management.azure.com/.default";
    let gov = || Some(CloudConfiguration::AzureGovernment);
    let stack = || Some(custom(Some("https://management.stack.example/123")));
    let table = [
        // A region and a proxy take tokens of the cloud.
        (None, (Some("https://eastus.management.azure.com"), None), "https://eastus.management.azure.com", PUBLIC),
        (None, (Some("https://proxy.example:8443/arm/"), None), "https://proxy.example:8443/arm", PUBLIC),
        (None, (Some("eastus.management.azure.com"), None), "https://eastus.management.azure.com", PUBLIC),
        (None, (Some("127.0.0.1:8443/arm"), None), "https://127.0.0.1:8443/arm", PUBLIC),
        (None, (Some("[::1]:8443"), None), "https://[::1]:8443", PUBLIC),
        (None, (Some("HTTPS://EastUS.Management.Azure.Com/"), None), "https://eastus.management.azure.com", PUBLIC),
        (
            gov(),
            (Some("https://usgovvirginia.management.usgovcloudapi.net"), None),
            "https://usgovvirginia.management.usgovcloudapi.net",
            "https://management.usgovcloudapi.net/.default",
        ),
        // The audience alone, in each of its forms.
        (
            None,
            (None, Some("https://management.core.windows.net/")),
            "https://management.azure.com",
            "https://management.core.windows.net/.default",
        ),
        (
            None,
            (None, Some("https://management.core.windows.net//.default")),
            "https://management.azure.com",
            "https://management.core.windows.net//.default",
        ),
        (None, (None, Some("api://proxy")), "https://management.azure.com", "api://proxy/.default"),
        (
            None,
            (None, Some("797f4846-ba00-4fd7-ba43-dac1f8f63013")),
            "https://management.azure.com",
            "797f4846-ba00-4fd7-ba43-dac1f8f63013/.default",
        ),
        // A custom cloud whose endpoint is not its audience.
        (
            stack(),
            (Some("https://management.local.example"), None),
            "https://management.local.example",
            "https://management.stack.example/123/.default",
        ),
        (
            Some(custom(None)),
            (Some("https://management.local.example"), Some("https://other.example")),
            "https://management.local.example",
            "https://other.example/.default",
        ),
        (
            stack(),
            (None, Some("https://other.example")),
            "https://management.stack.example/123",
            "https://other.example/.default",
        ),
    ];
    for (cloud, options, endpoint, scope) in table {
        assert_eq!(address_of(cloud, options).await, Ok((endpoint.to_owned(), scope.to_owned())), "{options:?}");
    }
}

#[tokio::test]
async fn what_can_never_work_is_refused_at_once() {
    let endpoints = [
        ("", "the endpoint is empty"),
        ("http://management.azure.com", "https is due"),
        ("ftp://management.azure.com", "no address of https"),
        ("https://user@management.azure.com", "has credentials"),
        ("https://:p4ss@management.azure.com", "has credentials"),
        ("user@management.azure.com", "is no address"),
        ("mailto:arm@example.com", "is no address"),
        ("https:management.azure.com", "is no address"),
        ("/subscriptions", "is no address"),
        ("https://", "is no address"),
        ("https://https://management.azure.com", "an empty segment"),
        ("https://management.azure.com?api-version=1", "a query"),
        ("https://management.azure.com#top", "a fragment"),
        ("https://management.azure.com\n", "a character that no address has"),
        ("https://good.example\\@evil.example", "a character that no address has"),
        ("https://{region}.management.azure.com", "a character that no address has"),
    ];
    for (endpoint, problem) in endpoints {
        let error = address_of(None, (Some(endpoint), None)).await.unwrap_err();
        assert!(error.starts_with("the endpoint ") && error.contains(problem), "{endpoint}: {error}");
        assert!(error.ends_with(": write an address such as https://name.example"), "{endpoint}: {error}");
        assert!(!error.contains("p4ss"), "{endpoint}: {error}");
    }
    for audience in ["", "/", "/.default", "management.azure.com", "https://", "https://a b.example", "a\nb", "x://a?b"]
    {
        let error = address_of(None, (None, Some(audience))).await.unwrap_err();
        assert!(error.starts_with("the audience "), "{audience}: {error}");
        assert!(error.contains("https://management.azure.com"), "{audience}: {error}");
    }
}

#[tokio::test]
async fn a_custom_cloud_must_name_an_address() {
    let failure = async |audience| address_of(Some(custom(audience)), (None, None)).await.unwrap_err();
    assert!(failure(None).await.contains("names no `Audience`"));
    assert!(failure(Some("mailto:arm@example.com")).await.contains("is no address"));
    assert!(failure(Some("http://arm.example.com")).await.contains("https is due"));
    assert!(failure(Some("https://arm.example.com?x=1")).await.contains("a query"));
    let error = address_of(Some(custom(None)), (Some("https://arm.example.com"), None)).await.unwrap_err();
    assert!(error.contains("set both `endpoint` and `audience`"), "{error}");
}

#[tokio::test]
async fn the_id_of_a_subscription_stands_in_a_path_by_itself() {
    let ids = ["", ".", "..", "/subscriptions/x", "a/b", "a\\b", "a?b", "a#b", " a", "a\n"];
    for id in ids {
        let script = Script::of([]);
        let client = script.client().with_subscription(id.to_owned());
        let call = client.call("T_Get", Method::Get, "/subscriptions/{subscriptionId}", &[200]);
        let error = client.send(call, Default::default()).await.unwrap_err().to_string();
        assert!(error.starts_with("T_Get: subscriptionId: "), "{id}: {error}");
        assert!(script.seen().is_empty());
    }
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
