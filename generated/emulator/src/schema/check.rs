//! What is wrong with a value.

use super::structure;
use crate::answer::Problem;
use crate::table::{Definition, Field, Limits, Table, Type};
use regex_lite::Regex;
use serde_json::{Map, Number, Value};
use time::OffsetDateTime;
use time::format_description::well_known::{Rfc2822, Rfc3339};

/// How much is refused.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Strictness {
    /// What the service is known to refuse.
    #[default]
    AsTheService,
    /// Also what the specification does not allow: properties that it lacks, values that enums lack, requests without
    /// an entity tag where it demands one.
    AsSpecified,
}

/// Whether a value is whole, or says what changes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Whole {
    Whole,
    Changes,
}

/// Deeper values are not looked at.
const DEEPEST: usize = 64;

/// Notes what is wrong with a body.
pub(crate) fn check(
    table: &Table,
    type_of: &Type,
    value: &Value,
    whole: Whole,
    strictness: Strictness,
) -> Vec<Problem> {
    let mut check = Check { table, whole, strictness, problems: Vec::new(), depth: 0 };
    check.value(type_of, &Limits::default(), value, "");
    check.problems
}

/// Notes what is wrong with the text of a parameter.
pub(crate) fn check_text(
    table: &Table,
    type_of: &Type,
    limits: &Limits,
    text: &str,
    name: &str,
    strictness: Strictness,
) -> Vec<Problem> {
    let value = match table.resolve(type_of) {
        Type::Boolean => text.to_ascii_lowercase().parse::<bool>().ok().map(Value::from),
        Type::Int32 | Type::Int64 => text.parse::<i64>().ok().map(Value::from),
        Type::Number => text.parse::<f64>().ok().and_then(Number::from_f64).map(Value::Number),
        // How lists and dates are written in addresses is the client's.
        Type::List(_) | Type::Map(_) | Type::Any | Type::Time => return Vec::new(),
        _ => None,
    };
    let mut check = Check { table, whole: Whole::Whole, strictness, problems: Vec::new(), depth: 0 };
    check.value(type_of, limits, &value.unwrap_or_else(|| Value::from(text)), name);
    check.problems
}

struct Check<'t> {
    table: &'t Table,
    whole: Whole,
    strictness: Strictness,
    problems: Vec<Problem>,
    depth: usize,
}

