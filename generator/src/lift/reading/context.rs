//! What all parts of the lifting share, and the readers of plain values.

use super::kind::ReferenceKind;
use super::node::Node;
use super::origins::Origins;
use super::registry::Registry;
use super::vocabulary;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Locator, Place};
use crate::source::{DocumentId, Documents, Location};
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Map, Number, Value};

/// The state of one lifting.
pub(in crate::lift) struct Context<'a> {
    pub(in crate::lift) documents: &'a Documents,
    pub(in crate::lift) origins: Origins,
    pub(in crate::lift) registry: Registry,
    /// References to components that were followed already, by what they lead to and where they stand, and the
    /// references of the lifted document that stand for them.
    links: FxHashMap<(ReferenceKind, DocumentId), FxHashMap<String, String>>,
    /// Where references end that were followed already, by where they stand; `None` when they lead nowhere.
    pub(in crate::lift) ends: FxHashMap<(ReferenceKind, Location), Option<Location>>,
    diagnostics: &'a mut Diagnostics,
    locator: Locator<'a>,
    /// What was reported: a shared part that is inlined twice is read twice.
    reported: FxHashSet<(Code, Option<Place>, String)>,
}

impl<'a> Context<'a> {
    pub(in crate::lift) fn new(documents: &'a Documents, diagnostics: &'a mut Diagnostics) -> Self {
        Self {
            documents,
            origins: Origins::default(),
            registry: Registry::default(),
            links: FxHashMap::default(),
            ends: FxHashMap::default(),
            diagnostics,
            locator: Locator::new(documents),
            reported: FxHashSet::default(),
        }
    }

    /// The reference that stands for one that was followed already.
    pub(in crate::lift) fn known_link(&self, kind: ReferenceKind, reference: &Node) -> Option<String> {
        let links = self.links.get(&(kind, reference.document()))?;
        links.get(reference.value.as_str()?).cloned()
    }

    /// The reference of the lifted document that stands for one to the component at `target`.
    pub(in crate::lift) fn link(&mut self, kind: ReferenceKind, reference: &Node, target: &Location) -> String {
        let link = self.component(kind, target);
        if let Some(text) = reference.value.as_str() {
            let links = self.links.entry((kind, reference.document())).or_default();
            links.insert(text.to_owned(), link.clone());
        }
        link
    }

    /// Reports a diagnostic, once.
    pub(in crate::lift) fn report(&mut self, diagnostic: Diagnostic) {
        if self.reported.insert((diagnostic.code, diagnostic.place.clone(), diagnostic.message.clone())) {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Reports an error at a value, and what to do about it.
    pub(in crate::lift) fn error(
        &mut self,
        code: Code,
        node: &Node,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.report(Diagnostic::at(code, node.location(), message).help(help));
    }

    /// Reports that a value is of the wrong type.
    pub(in crate::lift) fn expected(&mut self, node: &Node, expected: &str) {
        let message = format!("expected {expected}, found {}", vocabulary::type_name(node.value));
        let written = match node.value {
            Value::Number(_) | Value::Bool(_) => self.locator.as_written(&node.location()).map(str::to_owned),
            _ => None,
        };
        let written = written.unwrap_or_else(|| node.value.to_string());
        self.error(Code::Structure, node, message, vocabulary::type_help(node.value, &written, expected));
    }

    /// Reports that an object lacks a key.
    pub(in crate::lift) fn lacks(&mut self, node: &Node, key: &str) {
        let help = vocabulary::addition(key, node.value);
        self.error(Code::Structure, node, format!("the required key `{key}` is missing"), help);
    }

    /// Reports a key that means nothing where it stands.
    pub(in crate::lift) fn ignored(&mut self, node: &Node, key: &str, part: &str) {
        let message = format!("`{key}` has no meaning in {part} and is ignored");
        self.report(Diagnostic::at(Code::Ignored, node.location(), message).on_key().help(vocabulary::misplaced(key)));
    }

    /// Reports a key that means something, but nothing that a client is made from.
    pub(in crate::lift) fn without_equal(&mut self, node: &Node, key: &str) {
        let message = format!("what `{key}` says of a value is not understood and is ignored");
        let help = "say it in the `description`, for those who read the client's documentation";
        self.report(Diagnostic::at(Code::Ignored, node.location(), message).on_key().help(help));
    }

    /// The keys and values of what must be an object.
    pub(in crate::lift) fn entries<'n>(
        &mut self,
        node: &'n Node<'n>,
    ) -> impl Iterator<Item = (&'n str, Node<'n>)> + use<'n, 'a> {
        if !node.value.is_object() {
            self.expected(node, "an object");
        }
        node.entries()
    }

    /// The items of what must be an array.
    pub(in crate::lift) fn items<'n>(&mut self, node: &'n Node<'n>) -> impl Iterator<Item = Node<'n>> + use<'n, 'a> {
        if !node.value.is_array() {
            self.expected(node, "an array");
        }
        node.items()
    }

    pub(in crate::lift) fn str<'n>(&mut self, node: &Node<'n>) -> Option<&'n str> {
        let text = node.value.as_str();
        if text.is_none() {
            self.expected(node, "a string");
        }
        text
    }

    pub(in crate::lift) fn text(&mut self, node: &Node) -> Option<String> {
        self.str(node).map(str::to_owned)
    }

    pub(in crate::lift) fn flag(&mut self, node: &Node) -> Option<bool> {
        let flag = node.value.as_bool();
        if flag.is_none() {
            self.expected(node, "true or false");
        }
        flag
    }

    pub(in crate::lift) fn size(&mut self, node: &Node) -> Option<usize> {
        let size = node.value.as_u64().and_then(|size| usize::try_from(size).ok());
        if size.is_none() {
            self.expected(node, "a whole number of at least 0");
        }
        size
    }

    pub(in crate::lift) fn number(&mut self, node: &Node) -> Option<Number> {
        let number = node.value.as_number().cloned();
        if number.is_none() {
            self.expected(node, "a number");
        }
        number
    }

    pub(in crate::lift) fn texts(&mut self, node: &Node) -> Vec<String> {
        self.items(node).filter_map(|item| self.text(&item)).collect()
    }

    pub(in crate::lift) fn object(&mut self, node: &Node) -> Map<String, Value> {
        if !node.value.is_object() {
            self.expected(node, "an object");
        }
        node.value.as_object().cloned().unwrap_or_default()
    }
}
