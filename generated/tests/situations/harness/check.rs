//! Whether the outcome is the expected one.

use super::compare::{differences, losses, missing_parts};
use super::file::{Everything, Expectation, Failure, Situation};
use super::outcome::{Outcome, with_causes};
use azure_core::error::{Error, ErrorKind};
use azure_core::http::headers::HeaderName;
use serde_json::Value;

/// What came otherwise than the situation says.
pub(super) fn unexpected(situation: &Situation, outcome: &Outcome, seconds: f64) -> Vec<String> {
    let expect = &situation.expect;
    let mut wrong = of_error(expect.error.as_ref(), outcome.error.as_ref());
    if let (None, Some(_)) = (&expect.error, &outcome.error) {
        return wrong;
    }
    wrong.extend(of_value(situation, outcome));
    wrong.extend(of_list(expect, outcome));
    if let Some(states) = expect.states.as_ref().filter(|states| outcome.states.as_ref() != Some(*states)) {
        wrong.push(format!("other states came\n  expected: {states:?}\n  came:     {:?}", outcome.states));
    }
    if let Some(exists) = expect.exists.filter(|exists| outcome.exists != Some(*exists)) {
        wrong.push(format!("exists: {exists} is expected, and {:?} came", outcome.exists));
    }
    for (name, value) in &expect.headers {
        let headers = outcome.headers.as_ref();
        let came = headers.and_then(|headers| headers.get_optional_str(&HeaderName::from(name.to_ascii_lowercase())));
        if came != Some(value) {
            wrong.push(format!("the header {name}\n  expected: {value}\n  came:     {came:?}"));
        }
    }
    if let Some(scope) = expect.scope.as_ref().filter(|scope| outcome.scopes != [(*scope).clone()]) {
        wrong.push(format!("the scope of the token\n  expected: {scope}\n  came:     {:?}", outcome.scopes));
    }
    if let Some(takes) = &expect.takes {
        // What is less than a second is the client's own.
        let whole = seconds.floor() as u64;
        if takes.at_least.is_some_and(|least| whole < least) || takes.at_most.is_some_and(|most| whole > most) {
            wrong.push(format!("it takes {seconds:.1} s, where {takes:?} is expected"));
        }
    }
    wrong
}

fn of_value(situation: &Situation, outcome: &Outcome) -> Vec<String> {
    let expect = &situation.expect;
    let value = outcome.value.as_ref();
    let mut wrong = Vec::new();
    let mut compare = |expected: &Value, compare: fn(&Value, &Value) -> Vec<String>| match value {
        Some(value) => {
            let different = compare(expected, value);
            if !different.is_empty() {
                wrong.push(format!(
                    "another value came\n  expected: {expected}\n  came:     {value}\n  {}",
                    different.join("\n  ")
                ));
            }
        }
        None => wrong.push(format!("the value {expected} is expected, and none came")),
    };
    expect.value.iter().for_each(|expected| compare(expected, differences));
    expect.includes.iter().for_each(|expected| compare(expected, missing_parts));
    if let Some(everything) = &expect.everything {
        wrong.extend(of_everything(everything, situation, outcome));
    }
    if let (Some(_), Some(value)) = (&expect.nothing, value.filter(|value| !value.is_null())) {
        wrong.push(format!("no value is expected, and one came: {value}"));
    }
    wrong
}

/// Whether the model says all of the last answer.
fn of_everything(everything: &Everything, situation: &Situation, outcome: &Outcome) -> Vec<String> {
    let body = situation.exchanges.last().map(|exchange| exchange.response.content()).unwrap_or_default();
    let Ok(answer) = serde_json::from_slice::<Value>(&body) else {
        return vec!["`everything` is expected of an answer that is no JSON".to_owned()];
    };
    let page = outcome.pages.as_ref().and_then(|pages| pages.last());
    let Some(model) = outcome.value.as_ref().or(page) else {
        return vec!["everything of the answer is expected, and no value came".to_owned()];
    };
    let lost = losses(&answer, model);
    let excused = |pointer: &String| everything.but.contains(pointer);
    let wrong = lost.iter().filter(|(pointer, _)| !excused(pointer));
    let mut wrong: Vec<_> =
        wrong.map(|(pointer, what)| format!("the model differs from the answer at `{pointer}`: {what}")).collect();
    let in_vain = everything.but.iter().filter(|but| !lost.iter().any(|(pointer, _)| pointer == *but));
    wrong.extend(in_vain.map(|pointer| format!("`but` names `{pointer}`, where the model says what the answer says")));
    wrong
}

fn of_list(expect: &Expectation, outcome: &Outcome) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut compare = |what: &str, expected: &[Value], came: &[Value]| {
        let (expected, came) = (Value::Array(expected.to_vec()), Value::Array(came.to_vec()));
        let different = differences(&expected, &came);
        if outcome.pages.is_none() {
            wrong.push(format!("{what} {expected} are expected, and no list came"));
        } else if !different.is_empty() {
            wrong.push(format!(
                "other {what} came\n  expected: {expected}\n  came:     {came}\n  {}",
                different.join("\n  ")
            ));
        }
    };
    if let Some(items) = &expect.items {
        compare("items", items, &outcome.items);
    }
    if let Some(pages) = &expect.pages {
        compare("pages", pages, outcome.pages.as_deref().unwrap_or_default());
    }
    wrong
}

fn of_error(expected: Option<&Failure>, came: Option<&Error>) -> Vec<String> {
    let (expected, error) = match (expected, came) {
        (None, None) => return Vec::new(),
        (None, Some(_)) => return vec!["a success is expected, and an error came".to_owned()],
        (Some(_), None) => return vec!["an error is expected, and a success came".to_owned()],
        (Some(expected), Some(error)) => (expected, error),
    };
    let mut wrong = Vec::new();
    let mut compare = |what: &str, expected: Option<&str>, came: Option<String>| {
        if expected.is_some() && expected != came.as_deref() {
            wrong.push(format!(
                "the {what} of the error\n  expected: {}\n  came:     {came:?}",
                expected.unwrap_or_default()
            ));
        }
    };
    let code = match error.kind() {
        ErrorKind::HttpResponse { error_code, .. } => error_code.clone(),
        _ => None,
    };
    compare("kind", expected.kind.as_deref(), Some(kind(error.kind()).to_owned()));
    compare(
        "status",
        expected.status.map(|it| it.to_string()).as_deref(),
        error.http_status().map(|it| u16::from(it).to_string()),
    );
    compare("code", expected.code.as_deref(), code);
    let text = with_causes(error);
    for part in expected.contains.iter().filter(|part| !text.contains(*part)) {
        wrong.push(format!("the error does not say {part:?}\n  it says: {text}"));
    }
    let all = format!("{text} {}", shown(error));
    for part in expected.lacks.iter().filter(|part| all.contains(*part)) {
        wrong.push(format!("the error shows {part:?}\n  it says: {all}"));
    }
    wrong
}

/// The error as it is logged. The raw answer is left out: whoever asks for that gets it whole.
fn shown(error: &Error) -> String {
    match error.kind() {
        ErrorKind::HttpResponse { .. } => String::new(),
        _ => format!("{error:?}"),
    }
}

fn kind(kind: &ErrorKind) -> &'static str {
    match kind {
        ErrorKind::HttpResponse { .. } => "HttpResponse",
        ErrorKind::Connection => "Connection",
        ErrorKind::Io => "Io",
        ErrorKind::DataConversion => "DataConversion",
        ErrorKind::Credential => "Credential",
        ErrorKind::Other => "Other",
    }
}
