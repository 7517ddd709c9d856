//! Models as they may be logged.

use super::redact;
use azure_core::Result;
use azure_core::credentials::Secret;
use serde::Serialize;
use serde_json::Value;
use std::any::type_name;
use std::cell::Cell;

thread_local! {
    /// Whether models are written on this thread without their secrets.
    static REDACTING: Cell<bool> = const { Cell::new(false) };
}

/// What stands in the place of a secret.
const MARK: &str = "…";

/// The JSON of a model without its secrets, to be logged or shown: in the place of each stands `…`.
///
/// Secret is what is of type [`Secret`], and every text whose name is that of a credential, such as `primaryKey`. What
/// people wrote into other texts is not searched.
///
/// ```
/// use apim_runtime::arm::redacted;
/// use azure_core::Value;
/// let model: Value = serde_json::from_str(r#"{"name": "a", "primaryKey": "0123"}"#)?;
/// assert_eq!(redacted(&model)?.to_string(), r#"{"name":"a","primaryKey":"…"}"#);
/// # Ok::<(), azure_core::Error>(())
/// ```
pub fn redacted<T: Serialize>(model: &T) -> Result<Value> {
    let _on = Redacting::on();
    let mut value = serde_json::to_value(model)?;
    hide_named(&mut value);
    Ok(value)
}

/// The value of a model's property as it is to be written; `type_name` is that of the property.
pub(super) fn property(type_name: &str, mut value: Value) -> Value {
    if REDACTING.get() && is_secret(type_name) {
        hide(&mut value);
    }
    value
}

/// Redacts on this thread as long as it lives.
struct Redacting(bool);

impl Redacting {
    fn on() -> Self {
        Self(REDACTING.replace(true))
    }
}

impl Drop for Redacting {
    fn drop(&mut self) {
        REDACTING.set(self.0);
    }
}

/// Whether the type is [`Secret`], or made of it.
fn is_secret(name: &str) -> bool {
    let secret = type_name::<Secret>();
    name.match_indices(secret).any(|(index, _)| {
        let after = name.get(index + secret.len()..).and_then(|rest| rest.chars().next());
        after.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':')
    })
}

fn hide(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(hide),
        Value::Object(properties) => properties.values_mut().for_each(hide),
        Value::Null => {}
        value => *value = MARK.into(),
    }
}

fn hide_named(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(hide_named),
        Value::Object(properties) => {
            for (name, value) in properties {
                match value {
                    Value::String(_) if redact::is_secret_name(name) => hide(value),
                    value => hide_named(value),
                }
            }
        }
        _ => {}
    }
}
