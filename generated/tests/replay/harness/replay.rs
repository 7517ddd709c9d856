//! One replay: what the client is made of and called with.

use super::case::Case;
use super::compare::instant;
use super::service::{Answer, Credential, Service};
use super::text::text_of;
use azure_core::base64;
use azure_core::credentials::TokenCredential;
use azure_core::http::{Body, ClientOptions, Etag, RequestContent, RetryOptions, Transport};
use azure_core::time::OffsetDateTime;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::fmt::Debug;
use std::sync::{Arc, Mutex, OnceLock};

/// An example with one of its answers.
pub(crate) struct Replay {
    pub(super) case: &'static Case,
    /// The example's parameters, with stand-ins for required ones that it forgets.
    parameters: Mutex<Map<String, Value>>,
    /// The path of the endpoint, if the example has one.
    pub(super) base: OnceLock<String>,
    pub(super) service: Arc<Service>,
    pub(super) is_logged: bool,
}

impl Replay {
    pub(super) fn new(
        case: &'static Case,
        example: &Value,
        first: Answer,
        ok: Option<Answer>,
        is_logged: bool,
    ) -> Self {
        let no_content = Answer { status: 204, ..Answer::default() };
        let body = ok.and_then(|ok| ok.body).or_else(|| first.body.clone());
        let later = body.map_or(no_content, |mut body| {
            if let Some(state) = body.pointer_mut("/properties/provisioningState") {
                *state = "Succeeded".into();
            }
            Answer::json(body)
        });
        let parameters = Mutex::new(example["parameters"].as_object().cloned().unwrap_or_default());
        let service = Arc::new(Service { case, first, later, seen: Mutex::default() });
        Self { case, parameters, base: OnceLock::new(), service, is_logged }
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
        // A part may bring its own `https://`.
        let address = endpoint.rsplit_once("://").map_or(endpoint.as_str(), |(_, address)| address);
        let (host, path) = address.split_once('/').unwrap_or((address, ""));
        let path = path.split('/').filter(|segment| !segment.is_empty());
        let base: String = path.flat_map(|segment| ["/", segment]).collect();
        format!("https://{host}{}", self.base.get_or_init(|| base))
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

    /// The body as it stands in the example, for one that is any JSON.
    pub(crate) fn json_body(&self) -> RequestContent<Value> {
        self.raw_body().into()
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
        let is_excused = self.case.anomaly_of(name).is_some_and(|problem| problem.contains(" where "));
        let read = read.or_else(|| if is_excused { self.of_any_type(name) } else { None });
        read.unwrap_or_else(|| self.fail(format!("{name}: the example's value is of another type")))
    }

    /// A stand-in of the type that is asked for.
    fn of_any_type<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let stand_ins = [json!(1), json!(true), json!("stand-in"), json!([]), json!({})];
        stand_ins.into_iter().find_map(|value| {
            let read = serde_json::from_value(value.clone()).ok()?;
            self.stand_in(name, value);
            Some(read)
        })
    }

    pub(crate) fn given(&self, name: &str) -> Option<Value> {
        let parameters = self.parameters.lock().unwrap();
        let found = parameters
            .get(name)
            .or_else(|| parameters.iter().find(|(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| value));
        found.filter(|value| !value.is_null()).cloned()
    }

    fn required(&self, name: &str, stand_in: &str) -> Value {
        let is_empty = self.case.anomaly_of(name).is_some_and(|problem| problem.starts_with("empty"));
        self.given(name).filter(|_| !is_empty).unwrap_or_else(|| self.stand_in(name, stand_in.into()))
    }

    fn stand_in(&self, name: &str, value: Value) -> Value {
        self.parameters.lock().unwrap().insert(name.to_owned(), value.clone());
        value
    }

    pub(super) fn fail(&self, what: impl AsRef<str>) -> ! {
        panic!("{}, answer {}: {}", self.case.title(), self.service.first.status, what.as_ref())
    }
}
