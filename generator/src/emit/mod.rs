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

pub use agreed::source_file::{Content, Item, SourceFile};
pub use plan::{Plan, Task};

use std::path::PathBuf;

/// What is emitted around the client.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Package {
    /// The emitted part of a crate whose runtime is written by hand: `src/generated` and `tests/replay`.
    Checkout,
    /// A whole crate that carries its runtime along.
    StandAlone,
}

impl Package {
    /// The folders in which every generated file is one of this package's, relative to the crate.
    pub fn owned_folders(self) -> Vec<PathBuf> {
        match self {
            Self::Checkout => vec![PathBuf::from("src/generated"), PathBuf::from("tests/replay")],
            Self::StandAlone => vec![PathBuf::from("src"), PathBuf::from("tests")],
        }
    }
}
