//! Changing a document.

use crate::source::Pointer;
use serde_json::Value;

/// Merges `update` into `node`, and tells whether that made a difference: objects key by key, an array gets the update
/// as a further item, anything else is replaced.
pub(super) fn update(node: &mut Value, update: &Value) -> bool {
    match node {
        Value::Array(items) => {
            items.push(update.clone());
            true
        }
        _ => merge(node, update),
    }
}

/// Merges key by key; arrays within objects are joined.
fn merge(node: &mut Value, with: &Value) -> bool {
    match (node, with) {
        (Value::Object(object), Value::Object(with)) => {
            with.iter().fold(false, |changed, (key, value)| match object.get_mut(key) {
                Some(old) => merge(old, value) || changed,
                None => {
                    object.insert(key.clone(), value.clone());
                    true
                }
            })
        }
        (Value::Array(items), Value::Array(with)) => {
            items.extend(with.iter().cloned());
            !with.is_empty()
        }
        (node, with) => {
            let differs = node != with;
            *node = with.clone();
            differs
        }
    }
}

/// Removes what `pointer` points to, and tells whether it was there. A document as a whole stays.
pub(super) fn remove(content: &mut Value, pointer: &Pointer) -> bool {
    let Some((parent, _)) = pointer.as_str().rsplit_once('/') else { return false };
    let Some(last) = pointer.last() else { return false };
    match content.pointer_mut(parent) {
        Some(Value::Object(object)) => object.shift_remove(&last).is_some(),
        Some(Value::Array(items)) => match last.parse::<usize>() {
            Ok(index) if index < items.len() => {
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
    use serde_json::json;

    #[test]
    fn objects_merge_and_arrays_grow() {
        let mut node = json!({"a": {"b": 1, "c": [1]}, "d": 2});
        assert!(update(&mut node, &json!({"a": {"c": [2], "e": null}, "d": 3})));
        assert_eq!(node, json!({"a": {"b": 1, "c": [1, 2], "e": null}, "d": 3}));
        assert!(!update(&mut node, &json!({"a": {"b": 1}, "d": 3})));
        let mut list = json!([1]);
        assert!(update(&mut list, &json!({"x": 1})));
        assert_eq!(list, json!([1, {"x": 1}]));
    }

    #[test]
    fn what_is_removed_is_gone() {
        let mut node = json!({"a/b": [1, 2], "c": 3});
        assert!(remove(&mut node, &Pointer::root().key("a/b").key("0")));
        assert!(remove(&mut node, &Pointer::root().key("c")));
        assert_eq!(node, json!({"a/b": [2]}));
        assert!(!remove(&mut node, &Pointer::root().key("c")));
        assert!(!remove(&mut node, &Pointer::root().key("a/b").key("7")));
        assert!(!remove(&mut node, &Pointer::root()));
    }
}
