//! `/_emulator`: what a test says to the emulator itself.

mod faults;

use crate::answer::{Answer, Source};
use crate::emulator::Emulator;
use crate::request::{Address, Request};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::time::Duration;

/// Where all of it is.
const ROOT: &str = "_emulator";

const PAGE: &str = include_str!("page.html");

/// What was asked for, or why not.
type Reply = Result<Answer, Answer>;

/// The answer to a request that is for the emulator itself.
pub(crate) fn answer(emulator: &Emulator, ca: &str, request: &Request) -> Option<Answer> {
    let address = Address::of(request);
    let (root, rest) = address.segments.split_first()?;
    if root != ROOT {
        return None;
    }
    if let Some(refusal) = foreign(request, &address) {
        return Some(refusal);
    }
    let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
    let reply = reply(emulator, ca, request, &address, &rest);
    Some(reply.unwrap_or_else(|refusal| refusal).with("cache-control", "no-store"))
}

/// A page of somebody else, opened in a browser on this machine, has no business here.
fn foreign(request: &Request, address: &Address) -> Option<Answer> {
    let origin = request.header_value("origin")?;
    let message = format!("Requests from pages of {origin} are not taken.");
    (origin != address.origin).then(|| Answer::error(403, "ForeignOrigin", &message))
}

fn reply(emulator: &Emulator, ca: &str, request: &Request, address: &Address, rest: &[&str]) -> Reply {
    match (request.method.as_str(), rest) {
        ("GET", [] | [""]) => Ok(text("text/html; charset=utf-8", PAGE)),
        ("GET", ["ca.pem"]) => Ok(text("application/x-pem-file", ca)),
        ("POST", ["reset"]) => {
            emulator.reset();
            Ok(Answer::empty(204))
        }
        ("POST", ["seed"]) => {
            let added = emulator.restore(&body(request)?).map_err(|error| refused(&error.to_string()))?;
            Ok(Answer::json(200, &json!({ "added": added })))
        }
        ("GET", ["clock"]) => Ok(clock(emulator)),
        ("POST", ["clock"]) => {
            let Advance { advance } = read(&body(request)?)?;
            emulator.advance(advance.0);
            Ok(clock(emulator))
        }
        ("POST", ["faults"]) => {
            let faults = faults::read_all(emulator, &body(request)?)?;
            let added = faults.len();
            faults.into_iter().for_each(|fault| emulator.fault(fault));
            Ok(Answer::json(200, &json!({ "added": added })))
        }
        ("DELETE", ["faults"]) => {
            emulator.clear_faults();
            Ok(Answer::empty(204))
        }
        ("GET", ["requests"]) => Ok(requests(emulator, address.query_value("operation"))),
        ("DELETE", ["requests"]) => {
            emulator.clear_requests();
            Ok(Answer::empty(204))
        }
        ("GET", ["state"]) => Ok(Answer::json(200, &emulator.dump())),
        ("GET", ["coverage"]) => Ok(coverage(emulator)),
        _ => Err(unknown()),
    }
}

fn unknown() -> Answer {
    let message = "There are GET /_emulator/{ca.pem,clock,coverage,requests,state}, POST /_emulator/{clock,faults,reset,seed}, \
                   DELETE /_emulator/{faults,requests}, and a page at /_emulator/.";
    Answer::error(404, "NotFound", message)
}

fn text(media_type: &str, text: &str) -> Answer {
    Answer { body: text.as_bytes().to_vec(), ..Answer::empty(200) }.with("content-type", media_type)
}

fn refused(message: &str) -> Answer {
    Answer::error(400, "InvalidRequest", message)
}

fn body(request: &Request) -> Result<Value, Answer> {
    serde_json::from_slice(&request.body).map_err(|error| refused(&format!("The body is no JSON: {error}.")))
}

fn read<T: for<'de> Deserialize<'de>>(value: &Value) -> Result<T, Answer> {
    T::deserialize(value).map_err(|error| refused(&error.to_string()))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    advance: Span,
}

/// A number of seconds, or a text such as `49h`.
struct Span(Duration);

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        let span = match &value {
            Value::Number(seconds) => seconds.as_f64().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()),
            Value::String(text) => humantime::parse_duration(text).ok(),
            _ => None,
        };
        let wanted =
            || serde::de::Error::custom(format!("{value} is no time: say seconds, or a text such as \"1h 30m\""));
        span.map(Span).ok_or_else(wanted)
    }
}

fn clock(emulator: &Emulator) -> Answer {
    Answer::json(200, &json!({ "now": crate::clock::text(emulator.now()) }))
}

fn requests(emulator: &Emulator, operation: Option<&str>) -> Answer {
    let journal = emulator.requests();
    let wanted = journal.all().iter().filter(|entry| operation.is_none() || entry.operation.as_deref() == operation);
    let entries = wanted.map(|entry| {
        json!({
            "operation": entry.operation,
            "method": entry.method,
            "url": entry.url,
            "status": entry.status,
            "body": String::from_utf8_lossy(&entry.body),
        })
    });
    Answer::json(200, &json!({ "requests": entries.collect::<Vec<_>>(), "dropped": journal.dropped() }))
}

fn coverage(emulator: &Emulator) -> Answer {
    let journal = emulator.requests();
    let mut calls: HashMap<&str, u64> = HashMap::new();
    for operation in journal.all().iter().filter_map(|entry| entry.operation.as_deref()) {
        *calls.entry(operation).or_default() += 1;
    }
    let operations = emulator.coverage().into_iter().map(|covered| {
        let source = match covered.source {
            Source::Derived => "derived",
            Source::Rule => "rule",
            Source::Example => "example",
            Source::None => "none",
        };
        let calls = calls.get(covered.operation.as_str()).copied().unwrap_or_default();
        json!({ "operation": covered.operation, "source": source, "calls": calls })
    });
    Answer::json(200, &json!({ "operations": operations.collect::<Vec<_>>() }))
}