impl Check<'_> {
    fn say(&mut self, target: &str, message: impl Into<String>) {
        self.problems.push(Problem { target: target.to_owned(), message: message.into() });
    }

    fn value(&mut self, type_of: &Type, limits: &Limits, value: &Value, at: &str) {
        if self.depth > DEEPEST {
            return;
        }
        self.depth += 1;
        self.typed(type_of, limits, value, at);
        self.depth -= 1;
    }

    fn typed(&mut self, type_of: &Type, limits: &Limits, value: &Value, at: &str) {
        let table = self.table;
        match (table.resolve(type_of), value) {
            (Type::Any, _) => {}
            (_, Value::Null) if matches!(type_of, Type::Nullable(_)) => {}
            (Type::Text | Type::Secret, Value::String(text)) => self.text(limits, text, at),
            (Type::Time, Value::String(text)) => {
                let is_time =
                    OffsetDateTime::parse(text, &Rfc3339).is_ok() || OffsetDateTime::parse(text, &Rfc2822).is_ok();
                if !is_time {
                    self.say(at, "it is no time: write one such as 2024-05-01T10:00:00Z");
                }
            }
            (Type::Time, Value::Number(_)) => {}
            (Type::Base64 | Type::Bytes, Value::String(_)) => {}
            (Type::Boolean, Value::Bool(_)) => {}
            (Type::Int32, Value::Number(number)) => match number.as_i64().and_then(|it| i32::try_from(it).ok()) {
                Some(_) => self.number(limits, number, at),
                None => self.say(at, "it is no integer of 32 bits"),
            },
            (Type::Int64, Value::Number(number)) => match number.as_i64() {
                Some(_) => self.number(limits, number, at),
                None => self.say(at, "it is no integer of 64 bits"),
            },
            (Type::Number, Value::Number(number)) => self.number(limits, number, at),
            (Type::List(item), Value::Array(items)) => self.list(item, limits, items, at),
            (Type::Map(item), Value::Object(values)) => {
                for (name, value) in values.iter().filter(|(_, value)| !value.is_null()) {
                    self.value(item, &Limits::default(), value, &below(at, name));
                }
            }
            (Type::Ref(_), value) => self.defined(type_of, value, at),
            (expected, _) => self.say(at, format!("it is {}, where {} is due", kind_of(value), name_of(expected))),
        }
    }

    fn defined(&mut self, type_of: &Type, value: &Value, at: &str) {
        match (self.table.definition(type_of), value) {
            (Some(Definition::Enum { values, open }), Value::String(text)) => {
                let is_known = values.iter().any(|known| known.eq_ignore_ascii_case(text));
                if !is_known && (!open || self.strictness == Strictness::AsSpecified) {
                    self.say(at, format!("`{text}` is none of {}", values.join(", ")));
                }
            }
            (Some(Definition::Enum { .. }), _) => {
                self.say(at, format!("it is {}, where a text is due", kind_of(value)))
            }
            (Some(_), Value::Object(object)) => {
                if let Some((fields, additional)) = structure(self.table, type_of, object) {
                    self.object(fields, additional, object, at);
                }
            }
            (Some(_), _) => self.say(at, format!("it is {}, where an object is due", kind_of(value))),
            (None, _) => {}
        }
    }

    fn object(&mut self, fields: &[Field], additional: Option<&Type>, object: &Map<String, Value>, at: &str) {
        for field in fields.iter().filter(|field| !field.read_only) {
            let target = below(at, &field.name);
            match object.get(&field.name) {
                Some(Value::Null) if field.nullable || self.whole == Whole::Changes || !field.required => {}
                None | Some(Value::Null) => {
                    if field.required && self.whole == Whole::Whole && field.default.is_none() {
                        self.say(&target, "it is required");
                    }
                }
                Some(value) => self.value(&field.type_of, &field.limits, value, &target),
            }
        }
        let is_undeclared = |name: &str| !fields.iter().any(|field| field.name == name);
        for (name, value) in object.iter().filter(|(name, _)| is_undeclared(name)) {
            match additional {
                Some(type_of) => self.value(type_of, &Limits::default(), value, &below(at, name)),
                None if self.strictness == Strictness::AsSpecified => {
                    self.say(&below(at, name), "the specification has no such property");
                }
                None => {}
            }
        }
    }

    fn list(&mut self, item: &Type, limits: &Limits, items: &[Value], at: &str) {
        let count = items.len() as u64;
        if limits.min_items.is_some_and(|least| count < least) || limits.max_items.is_some_and(|most| count > most) {
            self.say(at, format!("{count} items are too few or too many"));
        }
        if limits.unique_items && items.iter().enumerate().any(|(index, item)| items[..index].contains(item)) {
            self.say(at, "two items are equal");
        }
        for (index, value) in items.iter().enumerate() {
            self.value(item, &Limits::default(), value, &format!("{at}[{index}]"));
        }
    }

    fn text(&mut self, limits: &Limits, text: &str, at: &str) {
        let length = text.chars().count() as u64;
        if let Some(least) = limits.min_length.filter(|least| length < *least) {
            self.say(at, format!("it has {length} characters, where {least} are the least"));
        }
        if let Some(most) = limits.max_length.filter(|most| length > *most) {
            self.say(at, format!("it has {length} characters, where {most} are the most"));
        }
        // A pattern that cannot be read is none that can be checked.
        if let Some(pattern) = &limits.pattern
            && limits.regex.get_or_init(|| Regex::new(pattern).ok()).as_ref().is_some_and(|regex| !regex.is_match(text))
        {
            self.say(at, format!("it does not match {pattern}"));
        }
    }

    fn number(&mut self, limits: &Limits, number: &Number, at: &str) {
        let Some(value) = number.as_f64() else { return };
        if let Some(least) = limits.minimum.as_ref().and_then(Number::as_f64)
            && (value < least || limits.exclusive_minimum && value <= least)
        {
            self.say(at, format!("{number} is too small: the bound is {least}"));
        }
        if let Some(most) = limits.maximum.as_ref().and_then(Number::as_f64)
            && (value > most || limits.exclusive_maximum && value >= most)
        {
            self.say(at, format!("{number} is too great: the bound is {most}"));
        }
    }
}

fn below(at: &str, name: &str) -> String {
    if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn name_of(type_of: &Type) -> &'static str {
    match type_of {
        Type::Text | Type::Secret | Type::Base64 | Type::Bytes => "a text",
        Type::Time => "a time",
        Type::Boolean => "a boolean",
        Type::Int32 | Type::Int64 => "an integer",
        Type::Number => "a number",
        Type::List(_) => "a list",
        _ => "an object",
    }
}
