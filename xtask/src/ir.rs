//! `cargo xtask ir`.

use crate::refusal::refuse;
use crate::specification::{self, Input};
use crate::{Exit, MessageFormat};
use apim_codegen::ir::{Api, Definition, DefinitionId, definitions_of};
use apim_codegen::show::to_text;
use clap::ValueEnum;
use serde_json::to_value;
use std::collections::BTreeMap;

/// Show the intermediate representation: operations and definitions with every name and type settled.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// Only this operation, by its operationId, and the definitions it reaches.
    #[arg(long, value_name = "ID")]
    operation: Option<String>,
    /// The form it is shown in.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// To read.
    Text,
    /// To process.
    Json,
}

pub(crate) fn run(arguments: Arguments, messages: MessageFormat) -> Exit {
    let Some(understood) = specification::understand(&arguments.input, messages, &mut |_| ()) else {
        return Exit::Refused;
    };
    let (api, whole) = (understood.api, specification::exit(&understood.diagnostics));
    if let Some(id) = &arguments.operation
        && !api.operations().any(|operation| operation.id == *id)
    {
        let help = similar(&api, id).unwrap_or_else(|| "`cargo xtask ir` without `--operation` shows all".to_owned());
        return refuse(format!("the specification has no operation `{id}`"), &help);
    }
    match arguments.format {
        Format::Text => anstream::print!("{}", to_text(&api, arguments.operation.as_deref())),
        Format::Json => match json(&api, arguments.operation.as_deref()) {
            Ok(text) => anstream::println!("{text}"),
            Err(error) => {
                return refuse(format!("the IR cannot be written as JSON: {error}"), "have it as text");
            }
        },
    }
    whole
}

/// The whole, or one operation with the definitions it reaches by their index in the whole, as types name them.
fn json(api: &Api, operation: Option<&str>) -> serde_json::Result<String> {
    let Some(operation) = operation.and_then(|id| api.operations().find(|operation| operation.id == id)) else {
        return serde_json::to_string_pretty(api);
    };
    let reached = definitions_of(api, operation).into_iter();
    let definitions: BTreeMap<DefinitionId, &Definition> = reached.map(|id| (id, api.definition(id))).collect();
    let part = [("operation".to_owned(), to_value(operation)?), ("definitions".to_owned(), to_value(definitions)?)];
    serde_json::to_string_pretty(&part.into_iter().collect::<serde_json::Map<_, _>>())
}

/// A hint when an operation of that name in other letters or of that method exists.
fn similar(api: &Api, id: &str) -> Option<String> {
    let wanted = id.to_lowercase();
    let tail = wanted.rsplit('_').next().unwrap_or(&wanted).to_owned();
    let found: Vec<&str> = api
        .operations()
        .map(|operation| operation.id.as_str())
        .filter(|known| known.to_lowercase() == wanted || known.to_lowercase().ends_with(&format!("_{tail}")))
        .take(3)
        .collect();
    (!found.is_empty()).then(|| format!("did you mean {}?", found.join(", ")))
}
