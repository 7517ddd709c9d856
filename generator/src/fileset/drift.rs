//! How files on disk differ from the generated ones.

use similar::TextDiff;
use std::path::PathBuf;

/// How a file on disk differs from the generated one.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Change {
    /// Its content is another.
    Changed,
    /// It is not there.
    Missing,
    /// It was generated once and no longer is.
    Orphaned,
}

/// One file that differs.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Difference {
    /// Path relative to the root.
    pub path: PathBuf,
    /// How it differs.
    pub change: Change,
    /// The text on disk; empty when missing.
    pub old: String,
    /// The generated text; empty when orphaned.
    pub new: String,
}

/// All differences between generated files and those on disk, sorted by path.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Drift {
    /// The files that differ.
    pub differences: Vec<Difference>,
}

impl Drift {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.differences.is_empty()
    }

    /// How many files differ in this way.
    pub fn count(&self, change: Change) -> usize {
        self.differences.iter().filter(|difference| difference.change == change).count()
    }

    /// The unified diff that `patch -p1` or `git apply` in the root would take.
    pub fn diff(&self) -> String {
        self.differences.iter().map(Difference::diff).collect()
    }
}

impl Difference {
    fn diff(&self) -> String {
        let path = self.path.display().to_string().replace('\\', "/");
        let name =
            |side: &str, is_there: bool| if is_there { format!("{side}/{path}") } else { "/dev/null".to_owned() };
        let old = name("a", self.change != Change::Missing);
        let new = name("b", self.change != Change::Orphaned);
        TextDiff::from_lines(&self.old, &self.new).unified_diff().header(&old, &new).to_string()
    }
}
