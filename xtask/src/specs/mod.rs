//! `cargo xtask specs …`: work on specifications themselves.

mod compare;
mod import;
pub(crate) mod lock;

use crate::{Exit, MessageFormat};

/// What is done with specifications.
#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Compare two specifications by what goes over the wire, and what that does to callers and to the Rust API.
    Compare(compare::Arguments),
    /// Bring published specifications into `specs/`.
    Import(import::Arguments),
}

pub(crate) fn run(command: &Command, messages: MessageFormat) -> Exit {
    match command {
        Command::Compare(arguments) => compare::run(arguments, messages),
        Command::Import(arguments) => import::run(arguments, messages),
    }
}
