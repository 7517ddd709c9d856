//! The versions of a service in a checkout of published specifications: folders that are called by a date.

use super::FileReader;
use std::cmp::Reverse;
use std::path::{Path, PathBuf};

/// A version is so many levels below the folder of a service at most.
const DEEPEST: usize = 7;
/// More folders are not looked at: somebody has named the whole checkout.
const MOST_FOLDERS: usize = 4000;

/// The folders of versions below `root`, the newest first, and of one date the stable one. None where there are more folders
/// than a service has.
pub fn below(root: &Path, files: &dyn FileReader) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut level = vec![root.to_path_buf()];
    let mut looked_at = 0;
    for _ in 0..DEEPEST {
        let mut next = Vec::new();
        for folder in level {
            looked_at += 1;
            if looked_at > MOST_FOLDERS {
                return Vec::new();
            }
            for inner in files.folders(&folder).unwrap_or_default() {
                if date(&inner).is_some() { found.push(inner) } else { next.push(inner) }
            }
        }
        level = next;
    }
    found.sort_by_cached_key(|path| (Reverse(date(path).map(str::to_owned)), is_preview(path), path.clone()));
    found
}

/// The date that a folder is called by: `2024-05-01`, or `2024-05-01-preview`.
pub fn date(folder: &Path) -> Option<&str> {
    let date = folder.file_name()?.to_str()?.get(..10)?;
    let is_digit = |index: usize, byte: u8| if matches!(index, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    date.bytes().enumerate().all(|(index, byte)| is_digit(index, byte)).then_some(date)
}

/// Whether a folder is of a preview version, by its name or where it is.
pub fn is_preview(folder: &Path) -> bool {
    folder.components().any(|part| part.as_os_str().to_string_lossy().contains("preview"))
}

/// The advice to name one of them.
pub(super) fn help(versions: &[PathBuf]) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<_> = versions.iter().take(SHOWN).map(|path| format!("`{}`", path.display())).collect();
    let more = match versions.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(", and {more} older ones"),
    };
    format!("name one of the versions below it: {}{more}", shown.join(", "))
}
