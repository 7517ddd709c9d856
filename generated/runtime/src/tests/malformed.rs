//! Answers that are not what they should be.

use super::script::{Answer, Script, json};
use super::things::{long_running, reason, thing};
use crate::arm::{ArmOperation, Client, FinalState, Outcome, answer, error_body, page};
use azure_core::Value;
use azure_core::error::ErrorKind;
use azure_core::http::{Method, Pager};
use futures::TryStreamExt as _;
use serde::Deserialize;

#[derive(Deserialize)]
struct Numbers {
    value: Option<Vec<i32>>,
}

page!(Numbers, value, i32);

async fn read(answer: Answer) -> Result<(), azure_core::Error> {
    let client = Script::of([answer]).client();
    client.send_json(thing(&client, Method::Get), Default::default()).await.map(drop)
}

async fn list(answers: impl IntoIterator<Item = Answer>) -> Result<Vec<i32>, String> {
    let client = Script::of(answers).client();
    let pager: Pager<Numbers> =
        client.pager(thing(&client, Method::Get), Some("nextLink"), Default::default()).unwrap();
    pager.try_collect().await.map_err(|error| reason(&error))
}

fn poller(client: &Client, method: Method) -> ArmOperation<Value> {
    client
        .operation(thing(client, method), long_running(FinalState::Default, Outcome::Result), Default::default())
        .unwrap()
}

async fn operation(method: Method, answers: impl IntoIterator<Item = Answer>) -> Result<String, String> {
    let client = Script::of(answers).client();
    let result = poller(&client, method).await.map_err(|error| reason(&error))?;
    result.into_body().into_string().map_err(|error| error.to_string())
}

fn deep() -> &'static str {
    format!("{}{}", "[".repeat(10_000), "]".repeat(10_000)).leak()
}

