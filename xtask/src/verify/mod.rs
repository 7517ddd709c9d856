//! `cargo xtask verify`.

mod workspace;

use crate::refusal::{CHECK_PATH, refuse, tell};
use crate::specification::{self, Input};
use crate::{Exit, MessageFormat, report};
use apim_codegen::emit::{Package, Runtime};
use apim_codegen::ir::Api;
use apim_codegen::{fileset, generate};
use std::ffi::OsStr;
use std::fs;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Generate a stand-alone crate, compile it with warnings denied, build its documentation and replay every example.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// Verify each of these specifications, files or folders, in one workspace, and end with a table.
    #[arg(long, value_name = "PATH", num_args = 1.., conflicts_with_all = ["spec", "config"])]
    workspace: Vec<PathBuf>,
    /// The form of the table.
    #[arg(long, value_name = "FORMAT", default_value = "text", requires = "workspace")]
    format: workspace::Format,
}

pub(crate) fn run(arguments: &Arguments, messages: MessageFormat) -> Exit {
    // What one run cleans, another may be about to start.
    let _lock = match lock() {
        Ok(lock) => lock,
        Err(error) => return refuse(error, CHECK_PATH),
    };
    if !arguments.workspace.is_empty() {
        return workspace::run(&arguments.workspace, arguments.input.keep_going, arguments.format, messages);
    }
    let start = Instant::now();
    let Some(understood) = specification::understand(&arguments.input, messages, &mut |_| ()) else {
        return Exit::Refused;
    };
    let (api, whole) = (understood.api, specification::exit(&understood.diagnostics));
    match verify(&api) {
        Ok(replayed) => {
            let anomalies = report::anomalies(&api);
            anomalies.iter().for_each(|anomaly| anstream::println!("anomaly: {anomaly}"));
            anstream::println!(
                "{} {}: {} operations, {} definitions, {replayed} examples replayed, {} with anomalies, 0 failed ({} s)",
                api.title,
                api.version,
                api.operations().count(),
                api.definitions.len(),
                anomalies.len(),
                start.elapsed().as_secs()
            );
            whole
        }
        Err(Failure::Step(step)) => {
            let help = "what the step printed is above; the crate is below `verify` in the target folder";
            tell(format!("the generated crate does not pass `{step}`"), help);
            Exit::Drift
        }
        Err(Failure::Io(error)) => refuse(error, CHECK_PATH),
    }
}

enum Failure {
    /// A command that fails on the generated crate, or a count that is off.
    Step(String),
    Io(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// The number of examples that are replayed: one line of the wire log each.
fn verify(api: &Api) -> Result<usize, Failure> {
    let target = target()?;
    let root = target.join("verify").join(folder_name(api));
    write(api, Package::Whole(Runtime::Carried), &root, |_| ())?;
    take_versions(&root)?;
    let cargo = Cargo::new(&root, &target)?;
    // To cargo, crates of one name and version that each stand alone are the same crate, wherever they lie.
    cargo.run(&["clean", "--package", &api.crate_name])?;
    cargo.compile(api)?;
    cargo.replay(api)
}

/// In a checkout, takes the versions that it is tested with, so that its compiled dependencies serve here too.
fn take_versions(root: &Path) -> io::Result<()> {
    if let Some(checkout) = specification::checkout() {
        fs::copy(checkout.join("Cargo.lock"), root.join("Cargo.lock"))?;
    }
    Ok(())
}

/// Writes the crate to `root`, its manifest as `adapt` leaves it.
fn write(api: &Api, package: Package, root: &Path, adapt: impl Fn(&mut String)) -> io::Result<()> {
    let owned = package.owned_folders();
    let mut files = generate(api, package, &mut |_| ()).map_err(io::Error::other)?;
    files.iter_mut().filter(|file| file.path == Path::new("Cargo.toml")).for_each(|file| adapt(&mut file.text));
    fileset::write(root, &files, &owned)?;
    Ok(())
}

/// The folder that cargo builds in, whatever folder it runs in.
fn target() -> io::Result<PathBuf> {
    let workspace = fs::canonicalize(specification::workspace().join("."))?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace.join("target"), PathBuf::from);
    std::path::absolute(target)
}

/// Waits until no other run verifies in the same folder, and keeps others waiting until the file is closed.
fn lock() -> io::Result<fs::File> {
    let folder = target()?.join("verify");
    fs::create_dir_all(&folder)?;
    let file = fs::File::create(folder.join(".lock"))?;
    if file.try_lock().is_err() {
        anstream::eprintln!("waiting for another `verify` that uses {}", folder.display());
        file.lock()?;
    }
    Ok(file)
}

/// Tells what is being done: each step takes long.
fn step(what: &str, api: &Api) {
    anstream::eprintln!("{what} {} {} …", api.crate_name, api.version);
}

/// A version is any text, also one that would lead out of the folder.
fn folder_name(api: &Api) -> String {
    let version = api.version.replace(|c: char| !c.is_ascii_alphanumeric() && c != '-', "_");
    format!("{}-{version}", api.crate_name)
}

/// As in the workspace, whose compiled dependencies serve here too.
const PROFILE: [&str; 4] =
    ["--config", r#"profile.dev.debug="line-tables-only""#, "--config", r#"profile.dev.package."*".debug=false"#];

/// Cargo, at work on a crate.
struct Cargo<'a> {
    root: &'a Path,
    target: &'a Path,
    /// Where the replay writes a line for each example.
    log: PathBuf,
}

impl<'a> Cargo<'a> {
    /// For the crate at `root`, of which nothing has been replayed.
    fn new(root: &'a Path, target: &'a Path) -> io::Result<Self> {
        let log = root.with_extension("jsonl");
        if log.exists() {
            fs::remove_file(&log)?;
        }
        Ok(Self { root, target, log })
    }

    /// Compiles the crate and its documentation, with warnings denied.
    fn compile(&self, api: &Api) -> Result<(), Failure> {
        step("compiling", api);
        self.run(&["clippy", "--all-targets", "--", "-D", "warnings"])?;
        step("documenting", api);
        self.run(&["doc", "--no-deps"])
    }

    /// Runs the tests of the crate; the number of examples that were replayed, which must be all.
    fn replay(&self, api: &Api) -> Result<usize, Failure> {
        step("replaying", api);
        self.run(&["test"])?;
        let examples: usize = api.operations().map(|operation| operation.examples.len()).sum();
        if examples == 0 && !self.log.exists() {
            return Ok(0);
        }
        let replayed = fs::read_to_string(&self.log)?.lines().count();
        if replayed == examples {
            Ok(replayed)
        } else {
            let log = self.log.display();
            Err(Failure::Step(format!("replay of {examples} examples: {replayed} calls are in {log}")))
        }
    }

    /// Runs `cargo` with these arguments, which shows how far it is to who sits before it.
    fn run(&self, arguments: &[&str]) -> Result<(), Failure> {
        let cargo = std::env::var_os("CARGO");
        let mut command = Command::new(cargo.as_deref().unwrap_or(OsStr::new("cargo")));
        if !io::stderr().is_terminal() {
            command.env("CARGO_TERM_QUIET", "true");
        }
        let status = command
            .args(PROFILE)
            .args(arguments)
            .current_dir(self.root)
            .env("CARGO_TARGET_DIR", self.target)
            .env("RUSTDOCFLAGS", "-D warnings")
            .env("APIM_WIRE_LOG", &self.log)
            // What is printed here is for people; standard output has the results.
            .stdout(io::stderr())
            .status()?;
        if status.success() { Ok(()) } else { Err(Failure::Step(format!("cargo {}", arguments.join(" ")))) }
    }
}
