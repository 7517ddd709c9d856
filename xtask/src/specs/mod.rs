//! `cargo xtask specs …`: work on specifications themselves.

mod import;
pub(crate) mod lock;

use crate::{MessageFormat, Outcome};

/// What is done with specifications.
#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Bring published specifications into `specs/`.
    Import(import::Arguments),
}

pub(crate) fn run(command: &Command, messages: MessageFormat) -> Outcome {
    match command {
        Command::Import(arguments) => import::run(arguments, messages),
    }
}
