//! Long-running operations that another process goes on with.

use super::script::{Answer, Script, json, long_running, thing};
use crate::arm::{ArmOperation, Client, FinalState, Interrupted, LongRunning, Outcome};
use azure_core::Result;
use azure_core::base64;
use azure_core::credentials::Secret;
use azure_core::http::Method;
use futures::stream::{StreamExt as _, TryStreamExt as _};
use serde_json::{Value, json as value};

const FACTS: LongRunning = long_running(FinalState::Default, Outcome::Result);

fn begin(client: &Client) -> ArmOperation<Value> {
    client.operation(thing(client, Method::Put), FACTS, Default::default()).unwrap()
}

fn resume(client: &Client, token: &Secret) -> Result<ArmOperation<Value>> {
    client.resume(FACTS, token, Default::default())
}

fn started() -> Answer {
    (201, vec![("azure-asyncoperation", "/monitor?s=signed"), ("location", "/result"), ("retry-after", "0")], "{}")
}

fn running() -> Answer {
    (200, vec![("retry-after", "0")], r#"{"status": "Running"}"#)
}

fn succeeded() -> Answer {
    json(200, r#"{"status": "Succeeded"}"#)
}

/// A token of an operation that has begun.
async fn token() -> Secret {
    let script = Script::of([started()]);
    let mut operation = begin(&script.client());
    operation.try_next().await.unwrap().unwrap();
    operation.token().unwrap().clone()
}

#[tokio::test]
async fn every_answer_can_be_the_last_before_a_restart() {
    let answers = [started(), running(), running(), succeeded(), json(200, r#"{"it":1}"#)];
    for restart in 1..=4 {
        let script = Script::of(answers.clone());
        let mut operation = begin(&script.client());
        for _ in 0..restart {
            operation.try_next().await.unwrap().unwrap();
        }
        let token = operation.token().unwrap().clone();
        drop(operation);
        // Another process has another client.
        let resumed = resume(&script.client(), &token).unwrap();
        assert_eq!(resumed.token().map(Secret::secret), Some(token.secret()));
        assert_eq!(resumed.await.unwrap().into_body().into_string().unwrap(), r#"{"it":1}"#);
        let seen = script.seen();
        assert_eq!((seen.len(), seen[0].as_str()), (5, "Put /things/a?api-version=v1"));
        let ids = script.requests();
        let id = |index: usize| ids[index].headers().get_optional_string(&azure_core::http::headers::CLIENT_REQUEST_ID);
        assert_eq!(id(0), id(4));
    }
}

#[tokio::test(start_paused = true)]
async fn a_long_creation_survives_many_restarts() {
    let answers = [started()].into_iter().chain(std::iter::repeat_n(running(), 90));
    let script = Script::of(answers.chain([succeeded(), json(200, r#"{"it":1}"#)]));
    let mut operation = begin(&script.client());
    operation.try_next().await.unwrap().unwrap();
    for _ in 0..91 {
        let token = operation.token().unwrap().clone();
        operation = resume(&script.client(), &token).unwrap();
        operation.try_next().await.unwrap().unwrap();
    }
    assert!(operation.next().await.is_none());
    assert!(operation.await.is_ok());
}

#[tokio::test]
async fn an_interruption_is_resumed_by_its_token() {
    let script = Script::of([started(), json(401, ""), succeeded(), json(200, "{}")]);
    let error = begin(&script.client()).await.unwrap_err();
    let token = Interrupted::of(&error).unwrap().token().clone();
    assert!(resume(&script.client(), &token).unwrap().await.is_ok());
    assert!(!format!("{error:?} {error}").contains("signed"));
}

#[tokio::test]
async fn a_token_is_held_to_its_operation_and_its_client() {
    let token = token().await;
    let client = Script::of([]).client();
    let other = LongRunning { id: "Thing_Delete", ..FACTS };
    let error = client.resume::<Value, azure_core::http::JsonFormat>(other, &token, Default::default()).unwrap_err();
    let text = error.to_string();
    assert!(text.contains("Thing_Call") && text.contains("Thing_Delete"), "{text}");

    let changed = |change: fn(&mut Value)| {
        let mut content: Value = serde_json::from_slice(&base64::decode_url_safe(token.secret()).unwrap()).unwrap();
        change(&mut content);
        let token = Secret::new(base64::encode_url_safe(content.to_string()));
        resume(&client, &token).map(drop).unwrap_err().to_string()
    };
    assert!(changed(|token| token["version"] = 2.into()).contains("version 2"));
    assert!(changed(|token| token["api_version"] = "v0".into()).contains("v0"));
    assert!(changed(|token| token["endpoint"] = "https://other.example/".into()).contains("other.example"));
    assert!(changed(|token| token["resource"] = "https://evil.example/things/a".into()).contains("another endpoint"));
    assert!(changed(|token| token["method"] = "TRACE".into()).contains("method"));
    assert!(
        changed(|token| token["links"]["monitor"] = value!({"base": "https://evil.example/", "text": "/x"}))
            .contains("another endpoint")
    );
    for nonsense in ["", "x", "eyJ9", "e30"] {
        let error = resume(&client, &Secret::new(nonsense)).map(drop).unwrap_err().to_string();
        assert!(error.contains("damaged"), "{nonsense}: {error}");
    }
}

#[tokio::test]
async fn links_of_a_token_are_judged_again() {
    let token = token().await;
    let mut content: Value = serde_json::from_slice(&base64::decode_url_safe(token.secret()).unwrap()).unwrap();
    content["links"]["monitor"]["text"] = "https://evil.example/".into();
    content["links"]["location"] = Value::Null;
    let token = Secret::new(base64::encode_url_safe(content.to_string()));
    let script = Script::of([]);
    let error = resume(&script.client(), &token).unwrap().await.unwrap_err();
    assert!(error.to_string().contains("not followed"), "{error}");
    assert!(script.seen().is_empty());
}
