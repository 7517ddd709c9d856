//! Many files replaced as one.
//!
//! All that can fail for want of space comes first: the new files and copies of the old ones are laid side by side in
//! [`FOLDER`]. Then files are only renamed, and renamed back if that fails half-way.

use super::folder::named;
use super::{Change, Difference, Drift, FOLDER};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// How a file is moved; a parameter so that tests can make it fail.
pub(super) type Rename<'a> = &'a dyn Fn(&Path, &Path) -> io::Result<()>;

/// A file made ready to be replaced.
struct Move {
    target: PathBuf,
    /// The new file; none where the old one goes.
    new: Option<PathBuf>,
    /// A copy of the old file; none where there is none.
    old: Option<PathBuf>,
}

/// Makes an end of all differences, or fails and leaves all files as they were.
pub(super) fn replace(root: &Path, drift: &Drift, rename: Rename<'_>) -> io::Result<()> {
    if drift.is_empty() {
        return Ok(());
    }
    let replaced = stage(root, &drift.differences).and_then(|steps| apply(&steps, rename));
    let emptied = if replaced.is_ok() { Change::Orphaned } else { Change::Missing };
    for difference in drift.differences.iter().filter(|difference| difference.change == emptied) {
        remove_empty_folders(root, &difference.path);
    }
    match replaced {
        Ok(()) => remove_leftovers(root),
        Err(Halted::Undone(error)) => {
            // What went wrong before is the better thing to report.
            let _ = remove_leftovers(root);
            Err(error)
        }
        // The copies of the old files are the last that there are.
        Err(Halted::Torn(error)) => Err(error),
    }
}

/// Removes what is made ready, or was by a process that did not come to its end.
pub(super) fn remove_leftovers(root: &Path) -> io::Result<()> {
    let folder = stage_folder(root);
    match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(named(&folder, &error)),
        _ => Ok(()),
    }
}

enum Halted {
    /// All files are what they were.
    Undone(io::Error),
    /// Some could not be put back.
    Torn(io::Error),
}

impl From<io::Error> for Halted {
    fn from(error: io::Error) -> Self {
        Self::Undone(error)
    }
}

fn stage_folder(root: &Path) -> PathBuf {
    root.join(FOLDER).join("stage")
}

fn stage(root: &Path, differences: &[Difference]) -> Result<Vec<Move>, Halted> {
    let folder = stage_folder(root);
    fs::create_dir_all(&folder).map_err(|error| named(&folder, &error))?;
    let mut steps = Vec::with_capacity(differences.len());
    for (number, difference) in differences.iter().enumerate() {
        let target = root.join(&difference.path);
        let (mut new, mut old) = (None, None);
        if difference.change != Change::Missing {
            let path = folder.join(format!("{number}.old"));
            fs::copy(&target, &path).map_err(|error| named(&path, &error))?;
            old = Some(path);
        }
        if difference.change != Change::Orphaned {
            let path = folder.join(format!("{number}.new"));
            let written = match difference.change {
                Change::Changed => write_through(&path, &difference.new),
                // Where nothing is replaced a loss of power loses nothing, and waiting for the disk takes long.
                _ => fs::write(&path, &difference.new),
            };
            written.map_err(|error| named(&path, &error))?;
            let parent = target.parent().unwrap_or(root);
            fs::create_dir_all(parent).map_err(|error| named(parent, &error))?;
            new = Some(path);
        }
        steps.push(Move { target, new, old });
    }
    Ok(steps)
}

/// Writes a file to the disk itself: a loss of power after it is renamed leaves the old text or the new, not an empty
/// file.
fn write_through(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_data()
}

fn apply(steps: &[Move], rename: Rename<'_>) -> Result<(), Halted> {
    let mut done = Vec::with_capacity(steps.len());
    // Removals come last: half of a new crate is better off with a file too many.
    let (outdated, orphaned): (Vec<_>, Vec<_>) = steps.iter().partition(|step| step.new.is_some());
    for step in outdated.into_iter().chain(orphaned) {
        let moved = match &step.new {
            Some(new) => rename(new, &step.target),
            None => fs::remove_file(&step.target),
        };
        if let Err(error) = moved {
            let error = named(&step.target, &error);
            return Err(undo(&done, rename, error));
        }
        done.push(step);
    }
    Ok(())
}

/// Puts back what was moved before `cause` came up.
fn undo(done: &[&Move], rename: Rename<'_>, cause: io::Error) -> Halted {
    let mut torn = Vec::new();
    for step in done.iter().rev() {
        let undone = match &step.old {
            Some(old) => rename(old, &step.target),
            None => fs::remove_file(&step.target),
        };
        if let Err(error) = undone {
            torn.push(format!("{}: cannot be put back: {error}", step.target.display()));
        }
    }
    if torn.is_empty() {
        return Halted::Undone(cause);
    }
    let advice = "mend the cause and generate again";
    Halted::Torn(io::Error::new(cause.kind(), format!("{cause}\n{}\n{advice}", torn.join("\n"))))
}

/// Removes the folders above a file that is not there as far as nothing is left in them.
fn remove_empty_folders(root: &Path, path: &Path) {
    for folder in path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty()) {
        // It fails where something is left, which is where to stop.
        if fs::remove_dir(root.join(folder)).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests;
