//! The replay harness is itself held to account.

#[path = "../replay/harness.rs"]
mod harness;
mod replay;
