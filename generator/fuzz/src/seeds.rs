//! Sound specifications that mutation starts from.

#[path = "../../tests/published/mod.rs"]
mod published;

use crate::specification::Specification;
use apim_codegen::load::{DiskFiles, FileReader};
use std::path::{Path, PathBuf};

/// Published files larger than this are left out: a run with one would take too long.
const LARGEST: usize = 40_000;

/// The specifications of the repository and, where there is a checkout of the published ones, those too.
pub(crate) fn seeds(repository: &Path, checkout: Option<&Path>) -> Vec<Specification> {
    let fixtures = repository.join("generator/tests/fixtures");
    let mut seeds = Vec::new();
    for folder in [repository.join("specs"), fixtures.join("zoo"), fixtures.join("lower")] {
        seeds.extend(Specification::read(repository, &specifications(&folder)));
    }
    if let Some(checkout) = checkout {
        let stable = published::stable_in(checkout, "2024-05-01");
        seeds.extend(Specification::read(checkout, &specifications(&stable)));
    }
    seeds
}

/// The files in a folder that have operations.
fn specifications(folder: &Path) -> Vec<PathBuf> {
    let mut files = DiskFiles.list(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    files.retain(|file| {
        let text = DiskFiles.read(file).expect("a readable file");
        let text = String::from_utf8_lossy(&text);
        text.len() <= LARGEST && (text.contains("paths:\n") || text.contains("\"paths\": {"))
    });
    files.sort();
    files
}
