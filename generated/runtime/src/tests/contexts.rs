//! What the context of a call asks for holds for all of its requests.

use super::script::{Answer, Script, json};
use super::things::{Things, early_reason, long_running, reason, thing};
use crate::arm::{ApiVersion, Client, ContextExt as _, Deadline, FinalState, Interrupted, Outcome};
use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::error::ErrorKind;
use azure_core::http::pager::PagerOptions;
use azure_core::http::poller::PollerOptions;
use azure_core::http::{
    AsyncRawResponse, ClientMethodOptions, ClientOptions, Context, FixedRetryOptions, HttpClient, Method, NoFormat,
    Request, RetryOptions, Transport,
};
use azure_core::time::Duration;
use azure_core::{Error, Result};
use futures::TryStreamExt as _;
use std::sync::Arc;

const PAGE: &str = r#"{"value": [{}], "nextLink": "/things/next"}"#;

/// A service that answers from a script, and then no more.
#[derive(Debug)]
struct Falling(Arc<Script>, usize);

#[async_trait::async_trait]
impl HttpClient for Falling {
    async fn execute_request(&self, request: &Request) -> Result<AsyncRawResponse> {
        if self.0.seen().len() == self.1 {
            std::future::pending::<()>().await;
        }
        self.0.execute_request(request).await
    }
}

/// A client whose service answers so often, and then is silent.
fn client(answers: impl IntoIterator<Item = Answer>, retry: RetryOptions) -> (Arc<Script>, Client) {
    let answers: Vec<_> = answers.into_iter().collect();
    let count = answers.len();
    let script = Script::of(answers);
    let transport = Some(Transport::new(Arc::new(Falling(script.clone(), count))));
    let options = ClientOptions { transport, retry, ..Default::default() };
    (script.clone(), script.client_with_options(options))
}

fn soon() -> Duration {
    Duration::milliseconds(300)
}

fn assert_passed(error: &Error) {
    assert_eq!(reason(error), "the deadline of 300ms has passed");
    assert!(matches!(error.kind(), ErrorKind::Other));
    assert!(Deadline::is_cause_of(error));
}

fn location(status: u16) -> Answer {
    (status, vec![("location", "/things/a/result"), ("retry-after", "0")], "")
}

fn plain() -> ClientMethodOptions<'static> {
    ClientMethodOptions::default().with_api_version("v 2")
}

#[tokio::test]
async fn a_call_has_its_own_api_version() {
    let script = Script::of([json(200, "{}"), json(200, "{}"), json(200, "{}"), json(404, ""), json(200, "{}")]);
    let client = script.client();
    client.send(thing(&client, Method::Get), plain()).await.unwrap();
    client.stream(thing(&client, Method::Get), plain()).await.unwrap();
    client.send(thing(&client, Method::Get).without_api_version(), plain()).await.unwrap();
    client.exists(thing(&client, Method::Head), plain()).await.unwrap();
    client.send(thing(&client, Method::Get), Default::default()).await.unwrap();
    let expected = [
        "Get /things/a?api-version=v%202",
        "Get /things/a?api-version=v%202",
        "Get /things/a",
        "Head /things/a?api-version=v%202",
        "Get /things/a?api-version=v1",
    ];
    assert_eq!(script.seen(), expected);
}

#[tokio::test]
async fn all_pages_have_the_api_version_of_the_call() {
    let script = Script::of([json(200, PAGE), json(200, "{}")]);
    let client = script.client();
    let options = PagerOptions::default().with_api_version("v2");
    let pager = client.pager::<Things>(thing(&client, Method::Get), Some("nextLink"), options).unwrap();
    pager.try_collect::<Vec<_>>().await.unwrap();
    assert_eq!(script.seen(), ["Get /things/a?api-version=v2", "Get /things/next?api-version=v2"]);
}

#[tokio::test]
async fn all_polls_have_the_api_version_of_the_call() {
    let script = Script::of([location(202), location(202), json(204, "")]);
    let client = script.client();
    let options = PollerOptions::default().with_api_version("v2");
    let call = thing(&client, Method::Delete);
    client
        .operation::<(), NoFormat>(call, long_running(FinalState::Default, Outcome::Result), options)
        .unwrap()
        .await
        .unwrap();
    let poll = "Get /things/a/result?api-version=v2";
    assert_eq!(script.seen(), ["Delete /things/a?api-version=v2", poll, poll]);
}

