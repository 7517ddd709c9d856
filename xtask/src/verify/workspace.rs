//! Several specifications in one call: their crates share a workspace, so that what they depend on,
//! the runtime too, is compiled once.

use super::{Cargo, Failure, folder_name, target};
use crate::refusal::{CHECK_PATH, refuse};
use crate::specification::{self, Input};
use crate::{Exit, MessageFormat, report};
use apim_codegen::emit::{Package, Runtime, Source};
use apim_codegen::ir::Api;
use clap::ValueEnum;
use serde::Serialize;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The form of the table.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Format {
    /// To read.
    Text,
    /// To process: a list of objects.
    Json,
}

/// What became of a specification.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    specification: PathBuf,
    /// The crate; none when the specification was refused.
    package: Option<String>,
    operations: usize,
    left_out: usize,
    /// Whether it compiles and documents without warnings.
    compiled: bool,
    examples: usize,
    /// The examples that were replayed; all of them, or the replay failed.
    replayed: usize,
    anomalies: usize,
    seconds: f64,
    /// What the generator had in use when the crate was written, of those before it too; none where the system does
    /// not tell.
    mebibytes: Option<usize>,
    /// The step that failed.
    failed: Option<String>,
}

/// Verifies each of `paths`, and prints a row for each.
pub(super) fn run(paths: &[PathBuf], keep_going: bool, format: Format, messages: MessageFormat) -> Exit {
    match verify_all(paths, keep_going, messages) {
        Ok(rows) => {
            match format {
                Format::Text => table(&rows),
                // Text and numbers only: there is nothing that could fail.
                Format::Json => anstream::println!("{}", serde_json::to_string_pretty(&rows).unwrap_or_default()),
            }
            rows.iter().map(exit).max().unwrap_or(Exit::Fine)
        }
        Err(error) => refuse(error, CHECK_PATH),
    }
}

fn exit(row: &Row) -> Exit {
    match row {
        Row { package: None, .. } => Exit::Refused,
        Row { failed: Some(_), .. } => Exit::Drift,
        Row { left_out: 1.., .. } => Exit::Drift,
        _ => Exit::Fine,
    }
}

/// What became of a specification before anything is compiled.
struct Understood {
    member: Option<Member>,
    seconds: f64,
    mebibytes: Option<usize>,
}

/// A crate of the workspace.
struct Member {
    api: Api,
    root: PathBuf,
}

fn verify_all(paths: &[PathBuf], keep_going: bool, messages: MessageFormat) -> io::Result<Vec<Row>> {
    let root = target()?.join("verify").join("workspace");
    let mut names = BTreeSet::new();
    let mut members = Vec::with_capacity(paths.len());
    for path in paths {
        let start = Instant::now();
        let input = Input { spec: vec![path.clone()], config: None, keep_going };
        let understood = specification::understand(&input, messages, &mut |_| ());
        let member = understood.map(|understood| member(understood.api, &root, &mut names)).transpose()?;
        let mebibytes = memory_stats::memory_stats().map(|memory| memory.physical_mem >> 20);
        members.push(Understood { member, seconds: start.elapsed().as_secs_f64(), mebibytes });
    }
    let folders: Vec<String> = members.iter().filter_map(|it| Some(quoted(&it.member.as_ref()?.root))).collect();
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", folders.join(", "));
    std::fs::create_dir_all(&root)?;
    std::fs::write(root.join("Cargo.toml"), manifest)?;
    super::take_versions(&root)?;
    let count = paths.len();
    let rows = paths.iter().zip(members).enumerate();
    let row = |(index, (path, understood)): (usize, (&PathBuf, Understood))| {
        anstream::eprintln!("{} of {count}: {}", index + 1, path.display());
        row(path, understood)
    };
    Ok(rows.map(row).collect())
}

/// Writes the crate of `api` below `root`, under a name that no other has.
fn member(mut api: Api, root: &Path, names: &mut BTreeSet<String>) -> io::Result<Member> {
    let first = api.crate_name.clone();
    let mut number = 2;
    while !names.insert(api.crate_name.clone()) {
        api.crate_name = format!("{first}-{number}");
        number += 1;
    }
    let root = root.join(folder_name(&api));
    // In a checkout the clients have its runtime in common.
    let runtime = match specification::checkout() {
        Some(checkout) => {
            let path = std::fs::canonicalize(checkout.join("generated").join("runtime"))?;
            Runtime::Dependency(Source::Path(path.to_string_lossy().into_owned()))
        }
        None => Runtime::Carried,
    };
    let package = Package::Whole(runtime);
    super::write(&api, package, &root, |manifest| {
        // It says that it is a workspace of its own.
        manifest.truncate(manifest.find("\n[workspace]").unwrap_or(manifest.len()));
    })?;
    Ok(Member { api, root })
}

/// A path as a string of TOML.
fn quoted(path: &Path) -> String {
    let folder = path.file_name().unwrap_or_default().to_string_lossy();
    format!("\"{folder}\"")
}

fn row(path: &Path, understood: Understood) -> Row {
    let start = Instant::now();
    let Understood { member, seconds, mebibytes } = understood;
    let mut row = Row {
        specification: path.to_owned(),
        package: member.as_ref().map(|member| member.api.crate_name.clone()),
        operations: 0,
        left_out: 0,
        compiled: false,
        examples: 0,
        replayed: 0,
        anomalies: 0,
        seconds,
        mebibytes,
        failed: None,
    };
    let Some(Member { api, root }) = member else { return row };
    row.operations = api.operations().count();
    row.left_out = api.left_out.len();
    row.examples = api.operations().map(|operation| operation.examples.len()).sum();
    row.anomalies = report::anomalies(&api).len();
    row.failed = match check(&api, &root, &mut row) {
        Ok(()) => None,
        Err(Failure::Step(step)) => Some(step),
        Err(Failure::Io(error)) => Some(error.to_string()),
    };
    row.seconds += start.elapsed().as_secs_f64();
    row
}

fn check(api: &Api, root: &Path, row: &mut Row) -> Result<(), Failure> {
    let target = target()?;
    let cargo = Cargo::new(root, &target)?;
    cargo.compile(api)?;
    row.compiled = true;
    row.replayed = cargo.replay(api)?;
    Ok(())
}

fn table(rows: &[Row]) {
    let heads = ("crate", "operations", "left out", "compiled", "replayed", "anomalies", "seconds", "MiB");
    let (name, operations, left_out, compiled, replayed, anomalies, seconds, mebibytes) = heads;
    anstream::println!(
        "{name:<40}{operations:>12}{left_out:>10}{compiled:>10}{replayed:>14}{anomalies:>11}{seconds:>9}{mebibytes:>7}"
    );
    for row in rows {
        let name = row.package.clone().unwrap_or_else(|| format!("{} (refused)", row.specification.display()));
        let compiled = if row.compiled { "yes" } else { "no" };
        let replayed = format!("{} of {}", row.replayed, row.examples);
        let (operations, left_out, anomalies, seconds) = (row.operations, row.left_out, row.anomalies, row.seconds);
        let mebibytes = row.mebibytes.map_or_else(|| "-".to_owned(), |count| count.to_string());
        anstream::println!(
            "{name:<40}{operations:>12}{left_out:>10}{compiled:>10}{replayed:>14}{anomalies:>11}{seconds:>9.1}{mebibytes:>7}"
        );
        if let Some(step) = &row.failed {
            anstream::println!("    does not pass `{step}`");
        }
    }
}
