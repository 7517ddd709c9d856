//! Requests that the caller has made.

use super::script::{Script, json};
use azure_core::http::{Method, Request};

#[tokio::test]
async fn a_request_of_ones_own_is_sent_as_others_are() {
    let script = Script::of([
        json(200, r#"{"a": 1}"#),
        json(200, ""),
        json(404, r#"{"error": {"code": "Gone", "message": "m"}}"#),
    ]);
    let client = script.client();
    let request = |address: &str| Request::new(address.parse().unwrap(), Method::Get);
    let answer = client.send_request(request("https://management.azure.com/x?y=%20"), Default::default()).await;
    assert_eq!(&answer.unwrap().body()[..], br#"{"a": 1}"#);
    let regional = request("https://eastus.management.azure.com/x?api-version=9");
    client.send_request(regional, Default::default()).await.unwrap();
    let error =
        client.send_request(request("https://management.azure.com/gone"), Default::default()).await.unwrap_err();
    assert!(error.to_string().contains("404 Not Found Gone: m"), "{error}");
    assert_eq!(
        script.seen(),
        [
            "Get /x?y=%20&api-version=v1",
            "Get https://eastus.management.azure.com/x?api-version=9",
            "Get /gone?api-version=v1"
        ]
    );
    assert!(
        script.requests().iter().all(|request| request.headers().get_optional_str(&"authorization".into()).is_some())
    );
}

#[tokio::test]
async fn the_token_is_shown_to_nobody_else() {
    let script = Script::of([]);
    for address in [
        "https://evil.example/x",
        "http://management.azure.com/x",
        "https://management.azure.com:444/x",
        "https://user:word@management.azure.com/x",
        "https://management.usgovcloudapi.net/x",
    ] {
        let request = Request::new(address.parse().unwrap(), Method::Get);
        let error = script.client().send_request(request, Default::default()).await.unwrap_err().to_string();
        assert!(error.contains("not sent") && !error.contains("word"), "{error}");
    }
    assert!(script.seen().is_empty());
}