#[tokio::test]
async fn an_empty_api_version_is_refused() {
    let script = Script::of([]);
    let client = script.client();
    let options = ClientMethodOptions { context: Context::new().with_value(ApiVersion::new("")) };
    let error = client.send(thing(&client, Method::Get), options).await.unwrap_err();
    assert_eq!(early_reason(&error), "api-version: it is empty, where one such as 2024-01-01 is due");
}

#[tokio::test]
async fn a_call_ends_with_its_deadline() {
    let (script, client) = client([], RetryOptions::none());
    let options = || ClientMethodOptions::default().with_deadline(soon());
    assert_passed(&client.send(thing(&client, Method::Get), options()).await.unwrap_err());
    assert_passed(&client.stream(thing(&client, Method::Get), options()).await.unwrap_err());
    assert_passed(&client.exists(thing(&client, Method::Get), options()).await.unwrap_err());
    assert!(script.seen().is_empty());
}

#[tokio::test]
async fn a_list_ends_with_its_deadline() {
    let (script, client) = client([json(200, PAGE)], RetryOptions::none());
    let options = PagerOptions::default().with_deadline(soon());
    let pager = client.pager::<Things>(thing(&client, Method::Get), Some("nextLink"), options).unwrap();
    assert_passed(&pager.try_collect::<Vec<_>>().await.unwrap_err());
    assert_eq!(script.seen().len(), 1);
}

#[tokio::test]
async fn a_long_running_operation_ends_with_its_deadline() {
    let (script, client) = client([location(202), location(202)], RetryOptions::none());
    let options = PollerOptions::default().with_deadline(soon());
    let call = thing(&client, Method::Delete);
    let poller =
        client.operation::<(), NoFormat>(call, long_running(FinalState::Default, Outcome::Result), options).unwrap();
    let error = poller.await.err().unwrap();
    assert!(reason(&error).ends_with("the deadline of 300ms has passed"), "{error}");
    assert!(Deadline::is_cause_of(&error) && Interrupted::of(&error).is_some());
    assert_eq!(script.seen().len(), 2);
}

#[tokio::test]
async fn nothing_is_sent_after_the_deadline() {
    let retry = FixedRetryOptions { delay: Duration::milliseconds(400), ..Default::default() };
    let (script, client) = client(std::iter::repeat_with(|| json(503, "")).take(20), RetryOptions::fixed(retry));
    let options = ClientMethodOptions::default().with_deadline(soon());
    assert_passed(&client.send(thing(&client, Method::Get), options.clone()).await.unwrap_err());
    let sent = script.seen().len();
    assert_eq!(sent, 1, "the first retry is due later");
    // The same options, again: they end at the same moment.
    assert_passed(&client.send(thing(&client, Method::Get), options).await.unwrap_err());
    azure_core::sleep(Duration::milliseconds(600)).await;
    assert_eq!(script.seen().len(), sent);

    let none = ClientMethodOptions::default().with_deadline(Duration::seconds(-1));
    let error = client.send(thing(&client, Method::Get), none).await.unwrap_err();
    assert_eq!(reason(&error), "the deadline of -1s has passed");
}

#[tokio::test]
async fn a_deadline_far_away_changes_nothing() {
    let script = Script::of([json(200, "{}"), json(200, "{}"), json(404, "")]);
    let client = script.client();
    let options = ClientMethodOptions::default().with_deadline(std::time::Duration::MAX);
    client.send(thing(&client, Method::Get), options).await.unwrap();
    let options = ClientMethodOptions::default().with_deadline(std::time::Duration::from_secs(600));
    client.send(thing(&client, Method::Get), options.clone()).await.unwrap();
    let error = client.send(thing(&client, Method::Get), options).await.unwrap_err();
    assert!(!Deadline::is_cause_of(&error), "{error}");
}

#[tokio::test]
async fn a_credential_that_hangs_does_not_outlast_the_deadline() {
    #[derive(Debug)]
    struct Stuck;

    #[async_trait::async_trait]
    impl TokenCredential for Stuck {
        async fn get_token(&self, _: &[&str], _: Option<TokenRequestOptions<'_>>) -> Result<AccessToken> {
            std::future::pending().await
        }
    }

    let script = Script::of([]);
    let client = script.client_with(Arc::new(Stuck));
    let options = ClientMethodOptions::default().with_deadline(soon());
    assert_passed(&client.send(thing(&client, Method::Get), options).await.unwrap_err());
}
