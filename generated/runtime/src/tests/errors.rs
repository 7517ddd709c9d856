//! A failed call tells what the service said.

use super::script::{Answer, Script, json};
use super::things::{long_running, reason, thing};
use crate::arm::{FinalState, Outcome, answer, error_body};
use azure_core::Error;
use azure_core::error::ErrorKind;
use azure_core::http::{Method, NoFormat, StatusCode};
use serde_json::Value;

async fn failure(answer: Answer) -> Error {
    let client = Script::of([answer]).client();
    client.send(thing(&client, Method::Get), Default::default()).await.unwrap_err()
}

fn code(error: &Error) -> Option<&str> {
    match error.kind() {
        ErrorKind::HttpResponse { error_code, raw_response: Some(_), .. } => error_code.as_deref(),
        _ => panic!("{:?}", error.kind()),
    }
}

#[tokio::test]
async fn code_and_message_survive_escapes_and_null_details() {
    let body =
        r#"{"error": {"code": "ValidationError", "message": "The \"name\"\r\nis \u0027bad\u0027.", "details": null}}"#;
    let error = failure((400, vec![("x-ms-request-id", "r-1")], body)).await;
    assert_eq!(code(&error), Some("ValidationError"));
    assert_eq!(reason(&error), "400 Bad Request ValidationError: The \"name\" is 'bad'. (request id r-1)");
    assert_eq!(error_body::<Value>(&error).unwrap()["error"]["details"], Value::Null);
}

#[tokio::test]
async fn details_are_told() {
    let body = r#"{"error": {"code": "V", "message": "Two.", "details": [
        {"code": "A", "target": "name", "message": "Too long."}, {"message": "Odd."}, {"code": "mute"}]}}"#;
    assert_eq!(reason(&failure(json(400, body)).await), "400 Bad Request V: Two.; name: Too long.; Odd.; mute");
}

