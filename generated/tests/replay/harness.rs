//! Replays the specification's examples: what the client sends, and what it makes of the documented answers.
//!
//! The expected request is computed here from the operation's facts and the example, apart from the client's own code.
//! With `APIM_WIRE_LOG=<file>`, every exchange is also appended to that file as a line of JSON.
#![allow(dead_code, reason = "an API need not have every kind of operation")]

use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::http::headers::{HeaderName, Headers};
use azure_core::http::pager::Page;
use azure_core::http::poller::{Poller, StatusMonitor};
use azure_core::http::{
    AsyncRawResponse, AsyncResponse, Body, ClientOptions, Etag, Format, HttpClient, JsonFormat, NoFormat, Pager,
    Request, RequestContent, Response, RetryOptions, StatusCode, Transport, Url,
};
use azure_core::time::{Duration, OffsetDateTime, parse_rfc3339, parse_rfc7231};
use azure_core::{Bytes, Result, base64};
use futures::StreamExt as _;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::io::Write as _;
use std::sync::{Arc, Mutex};

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Place {
    Path,
    Query,
    /// In the query, as a list with this between its items.
    QueryList(&'static str),
    Header,
    Form,
    Part,
}

/// What kind of answers an operation has.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    Plain,
    Paged { items: &'static str },
    LongRunning,
    Exists,
}

/// An example of an operation.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) operation: &'static str,
    pub(crate) example: &'static str,
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) fixed_query: &'static [(&'static str, &'static str)],
    /// All parameters by wire name, the subscription and the API version among them.
    pub(crate) parameters: &'static [(&'static str, Place)],
    /// Name of the body among the example's parameters.
    pub(crate) body: Option<&'static str>,
    pub(crate) kind: Kind,
    /// Properties that a request leaves out, as `/properties/items/*/id`.
    pub(crate) read_only: &'static [&'static str],
    /// Where example and operation disagree, in words.
    pub(crate) anomalies: &'static [&'static str],
    /// The example, as JSON.
    pub(crate) json: &'static str,
}

impl Case {
    /// One replay for each documented answer.
    pub(crate) fn replays(&'static self) -> Vec<Replay> {
        let example: Value = serde_json::from_str(self.json).unwrap_or_else(|e| panic!("{}: {e}", self.title()));
        let answers = example["responses"].as_object().cloned().unwrap_or_default();
        assert!(!answers.is_empty(), "{}: no answers", self.title());
        let answer = |status: &String| Answer::documented(status, &answers[status]);
        let ok = answers.get("200").map(|_| answer(&"200".to_owned()));
        let replay =
            |(index, status): (usize, &String)| Replay::new(self, &example, answer(status), ok.clone(), index == 0);
        answers.keys().enumerate().map(replay).collect()
    }

    fn title(&self) -> String {
        format!("{} ({})", self.operation, self.example)
    }

    /// Whether an anomaly is about the property of the body or of an answer: `response 200.items[0].name: …`.
    fn excuses(&self, what: &str, pointer: &str) -> bool {
        let property: String = pointer.split('/').skip(1).map(step).collect();
        let subjects = self.anomalies.iter().filter_map(|anomaly| anomaly.split_once(": "));
        let is_it = |subject: &str| match subject.strip_prefix("response ") {
            Some(answer) => what == "answer" && answer.trim_start_matches(|c: char| c.is_ascii_digit()) == property,
            None => what == "body" && self.body.and_then(|body| subject.strip_prefix(body)) == Some(&*property),
        };
        subjects.map(|(subject, _)| subject).any(is_it)
    }

    /// Whether the body of the example disagrees with its model.
    fn excuses_body(&self) -> bool {
        let body = self.body.unwrap_or_default();
        let names = |subject: &str| subject.strip_prefix(body).is_some_and(|rest| rest.starts_with(['.', '[', ':']));
        self.anomalies.iter().any(|anomaly| names(anomaly))
    }

    fn is_read_only(&self, pointer: &str) -> bool {
        let matches = |pattern: &&str| {
            let (mut expected, mut actual) = (pattern.split('/'), pointer.split('/'));
            expected.by_ref().zip(actual.by_ref()).all(|(e, a)| e == "*" || e == a)
                && pattern.split('/').count() == pointer.split('/').count()
        };
        self.read_only.iter().any(matches)
    }
}

