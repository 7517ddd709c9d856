//! `cargo xtask codegen`.

use crate::maintained;
use crate::refusal::{CHECK_PATH, refuse};
use crate::specification::{self, Input};
use crate::specs::lock::{self, Lock};
use crate::{Exit, MessageFormat, emulate, runtime};
use apim_codegen::emit::{Package, Runtime};
use apim_codegen::fileset::{self, Change, TextFile, Written};
use apim_codegen::ir::Api;
use apim_codegen::{Stage, generate};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Generate the client crate from the specification; files that would not change are left alone.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// Write a complete stand-alone crate to this folder, and leave `generated/` as it is.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Depend on the runtime at this path, git URL or version, which several clients can then have in common, instead of
    /// carrying it along.
    #[arg(long, value_name = "SOURCE", requires = "out")]
    runtime: Option<String>,
    /// Keep the crate in this folder in step, instead of the one in `generated/`.
    #[arg(long, value_name = "DIR", conflicts_with = "out")]
    into: Option<PathBuf>,
    /// Write nothing; print what differs and exit with 1 if anything does.
    #[arg(long)]
    check: bool,
    /// Print how long each stage took.
    #[arg(long)]
    timings: bool,
}

impl Arguments {
    /// The folder of the crate.
    fn folder(&self) -> PathBuf {
        let given = self.out.as_ref().or(self.into.as_ref());
        given.cloned().unwrap_or_else(|| specification::workspace().join("generated"))
    }

    /// What is emitted around the client.
    fn package(&self) -> Result<Package, runtime::Refusal> {
        Ok(match (&self.out, &self.into) {
            (Some(root), _) => Package::Whole(match &self.runtime {
                Some(text) => runtime::parse(text, root)?,
                None => Runtime::Carried,
            }),
            (None, Some(root)) => Package::Whole(maintained::runtime(root)),
            (None, None) => Package::Checkout,
        })
    }

    /// The crate that emulates the service, when the checked-in client is what is generated.
    fn emulator(&self) -> Option<PathBuf> {
        let is_default = self.out.is_none() && self.into.is_none() && self.input.config.is_none();
        let root = specification::workspace().join(EMULATOR);
        (is_default && root.is_dir()).then_some(root)
    }

    /// The invented service that the tests of `generated/` compile, when that crate is what is generated.
    fn invented_service(&self) -> Option<Input> {
        let is_default = self.out.is_none() && self.into.is_none() && self.input.config.is_none();
        let config = specification::workspace().join(INVENTED_SERVICE).join("apim.toml");
        (is_default && config.is_file()).then(|| Input { spec: Vec::new(), config: Some(config), keep_going: false })
    }
}

/// Where the invented service is, with what is generated from it.
const INVENTED_SERVICE: &str = "generated/tests/situations/service";

/// Where the emulator is, with the table that it serves.
const EMULATOR: &str = "generated/emulator";

