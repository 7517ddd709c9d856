//! The lock file of imported specifications: where they came from, and what they were.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The folder of imported files, beside the configuration. It belongs to the import: nothing else may be in it.
pub(crate) const FOLDER: &str = "imported";

/// The lock file, beside the configuration.
pub(crate) const FILE: &str = "import.lock";

/// What was imported.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lock {
    /// What was named: paths within the repository if it is one, else as they were given.
    pub(crate) source: Vec<String>,
    /// Address of the repository that the files came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) repository: Option<String>,
    /// The commit that was checked out, if none of the files differed from it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) commit: Option<String>,
    /// SHA-256 of each file, by its path in [`FOLDER`] with `/` between the parts.
    pub(crate) files: BTreeMap<String, String>,
}

/// How the imported files differ from the lock.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Difference {
    /// The content is not what was imported.
    Changed(PathBuf),
    /// The file is not there.
    Missing(PathBuf),
    /// The file was not imported.
    Unknown(PathBuf),
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed(path) => write!(formatter, "{} is not what was imported", path.display()),
            Self::Missing(path) => write!(formatter, "{} was imported and is not there", path.display()),
            Self::Unknown(path) => write!(formatter, "{} was not imported", path.display()),
        }
    }
}

/// The error with the file that it is about.
pub(crate) fn about(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// SHA-256 in hexadecimal digits.
pub(crate) fn digest(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Lock {
    /// The lock of the specification in `specs`; `None` when nothing was imported.
    ///
    /// # Errors
    /// When it cannot be read, or is no lock file.
    pub(crate) fn read(specs: &Path) -> io::Result<Option<Self>> {
        let path = specs.join(FILE);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(about(&path, &error)),
        };
        toml::from_str(&text).map(Some).map_err(|error| {
            io::Error::new(io::ErrorKind::InvalidData, format!("{} is no lock file: {error}", path.display()))
        })
    }

    /// The text of the lock file.
    ///
    /// # Errors
    /// None that a lock can cause.
    pub(crate) fn text(&self) -> io::Result<String> {
        let text = toml::to_string(self).map_err(io::Error::other)?;
        Ok(format!(
            "# Written by `cargo xtask specs import`; `cargo xtask codegen --check` holds the files to it.\n{text}"
        ))
    }

    /// What differs from it below `specs`, sorted by path.
    ///
    /// # Errors
    /// When a file or folder cannot be read.
    pub(crate) fn differences(&self, specs: &Path) -> io::Result<Vec<Difference>> {
        let folder = specs.join(FOLDER);
        let mut differences = Vec::new();
        for (name, expected) in &self.files {
            let path = folder.join(name);
            match fs::read(&path) {
                Ok(content) if digest(&content) == *expected => {}
                Ok(_) => differences.push(Difference::Changed(path)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => differences.push(Difference::Missing(path)),
                Err(error) => return Err(about(&path, &error)),
            }
        }
        let found = files_below(&folder)?;
        let unknown = found.into_iter().filter(|name| !self.files.contains_key(name) && name != ATTRIBUTES);
        differences.extend(unknown.map(|name| Difference::Unknown(folder.join(name))));
        Ok(differences)
    }
}

/// Keeps git from changing the line ends of imported files, and so their digests.
pub(crate) const ATTRIBUTES: &str = ".gitattributes";

/// The files below a folder, by their paths in it with `/` between the parts, sorted; none if it is not there.
pub(crate) fn files_below(folder: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut open = vec![(folder.to_path_buf(), String::new())];
    while let Some((path, prefix)) = open.pop() {
        let entries = match fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound && prefix.is_empty() => break,
            Err(error) => return Err(error),
        };
        for entry in entries {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                open.push((entry.path(), format!("{name}/")));
            } else {
                found.push(name);
            }
        }
    }
    found.sort();
    Ok(found)
}
