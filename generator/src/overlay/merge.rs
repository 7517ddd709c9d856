//! Changing a document.

use crate::source::{Edits, Location, Pointer};
use serde_json::Value;

/// A value of an overlay, and where it is written.
type Written<'w> = (&'w Value, &'w Location);

/// Merges `update` into `node`, which is at `at`, and tells whether that made a difference: objects key by key, lists
/// are joined, a list gets anything else as a further item, and what is left is replaced.
pub(super) fn update(node: &mut Value, at: &Location, update: Written<'_>, edits: &mut Edits) -> bool {
    match (node, update) {
        (Value::Array(items), (value, source)) if !value.is_array() => {
            edits.put(&at.index(items.len()), source.clone());
            items.push(value.clone());
            true
        }
        (node, _) => merge(node, at, update, edits),
    }
}

/// Merges key by key; lists within objects are joined.
fn merge(node: &mut Value, at: &Location, (with, source): Written<'_>, edits: &mut Edits) -> bool {
    match (node, with) {
        (Value::Object(object), Value::Object(with)) => with.iter().fold(false, |changed, (key, value)| {
            let (at, source) = (at.key(key), source.key(key));
            match object.get_mut(key) {
                Some(old) => merge(old, &at, (value, &source), edits) || changed,
                None => {
                    edits.put(&at, source);
                    object.insert(key.clone(), value.clone());
                    true
                }
            }
        }),
        (Value::Array(items), Value::Array(with)) => {
            for (index, item) in with.iter().enumerate() {
                edits.put(&at.index(items.len()), source.index(index));
                items.push(item.clone());
            }
            !with.is_empty()
        }
        (node, with) => {
            let differs = node != with;
            if differs {
                edits.put(at, source.clone());
                *node = with.clone();
            }
            differs
        }
    }
}

/// Removes what is at `at`, and tells whether it was there. A document as a whole stays.
pub(super) fn remove(content: &mut Value, at: &Location, edits: &mut Edits) -> bool {
    let Some((parent, _)) = at.pointer.as_str().rsplit_once('/') else { return false };
    let Some(last) = at.pointer.last() else { return false };
    match content.pointer_mut(parent) {
        Some(Value::Object(object)) => {
            edits.forget(at);
            object.shift_remove(&last).is_some()
        }
        Some(Value::Array(items)) => match last.parse::<usize>() {
            Ok(index) if index < items.len() => {
                let list = Location::new(at.document, Pointer::from_text(parent));
                edits.remove_item(&list, index, items.len());
                items.remove(index);
                true
            }
            _ => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::DocumentId;
    use serde_json::json;

    fn root() -> Location {
        Location::new(DocumentId(0), Pointer::root())
    }

    fn updated(node: &mut Value, with: &Value) -> bool {
        update(node, &root(), (with, &Location::new(DocumentId(1), Pointer::root())), &mut Edits::default())
    }

    #[test]
    fn objects_merge_and_arrays_grow() {
        let mut node = json!({"a": {"b": 1, "c": [1]}, "d": 2});
        assert!(updated(&mut node, &json!({"a": {"c": [2], "e": null}, "d": 3})));
        assert_eq!(node, json!({"a": {"b": 1, "c": [1, 2], "e": null}, "d": 3}));
        assert!(!updated(&mut node, &json!({"a": {"b": 1}, "d": 3})));
        let mut list = json!([1]);
        assert!(updated(&mut list, &json!({"x": 1})));
        assert!(updated(&mut list, &json!([2, 3])));
        assert_eq!(list, json!([1, {"x": 1}, 2, 3]));
        assert!(!updated(&mut list, &json!([])));
    }

    #[test]
    fn what_is_removed_is_gone() {
        let mut node = json!({"a/b": [1, 2], "c": 3});
        let mut removed = |at: Location| remove(&mut node, &at, &mut Edits::default());
        assert!(removed(root().key("a/b").key("0")));
        assert!(removed(root().key("c")));
        assert!(!removed(root().key("c")));
        assert!(!removed(root().key("a/b").key("7")));
        assert!(!removed(root()));
        assert_eq!(node, json!({"a/b": [2]}));
    }
}
