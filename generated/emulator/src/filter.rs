//! `$filter`: comparisons, functions, `and`, `or`, `not` and parentheses.
//!
//! ```text
//! filter     = and { "or" and }
//! and        = not { "and" not }
//! not        = [ "not" ] ( "(" filter ")" | function | comparison )
//! function   = ( "contains" | "startswith" | "endswith" | "substringof" ) "(" operand "," operand ")"
//! comparison = operand ( "eq" | "ne" | "lt" | "le" | "gt" | "ge" ) operand
//! operand    = name { "/" name } | text | number | "true" | "false" | "null" | time
//! ```

use serde_json::Value;
use std::cmp::Ordering;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Longer filters are refused.
const LONGEST: usize = 4096;
/// Deeper nesting is refused.
const DEEPEST: usize = 32;

/// A filter.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Filter {
    Or(Vec<Filter>),
    And(Vec<Filter>),
    Not(Box<Filter>),
    Compare(Operand, Comparison, Operand),
    Test(Function, Operand, Operand),
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Comparison {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Function {
    Contains,
    StartsWith,
    EndsWith,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Operand {
    /// The names on the way to a property.
    Property(Vec<String>),
    Literal(Value),
}

impl Filter {
    /// Reads a filter; the error says what is wrong, and where.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        if text.len() > LONGEST {
            return Err(format!("a filter has {LONGEST} bytes at most"));
        }
        let mut parser = Parser { tokens: tokens(text)?, at: 0, depth: 0 };
        let filter = parser.or()?;
        match parser.next() {
            None => Ok(filter),
            Some(token) => Err(format!("`{token}` is not expected here")),
        }
    }

    /// Whether a filter lets a thing through.
    pub(crate) fn matches(&self, thing: &Value) -> bool {
        match self {
            Self::Or(parts) => parts.iter().any(|part| part.matches(thing)),
            Self::And(parts) => parts.iter().all(|part| part.matches(thing)),
            Self::Not(part) => !part.matches(thing),
            Self::Compare(left, comparison, right) => comparison.holds(left.value(thing), right.value(thing)),
            Self::Test(function, text, part) => match (left_text(text, thing), left_text(part, thing)) {
                (Some(text), Some(part)) => function.holds(&text, &part),
                _ => false,
            },
        }
    }
}

/// An operand as text in lower case, if it is a text.
fn left_text(operand: &Operand, thing: &Value) -> Option<String> {
    operand.value(thing).as_str().map(str::to_lowercase)
}

impl Operand {
    /// The value for a thing; what it has not is `null`. Names stand for what is at the top or among the properties.
    fn value<'v>(&'v self, thing: &'v Value) -> &'v Value {
        match self {
            Self::Literal(value) => value,
            Self::Property(names) => property(thing, names),
        }
    }
}

/// A property by its name, at the top of a thing or among its properties; `null` where it has none.
pub(crate) fn property<'v>(thing: &'v Value, names: &[String]) -> &'v Value {
    let found = look_up(thing, names).or_else(|| look_up(thing.get("properties")?, names));
    found.unwrap_or(&Value::Null)
}

fn look_up<'v>(thing: &'v Value, names: &[String]) -> Option<&'v Value> {
    names.iter().try_fold(thing, |at, name| {
        let (_, value) = at.as_object()?.iter().find(|(own, _)| own.eq_ignore_ascii_case(name))?;
        Some(value)
    })
}

impl Comparison {
    fn holds(self, left: &Value, right: &Value) -> bool {
        let order = compare(left, right);
        match self {
            Self::Eq => order == Some(Ordering::Equal),
            Self::Ne => order != Some(Ordering::Equal),
            Self::Lt => order == Some(Ordering::Less),
            Self::Le => matches!(order, Some(Ordering::Less | Ordering::Equal)),
            Self::Gt => order == Some(Ordering::Greater),
            Self::Ge => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
        }
    }
}

/// Texts are compared without case, times as times; what is not alike has no order.
fn compare(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Null, Value::Null) => Some(Ordering::Equal),
        (Value::Bool(left), Value::Bool(right)) => Some(left.cmp(right)),
        (Value::Number(left), Value::Number(right)) => left.as_f64()?.partial_cmp(&right.as_f64()?),
        (Value::String(left), Value::String(right)) => match (time_of(left), time_of(right)) {
            (Some(left), Some(right)) => Some(left.cmp(&right)),
            _ => Some(left.to_lowercase().cmp(&right.to_lowercase())),
        },
        _ => None,
    }
}

fn time_of(text: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(text, &Rfc3339).ok()
}

impl Function {
    fn holds(self, text: &str, part: &str) -> bool {
        match self {
            Self::Contains => text.contains(part),
            Self::StartsWith => text.starts_with(part),
            Self::EndsWith => text.ends_with(part),
        }
    }
}

