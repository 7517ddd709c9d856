//! Why a call failed: whatever text an answer has, in whatever shape.
//!
//! azure_core reads code and message by borrowing from the body, which fails on every escape in the text, and its error
//! model refuses `"details": null`; both are everyday answers of API Management. Proxies, gateways and other services
//! add OData's nesting, problem details, the fields of OAuth, lists of errors, pages and XML.

use super::{markup, redact};
use azure_core::http::RawResponse;
use azure_core::http::headers::{ERROR_CODE, Headers, WWW_AUTHENTICATE};
use regex_lite::Regex;
use serde_json::{Map, Value};
use std::sync::OnceLock;

/// Lines that are told, levels that are looked into, values that are looked at, and bytes that are read into lines.
const LINES: usize = 21;
const DEPTH: usize = 8;
const VALUES: usize = 500;
const BYTES: usize = 6000;

/// Characters of a code.
const CODE: usize = 100;

/// A code and a reason, without secrets and within bounds.
#[derive(Debug, Default)]
pub(super) struct Reason {
    pub code: Option<String>,
    /// The message, and what else there is to tell.
    pub lines: Vec<String>,
}

impl Reason {
    /// What the answer to a failed call says.
    pub(super) fn of(response: &RawResponse) -> Self {
        let mut reader = Reader::default();
        match serde_json::from_slice(response.body()) {
            Ok(json) => {
                reader.read(&json, None, Place::Head, DEPTH);
                if reader.is_mute() && has_content(&json) {
                    reader.lines.extend(redact::excerpt(response.body()));
                }
            }
            Err(_) => reader.text(response.body()),
        }
        reader.challenge(response.headers());
        if let Some(code) = response.headers().get_optional_str(&ERROR_CODE) {
            reader.code = Some(code.to_owned());
        }
        reader.end()
    }

    /// What an operation, or the resource that it was about, says of its failure. What else it says is no reason.
    pub(super) fn of_state(response: &RawResponse) -> Self {
        let mut reader = Reader::default();
        if let Ok(Value::Object(body)) = serde_json::from_slice(response.body()) {
            let properties = field(&body, "properties").and_then(Value::as_object);
            let errors = [Some(&body), properties].into_iter().flatten().filter_map(|object| field(object, "error"));
            errors.for_each(|error| reader.read(error, None, Place::Head, DEPTH));
            if reader.is_mute() && ["code", "message"].iter().any(|name| field(&body, name).is_some()) {
                reader.read(&Value::Object(body), None, Place::Head, DEPTH);
            }
        }
        if let Some(code) = response.headers().get_optional_str(&ERROR_CODE) {
            reader.code = Some(code.to_owned());
        }
        reader.end()
    }

    /// How a body begins that is no failure's.
    pub(super) fn of_start(body: &[u8]) -> Self {
        let has_content = serde_json::from_slice(body).map_or(true, |json| has_content(&json));
        let start = if has_content { redact::excerpt(body) } else { None };
        Self { code: None, lines: start.into_iter().collect() }
    }
}

/// Where a value stands: it is the error itself, or a detail of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Place {
    Head,
    Detail,
}

/// What a property of an error is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Role {
    /// The error itself.
    Envelope,
    Code,
    /// What the error is about.
    Target,
    /// A text, by its rank.
    Text(usize),
    /// Further errors.
    Details,
    Other,
}

/// Texts in the order in which they are told.
const TEXTS: [&str; 5] = ["message", "title", "error", "errordescription", "detail"];

/// Parts of the names of texts and details.
const SPEAKING: [&str; 17] = [
    "message",
    "description",
    "detail",
    "reason",
    "title",
    "fault",
    "error",
    "exception",
    "problem",
    "cause",
    "summary",
    "failure",
    "hint",
    "inner",
    "violation",
    "issue",
    "modelstate",
];

/// Ends of names that speak of an error and hold no text about it.
const SILENT: [&str; 11] = ["type", "code", "id", "uri", "url", "link", "time", "count", "number", "trace", "stack"];

