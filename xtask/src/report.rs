//! `cargo xtask report`.

use crate::specification::{self, Input};
use crate::{Exit, MessageFormat};
use apim_codegen::Understood;
use apim_codegen::diagnostic::{Diagnostics, Severity};
use apim_codegen::ir::{self, Api, Conditional, DefinitionKind, LeftOut, Operation};

/// Count what a specification has: operations by kind, definitions, examples and where they disagree with their
/// operation, and what was not understood.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// Name the operations of each kind, and each disagreement.
    #[arg(long)]
    list: bool,
}

pub(crate) fn run(arguments: &Arguments, messages: MessageFormat) -> Exit {
    let Some(Understood { api, diagnostics, .. }) = specification::understand(&arguments.input, messages, &mut |_| ())
    else {
        return Exit::Refused;
    };
    anstream::println!("{} {}", api.title, api.version);
    row("operation groups", api.groups.len());
    row("operations", api.operations().count());
    for (name, is_one) in KINDS {
        let found: Vec<&Operation> = api.operations().filter(|operation| is_one(operation)).collect();
        row(&format!("  {name}"), found.len());
        if arguments.list {
            found.iter().for_each(|operation| anstream::println!("      {}", operation.id));
        }
    }
    definitions(&api);
    examples(&api, arguments.list);
    not_understood(&diagnostics);
    row("left out", api.left_out.len());
    for LeftOut { name, reason } in &api.left_out {
        anstream::println!("      {name}: {reason}");
    }
    specification::exit(&diagnostics)
}

/// A kind of operation, and how it is told.
type Kind = (&'static str, fn(&Operation) -> bool);

const KINDS: [Kind; 7] = [
    ("pageable", |operation| operation.outcome.paging().is_some()),
    ("long-running", |operation| operation.outcome.long_running().is_some()),
    ("conditional, entity tag required", |operation| operation.conditional == Conditional::Required),
    ("conditional, entity tag optional", |operation| operation.conditional == Conditional::Optional),
    ("telling whether an entity exists", |operation| operation.outcome == ir::Outcome::Exists),
    ("deprecated", |operation| operation.deprecated),
    ("without an example", |operation| operation.examples.is_empty()),
];

fn definitions(api: &Api) {
    row("definitions", api.definitions.len());
    let count = |is_one: fn(&DefinitionKind) -> bool| {
        api.definitions.iter().filter(|definition| is_one(&definition.kind)).count()
    };
    row("  structs", count(|kind| matches!(kind, DefinitionKind::Struct(_))));
    row("  enums", count(|kind| matches!(kind, DefinitionKind::Enum(_))));
    row("  unions", count(|kind| matches!(kind, DefinitionKind::Union(_))));
    row("  aliases", count(|kind| matches!(kind, DefinitionKind::Alias(_))));
}

fn examples(api: &Api, list: bool) {
    row("examples", api.operations().map(|operation| operation.examples.len()).sum());
    let anomalies = anomalies(api);
    row("  disagreeing with their operation", anomalies.len());
    if list {
        anomalies.iter().for_each(|anomaly| anstream::println!("      {anomaly}"));
    }
}

/// Where an example and its operation disagree: one line for each such example.
pub(crate) fn anomalies(api: &Api) -> Vec<String> {
    let mut lines = Vec::new();
    for operation in api.operations() {
        for example in operation.examples.iter().filter(|example| !example.anomalies.is_empty()) {
            lines.push(format!("{} ({}): {}", operation.id, example.file, example.anomalies.join("; ")));
        }
    }
    lines
}

/// The diagnostics themselves are printed already, with their places.
fn not_understood(diagnostics: &Diagnostics) {
    row("not understood", diagnostics.count(Severity::Warning));
}

fn row(name: &str, count: usize) {
    anstream::println!("{name:<36}{count:>6}");
}
