//! One writer at a time, and no reader beside it.
//!
//! The system releases the lock of a process that ends, however it ends. The file stays: whoever removed it might remove
//! it from under another process that waits for it.

use super::FOLDER;
use super::folder::{named, refusal, standing};
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// A crate is locked as long as this lives.
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Waits until nobody else reads or writes.
    pub(super) fn exclusive(root: &Path) -> io::Result<Self> {
        let folder = folder(root)?;
        fs::create_dir_all(&folder).map_err(|error| named(&folder, &error))?;
        let path = path(root);
        let locked = File::options().read(true).write(true).create(true).truncate(false).open(&path).and_then(|file| {
            supported(file.lock())?;
            sign(&file)?;
            // The folder is nothing to check in.
            fs::write(folder.join(".gitignore"), "*\n")?;
            Ok(file)
        });
        locked.map(|file| Self { _file: file }).map_err(|error| named(&path, &error))
    }

    /// Waits until nobody writes; `None` where nobody ever did.
    pub(super) fn shared(root: &Path) -> io::Result<Option<Self>> {
        let Some(file) = open(root)? else { return Ok(None) };
        supported(file.lock_shared()).map_err(|error| named(&path(root), &error))?;
        Ok(Some(Self { _file: file }))
    }

    /// Whether anybody ever wrote.
    pub(super) fn exists(root: &Path) -> bool {
        path(root).exists()
    }
}

/// Who writes below `root` at this moment: what to name to somebody who has to wait.
pub fn holder(root: &Path) -> Option<String> {
    let mut file = open(root).ok()??;
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => {
            let mut text = String::new();
            // Some systems let nobody else read a locked file.
            let _ = file.read_to_string(&mut text);
            Some(if text.is_empty() { "another process".to_owned() } else { text })
        }
        _ => None,
    }
}

fn path(root: &Path) -> PathBuf {
    root.join(FOLDER).join("lock")
}

fn folder(root: &Path) -> io::Result<PathBuf> {
    let folder = root.join(FOLDER);
    match standing(root, Path::new(FOLDER))? {
        Some(found) if !found.is_dir() => Err(refusal(ErrorKind::AlreadyExists, &folder, "is no folder; move it away")),
        _ => Ok(folder),
    }
}

fn open(root: &Path) -> io::Result<Option<File>> {
    folder(root)?;
    let path = path(root);
    match File::open(&path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(named(&path, &error)),
    }
}

fn sign(mut file: &File) -> io::Result<()> {
    file.set_len(0)?;
    write!(file, "process {}", std::process::id())
}

/// A file system without locks is no reason to refuse work.
fn supported(locked: io::Result<()>) -> io::Result<()> {
    match locked {
        Err(error) if error.kind() == ErrorKind::Unsupported => Ok(()),
        other => other,
    }
}