/// An answer of the service.
#[derive(Clone, Debug, Default)]
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Option<Value>,
}

impl Answer {
    fn documented(status: &str, answer: &Value) -> Self {
        let headers = answer["headers"].as_object().cloned().unwrap_or_default();
        Self {
            status: status.parse().unwrap_or_else(|_| panic!("{status} is no status")),
            headers: headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), text_of(value))).collect(),
            body: answer.get("body").filter(|body| !body.is_null()).cloned(),
        }
    }

    fn json(body: Value) -> Self {
        Self { status: 200, headers: BTreeMap::new(), body: Some(body) }
    }

    fn bytes(&self) -> Bytes {
        self.body.as_ref().map(Value::to_string).unwrap_or_default().into()
    }
}

/// The service: answers as the example says, and remembers what it was asked.
#[derive(Debug)]
struct Service {
    kind: Kind,
    first: Answer,
    later: Answer,
    seen: Mutex<Vec<Request>>,
}

impl Service {
    fn answer(&self, number: usize, request: &Request) -> Answer {
        if number == 0 {
            return self.first.clone();
        }
        match self.kind {
            Kind::Paged { items } => Answer::json(json!({ items: [] })),
            _ if self.first.headers.get("azure-asyncoperation").is_some_and(|link| is_link(request.url(), link)) => {
                Answer::json(json!({ "status": "Succeeded" }))
            }
            _ => self.later.clone(),
        }
    }
}

/// Whether the client asks for what the link names: as it is, or with an API version added.
fn is_link(url: &Url, link: &str) -> bool {
    let Ok(link) = Url::parse(link) else { return false };
    let rest = url.as_str().strip_prefix(link.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.trim_start_matches(['?', '&']).starts_with("api-version="))
}

#[async_trait::async_trait]
impl HttpClient for Service {
    async fn execute_request(&self, request: &Request) -> Result<AsyncRawResponse> {
        let number = {
            let mut seen = self.seen.lock().unwrap();
            seen.push(request.clone());
            seen.len() - 1
        };
        let answer = self.answer(number, request);
        let mut headers = Headers::new();
        for (name, value) in &answer.headers {
            headers.insert(HeaderName::from(name.clone()), value.clone());
        }
        if matches!(self.kind, Kind::LongRunning) {
            headers.insert("retry-after", "0");
        }
        Ok(AsyncRawResponse::from_bytes(StatusCode::from(answer.status), headers, answer.bytes()))
    }
}

const TOKEN: &str = "replayed-token";

#[derive(Debug)]
struct Credential;

#[async_trait::async_trait]
impl TokenCredential for Credential {
    async fn get_token(&self, _: &[&str], _: Option<TokenRequestOptions<'_>>) -> Result<AccessToken> {
        Ok(AccessToken::new(TOKEN, OffsetDateTime::now_utc() + Duration::hours(1)))
    }
}

/// An example with one of its answers.
pub(crate) struct Replay {
    case: &'static Case,
    /// The example's parameters, with stand-ins for required ones that it forgets.
    parameters: Mutex<Map<String, Value>>,
    service: Arc<Service>,
    is_logged: bool,
}

/// What the client is made of and called with.
impl Replay {
    fn new(case: &'static Case, example: &Value, first: Answer, ok: Option<Answer>, is_logged: bool) -> Self {
        let no_content = Answer { status: 204, ..Answer::default() };
        let body = ok.and_then(|ok| ok.body).or_else(|| first.body.clone());
        let later = body.map_or(no_content, |mut body| {
            if let Some(state) = body.pointer_mut("/properties/provisioningState") {
                *state = "Succeeded".into();
            }
            Answer::json(body)
        });
        let parameters = Mutex::new(example["parameters"].as_object().cloned().unwrap_or_default());
        let service = Arc::new(Service { kind: case.kind, first, later, seen: Mutex::default() });
        Self { case, parameters, service, is_logged }
    }

    /// The same replay, left out of the wire log.
    pub(crate) fn unlogged(self) -> Self {
        Self { is_logged: false, ..self }
    }

    pub(crate) fn credential(&self) -> Arc<dyn TokenCredential> {
        Arc::new(Credential)
    }

