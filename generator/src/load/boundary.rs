//! How far references may lead: a specification must not make the generator open whatever the machine has.

use super::FileReader;
use crate::source::normalize;
use std::io;
use std::path::{Path, PathBuf};

/// A folder of this name holds a specification with all that it refers to.
const NAMES: [&str; 2] = ["specs", "specification"];

/// So does a folder with one of these in it.
const CONTENTS: [&str; 2] = ["apim.toml", ".git"];

/// The folders that hold all files that may be read.
pub(super) struct Boundary<'a> {
    files: &'a dyn FileReader,
    /// Where relative paths start.
    current: PathBuf,
    folders: Vec<Folder>,
}

struct Folder {
    /// As it is shown.
    shown: PathBuf,
    /// Absolute, links left as they are.
    absolute: PathBuf,
    /// Absolute, links followed; `None` when it is not there, so that it holds nothing.
    real: Option<PathBuf>,
}

impl<'a> Boundary<'a> {
    /// The one that is given, else for each root the nearest folder around it that is marked as holding a
    /// specification, else the folder of the root.
    pub(super) fn new(given: Option<&Path>, roots: &[PathBuf], files: &'a dyn FileReader) -> Self {
        let current = files.real_path(Path::new("")).unwrap_or_default();
        let mut boundary = Self { files, current, folders: Vec::new() };
        let folders = match given {
            Some(folder) => vec![normalize(folder)],
            None => roots.iter().map(|root| boundary.around(&normalize(root))).collect(),
        };
        for shown in folders {
            let absolute = boundary.absolute(&shown);
            if boundary.folders.iter().all(|known| known.absolute != absolute) {
                let real = files.real_path(&absolute).ok();
                boundary.folders.push(Folder { shown, absolute, real });
            }
        }
        boundary
    }

    fn around(&self, root: &Path) -> PathBuf {
        let is_folder = self.files.is_folder(root);
        let own = if is_folder { root } else { root.parent().unwrap_or(Path::new("")) };
        let absolute = self.absolute(own);
        let marked = absolute.ancestors().position(|folder| self.is_marked(folder));
        normalize(&own.join("../".repeat(marked.unwrap_or_default())))
    }

    fn is_marked(&self, folder: &Path) -> bool {
        let is_named = folder.file_name().is_some_and(|name| NAMES.iter().any(|marker| name == *marker));
        is_named || CONTENTS.iter().any(|marker| self.files.real_path(&folder.join(marker)).is_ok())
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        normalize(&self.current.join(path))
    }

    /// Whether a path lies inside by what is written in it; nothing is looked up.
    pub(super) fn holds(&self, path: &Path) -> bool {
        let absolute = self.absolute(path);
        self.folders.iter().any(|folder| absolute.starts_with(&folder.absolute))
    }

    /// Whether what is at a path lies inside once links are followed; nothing is opened.
    pub(super) fn really_holds(&self, path: &Path) -> io::Result<bool> {
        let real = self.files.real_path(path)?;
        Ok(self.folders.iter().any(|folder| folder.real.as_ref().is_some_and(|inside| real.starts_with(inside))))
    }

    /// The folders, as they are told to the user.
    pub(super) fn names(&self) -> String {
        let name = |folder: &Folder| match folder.shown.display().to_string() {
            empty if empty.is_empty() => "`.`".to_owned(),
            path => format!("`{path}`"),
        };
        self.folders.iter().map(name).collect::<Vec<_>>().join(", ")
    }
}
