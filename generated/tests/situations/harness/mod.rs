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
mod not_yet;
mod outcome;
mod run;
mod service;

use libtest_mimic::{Failed, Trial};
use not_yet::NOT_YET;
use run::{Verdict, judge};
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the situations, relative to the workspace.
const FOLDER: &str = "generated/tests/situations";

/// One test for each situation, and those of the harness itself.
pub(crate) fn trials() -> Vec<Trial> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/situations");
    let situations: Vec<_> =
        subjects(&root).iter().flat_map(|folder| files(folder)).map(|path| (name(&root, &path), path)).collect();
    let known: Vec<_> = situations.iter().map(|(name, _)| name.clone()).collect();
    let mut trials: Vec<_> = situations.into_iter().map(|(name, path)| trial(name, path)).collect();
    trials.push(Trial::test("harness/not_yet_names_situations", move || {
        let strangers: Vec<_> = NOT_YET.iter().filter(|name| !known.iter().any(|known| known == *name)).collect();
        if strangers.is_empty() { Ok(()) } else { Err(format!("NOT_YET names no situation: {strangers:?}").into()) }
    }));
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
    let is_due = !NOT_YET.contains(&name.as_str());
    let kind = if is_due { "" } else { "not yet" };
    let test = move |name: &str| -> Result<(), Failed> {
        if path.extension().is_none_or(|extension| extension != "yaml") {
            return Err(format!("{} is no .yaml file", path.display()).into());
        }
        let text = fs::read_to_string(&path)?;
        match (judge(&format!("{FOLDER}/{name}.yaml"), &text), is_due) {
            (Verdict::Right, true) | (Verdict::Wrong(_), false) => Ok(()),
            (Verdict::Right, false) => Err("it is right now: strike it from NOT_YET in harness/not_yet.rs".into()),
            (Verdict::Wrong(what) | Verdict::Unfit(what), _) => Err(what.into()),
        }
    };
    let shown = name.clone();
    Trial::test(shown, move || test(&name)).with_kind(kind)
}
