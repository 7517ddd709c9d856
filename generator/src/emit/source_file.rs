//! A file that is to be written, before it is text.

use super::docs::Doc;
use super::scope::Scope;
use proc_macro2::TokenStream;
use std::path::PathBuf;

/// One file of the emitted client.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Where it belongs, relative to the crate.
    pub path: PathBuf,
    /// What it holds.
    pub content: Content,
}

/// The content of a file, without the banner.
#[derive(Clone, Debug)]
pub enum Content {
    /// Rust code, not yet formatted.
    Rust {
        /// Lines of the file's own documentation.
        docs: Vec<String>,
        /// Inner attributes and items, one in each stream; the `use` items come first.
        items: Vec<TokenStream>,
    },
    /// Finished text.
    Text(String),
}

impl SourceFile {
    /// A Rust file; the `use` items that its items need are taken from `scope`.
    pub(super) fn rust(path: impl Into<PathBuf>, docs: Doc, scope: &Scope, items: Vec<TokenStream>) -> Self {
        let items = scope.uses().into_iter().chain(items).collect();
        Self { path: path.into(), content: Content::Rust { docs: docs.into_lines(), items } }
    }

    /// A file of finished text.
    pub(super) fn text(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        Self { path: path.into(), content: Content::Text(text.into()) }
    }
}
