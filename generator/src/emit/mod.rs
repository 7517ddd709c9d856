//! From the IR to Rust: which files a client has, and the items of each.
//!
//! Emission is total: whatever the IR holds, it yields files. One function makes one kind of item.

mod clients;
mod context;
mod docs;
mod facts;
mod headers;
mod literals;
mod models;
mod package;
mod parameters;
mod plan;
mod replay;
mod root;
mod scope;
mod source_file;
mod types;

pub use plan::{Plan, Task};
pub use source_file::{Content, SourceFile};

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