/// The tokens of a filter: marks, quoted texts with their first quote, and words.
fn tokens(text: &str) -> Result<Vec<String>, String> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, after) = match first {
            '(' | ')' | ',' => (first.to_string(), &rest[1..]),
            '\'' => quoted(&rest[1..])?,
            _ => {
                let end = rest.find(|c: char| c.is_whitespace() || "(),'".contains(c)).unwrap_or(rest.len());
                (rest[..end].to_owned(), &rest[end..])
            }
        };
        // `datetime'…'` is a time in quotes.
        match tokens.last_mut() {
            Some(word) if first == '\'' && *word == "datetime" => *word = token,
            _ => tokens.push(token),
        }
        rest = after.trim_start();
    }
    Ok(tokens)
}

/// A text up to its closing quote; two quotes are one within it.
fn quoted(text: &str) -> Result<(String, &str), String> {
    let mut found = String::from("'");
    let mut rest = text;
    loop {
        let Some((part, after)) = rest.split_once('\'') else {
            return Err("a text has no closing quote".to_owned());
        };
        found.push_str(part);
        match after.strip_prefix('\'') {
            Some(after) => {
                found.push('\'');
                rest = after;
            }
            None => return Ok((found, after)),
        }
    }
}

struct Parser {
    tokens: Vec<String>,
    at: usize,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> Option<&str> {
        self.tokens.get(self.at).map(String::as_str)
    }

    fn next(&mut self) -> Option<String> {
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        token
    }

    /// Whether a word comes next, which is then taken.
    fn takes(&mut self, word: &str) -> bool {
        let is_next = self.peek().is_some_and(|token| token.eq_ignore_ascii_case(word));
        self.at += usize::from(is_next);
        is_next
    }

    fn expect(&mut self, mark: &str) -> Result<(), String> {
        match self.next() {
            Some(token) if token == mark => Ok(()),
            Some(token) => Err(format!("`{token}` stands where `{mark}` is due")),
            None => Err(format!("`{mark}` is missing at the end")),
        }
    }

    fn or(&mut self) -> Result<Filter, String> {
        let mut parts = vec![self.and()?];
        while self.takes("or") {
            parts.push(self.and()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Filter::Or(parts) })
    }

    fn and(&mut self) -> Result<Filter, String> {
        let mut parts = vec![self.not()?];
        while self.takes("and") {
            parts.push(self.not()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Filter::And(parts) })
    }

    fn not(&mut self) -> Result<Filter, String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(format!("a filter is {DEEPEST} levels deep at most"));
        }
        let filter = if self.takes("not") {
            Filter::Not(Box::new(self.not()?))
        } else if self.takes("(") {
            let inner = self.or()?;
            self.expect(")")?;
            inner
        } else {
            self.test()?
        };
        self.depth -= 1;
        Ok(filter)
    }

    fn test(&mut self) -> Result<Filter, String> {
        let is_call = self.tokens.get(self.at + 1).is_some_and(|token| token == "(");
        if is_call {
            return self.call();
        }
        let left = self.operand()?;
        let word = self.next().ok_or("a comparison is missing at the end")?;
        let comparison = match word.to_ascii_lowercase().as_str() {
            "eq" => Comparison::Eq,
            "ne" => Comparison::Ne,
            "lt" => Comparison::Lt,
            "le" => Comparison::Le,
            "gt" => Comparison::Gt,
            "ge" => Comparison::Ge,
            _ => return Err(format!("`{word}` is no comparison: there are eq, ne, lt, le, gt, ge")),
        };
        Ok(Filter::Compare(left, comparison, self.operand()?))
    }

    fn call(&mut self) -> Result<Filter, String> {
        let name = self.next().unwrap_or_default();
        self.expect("(")?;
        let first = self.operand()?;
        self.expect(",")?;
        let second = self.operand()?;
        self.expect(")")?;
        Ok(match name.to_ascii_lowercase().as_str() {
            "contains" => Filter::Test(Function::Contains, first, second),
            "startswith" => Filter::Test(Function::StartsWith, first, second),
            "endswith" => Filter::Test(Function::EndsWith, first, second),
            // The part comes first in this one.
            "substringof" => Filter::Test(Function::Contains, second, first),
            _ => {
                let known = "contains, startswith, endswith, substringof";
                return Err(format!("`{name}` is no function that is supported: there are {known}"));
            }
        })
    }

    fn operand(&mut self) -> Result<Operand, String> {
        let token = self.next().ok_or("a value is missing at the end")?;
        if let Some(text) = token.strip_prefix('\'') {
            return Ok(Operand::Literal(Value::from(text)));
        }
        let literal = match token.to_ascii_lowercase().as_str() {
            "true" => Some(Value::from(true)),
            "false" => Some(Value::from(false)),
            "null" => Some(Value::Null),
            _ if time_of(&token).is_some() => Some(Value::from(token.as_str())),
            _ => token.parse::<f64>().ok().filter(|number| number.is_finite()).map(Value::from),
        };
        if let Some(value) = literal {
            return Ok(Operand::Literal(value));
        }
        let is_name = |part: &str| {
            part.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '@')
                && part.chars().all(|c| c.is_alphanumeric() || "_@.".contains(c))
        };
        let names: Vec<String> = token.split('/').map(str::to_owned).collect();
        if names.iter().all(|name| is_name(name)) {
            return Ok(Operand::Property(names));
        }
        Err(format!("`{token}` is neither the name of a property nor a value"))
    }
}

#[cfg(test)]
mod tests;
