//! `cargo xtask specs …`: work on specifications themselves.

mod compare;
mod import;
pub(crate) mod lock;
mod watch;

use crate::{Exit, MessageFormat};

/// What is done with specifications.
#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Compare two specifications by what goes over the wire, and what that does to callers and to the Rust API.
    ///
    /// Each is a file or a folder, Swagger 2.0, OpenAPI 3.0 or 3.1, JSON or YAML. A folder with an `apim.toml` is read as that
    /// says, with its overlays. Descriptions, order and the layout of files do not count. Exits with 0 when nothing differs,
    /// with 1 when something does.
    Compare(compare::Arguments),
    /// Bring published specifications into `specs/`.
    Import(import::Arguments),
    /// Tell whether a checkout of published specifications has a newer version of the service.
    ///
    /// Exits with 0 when the version here is the newest, with 1 when there is a newer one, stable or preview.
    Watch(watch::Arguments),
}

pub(crate) fn run(command: &Command, messages: MessageFormat) -> Exit {
    match command {
        Command::Compare(arguments) => compare::run(arguments, messages),
        Command::Import(arguments) => import::run(arguments, messages),
        Command::Watch(arguments) => watch::run(arguments, messages),
    }
}
