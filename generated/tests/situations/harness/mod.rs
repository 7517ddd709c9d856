//! Runs the situation files, and itself against wrong ones.

/// The call that belongs to an operation, each boxed: together they would be one huge future.
macro_rules! table {
    ($operation:expr, $wants:expr, $client:ident; $($name:literal => $call:expr;)*) => {
        match $operation {
            $($name => Some(Box::pin(async move {
                let $client = match $client {
                    Ok(client) => client,
                    Err(error) => return Outcome::from(error),
                };
                $call.settle($wants).await
            })),)*
            _ => None,
        }
    };
}
use table;

mod apim;
mod check;
mod compare;
mod faulty;
mod file;
mod given;
mod invented;
mod outcome;
mod run;
mod service;

use libtest_mimic::Trial;
use run::{Verdict, judge};
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the situations, relative to the workspace.
const FOLDER: &str = "generated/tests/situations";

/// One test for each situation, and those of the harness itself.
pub(crate) fn trials() -> Vec<Trial> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/situations");
    let situations = subjects(&root).into_iter().flat_map(|folder| files(&folder));
    let mut trials: Vec<_> = situations.map(|path| trial(name(&root, &path), path)).collect();
    trials.extend(faulty::trials());
    trials
}

/// The folders that hold situations: all but those of code.
fn subjects(root: &Path) -> Vec<PathBuf> {
    let code = ["harness", "service"].map(|name| root.join(name));
    entries(root).into_iter().filter(|path| path.is_dir() && !code.contains(path)).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    entries(folder).into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// `values/nulls_in_tabular_rows`
fn name(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path).with_extension("");
    relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn trial(name: String, path: PathBuf) -> Trial {
    let file = format!("{FOLDER}/{name}.yaml");
    Trial::test(name, move || {
        if path.extension().is_none_or(|extension| extension != "yaml") {
            return Err(format!("{} is no .yaml file", path.display()).into());
        }
        match judge(&file, &fs::read_to_string(&path)?) {
            Verdict::Right => Ok(()),
            Verdict::Wrong(what) | Verdict::Unfit(what) => Err(what.into()),
        }
    })
}
