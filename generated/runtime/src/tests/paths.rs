//! Values in paths, queries and headers reach the service as they are, and no value leads elsewhere.

use super::script::{Script, json};
use super::things::{NAME, early_reason};
use crate::arm::{Collection, Parameter, ParameterValue, TimeFormat};
use azure_core::http::Method;
use azure_core::http::headers::HeaderName;
use azure_core::time::parse_rfc3339;

static SCOPE: Parameter = Parameter::new("scope").skip_url_encoding();
static RAW: Parameter = Parameter::new("raw").skip_url_encoding();
static FILTER: Parameter = Parameter::new("$filter");
static MULTI: Parameter = Parameter::new("m").collection(Collection::Multi);
static PIPES: Parameter = Parameter::new("p").collection(Collection::Pipes);
static UNIX: Parameter = Parameter::new("t").time(TimeFormat::Unix);
static DATE: Parameter = Parameter::new("d").time(TimeFormat::Rfc1123);
static BYTES: Parameter = Parameter::new("b").base64url();

/// The path that a value leads to, or the error, which must come before anything is sent.
async fn path(parameter: &'static Parameter, template: &'static str, value: &str) -> Result<String, String> {
    let script = Script::of([json(200, "{}")]);
    let client = script.client();
    let sent =
        client.send(client.call("T", Method::Get, template, &[]).path(parameter, &value), Default::default()).await;
    match sent {
        Ok(_) => Ok(script.requests()[0].url().path().to_owned()),
        Err(error) => {
            assert!(script.seen().is_empty());
            assert!(script.scopes().is_empty());
            Err(early_reason(&error))
        }
    }
}

async fn query(parameter: &'static Parameter, value: &dyn ParameterValue) -> String {
    let script = Script::of([json(200, "{}")]);
    let client = script.client();
    let call = client.call("T", Method::Get, "/x", &[]).without_api_version().query(parameter, value);
    client.send(call, Default::default()).await.unwrap();
    script.requests()[0].url().query().unwrap_or("-").to_owned()
}

#[tokio::test]
async fn a_value_is_one_segment_whatever_it_holds() {
    let table = [
        ("a/b", "/things/a%2Fb/end"),
        ("a%2Fb", "/things/a%252Fb/end"),
        ("x/../../y", "/things/x%2F..%2F..%2Fy/end"),
        ("%2e%2e", "/things/%252e%252e/end"),
        ("...", "/things/.../end"),
        ("a b", "/things/a%20b/end"),
        ("é?#", "/things/%C3%A9%3F%23/end"),
        ("api;rev=2", "/things/api%3Brev%3D2/end"),
        ("a\\b", "/things/a%5Cb/end"),
        ("{name}", "/things/%7Bname%7D/end"),
    ];
    for (value, expected) in table {
        assert_eq!(path(&NAME, "/things/{name}/end", value).await.as_deref(), Ok(expected));
    }
}

#[tokio::test]
async fn a_value_that_climbs_is_refused() {
    for value in ["", ".", ".."] {
        let error = path(&NAME, "/things/{name}/end", value).await.unwrap_err();
        assert!(error.starts_with("name: "), "{error}");
    }
}

#[tokio::test]
async fn a_scope_keeps_its_slashes() {
    let template = "/{scope}/providers";
    let scope = |value| path(&SCOPE, template, value);
    assert_eq!(
        scope("/subscriptions/s/resourceGroups/g").await.as_deref(),
        Ok("/subscriptions/s/resourceGroups/g/providers")
    );
    assert_eq!(scope("a%20b/c d").await.as_deref(), Ok("/a%20b/c%20d/providers"));
    for value in ["//", "///", "a//b", "//a", "a//", "a/../b", "a/%2e%2E/b", "a/.", ".", "..", "/.", "../"] {
        let error = scope(value).await.unwrap_err();
        assert!(error.starts_with("scope: "), "{value}: {error}");
    }
}

