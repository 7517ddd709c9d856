//! Runs one situation.

use super::file::Situation;
use super::given::Given;
use super::outcome::{Outcome, Wants};
use super::service::Service;
use super::{apim, check, invented};
use futures::FutureExt as _;
use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use tokio::time::Instant;

/// What became of a situation.
#[derive(Debug)]
pub(super) enum Verdict {
    /// The client does what it must.
    Right,
    /// The client does something else.
    Wrong(String),
    /// The file cannot be run.
    Unfit(String),
}

/// Why a situation cannot be run, as the payload of a panic.
#[derive(Debug)]
pub(super) struct Unfit(pub(super) String);

impl Unfit {
    /// Ends the run.
    pub(super) fn end(what: impl Into<String>) -> ! {
        std::panic::resume_unwind(Box::new(Self(what.into())))
    }
}

/// Ends the run with what the client did wrong.
pub(super) fn wrong(what: String) -> ! {
    // As a panic, but without the words and the backtrace that every panic prints.
    std::panic::resume_unwind(Box::new(what))
}

/// A part of a situation file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Part {
    Call,
    Exchange(usize),
    Expect,
}

/// Runs the situation in `text`; `path` is for messages.
pub(super) fn judge(path: &str, text: &str) -> Verdict {
    let situation = match Situation::parse(text) {
        Ok(situation) => Arc::new(situation),
        Err(wrong) => return Verdict::Unfit(format!("{path}: {wrong}")),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
    let run = AssertUnwindSafe(run(&situation)).catch_unwind();
    let wrong = match runtime.block_on(run) {
        Ok(wrong) => wrong,
        Err(payload) => match payload.downcast::<Unfit>() {
            Ok(unfit) => return Verdict::Unfit(format!("{path}:{}: {}", line(text, Part::Call), unfit.0)),
            Err(payload) => vec![(Part::Call, words(&*payload).to_owned())],
        },
    };
    if wrong.is_empty() {
        return Verdict::Right;
    }
    let lines = wrong.into_iter().map(|(part, what)| format!("{path}:{}: {what}", line(text, part)));
    let origin = format!("from {}", situation.origin());
    Verdict::Wrong(lines.chain([origin]).collect::<Vec<_>>().join("\n"))
}

/// What is wrong, with the part of the file that it is about.
async fn run(situation: &Arc<Situation>) -> Vec<(Part, String)> {
    let given = Given::new(situation);
    let operation = situation.call.operation.as_str();
    let wants = if situation.expect.states.is_some() { Wants::States } else { Wants::Result };
    let version = situation.call.api_version.clone().or_else(|| situation.call.client.api_version.clone());
    let start = Instant::now();
    let service = Service::new(situation.clone(), version.as_deref().unwrap_or(apim::API_VERSION));
    let (service, mut outcome) = match apim::call(operation, &given, service.clone(), wants) {
        Some(call) => (service, call.await),
        None => {
            let service = Service::new(situation.clone(), version.as_deref().unwrap_or(invented::API_VERSION));
            match invented::call(operation, &given, service.clone(), wants) {
                Some(call) => (service, call.await),
                None => Unfit::end(format!(
                    "the harness does not call {operation} yet: add its line to the table in harness/apim.rs, or in \
                     harness/invented.rs for an operation of the invented service"
                )),
            }
        }
    };
    outcome.scopes = service.scopes();
    given.refuse_unused();
    verdicts(situation, &service, &outcome, start.elapsed().as_secs_f64())
}

fn verdicts(situation: &Situation, service: &Service, outcome: &Outcome, seconds: f64) -> Vec<(Part, String)> {
    // After a wrong request nothing is as expected: that one tells enough.
    let mut wrong: Vec<_> = match service.complaint() {
        Some(complaint) => vec![(complaint.exchange.map_or(Part::Call, Part::Exchange), complaint.text)],
        None => check::unexpected(situation, outcome, seconds).into_iter().map(|what| (Part::Expect, what)).collect(),
    };
    if !wrong.is_empty() {
        wrong.push((Part::Expect, format!("what came in all: {outcome}")));
    }
    wrong
}

/// The line where a part begins.
fn line(text: &str, part: Part) -> usize {
    let lines = || text.lines().enumerate().map(|(index, line)| (index + 1, line));
    let key = |key: &str| lines().find(|(_, line)| line.starts_with(key)).map_or(1, |(number, _)| number);
    match part {
        Part::Call => key("call:"),
        Part::Expect => key("expect:"),
        Part::Exchange(number) => {
            let first = key("exchanges:");
            let mut items =
                lines().filter(|(number, line)| *number > first && line.trim_start().starts_with("- request:"));
            items.nth(number).map_or(first, |(number, _)| number)
        }
    }
}

/// The words of [`wrong`], or of a panic.
fn words(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("without words")
}
