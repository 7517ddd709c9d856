//! The runtime through the public client, against a service that answers from a script.

#[path = "../replay/harness.rs"]
mod harness;
mod replay;
