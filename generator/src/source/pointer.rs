//! JSON pointers (RFC 6901), and places in documents.

use super::DocumentId;
use serde::Serialize;
use std::fmt;

/// A JSON pointer: empty for the whole document, else `/`-separated escaped keys and indices.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct Pointer(String);

impl Pointer {
    /// The pointer to the whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// Takes text that is already a pointer, such as the fragment of a `$ref` after percent-decoding.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The pointer to `key` below this one.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        let mut pointer = Self(String::with_capacity(self.0.len() + key.len() + 1));
        pointer.0.push_str(&self.0);
        pointer.push_key(key);
        pointer
    }

    /// Makes it the pointer to `key` below what it points to.
    pub fn push_key(&mut self, key: &str) {
        self.0.push('/');
        for part in key.split_inclusive(['~', '/']) {
            match (part.strip_suffix('~'), part.strip_suffix('/')) {
                (Some(plain), _) => self.0.extend([plain, "~0"]),
                (_, Some(plain)) => self.0.extend([plain, "~1"]),
                _ => self.0.push_str(part),
            }
        }
    }

    /// The pointer to the item at `index` below this one.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// The pointer as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The unescaped keys and indices from the root.
    pub fn segments(&self) -> impl Iterator<Item = String> {
        self.0.split('/').skip(1).map(|part| part.replace("~1", "/").replace("~0", "~"))
    }

    /// The last key, unescaped.
    pub fn last(&self) -> Option<String> {
        self.segments().last()
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A place in a document.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct Location {
    /// The document.
    pub document: DocumentId,
    /// The place in it.
    pub pointer: Pointer,
}

impl Location {
    /// The place `pointer` in `document`.
    pub fn new(document: DocumentId, pointer: Pointer) -> Self {
        Self { document, pointer }
    }

    /// The place of `key` below this one.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        Self { document: self.document, pointer: self.pointer.key(key) }
    }

    /// The place of the item at `index` below this one.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self { document: self.document, pointer: self.pointer.index(index) }
    }
}
