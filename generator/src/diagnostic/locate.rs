//! Places as ranges of text. Only here is a file parsed a second time, with a parser that keeps positions; it reads
//! JSON too, since that is YAML but for some details that are hidden from it.

use super::tree::{Found, Tree};
use super::{Mark, Place};
use crate::source::{DocumentId, Documents, Location, Position, TextIndex};
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::fmt;
use std::ops::Range;
use std::path::Path;

/// A range of a file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Spot<'a> {
    /// The file.
    pub(super) path: &'a Path,
    /// Its text; empty when it could not be read.
    pub(super) text: &'a str,
    /// Byte offsets on character boundaries, within one line.
    pub(super) range: Range<usize>,
    /// Where it begins.
    pub(super) start: Position,
    /// Where it ends, exclusive.
    pub(super) end: Position,
}

impl Spot<'_> {
    /// The path with `/` between its parts, whatever the platform.
    pub(super) fn file(&self) -> String {
        self.path.display().to_string().replace('\\', "/")
    }
}

/// A place as the user reads it; it is written `file:line:column`.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct FilePosition {
    /// The file, with `/` between the parts of its path.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
}

impl fmt::Display for FilePosition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// Finds places, and parses each file at most once for that.
#[derive(Debug)]
pub struct Locator<'a> {
    documents: &'a Documents,
    trees: FxHashMap<DocumentId, Tree>,
    /// Of files that are no documents.
    texts: FxHashMap<&'a Path, TextIndex>,
}

impl<'a> Locator<'a> {
    /// For places in `documents`.
    pub fn new(documents: &'a Documents) -> Self {
        Self { documents, trees: FxHashMap::default(), texts: FxHashMap::default() }
    }

    /// Where the key or value at `location` begins.
    pub fn position(&mut self, location: &Location) -> FilePosition {
        let spot = self.location(location, Mark::Key);
        let Position { line, column } = spot.start;
        FilePosition { file: spot.file(), line, column }
    }

    /// Where `place` is; the start of the file when nothing more exact is known.
    pub(super) fn spot(&mut self, place: &'a Place, mark: Mark) -> Spot<'a> {
        match place {
            Place::Location(location) => self.location(location, mark),
            Place::Text(path, range) => {
                let text = self.documents.text(path).unwrap_or_default();
                let index = self.texts.entry(path).or_insert_with(|| TextIndex::new(text));
                spot(path, text, index, range.clone())
            }
            Place::File(path) => {
                let start = Position { line: 1, column: 1 };
                Spot { path, text: "", range: 0..0, start, end: start }
            }
        }
    }

    /// The text of the number, boolean or `null` at `location`, as its author wrote it: `1.10` is no `1.1`.
    pub fn as_written(&mut self, location: &Location) -> Option<&'a str> {
        let spot = self.location(location, Mark::Value);
        let text = spot.text.get(spot.range)?;
        let is_plain = |character: char| character.is_ascii_alphanumeric() || "+-._~".contains(character);
        (!text.is_empty() && text.chars().all(is_plain)).then_some(text)
    }

    /// Where a place in a document is.
    fn location(&mut self, location: &Location, mark: Mark) -> Spot<'a> {
        let location = &self.documents.written_at(location);
        let document = self.documents.get(location.document);
        let tree = self.trees.entry(location.document).or_insert_with(|| Tree::parse(document));
        spot(&document.path, &document.text, &tree.index, find(tree, location, mark))
    }
}

/// The range of the key or value at `location`, or of its nearest ancestor that exists.
fn find(tree: &Tree, location: &Location, mark: Mark) -> Range<usize> {
    match tree.find(location.pointer.segments()) {
        // A large object is better told by its key than by its first line.
        Some(Found { key: Some(key), is_container, .. }) if mark == Mark::Key || is_container => key,
        Some(Found { value, .. }) => value,
        None => 0..0,
    }
}

fn spot<'a>(path: &'a Path, text: &'a str, index: &TextIndex, range: Range<usize>) -> Spot<'a> {
    let range = first_line(text, range);
    let (start, end) = (index.position(text, range.start), index.position(text, range.end));
    Spot { path, text, range, start, end }
}

/// The part of `range` that is on its first line, without the space at its end; the start of `text` when it has no
/// such range.
fn first_line(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(marked) = text.get(range.clone()) else { return 0..0 };
    let line = marked.lines().next().unwrap_or_default();
    range.start..range.start + line.trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Document, Pointer, Syntax};
    use serde_json::Value;

    /// The text at every scalar of `text` is that scalar.
    fn every_place_is_exact(path: &str, text: &str, content: Value) {
        let syntax = if path.ends_with(".json") { Syntax::Json } else { Syntax::Yaml };
        let mut documents = Documents::default();
        let id = documents.add(Document { path: path.into(), text: text.to_owned(), syntax, content });
        let mut locator = Locator::new(&documents);
        let mut pending = vec![(&documents.get(id).content, Pointer::root())];
        while let Some((value, pointer)) = pending.pop() {
            match value {
                Value::Object(object) => pending.extend(object.iter().map(|(key, value)| (value, pointer.key(key)))),
                Value::Array(items) => {
                    pending.extend(items.iter().enumerate().map(|(index, value)| (value, pointer.index(index))));
                }
                _ => {
                    let spot = locator.location(&Location::new(id, pointer.clone()), Mark::Value);
                    let found: Value = serde_yaml::from_str(&spot.text[spot.range]).expect("a scalar");
                    assert_eq!(&found, value, "{pointer}");
                }
            }
        }
    }

    #[test]
    fn json_places() {
        let text = "{\r\n\t\"é\" :\"😀\",\"a\\/b~\":[1 , -2.5e3,[true,null,{\"x\":\"\\\"\\u00e9\"}]],\"\":{\"😀\":\n\"😀😀\"},\r\n\"u\":\"#x: 'y' [\"}";
        every_place_is_exact("a.json", text, serde_json::from_str(text).expect("JSON"));
    }

    #[test]
    fn yaml_places() {
        let text = "é: 😀 # é\r\n'q\"': 'it''s'\r\nlist:\n- 1\n- é  \n- [a, \"é\\n\", {k: 😀}]\n- - x\n  - y: z\n? complex\n: true\n200: ~\n";
        let content: serde_yaml::Value = serde_yaml::from_str(text).expect("YAML");
        every_place_is_exact("a.yaml", text, serde_json::to_value(content).expect("text keys"));
    }
}
