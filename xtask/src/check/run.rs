//! Runs steps, and tells what ran and for how long.

use super::AfterFailure;
use super::step::{Context, Program, Run, Step, cargo};
use crate::{Exit, specification};
use std::env;
use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

/// The one that is installed below `target/` where none is.
const CARGO_DENY: &str = "cargo-deny@0.20.2";

/// What ends a step.
enum Failure {
    /// A command ended badly.
    Ended(String),
    /// A command cannot be started.
    Start(String, std::io::Error),
}

/// Prints a step with its commands.
pub(super) fn list(step: Step, context: &Context) {
    anstream::println!("{}", step.name());
    for command in step.commands(context) {
        anstream::println!("    {command}");
    }
    if let Some(reservation) = step.reservation(context) {
        anstream::println!("    ({reservation})");
    }
}

/// Runs steps in order.
pub(super) fn run(steps: &[Step], context: &Context, after_failure: AfterFailure) -> Exit {
    let start = Instant::now();
    let machine = match Machine::new() {
        Ok(machine) => machine,
        Err(error) => {
            anstream::eprintln!("error: the checks cannot begin: {error}");
            return Exit::Refused;
        }
    };
    let mut failed = Vec::new();
    for step in steps {
        let name = step.name();
        let begun = Instant::now();
        anstream::eprintln!("== {name}");
        if let Some(reservation) = step.reservation(context) {
            anstream::eprintln!("== {name}: {reservation}");
        }
        match machine.step(*step, context) {
            Ok(()) => anstream::eprintln!("== {name}: passed in {}", seconds(begun)),
            Err(failure) => {
                anstream::eprintln!("== {name}: FAILED after {}: {failure}", seconds(begun));
                failed.push(name);
                if after_failure == AfterFailure::Stop {
                    break;
                }
            }
        }
    }
    if failed.is_empty() {
        anstream::eprintln!("== all passed in {}", seconds(start));
        return Exit::Fine;
    }
    anstream::eprintln!("== failed: {0}; again: cargo xtask check {0}", failed.join(" "));
    Exit::Drift
}

fn seconds(since: Instant) -> String {
    format!("{:.1} s", since.elapsed().as_secs_f64())
}

/// Where commands run and how they are found.
struct Machine {
    root: PathBuf,
    cargo: OsString,
    xtask: PathBuf,
    path: OsString,
}

impl Machine {
    fn new() -> std::io::Result<Self> {
        let root = env::current_dir()?.join(specification::workspace());
        let mut path: Vec<PathBuf> = env::split_paths(&env::var_os("PATH").unwrap_or_default()).collect();
        path.push(root.join("target/tools/bin"));
        Ok(Self {
            cargo: env::var_os("CARGO").unwrap_or_else(|| "cargo".into()),
            xtask: env::current_exe()?,
            path: env::join_paths(path).map_err(std::io::Error::other)?,
            root,
        })
    }

    fn step(&self, step: Step, context: &Context) -> Result<(), Failure> {
        if step == Step::Deny {
            return self.deny(step, context);
        }
        step.commands(context).iter().try_for_each(|run| self.run(run))
    }

    /// What cannot be had without a network is left out, and told.
    fn deny(&self, step: Step, context: &Context) -> Result<(), Failure> {
        if !self.succeeds("deny --version") {
            let install =
                format!("install --quiet --locked --debug --no-default-features --root target/tools {CARGO_DENY}");
            anstream::eprintln!("== cargo {install}");
            if self.run(&cargo(&install)).is_err() {
                anstream::eprintln!("== deny: skipped, since cargo-deny cannot be installed");
                return Ok(());
            }
        }
        let mut runs = step.commands(context);
        if self.succeeds("deny --locked fetch db") {
            runs.iter_mut().for_each(|run| run.arguments.push("advisories".into()));
        } else {
            anstream::eprintln!("== deny: advisories are skipped, since their database cannot be fetched");
        }
        runs.iter().try_for_each(|run| self.run(run))
    }

    fn succeeds(&self, arguments: &str) -> bool {
        let mut command = self.command(&cargo(arguments));
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }

    fn run(&self, run: &Run) -> Result<(), Failure> {
        anstream::eprintln!("$ {run}");
        match self.command(run).status() {
            Ok(status) if status.success() => Ok(()),
            Ok(_) => Err(Failure::Ended(run.to_string())),
            Err(error) => Err(Failure::Start(run.to_string(), error)),
        }
    }

    fn command(&self, run: &Run) -> Command {
        let mut command = match run.program {
            Program::Cargo => Command::new(&self.cargo),
            Program::Xtask => Command::new(&self.xtask),
        };
        command.args(&run.arguments).envs(run.environment).env("PATH", &self.path).current_dir(&self.root);
        command
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ended(command) => write!(f, "{command}"),
            Self::Start(command, error) => write!(f, "{command} cannot be run: {error}"),
        }
    }
}

/// As one would type it.
impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((name, value)) = self.environment {
            write!(f, "{name}={value} ")?;
        }
        f.write_str(match self.program {
            Program::Cargo => "cargo",
            Program::Xtask => "cargo xtask",
        })?;
        self.arguments.iter().try_for_each(|argument| write!(f, " {}", argument.to_string_lossy()))
    }
}