fn role(name: &str, value: &Value) -> Role {
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    let is_nested = value.is_object() || value.is_array();
    match name.as_str() {
        "error" | "odataerror" | "fault" | "errorresponse" if is_nested => return Role::Envelope,
        "code" | "errorcode" | "faultcode" if value.is_string() || value.is_number() => return Role::Code,
        "target" | "field" | "property" | "propertyname" | "parameter" if value.is_string() => return Role::Target,
        _ => {}
    }
    let speaks = SPEAKING.iter().any(|part| name.contains(part)) && !SILENT.iter().any(|end| name.ends_with(end));
    let rank = TEXTS.iter().position(|text| *text == name);
    match value {
        Value::String(_) if speaks => Role::Text(rank.unwrap_or(TEXTS.len())),
        _ if rank.is_some() && joined(value).is_some() => Role::Text(rank.unwrap_or(TEXTS.len())),
        _ if speaks && is_nested => Role::Details,
        _ => Role::Other,
    }
}

/// A text, texts, or OData's text with its language.
fn joined(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(texts) if !texts.is_empty() => {
            let texts: Option<Vec<&str>> = texts.iter().take(LINES).map(Value::as_str).collect();
            texts.map(|texts| texts.join(", "))
        }
        Value::Object(object) => field(object, "value").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    }
}

/// The property of that name, in any case.
fn field<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    object.get(name).or_else(|| object.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value))
}

