//! Parsed files.

use super::{Edits, Location, Reference};
use rustc_hash::FxHashMap;
use serde::Serialize;
use serde_json::Value;
use std::path::{Component, Path, PathBuf};

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
    by_path: FxHashMap<PathBuf, DocumentId>,
    unparsed: FxHashMap<PathBuf, String>,
    roots: usize,
    edits: Edits,
}

impl Documents {
    /// Adds a document; paths are normalized already (no `.` or inner `..`).
    pub fn add(&mut self, document: Document) -> DocumentId {
        let id = DocumentId(self.documents.len());
        self.by_path.insert(document.path.clone(), id);
        self.documents.push(document);
        id
    }

    /// For each document the shortest end of its path that no other has: `types.json`, or `v1/types.json`.
    pub fn short_paths(&self) -> Vec<String> {
        let ends = |path: &Path, length: usize| {
            let parts: Vec<_> = path.components().rev().take(length).collect();
            let end: PathBuf = parts.into_iter().rev().collect();
            end.to_string_lossy().replace('\\', "/")
        };
        let mut found = vec![String::new(); self.documents.len()];
        let mut open: Vec<usize> = (0..self.documents.len()).collect();
        for length in 1.. {
            let mut same: FxHashMap<String, Vec<usize>> = FxHashMap::default();
            for index in open.drain(..) {
                same.entry(ends(&self.documents[index].path, length)).or_default().push(index);
            }
            for (end, indices) in same {
                // Paths differ, so a whole path is nobody else's.
                let is_whole = |index: &usize| self.documents[*index].path.components().count() <= length;
                let is_done = indices.len() == 1;
                for index in indices {
                    if is_done || is_whole(&index) {
                        found[index].clone_from(&end);
                    } else {
                        open.push(index);
                    }
                }
            }
            if open.is_empty() {
                break;
            }
        }
        found
    }

    /// Keeps the text of a file that is no document, such as one with a syntax error, for diagnostics.
    pub fn add_unparsed(&mut self, path: PathBuf, text: String) {
        self.unparsed.insert(path, text);
    }

    /// The text of a file, parsed or not.
    pub fn text(&self, path: &Path) -> Option<&str> {
        match self.find(path) {
            Some(id) => Some(&self.get(id).text),
            None => self.unparsed.get(path).map(String::as_str),
        }
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

    /// The content of a document, to change it, and what is to be told then.
    pub fn content_mut(&mut self, id: DocumentId) -> (&mut Value, &mut Edits) {
        (&mut self.documents[id.0].content, &mut self.edits)
    }

    /// Where what is at `location` is written: in another document, where it was put in.
    pub fn written_at(&self, location: &Location) -> Location {
        self.edits.source(location)
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
        let reference = Reference::parse(reference);
        let document = match reference.path(&self.get(from).path) {
            Some(path) => self.find(&path)?,
            None => from,
        };
        let location = Location::new(document, reference.pointer);
        self.value(&location).map(|value| (location, value))
    }
}

/// `path` without `.`, and without `..` where a folder name precedes it.
pub fn normalize(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(normal.components().next_back(), Some(Component::Normal(_))) => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Pointer;

    #[test]
    fn normal_paths() {
        for (path, normal) in [("./a/../b/./c.json", "b/c.json"), ("../a/../../b", "../../b"), ("/a/./b/..", "/a")] {
            assert_eq!(normalize(Path::new(path)), Path::new(normal), "{path}");
        }
    }

    #[test]
    fn references_resolve_across_documents() {
        let mut documents = Documents::default();
        for (path, content) in [("api/a.json", "{}"), ("common/b.json", r#"{"definitions":{"x/y":1}}"#)] {
            let content: Value = serde_json::from_str(content).unwrap();
            documents.add(Document { path: path.into(), text: content.to_string(), syntax: Syntax::Json, content });
        }
        let (location, value) = documents.resolve(DocumentId(0), "../common/b.json#/definitions/x~1y").unwrap();
        assert_eq!((location.document, value), (DocumentId(1), &Value::from(1)));
        assert_eq!(location.pointer, Pointer::root().key("definitions").key("x/y"));
        assert!(documents.resolve(DocumentId(0), "b.json").is_none());
        assert!(documents.resolve(DocumentId(1), "#/definitions/z").is_none());
    }
}
