//! Values that constraints do not let be.

use crate::ir::Constraints;
use serde_json::{Number, Value};

/// How `value` breaks `constraints`, if it does.
pub(super) fn violation(constraints: &Constraints, value: &Value) -> Option<String> {
    let outside = |size: usize, least: Option<u64>, most: Option<u64>| {
        let size = size as u64;
        least.is_some_and(|least| size < least) || most.is_some_and(|most| size > most)
    };
    match value {
        Value::String(text) if outside(text.chars().count(), constraints.min_length, constraints.max_length) => {
            Some("is not of the length that `minLength` and `maxLength` ask for".to_owned())
        }
        Value::String(text) => {
            let pattern = constraints.pattern.as_deref()?;
            let matches = regex_lite::Regex::new(pattern).is_ok_and(|regex| regex.is_match(text));
            (!matches).then(|| format!("does not match the `pattern` `{pattern}`"))
        }
        Value::Number(number) => out_of_range(constraints, number),
        Value::Array(items) if outside(items.len(), constraints.min_items, constraints.max_items) => {
            Some("does not have as many items as `minItems` and `maxItems` ask for".to_owned())
        }
        _ => None,
    }
}

fn out_of_range(constraints: &Constraints, number: &Number) -> Option<String> {
    let value = number.as_f64()?;
    if let Some(minimum) = &constraints.minimum {
        let least = minimum.as_f64()?;
        if value < least || constraints.exclusive_minimum && value == least {
            return Some(format!("is below the `minimum` {minimum}"));
        }
    }
    let maximum = constraints.maximum.as_ref()?;
    let most = maximum.as_f64()?;
    let is_above = value > most || constraints.exclusive_maximum && value == most;
    is_above.then(|| format!("is above the `maximum` {maximum}"))
}
