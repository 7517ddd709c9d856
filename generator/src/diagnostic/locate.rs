//! Places as ranges of text. Only here is a file parsed a second time, with a parser that keeps positions; it reads
//! JSON too, since that is YAML but for the details that [`json_as_yaml`] hides.

use super::{Mark, Place};
use crate::source::{Document, DocumentId, Documents, Location, Syntax, byte_offset, json_as_yaml};
use saphyr::{LoadableYamlNode, MarkedYaml, Scalar, YamlData};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::HashMap;
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
}

/// Line and column, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: usize,
}

impl Spot<'_> {
    /// Where it begins.
    pub(super) fn start(&self) -> Position {
        position(self.text, self.range.start)
    }

    /// Where it ends, exclusive.
    pub(super) fn end(&self) -> Position {
        position(self.text, self.range.end)
    }

    /// The path with `/` between its parts, whatever the platform.
    pub(super) fn file(&self) -> String {
        self.path.display().to_string().replace('\\', "/")
    }
}

fn position(text: &str, offset: usize) -> Position {
    let before = text.get(..offset).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Position {
        line: before.matches('\n').count() + 1,
        column: before.get(line_start..).map_or(0, |line| line.chars().count()) + 1,
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
    trees: HashMap<DocumentId, Option<MarkedYaml<'static>>>,
}

impl<'a> Locator<'a> {
    /// For places in `documents`.
    pub fn new(documents: &'a Documents) -> Self {
        Self { documents, trees: HashMap::new() }
    }

    /// Where the key or value at `location` begins.
    pub fn position(&mut self, location: &Location) -> FilePosition {
        let spot = self.location(location, Mark::Key);
        let Position { line, column } = spot.start();
        FilePosition { file: spot.file(), line, column }
    }

    /// Where `place` is; the start of the file when nothing more exact is known.
    pub(super) fn spot(&mut self, place: &'a Place, mark: Mark) -> Spot<'a> {
        match place {
            Place::Location(location) => self.location(location, mark),
            Place::Text(path, range) => {
                let text = self.documents.text(path).unwrap_or_default();
                Spot { path, text, range: first_line(text, range.clone()) }
            }
            Place::File(path) => Spot { path, text: "", range: 0..0 },
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
        let tree = self.trees.entry(location.document).or_insert_with(|| parse(document));
        let range = tree.as_ref().map_or(0..0, |tree| find(document, tree, location, mark));
        Spot { path: &document.path, text: &document.text, range: first_line(&document.text, range) }
    }
}

fn parse(document: &Document) -> Option<MarkedYaml<'static>> {
    let text = match document.syntax {
        Syntax::Json => json_as_yaml(&document.text),
        Syntax::Yaml => Cow::Borrowed(document.text.as_str()),
    };
    MarkedYaml::load_from_str(&text).ok()?.into_iter().next()
}

/// The range of the key or value at `location`, or of its nearest ancestor that exists.
fn find(document: &Document, tree: &MarkedYaml<'_>, location: &Location, mark: Mark) -> Range<usize> {
    let text = document.text.as_str();
    let mut node = tree;
    let mut key = None;
    for segment in location.pointer.segments() {
        match &untagged(node).data {
            YamlData::Mapping(entries) => {
                let Some((name, value)) = entries.iter().find(|(name, _)| is_key(text, name, &segment)) else { break };
                (node, key) = (value, Some(name));
            }
            YamlData::Sequence(items) => {
                let Some(item) = segment.parse().ok().and_then(|index: usize| items.get(index)) else { break };
                (node, key) = (item, None);
            }
            _ => break,
        }
    }
    // A large object is better told by its key than by its first line.
    let is_container = matches!(untagged(node).data, YamlData::Mapping(_) | YamlData::Sequence(_));
    match key {
        Some(key) if mark == Mark::Key || is_container => range(text, key),
        _ => range(text, node),
    }
}

fn untagged<'n, 'i>(node: &'n MarkedYaml<'i>) -> &'n MarkedYaml<'i> {
    match &node.data {
        YamlData::Tagged(_, inner) => inner,
        _ => node,
    }
}

fn is_key(text: &str, key: &MarkedYaml<'_>, segment: &str) -> bool {
    match &key.data {
        YamlData::Value(Scalar::String(key)) => key == segment,
        // Status codes: the pointer has their text, the tree their value.
        _ => text.get(range(text, key)).is_some_and(|key| key.trim() == segment),
    }
}

fn range(text: &str, node: &MarkedYaml<'_>) -> Range<usize> {
    let start = byte_offset(text, node.span.start.index());
    let length = byte_offset(text.get(start..).unwrap_or_default(), node.span.len());
    start..start + length
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
    use crate::source::Pointer;
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
