//! Parsed files.

use super::{Location, Pointer};
use serde::Serialize;
use serde_json::Value;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Index of a document in [`Documents`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct DocumentId(pub usize);

/// The language a document is written in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Syntax {
    /// JSON.
    Json,
    /// YAML.
    Yaml,
}

/// One parsed file.
#[derive(Clone, Debug)]
pub struct Document {
    /// Path as it is shown to the user: as given, or relative to a root that was given.
    pub path: PathBuf,
    /// The text as it was read, without a byte order mark; kept for diagnostics.
    pub text: String,
    /// The language it is written in.
    pub syntax: Syntax,
    /// The parsed content.
    pub content: Value,
}

/// All parsed files: the roots first, in the order given, then what they refer to.
#[derive(Clone, Debug, Default)]
pub struct Documents {
    documents: Vec<Document>,
    by_path: HashMap<PathBuf, DocumentId>,
    roots: usize,
}

impl Documents {
    /// Adds a document; paths are normalized already (no `.` or inner `..`).
    pub fn add(&mut self, document: Document) -> DocumentId {
        let id = DocumentId(self.documents.len());
        self.by_path.insert(document.path.clone(), id);
        self.documents.push(document);
        id
    }

    /// Declares that the documents added so far are the roots.
    pub fn mark_roots(&mut self) {
        self.roots = self.documents.len();
    }

    /// The root documents.
    pub fn roots(&self) -> impl Iterator<Item = (DocumentId, &Document)> {
        self.iter().take(self.roots)
    }

    /// All documents.
    pub fn iter(&self) -> impl Iterator<Item = (DocumentId, &Document)> {
        self.documents.iter().enumerate().map(|(index, document)| (DocumentId(index), document))
    }

    /// The document that `id` stands for.
    pub fn get(&self, id: DocumentId) -> &Document {
        &self.documents[id.0]
    }

    /// The document at a normalized path.
    pub fn find(&self, path: &Path) -> Option<DocumentId> {
        self.by_path.get(path).copied()
    }

    /// The value at a place.
    pub fn value(&self, location: &Location) -> Option<&Value> {
        self.get(location.document).content.pointer(location.pointer.as_str())
    }

    /// The place and value that a `$ref` written in `from` leads to; `None` when file or pointer is missing.
    pub fn resolve(&self, from: DocumentId, reference: &str) -> Option<(Location, &Value)> {
        let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let document = if file.is_empty() {
            from
        } else {
            self.find(&normalize(&self.get(from).path.parent().unwrap_or(Path::new("")).join(file)))?
        };
        let location = Location::new(document, Pointer::from_text(percent_decode(fragment)));
        self.value(&location).map(|value| (location, value))
    }
}

/// `path` without `.` and without `..` where a folder name precedes it, and with `/` between parts.
pub fn normalize(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir
                if matches!(normal.components().next_back(), Some(std::path::Component::Normal(_))) =>
            {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}

fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}
