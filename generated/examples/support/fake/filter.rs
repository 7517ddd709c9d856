//! The conditions of lists, as far as the examples have them: comparisons and searches, joined by `and`.

use serde_json::Value;

/// Whether a resource meets a condition; `None` if the condition cannot be understood.
pub(super) fn meets(resource: &Value, condition: &str) -> Option<bool> {
    let mut rest = condition.trim();
    let mut is_met = true;
    while !rest.is_empty() {
        let (holds, after) = term(resource, rest)?;
        is_met &= holds;
        rest = after.trim_start();
        match rest.strip_prefix("and ") {
            Some(more) => rest = more.trim_start(),
            None if rest.is_empty() => {}
            None => return None,
        }
    }
    Some(is_met)
}

/// One term at the start of the text, and what comes after it.
fn term<'a>(resource: &Value, text: &'a str) -> Option<(bool, &'a str)> {
    type Search = fn(&str, &str) -> bool;
    let searches: [(&str, Search); 3] = [
        ("startswith(", |text, part| text.starts_with(part)),
        ("endswith(", |text, part| text.ends_with(part)),
        ("contains(", |text, part| text.contains(part)),
    ];
    for (name, search) in searches {
        if let Some(inside) = text.strip_prefix(name) {
            let (field, after) = inside.split_once(',')?;
            let (part, after) = literal(after.trim_start())?;
            return Some((search(&value(resource, field), &part), after.strip_prefix(')')?));
        }
    }
    let (field, after) = text.split_once(' ')?;
    let (operator, after) = after.split_once(' ')?;
    let (wanted, after) = literal(after)?;
    match operator {
        "eq" => Some((value(resource, field) == wanted, after)),
        "ne" => Some((value(resource, field) != wanted, after)),
        _ => None,
    }
}

/// A text in quotes, in which two quotes are one, or a word.
fn literal(text: &str) -> Option<(String, &str)> {
    let Some(mut rest) = text.strip_prefix('\'') else {
        let end = text.find([' ', ')']).unwrap_or(text.len());
        let (word, rest) = text.split_at(end);
        return Some((word.to_owned(), rest));
    };
    let mut value = String::new();
    loop {
        let (part, after) = rest.split_once('\'')?;
        value.push_str(part);
        match after.strip_prefix('\'') {
            Some(more) => {
                value.push('\'');
                rest = more;
            }
            None => return Some((value, after)),
        }
    }
}

fn value(resource: &Value, field: &str) -> String {
    match if field == "name" { &resource["name"] } else { &resource["properties"][field] } {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
