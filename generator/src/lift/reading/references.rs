//! Where a `$ref` leads.

use super::context::Context;
use super::dangling;
use super::kind::ReferenceKind;
use super::node::{Base, Node};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Location, Pointer};
use indexmap::IndexSet;
use serde_json::Value;

/// How many references may lead to each other until one leads to something else.
const MAX_REFERENCES_IN_A_ROW: usize = 100;

/// So many places of a circle are shown besides its first.
const SHOWN_OF_A_CIRCLE: usize = 3;

impl<'a> Context<'a> {
    /// The place that a `$ref` leads to; one that leads nowhere or to another kind is reported.
    pub(in crate::lift) fn target(&mut self, reference: &Node, kind: ReferenceKind) -> Option<Location> {
        let text = self.str(reference)?;
        let document = reference.document();
        let Some((target, _)) = self.documents.resolve(document, text) else {
            self.report(dangling::diagnostic(self.documents, reference.location(), text));
            return None;
        };
        match ReferenceKind::of(&target.pointer) {
            Some(found) if found != kind => {
                let message = format!("expected {}, but `{text}` is {}", kind.noun(), found.noun());
                let diagnostic = Diagnostic::at(Code::ReferenceKind, reference.location(), message);
                let help = format!("refer to {}, such as those in {}", kind.noun(), kind.section());
                self.report(diagnostic.related(target, format!("this is {}", found.noun())).help(help));
                None
            }
            _ => Some(target),
        }
    }

    /// Follows the references of a part that is inlined: the place that is no reference itself, or the part's own.
    pub(in crate::lift) fn inlined(&mut self, node: &Node, kind: ReferenceKind) -> Option<Location> {
        let Some(reference) = node.get("$ref") else {
            return Some(node.location());
        };
        let first = self.target(&reference, kind)?;
        self.final_target(first, kind)
    }

    /// The part that a node stands for: itself, or what it refers to. `base` keeps the place of the latter.
    pub(in crate::lift) fn followed<'n>(
        &mut self,
        node: &Node<'n>,
        kind: ReferenceKind,
        base: &'n mut Option<Base>,
    ) -> Option<Node<'n>>
    where
        'a: 'n,
    {
        if !is_reference(node.value) {
            return Some(*node);
        }
        let location = self.inlined(node, kind)?;
        let value = self.documents.value(&location)?;
        let base = base.insert(Base { location, lifted: node.lifted() });
        self.origins.record(base.lifted.clone(), base.location.clone());
        Some(Node::new(value, base))
    }

    /// Follows references from a place on, until what stands there is no reference; a circle is reported.
    pub(in crate::lift) fn final_target(&mut self, first: Location, kind: ReferenceKind) -> Option<Location> {
        let mut passed = IndexSet::new();
        let mut end = self.follow(first, kind, &mut passed);
        if let Some(start) = passed.first().filter(|_| end.is_some() && passed.len() > MAX_REFERENCES_IN_A_ROW) {
            let message = format!("more than {MAX_REFERENCES_IN_A_ROW} references in a row begin here");
            let help = "refer to what the last of them leads to";
            self.report(Diagnostic::at(Code::Limit, start.key("$ref"), message).help(help));
            end = None;
        }
        // Each reference is followed once, or a long chain would be walked from each of its links.
        self.ends.extend(passed.into_iter().map(|place| ((kind, place), end.clone())));
        end
    }

    /// The end of the references that start at a place; those on the way are added to `passed`.
    fn follow(&mut self, first: Location, kind: ReferenceKind, passed: &mut IndexSet<Location>) -> Option<Location> {
        let documents = self.documents;
        let mut place = first;
        loop {
            let Some(reference) = documents.value(&place).and_then(|value| value.get("$ref")) else {
                return Some(place);
            };
            let key = (kind, place);
            if let Some(end) = self.ends.get(&key) {
                return end.clone();
            }
            let base = Base { location: key.1.key("$ref"), lifted: Pointer::root() };
            passed.insert(key.1);
            place = self.target(&Node::new(reference, &base), kind)?;
            if let Some(start) = passed.get_index_of(&place) {
                let circle: Vec<Location> = passed.iter().skip(start).cloned().collect();
                self.report_cycle(&circle);
                return None;
            }
        }
    }

    /// Reports a circle at its first place, wherever it was entered.
    fn report_cycle(&mut self, circle: &[Location]) {
        let Some(first) = circle.iter().min() else { return };
        let names = circle.iter().filter_map(|place| place.pointer.last());
        let mut names = names.map(|name| format!("`{name}`")).collect::<Vec<_>>();
        names.sort();
        let message = match &names[..] {
            [name] => format!("{name} refers to itself"),
            [first, .., last] if names.len() > SHOWN_OF_A_CIRCLE + 1 => {
                format!("{} definitions from {first} to {last} refer to each other in a circle", names.len())
            }
            names => format!("{} refer to each other in a circle", names.join(", ")),
        };
        let help = "let one of them say what it is, instead of referring on";
        let mut diagnostic = Diagnostic::at(Code::ReferenceCycle, first.key("$ref"), message).help(help);
        for other in circle.iter().filter(|place| *place != first).take(SHOWN_OF_A_CIRCLE) {
            diagnostic = diagnostic.related(other.key("$ref"), "part of the circle");
        }
        self.report(diagnostic);
    }
}

/// Whether a value is a reference.
pub(in crate::lift) fn is_reference(value: &Value) -> bool {
    value.get("$ref").is_some()
}
