//! Bodies other than a model: forms with files, lists, single values.

use super::script::{Script, json};
use super::things::early_reason;
use crate::arm::{
    Call, Collection, Dict, Endpoint, File, IntoContent, List, Parameter, Rfc3339, Same, Service, Shape, request_body,
};
use azure_core::error::ErrorKind;
use azure_core::http::headers::CONTENT_TYPE;
use azure_core::http::{Method, RequestContent};
use azure_core::time::parse_rfc3339;
use azure_core::{Bytes, Error, Result as Sent};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

static TITLE: Parameter = Parameter::new("title").length(1, Some(20));
static LABELS: Parameter = Parameter::new("labels").collection(Collection::Multi);
static NAMES: Parameter = Parameter::new("names");
static FILE: Parameter = Parameter::new("a \"file\"");

/// Media type and body of the request that a call becomes, or the error, which must come before anything is sent.
async fn sent(add: impl FnOnce(Call) -> Call) -> Result<(Option<String>, String), String> {
    let script = Script::of([json(200, "{}")]);
    let client = script.client();
    let call = add(client.call("T", Method::Post, "/x", &[]).without_api_version());
    match client.send(call, Default::default()).await {
        Ok(_) => {
            let request = &script.requests()[0];
            let body: Bytes = request.body().into();
            let media_type = request.headers().get_optional_str(&CONTENT_TYPE).map(str::to_owned);
            Ok((media_type, String::from_utf8(body.to_vec()).unwrap()))
        }
        Err(error) => {
            assert!(script.seen().is_empty());
            Err(early_reason(&error))
        }
    }
}

#[tokio::test]
async fn a_form_with_files_has_a_part_for_each_value() {
    let file = File { name: "a\r\n\"b\".txt".to_owned(), media_type: "text/plain".to_owned(), content: "hello".into() };
    let (media_type, body) = sent(|call| {
        let call = call.part(&TITLE, &"x & y").part(&LABELS, &vec!["1", "2"]).part(&NAMES, &vec!["3", "4"]);
        call.part(&FILE, &file).part(&TITLE, &None::<String>)
    })
    .await
    .unwrap();
    assert_eq!(media_type.as_deref(), Some("multipart/form-data; boundary=form-boundary-5"));
    let expected = [
        "--form-boundary-5",
        "content-disposition: form-data; name=\"title\"",
        "",
        "x & y",
        "--form-boundary-5",
        "content-disposition: form-data; name=\"labels\"",
        "",
        "1",
        "--form-boundary-5",
        "content-disposition: form-data; name=\"labels\"",
        "",
        "2",
        "--form-boundary-5",
        "content-disposition: form-data; name=\"names\"",
        "",
        "3,4",
        "--form-boundary-5",
        "content-disposition: form-data; name=\"a %22file%22\"; filename=\"a%0D%0A%22b%22.txt\"",
        "content-type: text/plain",
        "",
        "hello",
        "--form-boundary-5--",
        "",
    ];
    assert_eq!(body, expected.join("\r\n"));
}

#[tokio::test]
async fn no_part_contains_the_boundary() {
    let file = File::from(b"form-boundary-1 form-boundary-2".to_vec());
    let (media_type, body) = sent(|call| call.part(&FILE, &file)).await.unwrap();
    assert_eq!(media_type.as_deref(), Some("multipart/form-data; boundary=form-boundary-3"));
    assert!(body.contains("filename=\"a %22file%22\"\r\ncontent-type: application/octet-stream\r\n"));
}

#[tokio::test]
async fn parts_are_checked_and_files_travel_in_forms_only() {
    let problem = sent(|call| call.part(&TITLE, &"")).await.unwrap_err();
    assert_eq!(problem, "title: \"\" is shorter than 1 characters");
    let problem = sent(|call| call.query(&NAMES, &File::default())).await.unwrap_err();
    assert_eq!(problem, "names: a file is sent in a form only");
    assert!(!format!("{:?}", File::new("name", "SECRET")).contains("SECRET"));
}

