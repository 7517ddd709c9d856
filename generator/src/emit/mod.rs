//! From the IR to Rust: which files a client has, and the items of each.
//!
//! Emission is total: whatever the IR holds, it yields files; its ids have definitions, since whoever makes an API makes
//! them. One function makes one kind of item.

mod agreed;
mod clients;
mod docs;
mod files;
mod models;
mod plan;
mod replay;
mod snippet;

pub use agreed::source_file::{Content, Item, SourceFile};
pub use plan::{Plan, Task};

use std::path::PathBuf;

/// What is emitted around the client.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Package {
    /// The emitted part of a crate whose other files are written by hand: `src/generated` and `tests/replay`.
    Checkout,
    /// A whole crate.
    Whole(Runtime),
}

/// Where a crate has its runtime, which the emitted code finds at `crate::arm` in either case.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Runtime {
    /// In itself, so that it stands alone.
    Carried,
    /// In another crate, so that several clients have it in common.
    Dependency(Source),
}

/// Where cargo finds a package.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Source {
    /// In a folder, relative to the crate or absolute.
    Path(String),
    /// In a git repository.
    Git {
        /// Where it is.
        url: String,
        /// A commit; the head of the main branch if none is said.
        revision: Option<String>,
    },
    /// In the registry.
    Registry,
}

impl Runtime {
    /// The package of the runtime.
    pub const PACKAGE: &str = "apim-runtime";

    /// The version that the emitted code fits; no other does.
    pub const VERSION: &str = env!("CARGO_PKG_VERSION");
}

impl Package {
    /// The folders in which every generated file is one of this package's, relative to the crate.
    pub fn owned_folders(&self) -> Vec<PathBuf> {
        match self {
            Self::Checkout => vec![PathBuf::from("src/generated"), PathBuf::from("tests/replay")],
            Self::Whole(_) => vec![PathBuf::from("src"), PathBuf::from("tests")],
        }
    }
}
