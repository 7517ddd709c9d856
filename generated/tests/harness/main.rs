//! The replay harness is itself held to account.

#[path = "../replay/harness/mod.rs"]
mod harness;
mod replay;
