//! Replays the specification's examples: what the client sends, and what it makes of the documented answers.
//!
//! Each documented answer of an example is replayed. The expected request is computed here from the operation's facts
//! and the example, apart from the client's own code. Where an example disagrees with its operation, the property
//! concerned is excused; a line for each such anomaly is printed, which `cargo test -- --show-output` shows.
//!
//! With `APIM_WIRE_LOG=<file>`, exchanges are also appended to that file, as lines of JSON. There is one line for each
//! pair of an operation and an example: of several documented answers, the line is about the one of the lowest status.
//! Besides request and answer, a line has `model`: what the client's model, written as JSON again, says of the answer's
//! body, and `null` where there is no body or no model.
#![allow(dead_code, unused_imports, reason = "an API need not have every kind of operation, nor examples")]

mod case;
mod check;
mod compare;
mod log;
mod replay;
mod request;
mod service;
mod text;
pub(crate) mod tolerance;

pub(crate) use case::{Case, Kind, Place};
pub(crate) use replay::Replay;
