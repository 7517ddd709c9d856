//! The shape of a parameter: how its value is written, and what the specification demands of it.

use super::time::TimeFormat;
use super::value::{ParameterValue, Text, Value};
use azure_core::error::ErrorKind;
use azure_core::{Error, Result};
use regex_lite::Regex;
use std::sync::OnceLock;

/// How a list is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(test, allow(dead_code, reason = "other APIs write lists in all of these ways"))]
pub enum Collection {
    /// `a,b`.
    Csv,
    /// `a b`.
    Ssv,
    /// `a<tab>b`.
    Tsv,
    /// `a|b`.
    Pipes,
    /// `name=a&name=b`.
    Multi,
}

/// The shape of a parameter, one static per distinct shape.
#[derive(Debug)]
pub struct Parameter {
    wire: &'static str,
    length: (usize, Option<usize>),
    pattern: Option<&'static str>,
    compiled: OnceLock<Option<Regex>>,
    minimum: Option<f64>,
    maximum: Option<f64>,
    exclusive_minimum: bool,
    exclusive_maximum: bool,
    multiple_of: Option<f64>,
    items: (usize, Option<usize>),
    unique_items: bool,
    collection: Collection,
    skip_url_encoding: bool,
    time: TimeFormat,
    base64url: bool,
}

impl Parameter {
    /// A parameter of this name on the wire, of which nothing else is said.
    pub const fn new(wire: &'static str) -> Self {
        Self {
            wire,
            length: (0, None),
            pattern: None,
            compiled: OnceLock::new(),
            minimum: None,
            maximum: None,
            exclusive_minimum: false,
            exclusive_maximum: false,
            multiple_of: None,
            items: (0, None),
            unique_items: false,
            collection: Collection::Csv,
            skip_url_encoding: false,
            time: TimeFormat::Rfc3339,
            base64url: false,
        }
    }

    /// Least and greatest number of Unicode scalar values.
    pub const fn length(mut self, minimum: usize, maximum: Option<usize>) -> Self {
        self.length = (minimum, maximum);
        self
    }

    /// A regular expression that the text matches. One that `regex-lite` cannot read is left to the service.
    pub const fn pattern(mut self, pattern: &'static str) -> Self {
        self.pattern = Some(pattern);
        self
    }

    /// What a number must at least and at most be.
    pub const fn range(mut self, minimum: Option<f64>, maximum: Option<f64>) -> Self {
        self.minimum = minimum;
        self.maximum = maximum;
        self
    }

    /// The minimum itself is not allowed.
    pub const fn exclusive_minimum(mut self) -> Self {
        self.exclusive_minimum = true;
        self
    }

    /// The maximum itself is not allowed.
    pub const fn exclusive_maximum(mut self) -> Self {
        self.exclusive_maximum = true;
        self
    }

    /// What a number must be a multiple of.
    pub const fn multiple_of(mut self, divisor: f64) -> Self {
        self.multiple_of = Some(divisor);
        self
    }

    /// Least and greatest number of items.
    pub const fn items(mut self, minimum: usize, maximum: Option<usize>) -> Self {
        self.items = (minimum, maximum);
        self
    }

    /// No two items may be the same.
    pub const fn unique_items(mut self) -> Self {
        self.unique_items = true;
        self
    }

    /// How the items of a list stand beside each other.
    pub const fn collection(mut self, collection: Collection) -> Self {
        self.collection = collection;
        self
    }

    /// The caller has encoded the value.
    pub const fn skip_url_encoding(mut self) -> Self {
        self.skip_url_encoding = true;
        self
    }

    /// How an instant is written.
    pub const fn time(mut self, format: TimeFormat) -> Self {
        self.time = format;
        self
    }

    /// Bytes are written in the URL-safe alphabet of base64.
    pub const fn base64url(mut self) -> Self {
        self.base64url = true;
        self
    }