    pub(crate) fn client_options(&self) -> ClientOptions {
        let transport = Some(Transport::new(self.service.clone()));
        ClientOptions { transport, retry: RetryOptions::none(), ..Default::default() }
    }

    /// The endpoint of a service that has one per resource, as the example has its parts.
    pub(crate) fn endpoint(&self, template: &str) -> String {
        let mut endpoint = template.to_owned();
        while let Some((before, (name, after))) =
            endpoint.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        {
            endpoint =
                format!("{before}{}{after}", self.given(name).map_or("stand-in".to_owned(), |part| text_of(&part)));
        }
        if endpoint.contains("://") { endpoint } else { format!("https://{endpoint}") }
    }

    pub(crate) fn subscription_id(&self) -> String {
        self.text("subscriptionId")
    }

    pub(crate) fn api_version(&self) -> String {
        self.text("api-version")
    }

    /// A required text.
    pub(crate) fn text(&self, name: &str) -> String {
        text_of(&self.required(name, "stand-in"))
    }

    /// A required value of any type.
    pub(crate) fn value<T: DeserializeOwned>(&self, name: &str) -> T {
        self.read(name, self.required(name, "stand-in"))
    }

    /// An optional value of any type.
    pub(crate) fn optional<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        self.given(name).map(|value| self.read(name, value))
    }

    pub(crate) fn etag(&self, name: &str) -> Etag {
        text_of(&self.required(name, "*")).into()
    }

    pub(crate) fn optional_etag(&self, name: &str) -> Option<Etag> {
        self.given(name).map(|value| text_of(&value).into())
    }

    pub(crate) fn time(&self, name: &str) -> OffsetDateTime {
        let text = text_of(&self.required(name, "2024-05-01T00:00:00Z"));
        instant(&text).unwrap_or_else(|| self.fail(format!("{name}: {text} is no instant")))
    }

    pub(crate) fn optional_time(&self, name: &str) -> Option<OffsetDateTime> {
        self.given(name).map(|_| self.time(name))
    }

    /// Bytes that the example has in base64.
    pub(crate) fn base64(&self, name: &str) -> Vec<u8> {
        base64::decode(self.text(name)).unwrap_or_else(|error| self.fail(format!("{name}: {error}")))
    }

    pub(crate) fn base64url(&self, name: &str) -> Vec<u8> {
        base64::decode_url_safe(self.text(name)).unwrap_or_else(|error| self.fail(format!("{name}: {error}")))
    }

    /// The content of a file, which examples show as a text.
    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        self.text(name).into_bytes()
    }

    /// The required body, through its model.
    pub(crate) fn body<T: DeserializeOwned>(&self) -> RequestContent<T>
    where
        RequestContent<T>: TryFrom<T, Error: Debug>,
    {
        let name = self.case.body.unwrap_or_else(|| self.fail("no body is declared"));
        let body = self.given(name).unwrap_or_else(|| self.stand_in(name, json!({})));
        match serde_json::from_value::<T>(body.clone()) {
            Ok(model) => model.try_into().unwrap_or_else(|error| self.fail(format!("{name}: {error:?}"))),
            Err(_) if self.case.excuses_body() => RequestContent::from(body.to_string().into_bytes()),
            Err(error) => self.fail(format!("{name}: the model does not take the example: {error}")),
        }
    }

    /// The optional body, through its model.
    pub(crate) fn optional_body<T: DeserializeOwned>(&self) -> Option<RequestContent<T>>
    where
        RequestContent<T>: TryFrom<T, Error: Debug>,
    {
        self.case.body.and_then(|name| self.given(name)).map(|_| self.body())
    }

    /// The body as it stands in the example, for one that has no model.
    pub(crate) fn raw_body(&self) -> Body {
        let name = self.case.body.unwrap_or_else(|| self.fail("no body is declared"));
        match self.required(name, "stand-in") {
            Value::String(text) => text.into(),
            value => value.to_string().into(),
        }
    }

    fn read<T: DeserializeOwned>(&self, name: &str, value: Value) -> T {
        // Examples write numbers as text, and text as numbers.
        let text = text_of(&value);
        let candidates = [Ok(value), serde_json::from_str(&text), Ok(Value::String(text))];
        let read = candidates.into_iter().flatten().find_map(|value| serde_json::from_value(value).ok());
        read.unwrap_or_else(|| self.fail(format!("{name}: the example's value is of another type")))
    }

    pub(crate) fn given(&self, name: &str) -> Option<Value> {
        let parameters = self.parameters.lock().unwrap();
        let found = parameters
            .get(name)
            .or_else(|| parameters.iter().find(|(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| value));
        found.filter(|value| !value.is_null()).cloned()
    }

    fn required(&self, name: &str, stand_in: &str) -> Value {
        self.given(name).unwrap_or_else(|| self.stand_in(name, stand_in.into()))
    }

    fn stand_in(&self, name: &str, value: Value) -> Value {
        self.parameters.lock().unwrap().insert(name.to_owned(), value.clone());
        value
    }

    fn fail(&self, what: impl AsRef<str>) -> ! {
        panic!("{}, answer {}: {}", self.case.title(), self.service.first.status, what.as_ref())
    }
}