pub(crate) fn run(arguments: Arguments, messages: MessageFormat) -> Exit {
    if arguments.out.is_none() && arguments.into.is_none() && !arguments.input.spec.is_empty() {
        let help = "add --out DIR for a stand-alone crate, or --into DIR to keep one in step";
        return refuse("`--spec` alone says not where to write: `generated/` is made from `specs/`", help);
    }
    if let Some(refusal) = arguments.into.as_deref().and_then(maintained::refusal) {
        anstream::eprintln!("{refusal}");
        return Exit::Refused;
    }
    let package = match arguments.package() {
        Ok(package) => package,
        Err(refusal) => return refuse(refusal.reason, &refusal.help),
    };
    let mut clock = Clock::start();
    let understood = specification::understand(&arguments.input, messages, &mut |stage| clock.ended(stage));
    // The documents have served; what is emitted takes their memory.
    let Some((api, whole)) = understood.map(|found| (found.api, specification::exit(&found.diagnostics))) else {
        return Exit::Refused;
    };
    let owned = package.owned_folders();
    let files = match generate(&api, package, &mut |stage| clock.ended(stage)) {
        Ok(files) => files,
        Err(error) => return refuse(error, "this is a defect of the generator: report it with the specification"),
    };
    let root = arguments.folder();
    let client = match &arguments.into {
        None => Client { root, files, owned },
        Some(_) => match maintained::files(&root, files) {
            Ok(files) => Client { root, files, owned: maintained::owned_folders() },
            Err(error) => return refuse(error, CHECK_PATH),
        },
    };
    if let Some(holder) = fileset::holder(&client.root) {
        anstream::eprintln!("waiting for {holder}, which writes to {}", client.root.display());
    }
    let result = if arguments.check { check(&client, &arguments) } else { write(&client, &arguments) };
    match result {
        Ok((outcome, what)) => {
            if arguments.timings {
                clock.print();
            }
            anstream::println!("{}: {what} ({} ms)", counts(&api, &client.files), clock.total().as_millis());
            let outcome = outcome.max(whole);
            let outcome = match arguments.emulator() {
                Some(root) => outcome.max(emulator(root, &api, arguments.check)),
                None => outcome,
            };
            match arguments.invented_service() {
                Some(input) => outcome.max(invented_service(&input, arguments.check, messages)),
                None => outcome,
            }
        }
        Err(error) => refuse(error, CHECK_PATH),
    }
}

/// Renews or checks what is generated from the invented service.
fn invented_service(input: &Input, only_check: bool, messages: MessageFormat) -> Exit {
    let root = specification::workspace().join(INVENTED_SERVICE);
    let Some(understood) = specification::read(input, messages, &mut |_| ()) else { return Exit::Refused };
    let result = generate(&understood.api, Package::Checkout, &mut |_| ()).map_err(std::io::Error::other);
    let result = result.and_then(|files| {
        let client = Client { root, files: modules(files), owned: vec![PathBuf::from("generated")] };
        keep(&client, only_check)
    });
    result.unwrap_or_else(|error| refuse(error, CHECK_PATH))
}

/// Renews or checks the emulator's table.
fn emulator(root: PathBuf, api: &Api, only_check: bool) -> Exit {
    let table = TextFile { path: PathBuf::from("table.jsonc"), text: emulate::table(api) };
    let client = Client { root, files: vec![table], owned: Vec::new() };
    keep(&client, only_check).unwrap_or_else(|error| refuse(error, CHECK_PATH))
}

/// Renews or checks what is generated beside the client; tells only what is amiss.
fn keep(client: &Client, only_check: bool) -> std::io::Result<Exit> {
    if !only_check {
        return fileset::write(&client.root, &client.files, &client.owned).map(|_| Exit::Fine);
    }
    let drift = fileset::compare(&client.root, &client.files, &client.owned)?;
    if drift.is_empty() {
        return Ok(Exit::Fine);
    }
    anstream::print!("{}", drift.diff());
    anstream::println!("{} differs; run `cargo xtask codegen` to mend it", client.root.display());
    Ok(Exit::Drift)
}

/// The modules of a client, as files below `generated/`.
fn modules(files: Vec<TextFile>) -> Vec<TextFile> {
    let module =
        |file: TextFile| Some(TextFile { path: file.path.strip_prefix("src").ok()?.to_owned(), text: file.text });
    files.into_iter().filter_map(module).collect()
}

/// The crate as it should be.
struct Client {
    root: PathBuf,
    files: Vec<TextFile>,
    owned: Vec<PathBuf>,
}

fn write(client: &Client, arguments: &Arguments) -> std::io::Result<(Exit, String)> {
    if arguments.out.is_some() {
        fileset::refuse_foreign(&client.root)?;
    }
    let Written { written, removed, .. } = fileset::write(&client.root, &client.files, &client.owned)?;
    let what = match (written, removed) {
        (0, 0) => "nothing changed".to_owned(),
        (written, 0) => format!("{written} written"),
        (written, removed) => format!("{written} written, {removed} removed"),
    };
    Ok((Exit::Fine, what))
}

