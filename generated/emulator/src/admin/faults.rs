//! Faults as JSON.

use super::{Span, read, refused};
use crate::answer::Answer;
use crate::emulator::Emulator;
use crate::fault::Fault;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// A fault as it is written; see [`Fault`] for what each part means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Rule {
    operation: Option<String>,
    status: Option<u16>,
    code: Option<String>,
    /// Seconds.
    retry_after: Option<u64>,
    fails: Option<String>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    delay: Option<Span>,
    cut: Option<usize>,
    #[serde(default)]
    reset: bool,
    nth: Option<u64>,
    times: Option<u64>,
    probability: Option<f64>,
    #[serde(default)]
    seed: u64,
}

/// The faults of a body: one, or a list.
pub(super) fn read_all(emulator: &Emulator, body: &Value) -> Result<Vec<Fault>, Answer> {
    let rules = match body {
        Value::Array(rules) => rules.iter().map(read).collect::<Result<Vec<Rule>, _>>()?,
        rule => vec![read(rule)?],
    };
    rules.into_iter().map(|rule| rule.fault(emulator)).collect()
}

impl Rule {
    fn fault(self, emulator: &Emulator) -> Result<Fault, Answer> {
        let does_something = self.status.is_some() || self.fails.is_some() || self.delay.is_some();
        if !does_something && self.cut.is_none() && !self.reset && self.headers.is_empty() {
            return Err(refused("A fault has one of `status`, `fails`, `headers`, `delay`, `cut`, `reset`."));
        }
        if self.code.is_some() && self.status.is_none() {
            return Err(refused("A `code` needs a `status`."));
        }
        let mut fault = match &self.operation {
            Some(operation) => Fault::at(known(emulator, operation)?.as_str()),
            None => Fault::anywhere(),
        };
        if let Some(status) = self.status {
            if !(200..600).contains(&status) {
                return Err(refused(&format!("{status} is no status of an answer: 200 to 599.")));
            }
            fault = fault.status(status, self.code.as_deref().unwrap_or("EmulatedFault"));
        }
        for (name, value) in &self.headers {
            let is_sent = hyper::header::HeaderName::from_bytes(name.as_bytes()).is_ok()
                && hyper::header::HeaderValue::from_str(value).is_ok();
            if !is_sent {
                return Err(refused(&format!("The header `{name}` cannot be sent.")));
            }
            fault = fault.header(name, value);
        }
        if let Some(seconds) = self.retry_after {
            fault = fault.header("retry-after", &seconds.to_string());
        }
        if let Some(code) = &self.fails {
            fault = fault.fails(code);
        }
        if let Some(Span(delay)) = self.delay {
            fault = fault.delay(delay);
        }
        if let Some(bytes) = self.cut {
            fault = fault.cut(bytes);
        }
        if self.reset {
            fault = fault.reset();
        }
        self.when(fault)
    }

    /// When it strikes.
    fn when(&self, fault: Fault) -> Result<Fault, Answer> {
        let fault = match self.probability {
            Some(probability) if (0.0..=1.0).contains(&probability) => fault.probability(probability, self.seed),
            Some(_) => return Err(refused("A `probability` is from 0 to 1.")),
            None => fault,
        };
        match (self.nth, self.times) {
            (Some(_), Some(_)) => Err(refused("A fault has `nth` or `times`, not both.")),
            (Some(nth), None) => Ok(fault.nth(nth)),
            (None, Some(times)) => Ok(fault.times(times)),
            (None, None) => Ok(fault),
        }
    }
}

/// The name of an operation as the specification spells it: a fault of none would never strike, and nobody would know.
fn known(emulator: &Emulator, operation: &str) -> Result<String, Answer> {
    let all = emulator.coverage();
    let found = all.iter().find(|known| known.operation.eq_ignore_ascii_case(operation));
    let missing = || refused(&format!("There is no operation `{operation}`; GET /_emulator/coverage lists them."));
    found.map(|known| known.operation.clone()).ok_or_else(missing)
}
