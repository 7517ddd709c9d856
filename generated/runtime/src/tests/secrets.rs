//! Secrets are sown in every place, and must not come up in any error, model, client, log or trace.

use super::script::{Answer, Script, json as json_answer};
use super::things::{long_running, thing};
use super::tracing::Notes;
use crate::arm::{ArmOperation, Client, FinalState, List, Outcome, Same, model, page};
use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::error::ErrorKind;
use azure_core::http::{Method, Pager};
use azure_core::{Error, Result, Value};
use futures::TryStreamExt as _;
use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::{Event, Metadata, Subscriber, span};

/// A part of every secret.
const CANARY: &str = "canary0123456789";

/// Writes down whatever is logged on this thread, at any level.
#[derive(Clone, Debug, Default)]
struct Log(Arc<Mutex<String>>);

impl Visit for Log {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        writeln!(self.0.lock().unwrap(), "{field}: {value:?}").unwrap();
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &span::Attributes<'_>) -> span::Id {
        attributes.record(&mut self.clone());
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, values: &span::Record<'_>) {
        values.record(&mut self.clone());
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

/// Everything that an error shows, its causes included.
fn shown(error: &Error) -> String {
    let mut shown = format!("{error} {error:?} {error:#?} {:?}", error.kind());
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        write!(shown, " {error} {error:?}").unwrap();
        cause = error.source();
    }
    shown
}

struct Numbers {
    value: Vec<i32>,
}

model! {
    Numbers {
        value: List<Same>,
    }
}
page!(Numbers, value, i32);

/// Sends, lists and runs with this answer, and gives what the errors show.
async fn all_ways(client: impl Fn() -> Client) -> String {
    let mut said = String::new();
    let mut add = |error: Option<Error>| said.extend(error.iter().map(shown));
    let one = client();
    add(one.send(thing(&one, Method::Get), Default::default()).await.err());
    let one = client();
    add(one.send_json(thing(&one, Method::Get), Default::default()).await.err());
    let one = client();
    add(one.stream(thing(&one, Method::Get), Default::default()).await.err());
    let one = client();
    let pager: Result<Pager<Numbers>> = one.pager(thing(&one, Method::Get), Some("nextLink"), Default::default());
    add(pager.unwrap().try_collect::<Vec<_>>().await.err());
    for method in [Method::Put, Method::Post] {
        let one = client();
        let poller: Result<ArmOperation<Value>> =
            one.operation(thing(&one, method), long_running(FinalState::Default, Outcome::Result), Default::default());
        add(poller.unwrap().await.err());
    }
    said
}

fn leak(text: String) -> &'static str {
    text.leak()
}

/// Answers with a secret in each place where one may be.
fn answers() -> Vec<Answer> {
    let bodies = [
        format!(r#"{{"primaryKey": "{CANARY}", "secondaryKey": "{CANARY}"#),
        format!(r#"{{"value": "anna&203004210044&{CANARY}=="}} trailing"#),
        format!(r#""anna&203004210044&{CANARY}""#),
        format!(r#"{{"value": ["{CANARY}"], "status": "{CANARY}"#),
        format!("{{'password': '{CANARY}'}}"),
        format!("anna&203004210044&{CANARY}"),
        format!("<html>Authorization: Bearer {CANARY}</html>"),
        format!("<a href='https://x.example/?sig={CANARY}&sv=1'>x</a>"),
        format!(r#"{{"error": {{"code": "Bad", "message": "No access with SharedAccessSignature {CANARY}."}}}}"#),
        format!(r#"{{"error": {{"message": "See https://x.example/?code=1&sig={CANARY}"}}}}"#),
        format!(r#"{{"error": {{"details": [{{"target": "password={CANARY}", "message": "token={CANARY}"}}]}}}}"#),
        format!(r#"{{"error": {{"code": "password={CANARY}"}}, "status": "token={CANARY}"}}"#),
        format!(r#"{{"status": "Failed", "error": {{"message": "Bearer {CANARY}"}}}}"#),
        format!(r#"{{"nextLink": "https://evil.example/?sig={CANARY}"}}"#),
        format!(r#"{{"nextLink": "https://user:{CANARY}@management.azure.com/"}}"#),
        format!(r#"{{"value": ["{CANARY}"], "password": "{CANARY}"}}"#),
    ];
    let statuses = [200, 202, 302, 400, 401, 403, 429, 500];
    let one = |body: &String, status| {
        let headers = vec![
            ("set-cookie", CANARY),
            ("location", leak(format!("https://evil.example/?t={CANARY}"))),
            ("x-ms-secret", CANARY),
        ];
        let (link, body) = (leak(format!("/monitor?t={CANARY}")), leak(body.clone()));
        [(status, headers, body), (status, vec![("azure-asyncoperation", link), ("retry-after", "0")], body)]
    };
    bodies.iter().flat_map(|body| statuses.iter().flat_map(move |status| one(body, *status))).collect()
}

#[tokio::test(start_paused = true)]
async fn no_answer_spreads_a_secret() {
    let log = Log::default();
    let guard = tracing::subscriber::set_default(log.clone());
    let notes = Notes::default();
    let mut failures = 0;
    for answer in answers() {
        let (status, _, body) = &answer;
        let place = format!("{status} {body}");
        let answers = || [answer.clone(), answer.clone(), json_answer(400, "{}")];
        let said = all_ways(|| Script::of(answers()).traced_client(Arc::new(notes.clone()))).await;
        assert!(!said.contains(CANARY), "{place}: {said}");
        failures += usize::from(!said.is_empty());
    }
    drop(guard);
    assert!(failures > 200, "{failures}");
    assert!(!notes.said().contains(CANARY), "{}", notes.said());
    let log = log.0.lock().unwrap();
    let spread: Vec<_> = log.lines().filter(|line| line.contains(CANARY)).collect();
    assert!(log.contains("sending request") && spread.is_empty(), "{spread:?}");
}

/// A credential that fails, and says too much.
#[derive(Debug)]
struct Chatty;

#[async_trait::async_trait]
impl TokenCredential for Chatty {
    async fn get_token(&self, _: &[&str], _: Option<TokenRequestOptions<'_>>) -> Result<AccessToken> {
        let cause = Error::with_message(ErrorKind::Other, format!("client_secret={CANARY} is wrong"));
        Err(Error::with_error(ErrorKind::Credential, cause, "no token"))
    }
}

#[tokio::test]
async fn a_credentials_failure_is_told_without_the_secret() {
    let client = Script::of([]).client_with(Arc::new(Chatty));
    let error = client.send(thing(&client, Method::Get), Default::default()).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Credential));
    let expected = "Thing_Call: the credential gives no token: client_secret=… is wrong \
                    [GET https://management.azure.com/things/a?api-version=…]";
    assert_eq!(error.to_string(), expected);
    assert!(!shown(&error).contains(CANARY));
}

#[test]
fn an_endpoint_holds_no_credentials() {
    use azure_core::cloud::{Audiences, CustomConfiguration};
    for secret in [format!("https://user:{CANARY}@arm.example"), format!("https://arm.example/?sig={CANARY}")] {
        let mut custom = CustomConfiguration::default();
        custom.audiences = Audiences::new().with::<crate::arm::Audience>(secret);
        let error = Script::of([]).client_in(Some(custom.into())).unwrap_err();
        assert!(error.to_string().contains("https://arm.example/"), "{error}");
        assert!(!shown(&error).contains(CANARY));
    }
}