/// What the client is held to.
impl Replay {
    pub(crate) fn check_model<T: DeserializeOwned + Serialize>(&self, result: Result<Response<T>>) {
        if let Some(response) = self.accepted(result) {
            let body = response.body().to_vec();
            let model = if body.is_empty() { None } else { Some(self.model::<T>(&body)) };
            self.finish(model);
        }
    }

    /// As [`Replay::check_model`], for a body that some answers do not have.
    pub(crate) fn check_optional<T: DeserializeOwned + Serialize>(&self, result: Result<Response<Option<T>>>) {
        if let Some(response) = self.accepted(result) {
            let model = response.into_model().unwrap_or_else(|error| self.fail(format!("unreadable answer: {error}")));
            let model = model.map(|model| serde_json::to_value(model).unwrap());
            let expected = self.service.first.body.clone();
            self.compare("answer", expected.as_ref(), model.as_ref());
            self.finish(model);
        }
    }

    pub(crate) fn check_empty<T>(&self, result: Result<Response<T, NoFormat>>) {
        if self.accepted(result).is_some() {
            self.finish(None);
        }
    }

    pub(crate) fn check_exists(&self, result: Result<bool>) {
        let exists = result.unwrap_or_else(|error| self.fail(format!("failed: {error}")));
        if exists == (self.service.first.status == 404) {
            self.fail(format!("exists() is {exists}"));
        }
        self.finish(None);
    }

    pub(crate) async fn check_stream(&self, result: Result<AsyncResponse>) {
        if let Some(response) = self.accepted(result) {
            let body = response.into_body().collect().await;
            let body = body.unwrap_or_else(|error| self.fail(format!("unreadable answer: {error}")));
            if body != self.service.first.bytes() {
                self.fail("the body is another one");
            }
            self.finish(None);
        }
    }

    pub(crate) async fn check_page<P>(&self, result: Result<Pager<P>>)
    where
        P: Page + DeserializeOwned + Serialize + Send,
    {
        let Kind::Paged { items } = self.case.kind else { self.fail("the case is not paged") };
        let pager = result.unwrap_or_else(|error| self.fail(format!("failed: {error}")));
        let pages: Vec<_> = pager.into_pages().collect().await;
        let requests = self.service.seen.lock().unwrap().len();
        if pages.len() != requests {
            self.fail(format!("{} pages of {requests} requests", pages.len()));
        }
        let Some(first) = pages.into_iter().next().and_then(|page| self.accepted(page)) else { return };
        let body = first.body().to_vec();
        let model = self.model::<P>(&body);
        let page: P = serde_json::from_slice(&body).unwrap_or_else(|error| self.fail(format!("{error}")));
        let count = page.into_items().await.map(Iterator::count).unwrap_or_default();
        let documented = self.service.first.body.as_ref().and_then(|body| body[items].as_array());
        let documented = documented.map_or(0, |items| items.iter().filter(|item| !item.is_null()).count());
        if count != documented {
            self.fail(format!("{count} items of {documented}"));
        }
        self.finish(Some(model));
    }

