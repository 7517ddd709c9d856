//! What of a value is kept, and what of it is shown.

use super::structure;
use crate::table::{Table, Type};
use serde_json::{Map, Value};

/// Whether secrets are shown.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Secrets {
    Shown,
    Hidden,
}

/// What is kept of a body: what may be written, with the defaults of what is absent.
pub(crate) fn complete(table: &Table, type_of: &Type, value: &Value) -> Value {
    match value {
        Value::Object(object) => match structure(table, type_of, object) {
            Some((fields, additional)) => {
                let mut kept = Map::new();
                for field in fields.iter().filter(|field| !field.read_only) {
                    let given = object.get(&field.name).filter(|given| !given.is_null() || field.nullable);
                    match (given, &field.default) {
                        (Some(given), _) => {
                            kept.insert(field.name.clone(), complete(table, &field.type_of, given));
                        }
                        (None, Some(default)) if !default.is_null() => {
                            kept.insert(field.name.clone(), default.clone());
                        }
                        (None, _) => {}
                    }
                }
                if additional.is_some() {
                    let is_declared = |name: &str| fields.iter().any(|field| field.name == name);
                    let others = object.iter().filter(|(name, _)| !is_declared(name));
                    kept.extend(others.map(|(name, value)| (name.clone(), value.clone())));
                }
                Value::Object(kept)
            }
            None => value.clone(),
        },
        Value::Array(items) => match table.resolve(type_of) {
            Type::List(item) => items.iter().map(|value| complete(table, item, value)).collect(),
            _ => value.clone(),
        },
        _ => value.clone(),
    }
}

/// Changes what is kept, as JSON Merge Patch does: `null` removes, objects are gone through, all else replaces. What
/// the type says to be the service's own is left alone, and a dictionary is replaced whole.
pub(crate) fn merge(table: &Table, type_of: &Type, kept: &mut Value, changes: &Value) {
    let Value::Object(changes) = changes else {
        *kept = changes.clone();
        return;
    };
    let Some((fields, _)) = structure(table, type_of, changes) else {
        *kept = Value::Object(changes.clone());
        return;
    };
    if !kept.is_object() {
        *kept = Value::Object(Map::new());
    }
    let Value::Object(kept) = kept else { return };
    for (name, value) in changes {
        let field = fields.iter().find(|field| field.name == *name);
        let is_replaced = |type_of: &Type| matches!(table.resolve(type_of), Type::Map(_) | Type::Any);
        match (field, value) {
            (Some(field), _) if field.read_only => {}
            (_, Value::Null) => {
                kept.remove(name);
            }
            (Some(field), Value::Object(_)) if !is_replaced(&field.type_of) => {
                merge(table, &field.type_of, kept.entry(name.clone()).or_insert(Value::Null), value);
            }
            (Some(field), _) => {
                kept.insert(name.clone(), complete(table, &field.type_of, value));
            }
            (None, _) => {}
        }
    }
}

/// What an answer of a type shows of what is kept.
pub(crate) fn project(table: &Table, type_of: &Type, kept: &Value, secrets: Secrets) -> Value {
    match (table.resolve(type_of), kept) {
        (Type::Ref(_), Value::Object(object)) => match structure(table, type_of, object) {
            Some((fields, additional)) => {
                let mut shown = Map::new();
                for field in fields {
                    let is_hidden = secrets == Secrets::Hidden && *table.resolve(&field.type_of) == Type::Secret;
                    if let Some(value) = object.get(&field.name).filter(|_| !is_hidden) {
                        shown.insert(field.name.clone(), project(table, &field.type_of, value, secrets));
                    }
                }
                if additional.is_some() {
                    let is_declared = |name: &str| fields.iter().any(|field| field.name == name);
                    let others = object.iter().filter(|(name, _)| !is_declared(name));
                    shown.extend(others.map(|(name, value)| (name.clone(), value.clone())));
                }
                Value::Object(shown)
            }
            None => kept.clone(),
        },
        (Type::List(item), Value::Array(items)) => {
            items.iter().map(|value| project(table, item, value, secrets)).collect()
        }
        _ => kept.clone(),
    }
}
