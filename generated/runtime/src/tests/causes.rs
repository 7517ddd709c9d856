//! What a credential, a policy or the connection failed with is no answer of the service, and stays within reach.

use super::script::{Script, json};
use super::things::{long_running, reason, thing};
use crate::arm::{ArmOperation, Client, FinalState, Outcome, answer, cause, error_body, page};
use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::error::ErrorKind;
use azure_core::http::headers::Headers;
use azure_core::http::policies::{Policy, PolicyResult};
use azure_core::http::{ClientOptions, Context, Method, NoFormat, Pager, RawResponse, Request, StatusCode};
use azure_core::{Error, Result, Value};
use futures::TryStreamExt as _;
use serde::Deserialize;
use std::error::Error as _;
use std::sync::Arc;

const SECRET: &str = "canary0123456789";

/// An error of another service.
fn elsewhere(status: StatusCode) -> Error {
    let body = r#"{"value": [1], "name": "of the vault", "error": {"code": "SecretNotFound", "message": "No."}}"#;
    let raw_response = Some(Box::new(RawResponse::from_bytes(status, Headers::new(), body)));
    let kind = ErrorKind::HttpResponse { status, error_code: Some("SecretNotFound".to_owned()), raw_response };
    Error::with_message(kind, "the vault has no such secret")
}

/// Fails as another service answered it.
#[derive(Debug)]
struct Elsewhere(StatusCode);

#[async_trait::async_trait]
impl TokenCredential for Elsewhere {
    async fn get_token(&self, _: &[&str], _: Option<TokenRequestOptions<'_>>) -> Result<AccessToken> {
        Err(elsewhere(self.0))
    }
}

/// Refuses every answer.
#[async_trait::async_trait]
impl Policy for Elsewhere {
    async fn send(&self, context: &Context, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
        next[0].send(context, request, &next[1..]).await?;
        Err(elsewhere(self.0))
    }
}

#[derive(Deserialize)]
struct Numbers {
    value: Vec<i32>,
}

page!(Numbers, value, i32);

/// The errors of every way to send.
async fn all_ways(client: &Client) -> Vec<Error> {
    let call = |method| thing(client, method);
    let pager: Pager<Numbers> = client.pager(call(Method::Get), Some("nextLink"), Default::default()).unwrap();
    let delete: ArmOperation<(), NoFormat> = client
        .operation(call(Method::Delete), long_running(FinalState::Default, Outcome::Result), Default::default())
        .unwrap();
    let put: ArmOperation<Value> = client
        .operation(call(Method::Put), long_running(FinalState::Default, Outcome::Result), Default::default())
        .unwrap();
    let failures = [
        client.exists(call(Method::Head), Default::default()).await.err(),
        client.send(call(Method::Get), Default::default()).await.err(),
        client.send_json(call(Method::Get), Default::default()).await.err(),
        client.send_optional(call(Method::Get), Default::default()).await.err(),
        client.stream(call(Method::Get), Default::default()).await.err(),
        pager.try_collect::<Vec<i32>>().await.err(),
        delete.await.err(),
        put.await.err(),
    ];
    failures.into_iter().map(|failure| failure.expect("a failure has passed for an answer")).collect()
}

fn assert_is_no_answer(error: &Error) {
    assert_eq!(error.http_status(), None, "{error:?}");
    assert!(answer(error).is_none() && error_body::<Value>(error).is_none(), "{error:?}");
    assert!(reason(error).ends_with("the vault has no such secret"), "{error}");
    let original: &Error = cause(error).unwrap();
    let vault = std::iter::successors(Some(original), |error| error.downcast_ref::<Error>()).last().unwrap();
    assert!(matches!(vault.kind(), ErrorKind::HttpResponse { raw_response: Some(_), .. }), "{vault:?}");
}

