//! A failed call tells what the service said.

use super::script::{Answer, Script, json, thing};
use crate::arm::error_body;
use azure_core::Error;
use azure_core::error::ErrorKind;
use azure_core::http::Method;
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
    assert_eq!(error.to_string(), "400 Bad Request ValidationError: The \"name\"\r\nis 'bad'. (request id r-1)");
    assert_eq!(error_body::<Value>(&error).unwrap()["error"]["details"], Value::Null);
}

#[tokio::test]
async fn details_are_told() {
    let body = r#"{"error": {"code": "V", "message": "Two.", "details": [
        {"code": "A", "target": "name", "message": "Too long."}, {"message": "Odd."}, {"code": "mute"}]}}"#;
    assert_eq!(failure(json(400, body)).await.to_string(), "400 Bad Request V: Two.; name: Too long.; Odd.");
}

#[tokio::test]
async fn the_envelope_may_be_missing() {
    let error = failure(json(409, r#"{"code": "Conflict", "message": "Busy."}"#)).await;
    assert_eq!((code(&error), error.to_string().as_str()), (Some("Conflict"), "409 Conflict Conflict: Busy."));
    let error = failure(json(400, r#"{"error": "invalid", "message": "No."}"#)).await;
    assert_eq!((code(&error), error.to_string().as_str()), (None, "400 Bad Request: No."));
}

#[tokio::test]
async fn a_body_that_is_not_json_is_shown_trimmed() {
    let error = failure(json(502, "  <html>Bad gateway</html>\n")).await;
    assert_eq!((code(&error), error.to_string().as_str()), (None, "502 Bad Gateway: <html>Bad gateway</html>"));
    assert!(error_body::<Value>(&error).is_none());
    let long: &'static str = "é".repeat(1000).leak();
    let message = failure(json(502, long)).await.to_string();
    assert_eq!(message, format!("502 Bad Gateway: {}…", "é".repeat(300)));
}

#[tokio::test]
async fn an_empty_body_leaves_status_and_header() {
    let error = failure((404, vec![("x-ms-error-code", "ResourceNotFound")], "")).await;
    assert_eq!(
        (code(&error), error.to_string().as_str()),
        (Some("ResourceNotFound"), "404 Not Found ResourceNotFound")
    );
    assert_eq!(failure(json(403, "")).await.to_string(), "403 Forbidden");
}

#[tokio::test]
async fn an_undocumented_success_is_an_error() {
    let error = failure(json(202, "{}")).await;
    assert_eq!(error.to_string(), "202 Accepted");
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
    assert_eq!(error.to_string(), "404 Not Found Gone: No.");
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