fn has_content(json: &Value) -> bool {
    match json {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(properties) => !properties.is_empty(),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

/// Whether a text is one word, as codes are.
fn is_word(text: &str) -> bool {
    (1..=CODE).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.:".contains(&byte))
}

/// Gathers code and lines.
#[derive(Debug, Default)]
struct Reader {
    code: Option<String>,
    lines: Vec<String>,
    /// Bytes that went into lines, and values that were looked at.
    bytes: usize,
    values: usize,
    /// Whether there is more than is told.
    is_cut: bool,
}

impl Reader {
    fn is_mute(&self) -> bool {
        self.code.is_none() && self.lines.is_empty()
    }

    fn end(mut self) -> Reason {
        if self.is_cut {
            self.lines.push("…".to_owned());
        }
        let code = self.code.map(|code| redact::message(code.trim())).filter(|code| !code.is_empty());
        Reason { code: code.map(|code| code.chars().take(CODE).collect()), lines: self.lines }
    }

    /// Reads what JSON says, about `subject` if that is known.
    fn read(&mut self, value: &Value, subject: Option<&str>, place: Place, depth: usize) {
        self.values += 1;
        let Some(depth) = depth.checked_sub(1).filter(|_| self.values < VALUES) else {
            self.is_cut |= has_content(value);
            return;
        };
        match value {
            Value::String(text) => self.say(subject, text, place, depth),
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    // The first of a list of errors is the error, and the others are details.
                    self.read(item, subject, if index == 0 { place } else { Place::Detail }, depth);
                }
            }
            Value::Object(object) => self.object(object, subject, place, depth),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn object(&mut self, object: &Map<String, Value>, subject: Option<&str>, place: Place, depth: usize) {
        let before = self.lines.len();
        let roles: Vec<_> = object.iter().map(|(name, value)| (role(name, value), name.as_str(), value)).collect();
        let of = |wanted: Role| roles.iter().filter(move |(role, ..)| *role == wanted);
        of(Role::Envelope).for_each(|(_, _, error)| self.read(error, subject, place, depth));

        let mut code = of(Role::Code).find_map(|(_, _, code)| scalar(code));
        let mut texts: Vec<_> = roles.iter().filter(|(role, ..)| matches!(role, Role::Text(_))).collect();
        texts.sort_by_key(|(role, ..)| if let Role::Text(rank) = role { *rank } else { 0 });
        let mut said: Vec<String> = Vec::new();
        for (_, name, text) in texts {
            match joined(text).map(|text| text.trim().to_owned()) {
                Some(text) if code.is_none() && name.eq_ignore_ascii_case("error") && is_word(&text) => {
                    code = Some(text);
                }
                Some(text) if !text.is_empty() && !said.contains(&text) => said.push(text),
                _ => {}
            }
        }
        let target = of(Role::Target).find_map(|(_, _, target)| target.as_str()).filter(|target| !target.is_empty());
        match place {
            Place::Head if self.code.is_none() => self.code.clone_from(&code),
            Place::Head => {}
            Place::Detail if said.is_empty() => said.extend(code.clone()),
            Place::Detail => {}
        }
        let code = code.as_deref().filter(|code| place == Place::Detail && said.iter().all(|text| text != code));
        let subject = subject.or(target).or(code);
        for text in &said {
            self.say(subject, text, place, depth);
        }

        for (_, _, details) in of(Role::Details) {
            // A list of errors without one above them: the first is the error.
            let is_list = place == Place::Head && self.is_mute() && details.is_array();
            self.read(details, None, if is_list { Place::Head } else { Place::Detail }, depth);
        }
        if self.lines.len() == before {
            for (_, name, value) in of(Role::Other) {
                self.other(name, value, subject, place, depth);
            }
        }
    }

    /// Looks into a property that does not speak of an error, since none beside it does. In a detail its name is that of a
    /// field, and the texts are about it; elsewhere a text may be anything.
    fn other(&mut self, name: &str, value: &Value, subject: Option<&str>, place: Place, depth: usize) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.other(name, item, subject, place, depth)),
            Value::Object(_) if place == Place::Head => self.read(value, subject, place, depth),
            Value::Object(_) => self.read(value, Some(name), place, depth),
            Value::String(text) if place == Place::Detail && (text.contains(' ') || !redact::is_secret_name(name)) => {
                self.say(Some(name), text, place, depth);
            }
            _ => {}
        }
    }

    /// Adds a line. A text may itself be the JSON of an error that the service was answered.
    fn say(&mut self, subject: Option<&str>, text: &str, place: Place, depth: usize) {
        let text = text.trim();
        if text.starts_with(['{', '['])
            && text.len() < 10 * BYTES
            && let Ok(json @ (Value::Object(_) | Value::Array(_))) = serde_json::from_str(text)
        {
            let before = self.lines.len();
            self.read(&json, subject, place, depth);
            if self.lines.len() == before {
                self.lines.extend(redact::excerpt(text.as_bytes()));
            }
            return;
        }
        if text.is_empty() {
            return;
        }
        if self.lines.len() >= LINES || self.bytes >= BYTES {
            self.is_cut = true;
            return;
        }
        self.bytes += text.len().min(redact::LOOKED_AT);
        let text = redact::message(text);
        let subject = subject.filter(|subject| !text.contains(subject)).map(redact::message);
        let is_said = |line: &String| line == &text || (subject.is_none() && line.ends_with(&format!(": {text}")));
        if text.is_empty() || self.lines.iter().any(is_said) {
            return;
        }
        let line = subject.map_or_else(|| text.clone(), |subject| format!("{subject}: {text}"));
        if !self.lines.contains(&line) {
            self.lines.push(line);
        }
    }

    /// Reads a body that is not JSON.
    fn text(&mut self, body: &[u8]) {
        let page = markup::read(body);
        self.code = self.code.take().or(page.code.filter(|code| is_word(code)));
        let text = redact::page(&page.text);
        self.lines.extend(Some(text).filter(|text| !text.is_empty()).or_else(|| redact::failure_excerpt(body)));
    }

    /// Reads why the token was refused.
    fn challenge(&mut self, headers: &Headers) {
        let Some(challenge) = headers.get_optional_str(&WWW_AUTHENTICATE) else { return };
        let error = parameter(challenge, "error");
        if let Some(description) = parameter(challenge, "error_description") {
            self.say(None, description, Place::Head, 1);
        }
        if parameter(challenge, "claims").is_some() || error == Some("insufficient_claims") {
            let claims = "the service refuses the token and demands claims that it does not have (continuous access \
                          evaluation): sign in anew";
            self.lines.push(claims.to_owned());
        }
        self.code = self.code.take().or_else(|| error.map(str::to_owned));
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The value of a parameter of a challenge: `Bearer error="invalid_token", claims="…"`.
fn parameter<'a>(challenge: &'a str, name: &str) -> Option<&'a str> {
    static PARAMETER: OnceLock<Option<Regex>> = OnceLock::new();
    let pattern = PARAMETER.get_or_init(|| Regex::new(r#"(\w+)\s*=\s*(?:"([^"]*)"|([^\s",]+))"#).ok()).as_ref()?;
    let found = pattern
        .captures_iter(challenge)
        .find(|found| found.get(1).is_some_and(|found| found.as_str().eq_ignore_ascii_case(name)))?;
    found.get(2).or_else(|| found.get(3)).map(|value| value.as_str()).filter(|value| !value.is_empty())
}