#[tokio::test]
async fn a_success_that_is_no_json_says_where_and_what_came() {
    let ids = vec![("x-ms-request-id", "r-1"), ("x-ms-correlation-request-id", "c-1")];
    let error = read((200, ids, r#"{"name": "a", "on": tr"#)).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::DataConversion));
    assert_eq!(
        reason(&error),
        "200 OK: the body (22 bytes) is no JSON, EOF while parsing a value at line 1 column 22: \
         {\"name\": …, \"on\": … (request id r-1, correlation id c-1)"
    );
    let table = [
        ("", "200 OK: the body is empty, where JSON is expected"),
        (
            "<html>Sign in</html>",
            "200 OK: the body (20 bytes) is no JSON, expected value at line 1 column 1: <html>Sign in</html>",
        ),
        ("{} {}", "200 OK: the body (5 bytes) is no JSON, trailing characters at line 1 column 4: {} {}"),
        ("plain", "200 OK: the body (5 bytes) is no JSON, expected value at line 1 column 1"),
        ("{\"a\": NaN}", "200 OK: the body (10 bytes) is no JSON, expected value at line 1 column 7: {\"a\": …}"),
    ];
    for (body, expected) in table {
        assert_eq!(reason(&read(json(200, body)).await.unwrap_err()), expected);
    }
}

#[tokio::test]
async fn the_media_type_is_not_believed() {
    assert!(read((200, vec![("content-type", "text/html")], "{}")).await.is_ok());
    assert!(read((200, vec![("content-type", "application/json")], "<html>")).await.is_err());
    assert!(read((200, vec![("content-type", "no type at all;;")], "{}")).await.is_ok());
}

#[tokio::test]
async fn a_malformed_error_is_the_error_that_its_status_says() {
    let table = [
        (400, r#"{"error": {"code": "Bad", "mess"#, "400 Bad Request: {\"error\": {\"code\": …, …"),
        (400, r#"{"error": null}"#, "400 Bad Request: {\"error\": null}"),
        (400, r#"{"error": {"code": 7, "message": ["x"], "details": {}}}"#, "400 Bad Request 7: x"),
        (400, r#""Not so.""#, "400 Bad Request: Not so."),
        (400, "null", "400 Bad Request"),
        (502, "<html>\n<h1>Bad gateway</h1>", "502 Bad Gateway: Bad gateway"),
        (500, "upstream failed", "500 Internal Server Error: upstream failed"),
        (500, "", "500 Internal Server Error"),
        (302, "", "302 Found"),
        (799, "", "799 HTTP 799"),
    ];
    for (status, body, expected) in table {
        let error = read(json(status, body)).await.unwrap_err();
        assert_eq!(reason(&error), expected);
        assert_eq!(error.http_status().map(u16::from), Some(status));
    }
}

#[tokio::test]
async fn long_messages_are_cut() {
    let long: &'static str =
        format!(r#"{{"error": {{"code": "Long", "message": "{}", "details": [{}]}}}}"#, "x".repeat(100_000), {
            vec![r#"{"message": "y"}"#; 1000].join(",")
        })
        .leak();
    assert!(read(json(400, long)).await.unwrap_err().to_string().len() < 2500);
}

#[tokio::test]
async fn depth_overflows_nothing() {
    let failure = reason(&read(json(400, deep())).await.unwrap_err());
    assert!(failure.starts_with("400 Bad Request: [[[[") && failure.len() < 400, "{failure}");
    // Depth is no fault as long as nothing reads the body.
    assert!(read(json(200, deep())).await.is_ok());
    let started = (202, vec![("azure-asyncoperation", "/monitor"), ("retry-after", "0")], deep());
    let ended = operation(Method::Post, [started, json(200, deep())]).await;
    assert!(ended.unwrap_err().contains("recursion limit exceeded"));
}

#[tokio::test]
async fn a_page_that_is_no_page_is_an_error() {
    let table = [
        ("<html>", "200 OK: the body (6 bytes) is no JSON, expected value at line 1 column 1: <html>"),
        (r#"{"value": [1"#, {
            "200 OK: the body (12 bytes) is no JSON, EOF while parsing a list at line 1 column 12: {\"value\": […"
        }),
    ];
    for (body, expected) in table {
        assert_eq!(list([json(200, body)]).await, Err(expected.to_owned()));
    }
}

#[tokio::test]
async fn pages_without_items_and_odd_ends_are_read() {
    let next = |body| json(200, body);
    let pages = [
        next(r#"{"nextLink": "/things/a?p=2"}"#),
        next(r#"{"value": [], "nextLink": " /things/a?p=3 "}"#),
        next(r#"{"value": [7], "nextLink": "?p=4"}"#),
    ];
    for end in [r#"{"value": [8]}"#, r#"{"value": [8], "nextLink": null}"#, r#"{"value": [8], "nextLink": " "}"#] {
        assert_eq!(list(pages.clone().into_iter().chain([next(end)])).await, Ok(vec![7, 8]));
    }
}

#[tokio::test]
async fn a_circle_of_pages_ends_with_an_error_that_names_it() {
    let pages = [
        json(200, r#"{"value": [1], "nextLink": "/things/a?p=2&sig=SECRET"}"#),
        json(200, r#"{"value": [2], "nextLink": "/things/a?p=3"}"#),
        json(200, r#"{"value": [3], "nextLink": "/things/a?p=2&sig=SECRET"}"#),
    ];
    let error = list(pages).await.unwrap_err();
    assert_eq!(
        error,
        "the list is incomplete: the pages go round in a circle: https://management.azure.com/things/a?p=2&sig=…&api-version=… comes again"
    );
}

#[tokio::test]
async fn to_read_a_page_again_is_no_circle() {
    let script = Script::of([
        json(200, r#"{"value": [1, 2], "nextLink": "/things/a?p=2"}"#),
        json(200, r#"{"value": [3, 4], "nextLink": "/things/a?p=3"}"#),
        json(200, r#"{"value": [3, 4], "nextLink": "/things/a?p=3"}"#),
        json(200, r#"{"value": [5]}"#),
    ]);
    let client = script.client();
    let mut pager: Pager<Numbers> =
        client.pager(thing(&client, Method::Get), Some("nextLink"), Default::default()).unwrap();
    for expected in 1..=3 {
        assert_eq!(pager.try_next().await.unwrap(), Some(expected));
    }
    let pages: Vec<_> = pager.into_pages().try_collect().await.unwrap();
    assert_eq!(pages.len(), 2);
}

fn started() -> Answer {
    let headers = vec![("azure-asyncoperation", "/monitor"), ("location", "/result"), ("retry-after", "0")];
    (202, headers, "")
}

#[tokio::test]
async fn a_state_that_cannot_be_read_is_not_guessed() {
    for body in ["<html>Sign in</html>", r#"{"status": "Fai"#, "Succeeded"] {
        let problem = operation(Method::Post, [started(), json(200, body)]).await.unwrap_err();
        assert!(problem.contains("is no JSON"), "{problem}");
    }
    let problem = operation(Method::Put, [json(200, r#"{"properties": {"provisioningState": "Fai"#)]).await;
    assert!(problem.unwrap_err().contains("200 OK: the body (41 bytes) is no JSON"));
}

#[tokio::test]
async fn states_are_read_whatever_their_case() {
    let pending = (200, vec![("retry-after", "0")], r#"{"status": "runNING"}"#);
    let answers = [started(), pending, json(200, r#"{"status": "SUCCEEDED"}"#), json(200, "1")];
    assert_eq!(operation(Method::Post, answers).await.as_deref(), Ok("1"));
    for odd in [r#"{"status": 7}"#, r#"{"status": ""}"#, r#"{"status": {}}"#] {
        let ended = operation(Method::Post, [started(), json(200, odd)]).await.unwrap_err();
        assert!(ended.contains("the answer must tell the operation's state"), "{odd}: {ended}");
    }
    let failed = operation(Method::Post, [started(), json(200, r#"{"status": "FAILED"}"#)]).await;
    assert_eq!(failed.unwrap_err(), "the operation ended in state FAILED");
}

#[tokio::test]
async fn a_resource_that_failed_is_an_error_at_once() {
    let body = r#"{"properties": {"provisioningState": "Failed"}}"#;
    let ended = operation(Method::Put, [json(200, body)]).await;
    assert_eq!(ended.unwrap_err(), "the operation ended in state Failed");
}

#[tokio::test]
async fn a_monitor_that_is_gone_is_an_error() {
    let gone = (404, vec![("x-ms-request-id", "r-9")], r#"{"error": {"code": "NotFound", "message": "No."}}"#);
    let running = (202, vec![("retry-after", "0")], "");
    let ended = operation(Method::Delete, [started(), running, gone]).await.unwrap_err();
    assert!(ended.ends_with("404 Not Found NotFound: No. (request id r-9)"), "{ended}");
}

#[tokio::test]
async fn of_two_links_the_monitor_is_asked() {
    let script = Script::of([started(), json(200, r#"{"status": "Succeeded"}"#), json(200, "1")]);
    assert!(poller(&script.client(), Method::Post).await.is_ok());
    let seen = ["Post /things/a?api-version=v1", "Get /monitor?api-version=v1", "Get /result?api-version=v1"];
    assert_eq!(script.seen(), seen);
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        let script = Script::of([(status, vec![("location", "https://evil.example/")], "")]);
        let client = script.client();
        let error = client.send(thing(&client, Method::Get), Default::default()).await.unwrap_err();
        assert_eq!(error.http_status().map(u16::from), Some(status));
        let ended = poller(&Script::of([(status, vec![("location", "/x")], "")]).client(), Method::Post).await;
        assert_eq!(ended.unwrap_err().http_status().map(u16::from), Some(status));
        assert_eq!(script.seen().len(), 1);
    }
}

/// A byte order mark before the text.
macro_rules! marked {
    ($text:literal) => {
        concat!("\u{feff}", $text)
    };
}

#[tokio::test]
async fn a_byte_order_mark_before_json_is_skipped() {
    let script = Script::of([
        json(200, marked!(r#"{"a": 1}"#)),
        json(200, marked!(r#"{"a": 1}"#)),
        json(200, marked!("")),
        json(404, marked!(r#"{"error": {"code": "A"}}"#)),
    ]);
    let client = script.client();
    let call = || thing(&client, Method::Get);
    let sent = client.send(call(), Default::default()).await.unwrap();
    assert_eq!(sent.into_body().json::<Value>().unwrap()["a"], 1);
    let sent = client.send_json(call(), Default::default()).await.unwrap();
    assert_eq!(sent.into_body().json::<Value>().unwrap()["a"], 1);
    let sent = client.send_optional(call(), Default::default()).await.unwrap();
    assert_eq!(sent.into_body().json::<Option<Value>>().unwrap(), None);
    let error = client.send(call(), Default::default()).await.unwrap_err();
    assert_eq!(error_body::<Value>(&error).unwrap()["error"]["code"], "A");

    let pages =
        [json(200, marked!(r#"{"value": [1], "nextLink": "/things/a?p=2"}"#)), json(200, marked!(r#"{"value": [2]}"#))];
    assert_eq!(list(pages).await, Ok(vec![1, 2]));
    let answers = [started(), json(200, marked!(r#"{"status": "Succeeded"}"#)), json(200, marked!("1"))];
    assert_eq!(operation(Method::Post, answers).await.as_deref(), Ok("1"));
}

#[tokio::test]
async fn only_one_mark_is_skipped_and_none_where_the_body_is_not_json() {
    assert!(read(json(200, "\u{feff}\u{feff}{}")).await.is_err());
    assert!(read(json(200, "{}\u{feff}")).await.is_err());
    let script = Script::of([json(200, marked!("<a/>")), json(200, marked!("{}"))]);
    let client = script.client();
    let xml = thing(&client, Method::Get).fixed_header("accept", "application/xml");
    let sent = client.send(xml, Default::default()).await.unwrap();
    assert_eq!(sent.into_body().into_string().unwrap(), marked!("<a/>"));
    let stream = client.stream(thing(&client, Method::Get), Default::default()).await.unwrap();
    assert_eq!(stream.into_body().collect().await.unwrap(), marked!("{}"));
}

#[tokio::test]
async fn a_malformed_success_keeps_its_answer() {
    let error = read((200, vec![("etag", "\"1\"")], r#"{"primaryKey": "SECRET"#)).await.unwrap_err();
    let kept = answer(&error).unwrap();
    assert_eq!((u16::from(kept.status()), kept.body().as_ref()), (200, br#"{"primaryKey": "SECRET"#.as_slice()));
    assert_eq!(kept.headers().get_optional_string(&"etag".into()).as_deref(), Some("\"1\""));
    let cause = std::error::Error::source(&error).unwrap();
    assert!(!format!("{error:?} {error:#?} {cause} {cause:?}").contains("SECRET"), "{error:?}");
    let refused = read(json(404, "{}")).await.unwrap_err();
    assert_eq!(answer(&refused).map(|answer| u16::from(answer.status())), Some(404));
}
