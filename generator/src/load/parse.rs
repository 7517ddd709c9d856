//! Bytes to values. What serde_json and serde_yaml let pass is refused here: keys given twice.

use crate::source::{Document, Syntax};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Why a file is no document.
#[derive(Debug)]
pub(super) struct SyntaxError {
    /// What is wrong.
    pub(super) message: String,
    /// What to do about it.
    pub(super) help: Option<&'static str>,
    /// Where, by byte offsets in `text`.
    pub(super) range: Range<usize>,
    /// The text of the file, as far as it is text.
    pub(super) text: String,
}

/// Parses the content of the file at `path`.
pub(super) fn parse(path: PathBuf, bytes: Vec<u8>) -> Result<Document, SyntaxError> {
    let text = decode(bytes)?;
    let syntax = syntax(&path, &text);
    let content = match syntax {
        Syntax::Json => parse_json(&text),
        Syntax::Yaml => parse_yaml(&text),
    };
    match content {
        Ok(content) => Ok(Document { path, text, syntax, content }),
        Err((message, range)) => Err(SyntaxError { message, help: None, range, text }),
    }
}

fn decode(bytes: Vec<u8>) -> Result<String, SyntaxError> {
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
        not_utf8(text, error.utf8_error().valid_up_to())
    })?;
    // UTF-16 without a mark of its byte order.
    if let Some(start) = text.find('\0') {
        return Err(not_utf8(text, start));
    }
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}

fn not_utf8(text: String, start: usize) -> SyntaxError {
    let message = "the file is not UTF-8 text".to_owned();
    SyntaxError { message, help: Some("save the file as UTF-8"), range: start..next_char(&text, start), text }
}

/// The extension tells; a file with another one is JSON when it looks so.
fn syntax(path: &Path, text: &str) -> Syntax {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("json") => Syntax::Json,
        Some("yaml" | "yml") => Syntax::Yaml,
        _ if text.trim_start().starts_with('{') => Syntax::Json,
        _ => Syntax::Yaml,
    }
}

type Parsed = Result<Value, (String, Range<usize>)>;

fn parse_json(text: &str) -> Parsed {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Strict.deserialize(&mut deserializer).and_then(|value| deserializer.end().map(|()| value));
    value.map_err(|error| {
        // The column counts bytes, and it is that of the last byte read.
        let start = line_start(text, error.line()) + error.column().saturating_sub(1);
        (without_position(&error.to_string(), error.line(), error.column()), char_at(text, start))
    })
}

fn parse_yaml(text: &str) -> Parsed {
    let value = Strict.deserialize(serde_yaml::Deserializer::from_str(text));
    value.map(merged).map_err(|error| {
        let Some(place) = error.location() else { return (error.to_string(), 0..next_char(text, 0)) };
        // The column counts characters.
        let line = line_start(text, place.line());
        let column = text[line..].chars().take(place.column().saturating_sub(1)).map(char::len_utf8).sum::<usize>();
        (without_position(&error.to_string(), place.line(), place.column()), char_at(text, line + column))
    })
}

/// The parsers end their messages with the position, which is shown otherwise.
fn without_position(message: &str, line: usize, column: usize) -> String {
    message.replace(&format!(" at line {line} column {column}"), "")
}

/// The offset at which the line with this number (from 1) begins.
fn line_start(text: &str, line: usize) -> usize {
    text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum()
}

/// The range of the character at `offset`, or of the last one before the end of the text.
fn char_at(text: &str, offset: usize) -> Range<usize> {
    let start = text.char_indices().map(|(at, _)| at).take_while(|at| *at <= offset).last().unwrap_or(0);
    start..next_char(text, start)
}

fn next_char(text: &str, start: usize) -> usize {
    start + text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
}

/// Carries out YAML's merge keys: `<<: *base` takes the entries of `base` that are not given beside it.
fn merged(value: Value) -> Value {
    match value {
        Value::Object(mut object) => {
            let bases = match object.shift_remove("<<") {
                Some(Value::Array(bases)) => bases,
                base => base.into_iter().collect(),
            };
            let mut merged_object: Map<_, _> = object.into_iter().map(|(key, value)| (key, merged(value))).collect();
            for base in bases {
                if let Value::Object(base) = merged(base) {
                    for (key, value) in base {
                        merged_object.entry(key).or_insert(value);
                    }
                }
            }
            Value::Object(merged_object)
        }
        Value::Array(items) => Value::Array(items.into_iter().map(merged).collect()),
        other => other,
    }
}

/// Builds a [`Value`] and refuses keys given twice, of which `Value` itself would keep the last one silently.
/// Keys that YAML reads as numbers, such as status codes, become text.
struct Strict;

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    /// An empty YAML file.
    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("a number is not finite"))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(Strict)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if object.contains_key(&key) {
                return Err(A::Error::custom(format_args!("the key `{key}` is given twice")));
            }
            object.insert(key, entries.next_value_seed(Strict)?);
        }
        Ok(Value::Object(object))
    }
}