    pub(crate) async fn check_poller<M>(&self, result: Result<Poller<M>>)
    where
        M: StatusMonitor<Format = JsonFormat> + 'static,
        M::Output: DeserializeOwned + Serialize + Send + 'static,
    {
        if let Some(response) = self.awaited(result).await {
            let body = response.body().to_vec();
            let model = if body.is_empty() { None } else { Some(self.model::<M::Output>(&body)) };
            self.finish(model);
        }
    }

    pub(crate) async fn check_poller_empty<M>(&self, result: Result<Poller<M>>)
    where
        M: StatusMonitor<Format = NoFormat> + 'static,
        M::Output: Send + 'static,
    {
        if self.awaited(result).await.is_some() {
            self.finish(None);
        }
    }

    async fn awaited<M>(&self, result: Result<Poller<M>>) -> Option<Response<M::Output, M::Format>>
    where
        M: StatusMonitor + 'static,
        M::Output: Send + 'static,
        M::Format: Format + Send + 'static,
    {
        let poller = result.unwrap_or_else(|error| self.fail(format!("failed: {error}")));
        self.accepted(poller.await)
    }

    /// The result; a documented error must come back as one, and is then all there is to check.
    fn accepted<T>(&self, result: Result<T>) -> Option<T> {
        let status = self.service.first.status;
        match result {
            Ok(value) if status < 300 => Some(value),
            Ok(_) => self.fail("an error was documented, and none came"),
            Err(error) if error.http_status().is_some_and(|actual| actual == status) && status >= 300 => {
                self.finish(None);
                None
            }
            Err(error) => self.fail(format!("failed: {error}")),
        }
    }

    /// What the model says of the body, after a check that it is the same.
    fn model<T: DeserializeOwned + Serialize>(&self, body: &[u8]) -> Value {
        let model: T =
            serde_json::from_slice(body).unwrap_or_else(|error| self.fail(format!("unreadable answer: {error}")));
        let model = serde_json::to_value(model).unwrap_or_else(|error| self.fail(format!("unwritable model: {error}")));
        let facts: Value = serde_json::from_slice(body).unwrap_or_default();
        self.compare("answer", Some(&facts), Some(&model));
        model
    }

    fn compare(&self, what: &str, expected: Option<&Value>, actual: Option<&Value>) {
        let mut differences = Vec::new();
        let null = Value::Null;
        differ("", expected.unwrap_or(&null), actual.unwrap_or(&null), &mut differences);
        differences.retain(|(pointer, difference)| {
            let left_out = what == "body" && difference == MISSING && self.case.is_read_only(pointer);
            !left_out && !self.case.excuses(what, pointer)
        });
        if !differences.is_empty() {
            self.fail(format!("the {what} differs: {differences:?}"));
        }
    }