#[tokio::test]
async fn the_envelope_may_be_missing() {
    let error = failure(json(409, r#"{"code": "Conflict", "message": "Busy."}"#)).await;
    assert_eq!((code(&error), reason(&error).as_str()), (Some("Conflict"), "409 Conflict Conflict: Busy."));
    let error = failure(json(400, r#"{"error": "invalid", "message": "No."}"#)).await;
    assert_eq!((code(&error), reason(&error).as_str()), (Some("invalid"), "400 Bad Request invalid: No."));
}

#[tokio::test]
async fn of_a_body_that_is_not_json_the_text_is_shown() {
    let error = failure(json(502, "  <html>Bad gateway</html>\n")).await;
    assert_eq!((code(&error), reason(&error).as_str()), (None, "502 Bad Gateway: Bad gateway"));
    assert!(error_body::<Value>(&error).is_none());
    let long: &'static str = "é".repeat(1000).leak();
    let message = reason(&failure(json(502, long)).await);
    assert_eq!(message, format!("502 Bad Gateway: {}…", "é".repeat(300)));
}

#[tokio::test]
async fn an_empty_body_leaves_status_and_header() {
    let error = failure((404, vec![("x-ms-error-code", "ResourceNotFound")], "")).await;
    assert_eq!((code(&error), reason(&error).as_str()), (Some("ResourceNotFound"), "404 Not Found ResourceNotFound"));
    assert_eq!(reason(&failure(json(403, "")).await), "403 Forbidden");
}

#[tokio::test]
async fn an_undocumented_success_is_an_error() {
    let error = failure(json(202, "{}")).await;
    assert_eq!(reason(&error), "202 Accepted, where 200 is expected");
}

#[tokio::test]
async fn existence_takes_404_for_an_answer() {
    let script = Script::of([json(200, ""), json(404, ""), json(403, "")]);
    let client = script.client();
    let mut answers = Vec::new();
    for _ in 0..3 {
        answers.push(client.exists(thing(&client, Method::Head), Default::default()).await.ok());
    }
    assert_eq!(answers, [Some(true), Some(false), None]);
}

#[tokio::test]
async fn a_stream_fails_as_other_calls_do() {
    let script = Script::of([json(200, "bytes"), json(404, r#"{"error": {"code": "Gone", "message": "No."}}"#)]);
    let client = script.client();
    let stream = client.stream(thing(&client, Method::Get), Default::default()).await.unwrap();
    assert_eq!(stream.into_body().collect().await.unwrap(), "bytes");
    let error = client.stream(thing(&client, Method::Get), Default::default()).await.unwrap_err();
    assert_eq!(reason(&error), "404 Not Found Gone: No.");
}

#[tokio::test]
async fn an_empty_optional_body_reads_as_null() {
    let script = Script::of([json(200, ""), json(200, "{}")]);
    let client = script.client();
    for expected in ["null", "{}"] {
        let response = client.send_optional(thing(&client, Method::Get), Default::default()).await.unwrap();
        assert_eq!(response.into_body().into_string().unwrap(), expected);
    }
}

/// The reason that an error with this body gives, without its status.
async fn said(body: &'static str) -> String {
    reason(&failure(json(400, body)).await)
        .replacen("400 Bad Request", "", 1)
        .trim_start_matches(": ")
        .trim()
        .to_owned()
}

#[tokio::test]
async fn every_shape_of_body_tells_code_and_text() {
    let table = [
        (r#"{"Error": {"Code": "Bad", "Message": "No."}}"#, "Bad: No."),
        (
            r#"{"Message": "An error has occurred.", "ExceptionMessage": "No.", "ExceptionType": "X", "StackTrace": "at"}"#,
            { "An error has occurred.; No." },
        ),
        (r#"{"error": "The thing is broken."}"#, "The thing is broken."),
        (r#"{"error": "invalid_grant", "error_description": "Expired."}"#, "invalid_grant: Expired."),
        (r#"{"odata.error": {"code": "Bad", "message": {"lang": "en", "value": "No."}}}"#, "Bad: No."),
        (r#"[{"code": "A", "message": "One."}, {"code": "B", "message": "Two."}]"#, "A: One.; B: Two."),
        (r#"{"errors": [{"code": "A", "message": "One."}, {"message": "Two."}]}"#, "A: One.; Two."),
        (r#"{"errors": ["One.", "Two."]}"#, "One.; Two."),
        (
            r#"{"type": "about:blank", "title": "Bad", "status": 400, "detail": "No.", "errors": {"name": ["Is short.", "Is taken."]}}"#,
            { "Bad; No.; name: Is short.; name: Is taken." },
        ),
        (r#"{"Message": "Bad.", "ModelState": {"user.Name": ["Is short."]}}"#, "Bad.; user.Name: Is short."),
        (r#"{"errors": {"name": "is short", "apiToken": "0123456789abcdef"}}"#, "name: is short"),
        (
            r#"{"error": {"code": "A", "message": "One.", "innererror": {"code": "B", "message": "Two.", "innererror": {"code": "C"}}}}"#,
            { "A: One.; B: Two.; C" },
        ),
        (
            r#"{"error": {"code": "A", "message": "One.", "target": "name", "details": [{"code": "B", "message": "Two.", "details": [{"message": "Three."}]}]}}"#,
            { "A: name: One.; B: Two.; Three." },
        ),
        (r#"{"error": {"message": "{\"error\": {\"code\": \"Inner\", \"message\": \"No.\"}}"}}"#, "Inner: No."),
        (r#"{"fault": {"faultstring": "No.", "detail": {"errorcode": "x.y"}}}"#, "No.; x.y"),
        (r#"{"statusCode": 401, "message": "No key."}"#, "No key."),
        (r#"{"response": {"status": {"message": "No."}}}"#, "No."),
        (r#"{"code": "A", "message": "A"}"#, "A: A"),
        (r#"{"odd": {"name": "SECRET"}}"#, r#"{"odd": {"name": …}}"#),
        ("The thing is broken.", "The thing is broken."),
        ("<Error><Code>Bad</Code><Message>No.</Message></Error>", "Bad: No."),
        ("<html><head><title>Oh</title><style>p {}</style></head><body><p>No.</p></body></html>", "Oh No."),
        ("\u{feff}{\"error\": {\"code\": \"Bad\", \"message\": \"No.\"}}", "Bad: No."),
        ("{}", ""),
    ];
    for (body, expected) in table {
        assert_eq!(said(body).await, expected, "{body}");
    }
}

#[tokio::test]
async fn what_is_too_much_is_cut_and_says_so() {
    let line = |index: usize| format!(r#"{{"message": "Number {index}."}}"#);
    let details: Vec<_> = (0..1000).map(line).collect();
    let text = said(format!(r#"{{"error": {{"message": "Many.", "details": [{}]}}}}"#, details.join(",")).leak()).await;
    assert!(text.starts_with("Many.; Number 0.; ") && text.ends_with("; …") && text.len() < 400, "{text}");
    let nested = (0..50)
        .fold("{}".to_owned(), |inner, index| format!(r#"{{"message": "Level {index}.", "innererror": {inner}}}"#));
    let text = said(nested.leak()).await;
    assert!(text.starts_with("Level 49.; Level 48.") && text.ends_with("; …") && text.len() < 200, "{text}");
}

#[tokio::test]
async fn many_long_details_are_cut_before_they_are_searched() {
    let detail = format!(r#"{{"message": "{}"}}"#, "a=b key: c ".repeat(800));
    let body: &'static str = format!(r#"{{"error": {{"details": [{}]}}}}"#, vec![detail; 20].join(",")).leak();
    let text = said(body).await;
    assert!(text.len() < 5000 && text.starts_with("a="), "{text}");
}

#[tokio::test]
async fn nothing_of_the_service_breaks_the_line() {
    let body = "{\"error\": {\"code\": \"A\\u001b[2J\", \"message\": \"No.\\r\\n2020-01-01 ERROR forged\\u202e\\u2028x\", \
                \"details\": [{\"target\": \"a\\nb\", \"message\": \"\\u0007c\"}]}}";
    let error = failure((400, vec![("x-ms-request-id", "r\u{85}1")], body)).await;
    assert_eq!(reason(&error), "400 Bad Request A[2J: No. 2020-01-01 ERROR forged x; a b: c (request id r 1)");
    assert_eq!(code(&error), Some("A[2J"));
    assert_eq!(said("one\r\ntwo\u{1b}[0m").await, "one two[0m");
}

#[tokio::test]
async fn a_challenge_is_told() {
    let refused = |challenge| (401, vec![("www-authenticate", challenge)], "");
    let expired =
        r#"Bearer authorization_uri="https://login.example/x", error="invalid_token", error_description="It expired.""#;
    let error = failure(refused(expired)).await;
    assert_eq!(reason(&error), "401 Unauthorized invalid_token: It expired.");
    assert_eq!(code(&error), Some("invalid_token"));
    let claims = r#"Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ==""#;
    let told = reason(&failure(refused(claims)).await);
    assert!(told.starts_with("401 Unauthorized insufficient_claims: the service refuses the token"), "{told}");
    assert!(told.contains("claims") && told.ends_with("sign in anew") && !told.contains("eyJ"), "{told}");
    let told = reason(
        &failure((401, vec![("www-authenticate", expired)], r#"{"error": {"code": "A", "message": "No."}}"#)).await,
    );
    assert_eq!(told, "401 Unauthorized A: No.; It expired.");
    assert_eq!(reason(&failure(refused("Basic realm=\"x\"")).await), "401 Unauthorized");
}

#[tokio::test]
async fn an_answer_that_is_not_expected_says_what_was() {
    let client = Script::of([json(202, r#"{"description": "mine", "key": "SECRET"}"#)]).client();
    let call = client.call("T", Method::Put, "/x", &[200, 201]);
    let error = client.send(call, Default::default()).await.unwrap_err();
    let expected = r#"202 Accepted, where 200 or 201 is expected: {"description": …, "key": …}"#;
    assert_eq!(reason(&error), expected);
    assert_eq!(answer(&error).map(|answer| answer.status()), Some(StatusCode::Accepted));
}

#[tokio::test]
async fn without_a_list_every_2xx_is_a_success() {
    for status in [200, 201, 202, 204, 299] {
        let client = Script::of([json(status, "")]).client();
        let sent = client.send(client.call("T", Method::Delete, "/x", &[]), Default::default()).await;
        assert_eq!(sent.map(|answer| u16::from(answer.status())).ok(), Some(status));
    }
    let client = Script::of([json(304, "")]).client();
    assert!(client.send(client.call("T", Method::Delete, "/x", &[]), Default::default()).await.is_err());
}

#[tokio::test]
async fn a_documented_404_still_says_that_it_does_not_exist() {
    let script = Script::of([json(404, ""), json(204, ""), json(301, "")]);
    let client = script.client();
    let exists = async || {
        let call = client.call("T", Method::Head, "/x", &[204, 404]);
        client.exists(call, Default::default()).await.ok()
    };
    assert_eq!([exists().await, exists().await, exists().await], [Some(false), Some(true), None]);
}

#[tokio::test]
async fn every_error_names_its_operation_and_request() {
    let client =
        Script::of([(409, vec![("x-ms-request-id", "r-1")], r#"{"error": {"code": "Busy", "message": "Wait."}}"#)])
            .client();
    let error = client.send(thing(&client, Method::Put), Default::default()).await.unwrap_err();
    let expected = "Thing_Call: 409 Conflict Busy: Wait. (request id r-1) \
                    [PUT https://management.azure.com/things/a?api-version=…]";
    assert_eq!(error.to_string(), expected);

    let moved = (202, vec![("location", "https://evil.example/x?sig=SECRET")], "");
    let client = Script::of([moved]).client();
    let poller = client
        .operation::<(), NoFormat>(
            thing(&client, Method::Post),
            long_running(FinalState::Location, Outcome::Result),
            Default::default(),
        )
        .unwrap();
    let told = poller.await.unwrap_err().to_string();
    assert!(told.starts_with("Thing_Call: ") && told.contains("[GET https://") && !told.contains("SECRET"), "{told}");
}
