//! What stands on disk below a root.

use super::BANNER;
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;
use std::fs::{self, File, Metadata};
use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

/// A banner stands within so many bytes.
const BANNER_WITHIN: u64 = 512;

/// The content of a file.
pub(super) struct FileContent {
    /// As text, with `\n` for line ends and without a byte order mark.
    pub(super) shown: String,
    /// Whether it is text to the last byte.
    pub(super) is_text: bool,
}

pub(super) fn read(path: &Path) -> io::Result<FileContent> {
    let bytes = fs::read(path).map_err(|error| named(path, &error))?;
    let text = String::from_utf8_lossy(&bytes);
    let is_text = matches!(text, std::borrow::Cow::Borrowed(_));
    let shown = text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n");
    Ok(FileContent { shown, is_text })
}

pub(super) fn has_banner(content: &[u8]) -> bool {
    let line = content.split(|byte| *byte == b'\n').next().unwrap_or_default();
    String::from_utf8_lossy(line).contains(BANNER)
}

/// A path that leaves the root would write where it should not.
pub(super) fn check_path(path: &Path) -> io::Result<()> {
    let is_inside = path.components().all(|part| matches!(part, Component::Normal(_)));
    if is_inside && path.file_name().is_some() {
        Ok(())
    } else {
        Err(refusal(ErrorKind::InvalidInput, path, "is not a path below the root"))
    }
}

/// The folders below a root that are known to be no symbolic links, so that none is looked at for each of its files.
#[derive(Default)]
pub(super) struct Folders(FxHashSet<PathBuf>);

impl Folders {
    /// As [`standing`].
    pub(super) fn standing(&mut self, root: &Path, path: &Path) -> io::Result<Option<Metadata>> {
        let folder = path.parent().unwrap_or(Path::new(""));
        if !self.0.contains(folder) {
            if standing(root, folder)?.is_none() && !folder.as_os_str().is_empty() {
                return Ok(None);
            }
            self.0.insert(folder.to_path_buf());
        }
        step(&root.join(path))
    }
}

/// What stands at `path` below `root`, if anything. A symbolic link on the way could lead out of the root: refused.
pub(super) fn standing(root: &Path, path: &Path) -> io::Result<Option<Metadata>> {
    let mut at = root.to_path_buf();
    let mut found = None;
    for part in path.components() {
        at.push(part);
        found = step(&at)?;
        if found.is_none() {
            break;
        }
    }
    Ok(found)
}

/// What stands at a path whose folder is none of somebody else's.
fn step(at: &Path) -> io::Result<Option<Metadata>> {
    let metadata = match fs::symlink_metadata(at) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(named(at, &error)),
    };
    if metadata.is_symlink() {
        let reason = "is a symbolic link, which is not followed; put a folder or nothing in its place";
        return Err(refusal(ErrorKind::AlreadyExists, at, reason));
    }
    Ok(Some(metadata))
}

/// Gathers the generated files in `folder` and, `depth` levels down, in its folders, but for those that are `known`.
/// Links are not followed.
pub(super) fn bannered_files(
    root: &Path,
    folder: &Path,
    depth: usize,
    known: &BTreeSet<&Path>,
    files: &mut Vec<PathBuf>,
) -> io::Result<()> {
    standing(root, folder)?;
    let path = root.join(folder);
    let entries = match fs::read_dir(&path) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(named(&path, &error)),
    };
    for entry in entries {
        let entry = entry.map_err(|error| named(&path, &error))?;
        let kind = entry.file_type().map_err(|error| named(&entry.path(), &error))?;
        let relative = folder.join(entry.file_name());
        if kind.is_dir() && depth > 1 {
            bannered_files(root, &relative, depth - 1, known, files)?;
        } else if kind.is_file() && !known.contains(relative.as_path()) && file_has_banner(&entry.path())? {
            files.push(relative);
        }
    }
    Ok(())
}

fn file_has_banner(path: &Path) -> io::Result<bool> {
    let mut line = Vec::new();
    File::open(path)
        .and_then(|file| BufReader::new(file.take(BANNER_WITHIN)).read_until(b'\n', &mut line))
        .map_err(|error| named(path, &error))?;
    Ok(has_banner(&line))
}

pub(super) fn refusal(kind: ErrorKind, path: &Path, reason: &str) -> io::Error {
    io::Error::new(kind, format!("{}: {reason}", path.display()))
}

/// `error` with the file that it is about.
pub(super) fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
