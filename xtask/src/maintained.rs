//! What `--into` keeps in step of a crate that is there already: all that is emitted, and of the runtime and the test
//! harness, which a stand-alone crate carries along, the files that nobody has made their own.

use apim_codegen::emit::{Runtime, Source};
use apim_codegen::fileset::{BANNER, TextFile};
use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// What every crate has that the emitted code can be part of.
const NEEDED: [&str; 2] = ["Cargo.toml", "src/lib.rs"];

/// The runtime, in a crate that carries it.
const RUNTIME: &str = "src/arm/mod.rs";

/// The folders that a stand-alone crate carries along.
const CARRIED: [&str; 2] = ["src/arm", "tests/replay/harness"];

/// What is emitted into every crate.
const EMITTED: [&str; 2] = ["src/generated", "tests/replay"];

/// Why there is nothing to keep in step at `root`, if so.
pub(crate) fn refusal(root: &Path) -> Option<String> {
    let missing = NEEDED.into_iter().find(|path| !root.join(path).is_file());
    let missing =
        missing.or_else(|| (!root.join(RUNTIME).is_file() && !depends_on_runtime(root)).then_some(RUNTIME))?;
    let folder = root.display();
    let what =
        if root.is_dir() { format!("there is no {missing} in it") } else { "there is no such folder".to_owned() };
    Some(format!(
        "error: {folder} is no crate to keep in step: {what}\n  = help: correct the path, or write a whole crate with `--out {folder}`"
    ))
}

/// Where the crate at `root` has its runtime.
pub(crate) fn runtime(root: &Path) -> Runtime {
    if depends_on_runtime(root) { Runtime::Dependency(Source::Registry) } else { Runtime::Carried }
}

/// Whether the crate at `root` depends on the runtime. From where, its manifest says, which is its own.
fn depends_on_runtime(root: &Path) -> bool {
    let manifest = std::fs::read_to_string(root.join("Cargo.toml")).unwrap_or_default();
    let manifest: toml::Table = manifest.parse().unwrap_or_default();
    manifest.get("dependencies").and_then(|dependencies| dependencies.get(Runtime::PACKAGE)).is_some()
}

/// Of the files of a stand-alone crate, those to keep in step at `root`.
///
/// # Errors
/// When a file there cannot be read.
pub(crate) fn files(root: &Path, all: Vec<TextFile>) -> io::Result<Vec<TextFile>> {
    let mut files = Vec::with_capacity(all.len());
    for file in all {
        let is_ours = match CARRIED.into_iter().find(|folder| file.path.starts_with(folder)) {
            Some(folder) => is_carried(root, folder, &file.path)?,
            None => EMITTED.iter().any(|folder| file.path.starts_with(folder)),
        };
        if is_ours {
            files.push(file);
        }
    }
    Ok(files)
}

/// The folders in which every generated file is one of those that are kept in step.
pub(crate) fn owned_folders() -> Vec<PathBuf> {
    EMITTED.into_iter().chain(CARRIED).map(PathBuf::from).collect()
}

/// Whether the file at `path` is carried along: it was once, or it is not there, and `folder` is no hand-written one.
fn is_carried(root: &Path, folder: &str, path: &Path) -> io::Result<bool> {
    match generated(&root.join(path))? {
        Some(is_generated) => Ok(is_generated),
        None => Ok(generated(&root.join(folder).join("mod.rs"))?.unwrap_or(true)),
    }
}

/// Whether the file at `path` was generated; `None` when there is none.
fn generated(path: &Path) -> io::Result<Option<bool>> {
    const LONGEST: u64 = 512;
    let mut line = Vec::new();
    match File::open(path).and_then(|file| BufReader::new(file.take(LONGEST)).read_until(b'\n', &mut line)) {
        Ok(_) => Ok(Some(String::from_utf8_lossy(&line).contains(BANNER))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(io::Error::new(error.kind(), format!("{}: {error}", path.display()))),
    }
}