fn check(client: &Client, arguments: &Arguments) -> std::io::Result<(Exit, String)> {
    if let Some(changed) = changed_imports(arguments)? {
        return Ok((Exit::Drift, changed));
    }
    let drift = fileset::compare(&client.root, &client.files, &client.owned)?;
    if drift.is_empty() {
        return Ok((Exit::Fine, "up to date".to_owned()));
    }
    // Of a crate that is not there, the texts of all files would say nothing.
    if drift.count(Change::Missing) < client.files.len() {
        anstream::print!("{}", drift.diff());
    }
    let [changed, missing, orphaned] =
        [Change::Changed, Change::Missing, Change::Orphaned].map(|kind| drift.count(kind));
    let command = mending_command(arguments);
    let what = format!("{changed} changed, {missing} missing, {orphaned} orphaned; run `{command}` to mend it");
    Ok((Exit::Drift, what))
}

/// What became of imported specifications since they were imported, if anything did.
fn changed_imports(arguments: &Arguments) -> std::io::Result<Option<String>> {
    let Some(config) = arguments.input.config() else { return Ok(None) };
    let specs = config.parent().unwrap_or(Path::new(""));
    let Some(lock) = Lock::read(specs)? else { return Ok(None) };
    let differences = lock.differences(specs)?;
    if differences.is_empty() {
        return Ok(None);
    }
    differences.iter().for_each(|difference| anstream::println!("{difference}"));
    let what = format!("{} imported files differ from {}", differences.len(), specs.join(lock::FILE).display());
    Ok(Some(format!("{what}; keep corrections as overlays, and run `cargo xtask specs import` to have the files back")))
}

fn mending_command(arguments: &Arguments) -> String {
    let mut command = String::from("cargo xtask codegen");
    if !arguments.input.spec.is_empty() {
        command.push_str(" --spec");
        arguments.input.spec.iter().for_each(|path| command.push_str(&format!(" {}", path.display())));
    }
    if let Some(config) = &arguments.input.config {
        command.push_str(&format!(" --config {}", config.display()));
    }
    if arguments.input.keep_going {
        command.push_str(" --keep-going");
    }
    for (option, folder) in [("--out", &arguments.out), ("--into", &arguments.into)] {
        if let Some(folder) = folder {
            command.push_str(&format!(" {option} {}", folder.display()));
        }
    }
    if let Some(runtime) = &arguments.runtime {
        command.push_str(&format!(" --runtime {runtime}"));
    }
    command
}

fn counts(api: &Api, files: &[TextFile]) -> String {
    let left_out = match api.left_out.len() {
        0 => String::new(),
        number => format!(" ({number} left out)"),
    };
    let (operations, definitions) = (api.operations().count(), api.definitions.len());
    format!("{operations} operations, {definitions} definitions{left_out}, {} files", files.len())
}

/// When each stage ended.
struct Clock {
    started: Instant,
    ended: Vec<(Stage, Instant)>,
}

impl Clock {
    fn start() -> Self {
        Self { started: Instant::now(), ended: Vec::new() }
    }

    fn ended(&mut self, stage: Stage) {
        self.ended.push((stage, Instant::now()));
    }

    fn total(&self) -> Duration {
        self.started.elapsed()
    }

    fn print(&self) {
        let mut before = self.started;
        for (stage, end) in &self.ended {
            let name = match stage {
                Stage::Load => "load",
                Stage::Lift => "lift",
                Stage::Lower => "lower",
                Stage::Emit => "emit and render",
            };
            anstream::println!("{name:<16}{:>9.1} ms", milliseconds(*end - before));
            before = *end;
        }
        anstream::println!("{:<16}{:>9.1} ms", "files", milliseconds(before.elapsed()));
    }
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
