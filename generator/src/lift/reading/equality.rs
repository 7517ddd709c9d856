//! Whether two definitions of one name say the same.

use crate::azure::{Examples, Extension};
use crate::source::{DocumentId, Documents, Location};
use rustc_hash::FxHashSet;
use serde_json::{Map, Value};

/// Keys that only document.
const PROSE: [&str; 7] = ["description", "title", "summary", "example", "examples", "externalDocs", Examples::KEY];

/// Whether what stands at two places is equal but for prose, references taken as equal when what they lead to is.
///
/// Definitions may lead back to themselves, so a pair under comparison is taken as equal until a difference shows;
/// any difference makes the whole comparison fail, which makes the assumptions sound.
pub(in crate::lift) fn equal(documents: &Documents, left: &Location, right: &Location) -> bool {
    Comparison { documents, assumed: FxHashSet::default() }.places(left, right)
}

struct Comparison<'a> {
    documents: &'a Documents,
    assumed: FxHashSet<(Location, Location)>,
}

/// A value and the document whose references it uses.
type Side<'a> = (DocumentId, &'a Value);

impl Comparison<'_> {
    fn places(&mut self, left: &Location, right: &Location) -> bool {
        if left == right || !self.assumed.insert((left.clone(), right.clone())) {
            return true;
        }
        match (self.documents.value(left), self.documents.value(right)) {
            (Some(a), Some(b)) => self.values((left.document, a), (right.document, b)),
            _ => false,
        }
    }

    fn values(&mut self, left: Side, right: Side) -> bool {
        match (left.1, right.1) {
            (Value::Object(a), Value::Object(b)) => {
                let keys = |map: &Map<String, Value>| map.keys().filter(|key| !is_prose(key)).count();
                keys(a) == keys(b)
                    && a.iter().filter(|(key, _)| !is_prose(key)).all(|(key, value)| {
                        b.get(key).is_some_and(|other| self.keyword(key, (left.0, value), (right.0, other)))
                    })
            }
            (Value::Array(a), Value::Array(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| self.values((left.0, a), (right.0, b)))
            }
            (a, b) => a == b,
        }
    }

    fn keyword(&mut self, key: &str, left: Side, right: Side) -> bool {
        match (key, left.1, right.1) {
            ("$ref", Value::String(a), Value::String(b)) => self.references((left.0, a), (right.0, b)),
            // The keys are names here, so none of them is prose.
            ("properties", Value::Object(a), Value::Object(b)) => {
                a.len() == b.len()
                    && a.iter().all(|(name, value)| {
                        b.get(name).is_some_and(|other| self.values((left.0, value), (right.0, other)))
                    })
            }
            ("required", Value::Array(a), Value::Array(b)) => {
                a.len() == b.len() && a.iter().all(|name| b.contains(name))
            }
            ("enum" | "default", a, b) => a == b,
            _ => self.values(left, right),
        }
    }

    fn references(&mut self, left: (DocumentId, &str), right: (DocumentId, &str)) -> bool {
        match (self.documents.resolve(left.0, left.1), self.documents.resolve(right.0, right.1)) {
            (Some((a, _)), Some((b, _))) => a.pointer.last() == b.pointer.last() && self.places(&a, &b),
            _ => false,
        }
    }
}

fn is_prose(key: &str) -> bool {
    PROSE.contains(&key)
}
