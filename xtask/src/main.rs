//! The command line of the generator: `cargo xtask <command>`, or `apim-codegen <command>` where it is installed.
//!
//! Exit codes: 0 all is well; 1 the checked-in crate differs from what the specification gives, a generated crate fails
//! its checks, a step of `check` fails, two specifications differ, or `--keep-going` left something out; 2 bad input or
//! usage.

#![forbid(unsafe_code)]

mod check;
mod codegen;
mod emulate;
mod explain;
mod ir;
mod maintained;
mod refusal;
mod report;
mod runtime;
mod specification;
mod specs;
mod verify;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use std::process::ExitCode;

/// Syntax trees are many small allocations, which this allocator serves a good deal faster than most systems' own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Reads the specification in `specs/` and keeps the client crate in `generated/` in step with it.
#[derive(Parser)]
#[command(name = "apim-codegen", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// How diagnostics are printed.
    #[arg(long, value_name = "FORMAT", global = true, default_value = "human")]
    message_format: MessageFormat,
}

#[derive(Subcommand)]
enum Command {
    /// Generate the client crate, or check that it is up to date.
    Codegen(codegen::Arguments),
    /// Show what was understood of the specification, before any Rust is written.
    Ir(ir::Arguments),
    /// Start an emulator of a specification's service.
    Emulate(emulate::Arguments),
    /// Count what a specification has, and what was not understood.
    Report(report::Arguments),
    /// Compile the crate of a specification with warnings denied, and replay every example.
    Verify(verify::Arguments),
    /// Work on specifications themselves.
    #[command(subcommand)]
    Specs(specs::Command),
    /// Explain a diagnostic, such as E201.
    Explain(explain::Arguments),
    /// Run everything that must hold before a change lands, step by step.
    Check(check::Arguments),
}

/// How diagnostics are printed.
#[derive(Clone, Copy, ValueEnum)]
enum MessageFormat {
    /// With an excerpt of the file.
    Human,
    /// One line each, `file:line:column: severity[code]: message`.
    Short,
    /// One JSON object per line.
    Json,
    /// Annotations of a GitHub workflow.
    Github,
}

/// How a command ended, from good to bad.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
enum Exit {
    /// All is well.
    Fine,
    /// What is on disk is not what the specification gives, what it gives fails or is not whole, or specifications differ.
    Drift,
    /// The input or the call is wrong, and the reason is printed.
    Refused,
}

/// What the user has called: cargo says that it runs the program, and an installed one has a name of its own.
fn own_name() -> &'static str {
    if std::env::var_os("CARGO_MANIFEST_DIR").is_some() { "cargo xtask" } else { "apim-codegen" }
}

fn main() -> ExitCode {
    let matches = Arguments::command().bin_name(own_name()).get_matches();
    let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let outcome = match arguments.command {
        Command::Codegen(command) => codegen::run(command, arguments.message_format),
        Command::Ir(command) => ir::run(command, arguments.message_format),
        Command::Emulate(command) => emulate::run(&command, arguments.message_format),
        Command::Report(command) => report::run(&command, arguments.message_format),
        Command::Verify(command) => verify::run(&command, arguments.message_format),
        Command::Specs(command) => specs::run(&command, arguments.message_format),
        Command::Explain(command) => explain::run(&command),
        Command::Check(command) => check::run(&command),
    };
    match outcome {
        Exit::Fine => ExitCode::SUCCESS,
        Exit::Drift => ExitCode::from(1),
        Exit::Refused => ExitCode::from(2),
    }
}
