//! `cargo xtask specs compare LEFT RIGHT`.

use crate::refusal::refuse;
use crate::specification::{self, Input};
use crate::{Exit, MessageFormat};
use apim_codegen::Understood;
use apim_codegen::compare::{self, Concern, Side, to_json, to_markdown, to_text};
use clap::ValueEnum;
use std::path::{Path, PathBuf};

/// What to compare, and how to tell it.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The specification as it was.
    left: PathBuf,
    /// The specification as it is.
    right: PathBuf,
    /// The form of the report.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Leave out what does less than this to callers of the service.
    #[arg(long, value_name = "LEVEL", default_value = "none")]
    level: Level,
    /// Leave out what concerns names and order in Rust alone.
    #[arg(long)]
    facts: bool,
    /// Configuration file for both sides, instead of what they may have of their own.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// To read.
    Text,
    /// To process.
    Json,
    /// A changelog.
    Markdown,
}

#[derive(Clone, Copy, ValueEnum)]
enum Level {
    /// Callers fail that did not fail before.
    Breaking,
    /// Some callers can fail that did not fail before.
    PotentiallyBreaking,
    /// Something is new.
    Additive,
    /// Everything.
    None,
}

pub(crate) fn run(arguments: &Arguments, messages: MessageFormat) -> Exit {
    let read = |path: &Path| specification::understand(&input(path, arguments), messages, &mut |_| ());
    // Both are read before either is given up, so that all that is wrong is told at once.
    let (Some(left), Some(right)) = (read(&arguments.left), read(&arguments.right)) else { return Exit::Refused };
    let least = match arguments.level {
        Level::Breaking => compare::Level::Breaking,
        Level::PotentiallyBreaking => compare::Level::PotentiallyBreaking,
        Level::Additive => compare::Level::Additive,
        Level::None => compare::Level::None,
    };
    let comparison = compare::compare(&left.api, &right.api).filtered(|difference| {
        difference.level >= least && (!arguments.facts || difference.rule.concern() == Concern::Fact)
    });
    let (left, right) = (side(&left), side(&right));
    match arguments.format {
        Format::Text => anstream::print!("{}", to_text(&comparison, left, right)),
        Format::Markdown => anstream::print!("{}", to_markdown(&comparison, left, right)),
        Format::Json => match to_json(&comparison, left, right) {
            Ok(text) => anstream::println!("{text}"),
            Err(error) => {
                return refuse(format!("the comparison cannot be written as JSON: {error}"), "have it as text");
            }
        },
    }
    if comparison.differences.is_empty() { Exit::Fine } else { Exit::Drift }
}

/// How a side is read: as its configuration says, if it has one.
fn input(path: &Path, arguments: &Arguments) -> Input {
    let own = if path.is_dir() { path.join("apim.toml") } else { path.to_path_buf() };
    if arguments.config.is_none() && own.is_file() && own.extension().is_some_and(|it| it == "toml") {
        return Input { spec: Vec::new(), config: Some(own), keep_going: false };
    }
    Input { spec: vec![path.to_path_buf()], config: arguments.config.clone(), keep_going: false }
}

fn side(understood: &Understood) -> Side<'_> {
    Side { api: &understood.api, documents: &understood.documents }
}
