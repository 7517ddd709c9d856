//! `cargo xtask emulate`.

use crate::refusal::{CHECK_PATH, refuse};
use crate::specification::{self, Input};
use crate::{Exit, MessageFormat};
use apim_codegen::fileset::BANNER;
use apim_codegen::ir::Api;
use std::fs;
use std::path::PathBuf;

/// Write the table from which `apim-emulator` emulates a service: routes, types and examples of the specification.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// The file to write the table to.
    #[arg(long, value_name = "FILE")]
    table: PathBuf,
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
    let path = &arguments.table;
    if fs::read_to_string(path).is_ok_and(|text| !is_table(&text)) {
        let help = "name another file, or move this one away";
        return refuse(format!("{} is there, and is no table", path.display()), help);
    }
    let Some(understood) = specification::understand(&arguments.input, messages, &mut |_| ()) else {
        return Exit::Refused;
    };
    let text = table(&understood.api);
    if let Err(error) = fs::write(path, &text) {
        return refuse(format!("{}: {error}", path.display()), CHECK_PATH);
    }
    let operations = understood.api.operations().count();
    anstream::println!("{operations} operations, {} KiB in {}", text.len() >> 10, path.display());
    specification::exit(&understood.diagnostics)
}