    pub(super) fn wire(&self) -> &'static str {
        self.wire
    }

    pub(super) fn is_encoded(&self) -> bool {
        !self.skip_url_encoding
    }

    pub(super) fn time_format(&self) -> TimeFormat {
        self.time
    }

    pub(super) fn is_base64url(&self) -> bool {
        self.base64url
    }

    /// What stands between the items of a list; `None` when each is a pair of its own.
    pub(super) fn separator(&self) -> Option<&'static str> {
        match self.collection {
            Collection::Csv => Some(","),
            Collection::Ssv => Some(" "),
            Collection::Tsv => Some("\t"),
            Collection::Pipes => Some("|"),
            Collection::Multi => None,
        }
    }

    /// The value as it is sent, or what is wrong with it; `None` when there is no value.
    pub(super) fn text(&self, value: &dyn ParameterValue) -> Result<Option<Text>> {
        let text = match value.to_value(self)? {
            Value::Absent => return Ok(None),
            Value::List(items) => {
                let items = items.into_iter().map(|item| self.scalar(item)).collect::<Result<Vec<_>>>()?;
                let items: Vec<_> = items.into_iter().flatten().collect();
                self.check_items(&items)?;
                Some(Text::Many(items))
            }
            scalar => self.scalar(scalar)?.map(Text::One),
        };
        Ok(text)
    }

    /// The value as the texts of its own fields: one, or as many as a list has when its items are not joined.
    pub(super) fn texts(&self, value: &dyn ParameterValue) -> Result<Vec<String>> {
        Ok(match self.text(value)? {
            None => Vec::new(),
            Some(Text::Many(items)) if items.is_empty() || self.separator().is_none() => items,
            Some(text) => vec![text.joined(self.separator())],
        })
    }

    fn scalar(&self, value: Value) -> Result<Option<String>> {
        match value {
            Value::Absent => Ok(None),
            Value::Text(text) => {
                self.check_text(&text, &format!("{text:?}"))?;
                Ok(Some(text))
            }
            Value::Secret(text) => {
                self.check_text(&text, "the secret")?;
                Ok(Some(text))
            }
            Value::Number { text, number } => {
                self.check_number(number)?;
                Ok(Some(text))
            }
            Value::File(_) => Err(self.failure("a file is sent in a form only".to_owned())),
            Value::List(_) => Err(self.failure("a list of lists has no text".to_owned())),
        }
    }

    fn check_text(&self, text: &str, shown: &str) -> Result<()> {
        let (count, (minimum, maximum)) = (text.chars().count(), self.length);
        if count < minimum {
            return Err(self.failure(format!("{shown} is shorter than {minimum} characters")));
        }
        if let Some(maximum) = maximum.filter(|maximum| count > *maximum) {
            return Err(self.failure(format!("{shown} is longer than {maximum} characters")));
        }
        let Some(pattern) = self.pattern else { return Ok(()) };
        match self.compiled.get_or_init(|| Regex::new(pattern).ok()) {
            Some(regex) if !regex.is_match(text) => Err(self.failure(format!("{shown} does not match {pattern}"))),
            _ => Ok(()),
        }
    }

    fn check_number(&self, number: f64) -> Result<()> {
        let outside = |bound: f64, exclusive: bool| exclusive && number == bound;
        if let Some(minimum) = self.minimum.filter(|m| number < *m || outside(*m, self.exclusive_minimum)) {
            let relation = if self.exclusive_minimum { "greater than" } else { "at least" };
            return Err(self.failure(format!("{number} is not {relation} {minimum}")));
        }
        if let Some(maximum) = self.maximum.filter(|m| number > *m || outside(*m, self.exclusive_maximum)) {
            let relation = if self.exclusive_maximum { "less than" } else { "at most" };
            return Err(self.failure(format!("{number} is not {relation} {maximum}")));
        }
        // Quotients carry a rounding error: 0.3 / 0.1 is not quite 3.
        match self.multiple_of {
            Some(d) if d > 0.0 && ((number / d).round() - number / d).abs() > 1e-9 => {
                Err(self.failure(format!("{number} is not a multiple of {d}")))
            }
            _ => Ok(()),
        }
    }

    fn check_items(&self, items: &[String]) -> Result<()> {
        let (count, (minimum, maximum)) = (items.len(), self.items);
        if count < minimum || maximum.is_some_and(|maximum| count > maximum) {
            let maximum = maximum.map_or("any number".to_owned(), |maximum| maximum.to_string());
            return Err(self.failure(format!("{count} items, where {minimum} to {maximum} are allowed")));
        }
        let repeated =
            items.iter().enumerate().any(|(index, item)| items.iter().take(index).any(|other| other == item));
        if self.unique_items && repeated { Err(self.failure("an item is there twice".to_owned())) } else { Ok(()) }
    }

    fn failure(&self, what: String) -> Error {
        Error::with_message(ErrorKind::Other, format!("{}: {what}", self.wire))
    }
}
