//! As the harness of the replay, of which it has most parts, with the emulator in the place of the example's answers.
#![allow(dead_code, reason = "what the replay needs of the parts that both have")]

#[path = "../../replay/harness/case.rs"]
mod case;
mod check;
#[path = "../../replay/harness/compare.rs"]
mod compare;
#[path = "../../replay/harness/replay.rs"]
mod replay;
mod service;
#[path = "../../replay/harness/text.rs"]
mod text;
#[path = "../../replay/harness/tolerance.rs"]
pub(crate) mod tolerance;

pub(crate) use case::{Case, Kind, Place};
pub(crate) use replay::Replay;
