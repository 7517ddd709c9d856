//! Long-running operations that another process goes on with.

use super::script::{Answer, BROKEN, Script, json};
use super::things::{long_running, thing};
use crate::arm::{ArmOperation, Client, FinalState, Interrupted, LongRunning, Outcome};
use azure_core::Result;
use azure_core::base64;
use azure_core::credentials::{AccessToken, Secret, TokenCredential, TokenRequestOptions};
use azure_core::http::Method;
use azure_core::time::{Duration, OffsetDateTime};
use futures::stream::{StreamExt as _, TryStreamExt as _};
use serde_json::{Value, json as value};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::time::Instant;

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

/// Tokens that are good for two minutes, so that there is a new one for every request.
#[derive(Debug, Default)]
struct Renewing(AtomicUsize);

#[async_trait::async_trait]
impl TokenCredential for Renewing {
    async fn get_token(&self, _: &[&str], _: Option<TokenRequestOptions<'_>>) -> Result<AccessToken> {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        Ok(AccessToken::new(format!("token-{number}"), OffsetDateTime::now_utc() + Duration::minutes(2)))
    }
}

#[tokio::test(start_paused = true)]
async fn a_creation_of_45_minutes_survives_restarts_throttling_an_outage_and_token_renewal() {
    let created = (201, vec![("azure-asyncoperation", "/monitor?s=signed")], "{}");
    let running = json(200, r#"{"status": "Creating"}"#);
    let throttled = (429, vec![("retry-after", "900")], "");
    let polls = std::iter::repeat_n(running.clone(), 30)
        .chain([throttled, running.clone()])
        .chain(std::iter::repeat_n(json(503, ""), 9))
        .chain(std::iter::repeat_n(BROKEN, 9))
        .chain(std::iter::repeat_n(running, 40))
        .chain([succeeded(), json(200, r#"{"it":1}"#)]);
    let script = Script::of([created].into_iter().chain(polls));
    let credential = Arc::new(Renewing::default());
    let client = || script.client_with(credential.clone());
    let start = Instant::now();
    let mut operation = begin(&client());
    let mut restarts = 0;
    while let Some(state) = operation.next().await {
        let state = state.unwrap();
        // Every fifth answer is the last that a process sees.
        if state.status == "Creating" && script.seen().len().is_multiple_of(5) {
            let token = operation.token().unwrap().clone();
            operation = resume(&client(), &token).unwrap();
            restarts += 1;
        }
    }
    assert_eq!(operation.await.unwrap().into_body().into_string().unwrap(), r#"{"it":1}"#);
    assert!(start.elapsed().as_secs() > 45 * 60 && restarts > 5, "{:?}, {restarts} restarts", start.elapsed());
    assert!(credential.0.load(Ordering::Relaxed) > 80, "{credential:?}");
    assert_eq!(script.seen().iter().filter(|line| line.starts_with("Put")).count(), 1);
}