#[derive(Deserialize, Serialize)]
struct Thing {
    id: i32,
    name: String,
}

fn thing(id: i32) -> Thing {
    Thing { id, name: "a".to_owned() }
}

static THING: Shape = Shape { read_only: &["id"], ..Shape::NONE };
static THINGS: Shape = Shape { each: Some(&THING), ..Shape::NONE };
static LISTS: Shape = Shape { each: Some(&THINGS), ..Shape::NONE };

#[tokio::test]
async fn models_in_lists_and_maps_leave_out_what_the_service_owns() {
    let json_type = Some("application/json".to_owned());
    let list = |things| sent(|call| call.json_models::<List<Same>, _>(things, &THINGS));
    assert_eq!(list(Some(vec![thing(1), thing(2)])).await.unwrap().1, r#"[{"name":"a"},{"name":"a"}]"#);
    assert_eq!(list(Some(Vec::new())).await, Ok((json_type.clone(), "[]".to_owned())));
    assert_eq!(list(None).await, Ok((None, String::new())));

    let map = HashMap::from([("id".to_owned(), thing(1))]);
    let sent_map = sent(|call| call.json_models::<Dict<Same>, _>(Some(map), &THINGS)).await;
    assert_eq!(sent_map, Ok((json_type.clone(), r#"{"id":{"name":"a"}}"#.to_owned())));
    let lists = HashMap::from([("x".to_owned(), vec![vec![thing(1)]])]);
    let shape: &'static Shape = const { &Shape { each: Some(&LISTS), ..Shape::NONE } };
    let sent_lists = sent(|call| call.json_models::<Dict<List<List<Same>>>, _>(Some(lists), shape)).await;
    assert_eq!(sent_lists, Ok((json_type, r#"{"x":[[{"name":"a"}]]}"#.to_owned())));
}

#[tokio::test]
async fn an_absent_raw_body_has_no_media_type() {
    let raw = |body: Option<&'static str>| sent(move |call| call.content_optional("text/plain", body.map(Into::into)));
    assert_eq!(raw(None).await, Ok((None, String::new())));
    assert_eq!(raw(Some("")).await, Ok((Some("text/plain".to_owned()), String::new())));
    assert_eq!(raw(Some("a")).await, Ok((Some("text/plain".to_owned()), "a".to_owned())));
}

#[tokio::test]
async fn a_value_is_written_by_its_adapter() {
    let body = async |add: fn(Call) -> Call| sent(add).await.unwrap().1;
    assert_eq!(body(|call| call.json_value::<Same, _>(Some("a\"b".to_owned()))).await, r#""a\"b""#);
    assert_eq!(body(|call| call.json_value::<Same, _>(Some(2.5))).await, "2.5");
    assert_eq!(body(|call| call.json_value::<Same, i32>(None)).await, "");
    let times = |call: Call| {
        let time = parse_rfc3339("2024-05-06T07:08:09Z").unwrap();
        call.json_value::<List<Rfc3339>, _>(Some(vec![time]))
    };
    assert_eq!(body(times).await, r#"["2024-05-06T07:08:09Z"]"#);
}

/// Where a call goes, and for which scope its token is, when the caller names the endpoint.
async fn address(service: &'static Service, endpoint: &str) -> Result<(String, Vec<String>), String> {
    let script = Script::of([json(200, "{}")]);
    let client = script.client_at(service, endpoint).map_err(|error| error.to_string())?;
    let call = client.call("T", Method::Get, "/x", &[]).without_api_version();
    client.send(call, Default::default()).await.unwrap();
    Ok((script.requests()[0].url().to_string(), script.scopes()))
}

#[tokio::test]
async fn the_caller_can_name_the_endpoint() {
    const SCOPE: &str = "https://test.example/.default";
    static SCOPED: Service = Service {
        namespace: "T",
        package: None,
        version: None,
        endpoint: Endpoint::Given { scope: Some(SCOPE), path: "" },
    };
    static UNSCOPED: Service =
        Service { namespace: "T", package: None, version: None, endpoint: Endpoint::Given { scope: None, path: "" } };
    static DEEP: Service = Service {
        namespace: "T",
        package: None,
        version: None,
        endpoint: Endpoint::Given { scope: Some(SCOPE), path: "/metrics/v1.0" },
    };
    let table = [
        (&SCOPED, "https://a.test.example", "https://a.test.example/x", SCOPE),
        (&SCOPED, "https://a.test.example/base/", "https://a.test.example/base/x", SCOPE),
        (&SCOPED, "a.test.example", "https://a.test.example/x", SCOPE),
        (&SCOPED, "a.test.example/", "https://a.test.example/x", SCOPE),
        (&SCOPED, "localhost:8443", "https://localhost:8443/x", SCOPE),
        (&UNSCOPED, "https://a.test.example/base", "https://a.test.example/base/x", "https://a.test.example/.default"),
        (&UNSCOPED, "a.test.example:8443", "https://a.test.example:8443/x", "https://a.test.example:8443/.default"),
        (&DEEP, "https://a.test.example", "https://a.test.example/metrics/v1.0/x", SCOPE),
        (&DEEP, "https://a.test.example/", "https://a.test.example/metrics/v1.0/x", SCOPE),
        (&DEEP, "a.test.example/base", "https://a.test.example/base/metrics/v1.0/x", SCOPE),
        (&DEEP, "https://a.test.example/metrics/v1.0/", "https://a.test.example/metrics/v1.0/x", SCOPE),
    ];
    for (service, endpoint, url, scope) in table {
        assert_eq!(address(service, endpoint).await, Ok((url.to_owned(), vec![scope.to_owned()])));
    }
    for endpoint in [
        "http://a.test.example",
        "",
        "https://https://a.test.example",
        "https://a.test.example?x=1",
        "mailto:a@b.example",
    ] {
        assert!(address(&SCOPED, endpoint).await.is_err(), "{endpoint} is no endpoint");
    }
}

#[derive(Serialize)]
struct Animal {
    name: String,
    born: Option<i32>,
}

static ANIMAL: Shape = Shape { read_only: &["born"], ..Shape::NONE };
request_body!(Animal, ANIMAL);

/// What a caller's own type is as an animal.
struct Stray(&'static str);

impl IntoContent<Animal> for Stray {
    fn into_content(self) -> Sent<RequestContent<Animal>> {
        match self.0 {
            "" => Err(Error::with_message(ErrorKind::DataConversion, "a stray without a name")),
            name => Animal { name: name.to_owned(), born: None }.into_content(),
        }
    }
}

/// As a method of a client takes an animal.
async fn adopted(animal: impl IntoContent<Animal>) -> Result<String, String> {
    sent(|call| call.json(animal.into_content())).await.map(|(media_type, body)| {
        assert_eq!(media_type.as_deref(), Some("application/json"));
        body
    })
}

#[tokio::test]
async fn a_body_is_a_model_or_content_or_what_the_caller_makes_one() {
    let model = Animal { name: "Tom".to_owned(), born: Some(2020) };
    assert_eq!(adopted(model).await.as_deref(), Ok(r#"{"name":"Tom"}"#));
    let content = RequestContent::from(br#"{"born": null}"#.to_vec());
    assert_eq!(adopted(content).await.as_deref(), Ok(r#"{"born": null}"#));
    assert_eq!(adopted(Stray("Rex")).await.as_deref(), Ok(r#"{"name":"Rex"}"#));
}

#[tokio::test]
async fn a_body_that_cannot_be_made_is_an_error_of_the_operation() {
    assert_eq!(adopted(Stray("")).await.unwrap_err(), "a stray without a name");
}