#[tokio::test]
async fn a_credentials_failure_is_no_answer() {
    for status in [StatusCode::Ok, StatusCode::NoContent, StatusCode::NotFound, StatusCode::TooManyRequests] {
        let script = Script::of([]);
        for error in all_ways(&script.client_with(Arc::new(Elsewhere(status)))).await {
            assert_is_no_answer(&error);
            assert!(matches!(error.kind(), ErrorKind::Credential), "{error:?}");
            assert!(reason(&error).starts_with("the credential gives no token: "), "{error}");
        }
        assert!(script.seen().is_empty());
    }
}

#[tokio::test]
async fn a_policys_refusal_is_no_answer() {
    for status in [StatusCode::Ok, StatusCode::NotFound, StatusCode::ServiceUnavailable] {
        let policy: Arc<dyn Policy> = Arc::new(Elsewhere(status));
        let (per_call, per_try) = (vec![policy.clone()], vec![policy]);
        for (per_call_policies, per_try_policies) in [(per_call, Vec::new()), (Vec::new(), per_try)] {
            let script = Script::of(vec![json(200, r#"{"value": [7]}"#); 8]);
            let options = ClientOptions { per_call_policies, per_try_policies, ..script.options(None) };
            for error in all_ways(&script.client_with_options(options)).await {
                assert_is_no_answer(&error);
            }
            assert_eq!(script.seen().len(), 8);
        }
    }
}

/// Fails with an error of its own type, behind one that says too much.
#[derive(Debug)]
struct Chatty(&'static str);

#[async_trait::async_trait]
impl TokenCredential for Chatty {
    async fn get_token(&self, _: &[&str], _: Option<TokenRequestOptions<'_>>) -> Result<AccessToken> {
        let broken = std::io::Error::new(std::io::ErrorKind::ConnectionReset, "reset by peer");
        Err(Error::with_error(ErrorKind::Credential, Error::new(ErrorKind::Io, broken), self.0))
    }
}

async fn failure_of(credential: Chatty) -> Error {
    let client = Script::of([]).client_with(Arc::new(credential));
    client.send(thing(&client, Method::Get), Default::default()).await.unwrap_err()
}

/// The errors that `source` leads to.
fn sources(error: &Error) -> Vec<&(dyn std::error::Error + 'static)> {
    let mut sources = Vec::new();
    let mut next = error.source();
    while let Some(error) = next {
        sources.push(error);
        next = error.source();
    }
    sources
}

#[tokio::test]
async fn causes_are_reached_through_source() {
    let error = failure_of(Chatty("no sign-in")).await;
    let broken = sources(&error).into_iter().find_map(|error| error.downcast_ref::<std::io::Error>());
    assert_eq!(broken.map(std::io::Error::kind), Some(std::io::ErrorKind::ConnectionReset));
    let of_credential = sources(&error)
        .into_iter()
        .filter_map(|error| error.downcast_ref::<Error>())
        .find(|error| error.to_string() == "no sign-in");
    assert!(matches!(of_credential.unwrap().kind(), ErrorKind::Credential));
    assert_eq!(reason(&error), "the credential gives no token: no sign-in: reset by peer");
}

#[tokio::test]
async fn a_cause_with_a_secret_is_there_for_who_asks() {
    let secret: &'static str = format!("no sign-in with client_secret={SECRET}").leak();
    let error = failure_of(Chatty(secret)).await;
    for shown in sources(&error) {
        assert!(!format!("{shown} {shown:?} {shown:#?}").contains(SECRET), "{shown:?}");
    }
    // What is behind it shows nothing, and is there itself.
    assert!(sources(&error).iter().any(|error| error.is::<std::io::Error>()));
    assert!(sources(&error).iter().any(|error| error.to_string() == "no sign-in with client_secret=…"));
    let original: &Error = cause(&error).unwrap();
    let whole: Vec<_> = sources(original).iter().map(ToString::to_string).collect();
    assert!(whole.contains(&secret.to_owned()), "{whole:?}");
    assert!(cause::<std::io::Error>(&error).is_some() && cause::<std::fmt::Error>(&error).is_none());
}
