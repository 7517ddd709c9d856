//! The client itself.

use super::client;
use super::script::{Script, json};
use crate::{ApiManagementClient, ApiManagementClientOptions};

#[test]
fn the_id_of_a_subscription_stands_in_a_path_by_itself() {
    for id in ["", ".", "..", "/subscriptions/x", "a/b", "a\\b", "a?b", "a#b", " a", "a\n"] {
        let error = ApiManagementClient::new(id, Script::of([]), None).unwrap_err().to_string();
        assert!(error.starts_with("subscriptionId: "), "{id}: {error}");
        assert!(error.ends_with("write the id alone, such as 00000000-0000-0000-0000-000000000000"), "{id}: {error}");
    }
}

#[tokio::test]
async fn the_crate_does_not_pass_for_an_official_library() {
    let agent = async |application: Option<&str>| {
        let script = Script::of([json(200, "{}")]);
        let mut options = script.options(None);
        options.user_agent.application_id = application.map(str::to_owned);
        let options = ApiManagementClientOptions { client_options: options, ..Default::default() };
        let client = ApiManagementClient::new("sub", script.clone(), Some(options)).unwrap();
        client.user().get("rg", "svc", "u", None).await.unwrap();
        script.requests()[0].headers().get_str(&azure_core::http::headers::USER_AGENT).unwrap().to_owned()
    };
    let ours = format!("apim/{} (", env!("CARGO_PKG_VERSION"));
    let plain = agent(None).await;
    assert!(plain.starts_with(&ours), "{plain}");
    let of_application = agent(Some("my_app")).await;
    assert!(of_application.starts_with(&format!("my_app {ours}")), "{of_application}");
}

#[tokio::test]
async fn a_client_can_be_had_for_another_api_version() {
    let script = Script::of([json(200, "{}"), json(200, "{}")]);
    let client = client(&script);
    client.with_api_version("2022-08-01").user().get("rg", "svc", "u", None).await.unwrap();
    client.user().get("rg", "svc", "u", None).await.unwrap();
    let versions: Vec<_> = script.seen().iter().map(|line| line.rsplit('=').next().unwrap().to_owned()).collect();
    assert_eq!(versions, ["2022-08-01", ApiManagementClientOptions::DEFAULT_API_VERSION]);
}
