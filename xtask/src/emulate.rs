//! `cargo xtask emulate`.

use crate::refusal::{CHECK_PATH, refuse};
use crate::specification::{self, Input};
use crate::{Exit, MessageFormat};
use apim_codegen::fileset::BANNER;
use apim_codegen::ir::Api;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Start an emulator of a specification's service, or write the table from which it is emulated.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// The file to write the table to; nothing is started then.
    #[arg(long, value_name = "FILE")]
    table: Option<PathBuf>,
    /// What the emulator is told, such as `-- --listen 127.0.0.1:9000`; `-- --help` lists it.
    #[arg(last = true, value_name = "ARGUMENT", conflicts_with = "table")]
    further: Vec<OsString>,
}

/// The text of an API's table, which says in its first line where it is from.
pub(crate) fn table(api: &Api) -> String {
    format!("// {BANNER}; do not edit.\n{}", apim_codegen::table::table(api))
}

/// Whether a text is a table that was written here.
fn is_table(text: &str) -> bool {
    let mut lines = text.lines();
    lines.next().is_some_and(|line| line.contains(BANNER)) && lines.next() == Some("{")
}

pub(crate) fn run(arguments: &Arguments, messages: MessageFormat) -> Exit {
    let Some(path) = &arguments.table else { return start(arguments, messages) };
    if fs::read_to_string(path).is_ok_and(|text| !is_table(&text)) {
        let help = "name another file, or move this one away";
        return refuse(format!("{} is there, and is no table", path.display()), help);
    }
    write(arguments, path, messages)
}

fn write(arguments: &Arguments, path: &Path, messages: MessageFormat) -> Exit {
    let Some(understood) = specification::understand(&arguments.input, messages, &mut |_| ()) else {
        return Exit::Refused;
    };
    let text = table(&understood.api);
    if let Err(error) = fs::write(path, &text) {
        return refuse(format!("{}: {error}", path.display()), CHECK_PATH);
    }
    let operations = understood.api.operations().count();
    anstream::eprintln!("{operations} operations, {} KiB in {}", text.len() >> 10, path.display());
    specification::exit(&understood.diagnostics)
}

/// Starts the emulator with a table that is gone afterwards. The engine is a program of its own: linked in here, it would
/// bring a server and its cryptography into the generator.
fn start(arguments: &Arguments, messages: MessageFormat) -> Exit {
    let folder = match tempfile::tempdir() {
        Ok(folder) => folder,
        Err(error) => return refuse(format!("a folder for the table: {error}"), CHECK_PATH),
    };
    let path = folder.path().join("table.jsonc");
    let exit = write(arguments, &path, messages);
    if exit == Exit::Refused {
        return exit;
    }
    let mut command = emulator();
    command.arg("--table").arg(&path).args(&arguments.further);
    match command.status() {
        Ok(status) if status.success() => exit,
        Ok(_) => Exit::Refused,
        Err(error) => {
            let help = "install the emulator: cargo install --path generated/emulator";
            refuse(format!("{} cannot be started: {error}", command.get_program().display()), help)
        }
    }
}

/// That of this checkout, or the one that is installed.
fn emulator() -> Command {
    let Some(checkout) = specification::checkout() else { return Command::new("apim-emulator") };
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["run", "--quiet", "--locked", "--manifest-path"]);
    command.arg(checkout.join("generated/emulator/Cargo.toml")).args(["--bin", "apim-emulator", "--"]);
    command
}
