//! What stands where in a document: each value by its pointer, without a search through its siblings.

use crate::source::{Document, Syntax, TextIndex, json_as_yaml};
use saphyr::{LoadableYamlNode, MarkedYaml, Scalar, YamlData};
use std::borrow::Cow;
use std::ops::Range;

/// The places of a document.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) index: TextIndex,
    /// The root is the last; none if the document cannot be parsed by a parser that keeps places.
    nodes: Vec<Node>,
}

/// A value.
#[derive(Debug)]
struct Node {
    key: Option<Range<usize>>,
    value: Range<usize>,
    below: Below,
}

/// What a value consists of, by places in the list of nodes.
#[derive(Debug)]
enum Below {
    Nothing,
    /// By key, in the order of the keys.
    Entries(Vec<(Box<str>, usize)>),
    Items(Vec<usize>),
}

/// A key and its value, as they are written.
pub(super) struct Found {
    pub(super) key: Option<Range<usize>>,
    pub(super) value: Range<usize>,
    pub(super) is_container: bool,
}

impl Tree {
    pub(super) fn parse(document: &Document) -> Self {
        let text = document.text.as_str();
        let masked = match document.syntax {
            Syntax::Json => json_as_yaml(text),
            Syntax::Yaml => Cow::Borrowed(text),
        };
        let parsed = MarkedYaml::load_from_str(&masked).ok().and_then(|found| found.into_iter().next());
        let mut tree = Self { index: TextIndex::new(text), nodes: Vec::new() };
        if let Some(root) = parsed {
            tree.add(text, None, &root);
        }
        tree
    }

    /// Adds a value after all that is below it.
    fn add(&mut self, text: &str, key: Option<Range<usize>>, value: &MarkedYaml<'_>) -> usize {
        let value = match &value.data {
            YamlData::Tagged(_, inner) => inner,
            _ => value,
        };
        let below = match &value.data {
            YamlData::Mapping(entries) => {
                let entry = |(key, value): (&MarkedYaml<'_>, &MarkedYaml<'_>)| {
                    let range = self.range(text, key);
                    let name = match &key.data {
                        YamlData::Value(Scalar::String(name)) => name.as_ref().into(),
                        // Status codes: a pointer has their text, the parser their value.
                        _ => text.get(range.clone()).unwrap_or_default().trim().into(),
                    };
                    (name, self.add(text, Some(range), value))
                };
                let mut entries: Vec<(Box<str>, usize)> = entries.iter().map(entry).collect();
                // The first of equal keys stays the first.
                entries.sort_by(|left, right| left.0.cmp(&right.0));
                Below::Entries(entries)
            }
            YamlData::Sequence(items) => Below::Items(items.iter().map(|item| self.add(text, None, item)).collect()),
            _ => Below::Nothing,
        };
        let value = self.range(text, value);
        self.nodes.push(Node { key, value, below });
        self.nodes.len() - 1
    }

    fn range(&self, text: &str, node: &MarkedYaml<'_>) -> Range<usize> {
        let start = node.span.start.index();
        self.index.byte_offset(text, start)..self.index.byte_offset(text, start + node.span.len())
    }

    /// What is at the end of a way of keys and indices, or of as much of it as exists.
    pub(super) fn find(&self, way: impl Iterator<Item = String>) -> Option<Found> {
        let mut node = self.nodes.last()?;
        for segment in way {
            let next = match &node.below {
                Below::Entries(entries) => {
                    let at = entries.partition_point(|(name, _)| **name < *segment);
                    entries.get(at).filter(|(name, _)| **name == *segment).map(|(_, node)| *node)
                }
                Below::Items(items) => segment.parse().ok().and_then(|index: usize| items.get(index).copied()),
                Below::Nothing => None,
            };
            let Some(next) = next else { break };
            node = &self.nodes[next];
        }
        let is_container = !matches!(node.below, Below::Nothing);
        Some(Found { key: node.key.clone(), value: node.value.clone(), is_container })
    }
}