    /// Checks the first request, and logs the exchange.
    fn finish(&self, model: Option<Value>) {
        let request = self.service.seen.lock().unwrap().first().cloned();
        let request = request.unwrap_or_else(|| self.fail("nothing was sent"));
        self.check_address(&request);
        self.check_headers(&request);
        let sent: Bytes = request.body().into();
        let actual = (!sent.is_empty()).then(|| {
            serde_json::from_slice(&sent).unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&sent).into_owned()))
        });
        self.check_body(actual.as_ref());
        if self.is_logged {
            self.log(&request, actual, model);
        }
    }

    fn check_address(&self, request: &Request) {
        let method = format!("{:?}", request.method()).to_ascii_uppercase();
        if method != self.case.method {
            self.fail(format!("the method is {method}, not {}", self.case.method));
        }
        let mut path = self.case.path.to_owned();
        for (name, _) in self.case.parameters.iter().filter(|(_, place)| *place == Place::Path) {
            let value = self.given(name).unwrap_or_else(|| self.fail(format!("no value for {name}")));
            path = path.replace(&format!("{{{name}}}"), text_of(&value).trim_start_matches('/'));
        }
        let actual: Vec<_> = request.url().path().split('/').map(decoded).collect();
        if actual.join("/") != path {
            self.fail(format!("the path is {}, not {path}", actual.join("/")));
        }
        let mut expected: BTreeMap<String, String> = self.expected(Place::Query);
        expected.extend(self.case.parameters.iter().filter_map(|(name, place)| match (place, self.given(name)?) {
            (Place::QueryList(separator), Value::Array(items)) => {
                Some(((*name).to_owned(), items.iter().map(text_of).collect::<Vec<_>>().join(separator)))
            }
            _ => None,
        }));
        expected.extend(self.case.fixed_query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let pairs = request.url().query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let actual = joined(pairs.map(|(name, value)| (decoded(name), decoded(value))));
        self.compare_texts("query", &expected, &actual);
    }

    fn check_headers(&self, request: &Request) {
        const OURS: &[&str] =
            &["accept", "authorization", "content-type", "content-length", "user-agent", "x-ms-client-request-id"];
        let expected: BTreeMap<_, _> =
            self.expected(Place::Header).into_iter().map(|(name, value)| (name.to_ascii_lowercase(), value)).collect();
        let headers: BTreeMap<String, String> = headers_of(request);
        let others = headers.clone().into_iter();
        let others = others.filter(|(name, _)| expected.contains_key(name) || !OURS.contains(&name.as_str())).collect();
        self.compare_texts("headers", &expected, &others);
        if headers.get("authorization").is_none_or(|value| value != &format!("Bearer {TOKEN}")) {
            self.fail("the request does not carry the token");
        }
        let sent: Bytes = request.body().into();
        let content_type = headers.get("content-type").map(String::as_str);
        let is_json = serde_json::from_slice::<Value>(&sent).is_ok_and(|body| body.is_object() || body.is_array());
        let fits = match content_type {
            None => sent.is_empty(),
            Some(media_type) => !sent.is_empty() && (media_type.contains("json") || !is_json),
        };
        if !fits {
            self.fail(format!("content-type is {content_type:?}, of a body of {} bytes", sent.len()));
        }
    }

    fn check_body(&self, actual: Option<&Value>) {
        if self.case.parameters.iter().any(|(_, place)| *place == Place::Form) {
            let form = actual.and_then(Value::as_str).unwrap_or_default();
            let pairs = form.split('&').filter_map(|pair| pair.split_once('='));
            let pairs = joined(pairs.map(|(name, value)| (decoded(name), decoded(value))));
            return self.compare_texts("form", &self.expected(Place::Form), &pairs);
        }
        if self.case.parameters.iter().any(|(_, place)| *place == Place::Part) {
            let parts = actual.and_then(Value::as_str).map(parts_of).unwrap_or_default();
            return self.compare_texts("form", &self.expected(Place::Part), &joined(parts));
        }
        let expected = self.case.body.and_then(|name| self.given(name));
        if expected.is_some() != actual.is_some() {
            self.fail(format!("body expected: {}, body sent: {}", expected.is_some(), actual.is_some()));
        }
        self.compare("body", expected.as_ref(), actual);
    }

    /// The parameters of a place that the example gives.
    fn expected(&self, place: Place) -> BTreeMap<String, String> {
        let here = self.case.parameters.iter().filter(|(_, other)| *other == place);
        here.filter_map(|(name, _)| Some(((*name).to_owned(), text_of(&self.given(name)?)))).collect()
    }

    fn compare_texts(&self, what: &str, expected: &BTreeMap<String, String>, actual: &BTreeMap<String, String>) {
        let same = expected.len() == actual.len()
            && expected.iter().all(|(name, value)| actual.get(name).is_some_and(|actual| is_same_text(value, actual)));
        if !same {
            self.fail(format!("the {what} differs: expected {expected:?}, sent {actual:?}"));
        }
    }

    fn log(&self, request: &Request, body: Option<Value>, model: Option<Value>) {
        let Ok(file) = std::env::var("APIM_WIRE_LOG") else { return };
        let mut line = json!({
            "operationId": self.case.operation,
            "example": self.case.example,
            "method": self.case.method,
            "url": request.url().as_str(),
            "requestHeaders": headers_of(request),
            "status": self.service.first.status,
            "responseHeaders": self.service.first.headers,
            "responseBody": self.service.first.body,
            "model": model,
        });
        if let (Some(body), Some(line)) = (body, line.as_object_mut()) {
            line.insert("requestBody".to_owned(), body);
        }
        static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
        let _guard = ONE_AT_A_TIME.lock().unwrap();
        let log = std::fs::OpenOptions::new().create(true).append(true).open(&file);
        let written = log.and_then(|mut log| log.write_all(format!("{line}\n").as_bytes()));
        written.unwrap_or_else(|error| self.fail(format!("{file}: {error}")));
    }
}

