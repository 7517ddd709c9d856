//! Answers, and the errors among them.

use serde_json::{Value, json};

/// An answer to a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Names, in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// The body; empty where there is none.
    pub body: Vec<u8>,
    /// What happens to the answer on its way, if anything.
    pub mishap: Option<Mishap>,
    /// How long the answer takes, in milliseconds; whoever serves it waits.
    pub delay: u64,
}

/// What happens to an answer on its way.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mishap {
    /// The connection is reset before anything comes.
    Reset,
    /// The connection ends after so many bytes of the body.
    Cut(usize),
}

/// Where an answer comes from; what is not derived says so in the header `x-emulator-source`.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Source {
    /// From the specification.
    Derived,
    /// From a rule about the service.
    Rule,
    /// From an example of the specification: what it says does not follow from the world.
    Example,
    /// There is none: status 501 says why.
    None,
}

impl Answer {
    /// An answer without a body.
    pub(crate) fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new(), mishap: None, delay: 0 }
    }

    /// An answer in JSON.
    pub(crate) fn json(status: u16, body: &Value) -> Self {
        let headers = vec![("content-type".to_owned(), "application/json; charset=utf-8".to_owned())];
        Self { headers, body: body.to_string().into_bytes(), ..Self::empty(status) }
    }

    /// The envelope of Resource Manager's errors.
    pub(crate) fn error(status: u16, code: &str, message: &str) -> Self {
        Self::json(status, &json!({ "error": { "code": code, "message": message, "details": null } }))
    }

    /// The error for a request that is not as it should be, with each place.
    pub(crate) fn invalid(problems: &[Problem]) -> Self {
        let details: Vec<_> = problems
            .iter()
            .map(|problem| json!({ "code": "ValidationError", "target": problem.target, "message": problem.message }))
            .collect();
        let message = "One or more fields contain incorrect values:";
        Self::json(400, &json!({ "error": { "code": "ValidationError", "message": message, "details": details } }))
    }

    /// The answer with one more header.
    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// The body as JSON; `null` where it is none.
    pub fn value(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// What is wrong with a request, and where.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Problem {
    /// The property or the parameter.
    pub(crate) target: String,
    pub(crate) message: String,
}