#[tokio::test]
async fn the_scope_of_a_tenant_is_empty() {
    const ROLES: &str = "/{scope}/providers/C.Auth/roleAssignments";
    for value in ["", "/"] {
        assert_eq!(path(&SCOPE, ROLES, value).await.as_deref(), Ok("/providers/C.Auth/roleAssignments"));
    }
    for value in ["subscriptions/x", "/subscriptions/x", "subscriptions/x/", "/subscriptions/x/"] {
        let expected = "/subscriptions/x/providers/C.Auth/roleAssignments";
        assert_eq!(path(&SCOPE, ROLES, value).await.as_deref(), Ok(expected), "{value}");
        assert_eq!(path(&SCOPE, "/{scope}", value).await.as_deref(), Ok("/subscriptions/x"), "{value}");
    }
    // Elsewhere, and of what has one segment, to leave a value out is to call another operation.
    for template in ["/{scope}", "/things/{scope}/x", "/things/{scope}", "/{scope}:check/x", "/a{scope}/x"] {
        for value in ["", "/"] {
            let error = path(&SCOPE, template, value).await.unwrap_err();
            assert!(error.starts_with("scope: "), "{template}: {error}");
        }
    }
    assert!(path(&NAME, "/{name}/x", "").await.is_err());
    assert_eq!(path(&NAME, "/{name}/x", "/").await.as_deref(), Ok("/%2F/x"));
    assert!(path(&SCOPE, "/things/{scope}/x", "a/").await.is_err(), "it may mean something there");
}

#[tokio::test]
async fn a_value_that_climbs_together_with_the_path_is_refused() {
    let table = [
        (&SCOPE, "/things/{scope}e/x", "%2", "/things/%2e/x has a dot segment"),
        (&SCOPE, "/things/.{scope}E/x", "%2", "/things/.%2E/x has a dot segment"),
        (&NAME, "/things/%2{name}/x", "e", "/things/%2e/x has a dot segment"),
        (&NAME, "/things/../{name}", "a", "/things/../a has a dot segment"),
    ];
    for (parameter, template, value, error) in table {
        assert_eq!(path(parameter, template, value).await.unwrap_err(), error);
    }
    assert_eq!(path(&NAME, "/things/.{name}/x", "a").await.as_deref(), Ok("/things/.a/x"));
}

#[tokio::test]
async fn a_placeholder_that_nothing_fills_is_an_error() {
    let error = path(&NAME, "/things/{name}/{other}", "a").await.unwrap_err();
    assert_eq!(error, "nothing fills {other}");
}

#[tokio::test]
async fn query_values_are_encoded_as_the_official_clients_do() {
    assert_eq!(query(&FILTER, &"name eq 'a&b'+~_.-").await, "$filter=name%20eq%20%27a%26b%27%2B~_.-");
    assert_eq!(query(&NAME, &"").await, "name=");
    assert_eq!(query(&NAME, &None::<String>).await, "-");
    assert_eq!(query(&NAME, &Some(true)).await, "name=true");
    assert_eq!(query(&NAME, &vec!["a", "b,"]).await, "name=a%2Cb%2C");
    assert_eq!(query(&NAME, &Some(Vec::<String>::new())).await, "-");
    assert_eq!(query(&MULTI, &vec![1, 2]).await, "m=1&m=2");
    assert_eq!(query(&PIPES, &["a", "b"].as_slice()).await, "p=a%7Cb");
    assert_eq!(query(&BYTES, &vec![0xfb_u8, 0xff]).await, "b=-_8");
}

#[tokio::test]
async fn a_query_value_that_is_encoded_already_stays_as_it_is() {
    assert_eq!(query(&RAW, &"a%20b/c,d:e@f?g=h+i$").await, "raw=a%20b/c,d:e@f?g=h+i$");
    assert_eq!(query(&RAW, &"a&b=c;d#e\r\n\0é ").await, "raw=a%26b=c%3Bd%23e%0D%0A%00%C3%A9%20");
}

#[tokio::test]
async fn instants_are_written_as_the_parameter_wants() {
    let time = parse_rfc3339("2024-05-01T12:00:00.1234567+02:00").unwrap();
    assert_eq!(query(&NAME, &time).await, "name=2024-05-01T10%3A00%3A00.1234567Z");
    assert_eq!(query(&UNIX, &time).await, "t=1714557600");
    assert_eq!(query(&DATE, &time).await, "d=Wed%2C%2001%20May%202024%2010%3A00%3A00%20GMT");
}

#[tokio::test]
async fn headers_take_no_line_breaks() {
    let script = Script::of([json(200, "{}")]);
    let client = script.client();
    let call = |value: &'static str| client.call("T", Method::Get, "/x", &[]).header(&NAME, &value);
    let error = client.send(call("a\r\nb: c"), Default::default()).await.unwrap_err();
    assert!(error.to_string().contains("control characters"));
    client.send(call("a"), Default::default()).await.unwrap();
    let requests = script.requests();
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].headers().get_optional_str(&HeaderName::from_static("name")), Some("a"));
}