const MISSING: &str = "missing";

/// Collects where two values say different things; `null` says nothing, and an instant has many spellings.
fn differ(pointer: &str, expected: &Value, actual: &Value, differences: &mut Vec<(String, String)>) {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => {
            for (name, value) in expected {
                let other = actual.get(name).unwrap_or(&Value::Null);
                differ(&below(pointer, name), value, other, differences);
            }
            for (name, value) in actual.iter().filter(|(name, value)| !value.is_null() && !expected.contains_key(*name))
            {
                differences.push((below(pointer, name), format!("not expected: {value}")));
            }
        }
        (Value::Array(expected), Value::Array(actual)) => {
            let expected: Vec<_> = expected.iter().filter(|item| !item.is_null()).collect();
            if expected.len() != actual.len() {
                differences.push((pointer.to_owned(), format!("{} items, not {}", actual.len(), expected.len())));
            }
            for (index, (expected, actual)) in expected.into_iter().zip(actual).enumerate() {
                differ(&format!("{pointer}/{index}"), expected, actual, differences);
            }
        }
        (Value::String(expected), Value::String(actual)) if is_same_text(expected, actual) => {}
        (Value::Number(expected), Value::Number(actual)) if expected.as_f64() == actual.as_f64() => {}
        // A list or dictionary that a model always writes.
        (Value::Null, Value::Array(actual)) if actual.is_empty() => {}
        (Value::Null, Value::Object(actual)) if actual.is_empty() => {}
        _ if expected == actual => {}
        (_, Value::Null) => differences.push((pointer.to_owned(), MISSING.to_owned())),
        _ => differences.push((pointer.to_owned(), format!("{actual}, not {expected}"))),
    }
}

/// Values by name; those of one name with commas between.
fn joined(pairs: impl IntoIterator<Item = (String, String)>) -> BTreeMap<String, String> {
    let mut values = BTreeMap::<String, Vec<String>>::new();
    for (name, value) in pairs {
        values.entry(name).or_default().push(value);
    }
    values.into_iter().map(|(name, values)| (name, values.join(","))).collect()
}

/// Names and contents of the parts of a form; its first line is the boundary.
fn parts_of(body: &str) -> Vec<(String, String)> {
    let boundary = body.lines().next().unwrap_or_default();
    let parts = body.split(boundary).filter_map(|part| part.split_once("\r\n\r\n"));
    let name = |head: &str| Some(head.split_once("; name=\"")?.1.split_once('"')?.0.to_owned());
    parts.filter_map(|(head, content)| Some((name(head)?, content.strip_suffix("\r\n")?.to_owned()))).collect()
}

/// The JSON pointer of a property.
fn below(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// A step of a JSON pointer, as anomalies write it.
fn step(segment: &str) -> String {
    match segment.parse::<usize>() {
        Ok(index) => format!("[{index}]"),
        Err(_) => format!(".{}", segment.replace("~1", "/").replace("~0", "~")),
    }
}

fn is_same_text(expected: &str, actual: &str) -> bool {
    expected == actual || instant(expected).is_some_and(|time| instant(actual) == Some(time))
}

fn instant(text: &str) -> Option<OffsetDateTime> {
    let in_seconds = || OffsetDateTime::from_unix_timestamp(text.parse().ok()?).ok();
    let rfc3339 = parse_rfc3339(text).or_else(|_| parse_rfc3339(&format!("{text}Z")));
    rfc3339.or_else(|_| parse_rfc7231(text)).ok().or_else(in_seconds)
}

/// A value as it is sent outside a body.
fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(text_of).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

fn headers_of(request: &Request) -> BTreeMap<String, String> {
    let pair = |(name, value): (&HeaderName, &azure_core::http::headers::HeaderValue)| {
        (name.as_str().to_owned(), value.as_str().to_owned())
    };
    request.headers().iter().map(pair).collect()
}

/// Undoes percent-encoding.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while index < bytes.len() {
        let escaped = text.get(index + 1..index + 3).filter(|_| bytes[index] == b'%');
        match escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                plain.push(byte);
                index += 3;
            }
            None => {
                plain.push(bytes[index]);
                index += 1;
            }
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}
