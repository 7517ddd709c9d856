//! Files, on disk or in memory.

use super::limits::MAX_FILE_BYTES;
use crate::source::normalize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::ops::Bound;
use std::path::{Path, PathBuf};

/// Where files come from.
pub trait FileReader: Sync {
    /// The content of a file; of one longer than [`MAX_FILE_BYTES`] no more than one byte over.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// The length of a file in bytes; an error when it is no file, but a folder or a device.
    fn length(&self, path: &Path) -> io::Result<u64>;
    /// The files directly in a folder, in any order.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;
    /// The folders directly in a folder, in any order.
    fn folders(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;
    /// Whether `path` is a folder.
    fn is_folder(&self, path: &Path) -> bool;
    /// The absolute path, links followed, of what is at `path`; of the current folder when that is empty.
    fn real_path(&self, path: &Path) -> io::Result<PathBuf>;
}

/// The files on disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct DiskFiles;

impl FileReader for DiskFiles {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let length = self.length(path)?.min(MAX_FILE_BYTES);
        let mut content = Vec::with_capacity(usize::try_from(length).unwrap_or_default().saturating_add(1));
        File::open(path)?.take(MAX_FILE_BYTES + 1).read_to_end(&mut content)?;
        Ok(content)
    }

    // Asked of the path: to open a pipe would mean to wait for its other end.
    fn length(&self, path: &Path) -> io::Result<u64> {
        let metadata = fs::metadata(path)?;
        match (metadata.is_file(), metadata.is_dir()) {
            (true, _) => Ok(metadata.len()),
            (_, true) => Err(io::ErrorKind::IsADirectory.into()),
            _ => Err(io::Error::other("it is neither a file nor a folder")),
        }
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        for entry in fs::read_dir(or_current(folder))? {
            let entry = entry?;
            if entry.path().is_file() {
                files.push(folder.join(entry.file_name()));
            }
        }
        Ok(files)
    }

    fn folders(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let entries = fs::read_dir(or_current(folder))?;
        // A link could lead back up.
        let is_folder = |entry: &fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_dir());
        let folders = entries.filter(|entry| entry.as_ref().map_or(true, is_folder));
        folders.map(|entry| entry.map(|entry| folder.join(entry.file_name()))).collect()
    }

    fn is_folder(&self, path: &Path) -> bool {
        or_current(path).is_dir()
    }

    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(or_current(path))
    }
}

fn or_current(path: &Path) -> &Path {
    if path.as_os_str().is_empty() { Path::new(".") } else { path }
}

/// Files in memory, by normalized path. Relative paths start at [`MemoryFiles::CURRENT`].
#[derive(Clone, Debug, Default)]
pub struct MemoryFiles(BTreeMap<PathBuf, Vec<u8>>);

impl MemoryFiles {
    /// The folder at which relative paths start.
    pub const CURRENT: &str = "/memory";

    fn content(&self, path: &Path) -> io::Result<&Vec<u8>> {
        match self.0.get(path) {
            Some(content) => Ok(content),
            None if self.is_folder(path) => Err(io::ErrorKind::IsADirectory.into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

impl<P: AsRef<Path>, C: Into<Vec<u8>>> FromIterator<(P, C)> for MemoryFiles {
    fn from_iter<I: IntoIterator<Item = (P, C)>>(files: I) -> Self {
        Self(files.into_iter().map(|(path, content)| (normalize(path.as_ref()), content.into())).collect())
    }
}

impl FileReader for MemoryFiles {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.content(path).cloned()
    }

    fn length(&self, path: &Path) -> io::Result<u64> {
        self.content(path).map(|content| content.len() as u64)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        Ok(self.0.keys().filter(|path| path.parent() == Some(folder)).cloned().collect())
    }

    fn folders(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let inner = self.0.keys().filter_map(|path| {
            let mut rest = path.strip_prefix(folder).ok()?.components();
            let first = rest.next()?;
            rest.next().map(|_| folder.join(first))
        });
        Ok(inner.collect::<BTreeSet<_>>().into_iter().collect())
    }

    fn is_folder(&self, path: &Path) -> bool {
        // What a folder holds comes next to it in order.
        let mut after = self.0.range::<Path, _>((Bound::Excluded(path), Bound::Unbounded));
        after.next().is_some_and(|(file, _)| file.starts_with(path))
    }

    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        let current = Path::new(Self::CURRENT);
        let relative = path.strip_prefix(current).unwrap_or(path);
        if relative.as_os_str().is_empty() || self.0.contains_key(relative) || self.is_folder(relative) {
            Ok(normalize(&current.join(relative)))
        } else {
            Err(io::ErrorKind::NotFound.into())
        }
    }
}
