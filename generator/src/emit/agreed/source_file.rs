//! A file that is to be written, before it is text.

use crate::emit::agreed::scope::Scope;
use crate::emit::docs::Doc;
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
        /// Inner attributes and items; the `use` items come first.
        items: Vec<Item>,
    },
    /// Finished text.
    Text(String),
}

/// One item of a Rust file.
#[derive(Clone, Debug)]
pub enum Item {
    /// Code that is still to be laid out.
    Tokens(TokenStream),
    /// The call of a macro with a language of its own, laid out as people read it.
    Laid(String),
}

impl From<TokenStream> for Item {
    fn from(tokens: TokenStream) -> Self {
        Self::Tokens(tokens)
    }
}

impl SourceFile {
    /// A Rust file; the `use` items that its items need are taken from `scope`.
    pub(in crate::emit) fn rust<I: Into<Item>>(
        path: impl Into<PathBuf>,
        docs: Doc,
        scope: &Scope,
        items: Vec<I>,
    ) -> Self {
        let uses = scope.uses().into_iter().map(Item::Tokens);
        let items = uses.chain(items.into_iter().map(Into::into)).collect();
        Self { path: path.into(), content: Content::Rust { docs: docs.into_lines(), items } }
    }

    /// A file of finished text.
    pub(in crate::emit) fn text(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        Self { path: path.into(), content: Content::Text(text.into()) }
    }
}
