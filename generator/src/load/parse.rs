//! Bytes to values. What serde_json and serde_yaml let pass is refused here: keys given twice.

use super::limits::{MAX_CONTENT_BYTES, MAX_DEPTH, VALUE_BYTES};
use super::repeated_keys;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::{Document, Syntax};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::cell::Cell;
use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Why a file is no document, and its text as far as it is text.
pub(super) struct SyntaxError {
    pub(super) problem: Problem,
    pub(super) text: String,
}

/// What is wrong with a text.
pub(super) struct Problem {
    code: Code,
    message: String,
    help: &'static str,
    range: Range<usize>,
    /// Where the key is that is given again at `range`.
    first: Option<Range<usize>>,
}

impl Problem {
    pub(super) fn diagnostic(self, path: &Path) -> Diagnostic {
        let place = |range| Place::Text(path.to_owned(), range);
        let diagnostic = Diagnostic::at(self.code, place(self.range), self.message).help(self.help);
        self.first.into_iter().fold(diagnostic, |it, first| it.related(place(first), "given here first"))
    }
}

/// Parses the content of the file at `path`.
pub(super) fn parse(path: PathBuf, bytes: Vec<u8>) -> Result<Document, Box<SyntaxError>> {
    let text = decode(bytes)?;
    let syntax = syntax(&path, &text);
    let content = match syntax {
        Syntax::Json => parse_json(&text),
        Syntax::Yaml => parse_yaml(&text),
    };
    match content {
        Ok(content) => Ok(Document { path, text, syntax, content }),
        Err((message, range)) => {
            let problem = problem(message, range, syntax, &text);
            Err(Box::new(SyntaxError { problem, text }))
        }
    }
}

fn decode(bytes: Vec<u8>) -> Result<String, Box<SyntaxError>> {
    // With a mark of its byte order, or with the zeros that ASCII has in it.
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || bytes.contains(&0) {
        return Err(encoding("the file is UTF-16, not UTF-8", String::new(), 0));
    }
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
        encoding("the file is not UTF-8 text", text, error.utf8_error().valid_up_to())
    })?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}

fn encoding(message: &str, text: String, start: usize) -> Box<SyntaxError> {
    let (message, range) = (message.to_owned(), start..next_char(&text, start));
    let problem = Problem { code: Code::Syntax, message, help: "save the file as UTF-8", range, first: None };
    Box::new(SyntaxError { problem, text })
}

/// What the parser says, in this project's words and with help.
fn problem(message: String, range: Range<usize>, syntax: Syntax, text: &str) -> Problem {
    let problem = |code, message, help| Problem { code, message, help, range: range.clone(), first: None };
    if message.contains(GIVEN_TWICE) {
        let keys = repeated_keys::first(text, syntax);
        let [first, second] = keys.map_or([None, None], |keys| keys.map(Some));
        let range = second.unwrap_or(range.clone());
        // The YAML parser puts the way to the object before the message.
        let message = message.find("the key `").and_then(|start| message.get(start..)).unwrap_or_default().to_owned();
        let help = "remove one of the two, or put what both say under one key";
        return Problem { first, range, ..problem(Code::Syntax, message, help) };
    }
    if message.contains("recursion limit exceeded") {
        let message = format!("lists and objects are nested deeper than {MAX_DEPTH} levels");
        return problem(Code::Limit, message, "give inner parts a definition of their own and refer to it by `$ref`");
    }
    if message.contains("repetition limit exceeded") {
        let help = "use fewer aliases, or none: refer to definitions by `$ref`";
        return problem(Code::Limit, "the aliases of the file amount to too much".to_owned(), help);
    }
    if message.contains(TOO_MUCH) {
        let message = format!("the values of the file amount to more than {} MiB", MAX_CONTENT_BYTES >> 20);
        return problem(
            Code::Limit,
            message,
            "split the file, and refer to definitions by `$ref` instead of by aliases",
        );
    }
    let message = message.replace("EOF while parsing", "the file ends within");
    let help = HELP.iter().find(|(part, _)| message.contains(part)).map_or(
        match syntax {
            Syntax::Json => "correct the JSON here, or just before",
            Syntax::Yaml => "correct the YAML here, or just before: often it is the indentation or a missing quote",
        },
        |(_, help)| help,
    );
    problem(Code::Syntax, message, help)
}

const GIVEN_TWICE: &str = "is given twice";
const TOO_MUCH: &str = "too much content";

/// Parts of what the parsers say, and what to do then.
const HELP: &[(&str, &str)] = &[
    ("the file ends within", "close what is open; perhaps the end of the file is lost"),
    ("trailing comma", "remove the comma"),
    ("trailing characters", "a file holds one value: remove what follows it"),
    ("expected `,` or", "put a comma between two entries, and close the list or object after the last"),
    ("expected `:`", "put a colon between a key and its value"),
    ("key must be a string", "put the key in double quotes"),
    ("expected value", "a value is text in double quotes, a number, `true`, `false`, `null`, a list or an object"),
    ("control character", "write it as an escape, such as `\\n` or `\\t`"),
    ("invalid escape", "write a backslash as `\\\\`"),
    ("number out of range", "write a number that 64 bits can hold"),
    ("not finite", "write a number that 64 bits can hold"),
    ("invalid number", "a number has neither a leading `0` nor a leading `+`, and digits on both sides of its point"),
    ("more than one document", "keep each document in a file of its own, without `---` between them"),
    ("cannot start any token", "indent by spaces, not by tabs, and put text with special characters in quotes"),
    ("mapping values are not allowed", "indent the keys of one object alike, and put text with `: ` in it in quotes"),
    ("unknown anchor", "an alias `*name` needs an anchor `&name` before it"),
];

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
    let budget = Cell::new(MAX_CONTENT_BYTES);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value =
        Strict::new(&budget).deserialize(&mut deserializer).and_then(|value| deserializer.end().map(|()| value));
    value.map_err(|error| {
        // The column counts bytes, and it is that of the last byte read.
        let start = line_start(text, error.line()) + error.column().saturating_sub(1);
        (without_position(&error.to_string(), error.line(), error.column()), number_at(text, char_at(text, start)))
    })
}

fn parse_yaml(text: &str) -> Parsed {
    let budget = Cell::new(MAX_CONTENT_BYTES);
    let value = Strict::new(&budget).deserialize(serde_yaml::Deserializer::from_str(text));
    value.map(merged).map_err(|error| {
        let Some(place) = error.location() else { return (error.to_string(), 0..next_char(text, 0)) };
        // The column counts characters.
        let line = line_start(text, place.line());
        let column = text
            .get(line..)
            .unwrap_or_default()
            .chars()
            .take(place.column().saturating_sub(1))
            .map(char::len_utf8)
            .sum::<usize>();
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

/// The number that ends with the character at `last`, if it is part of one.
fn number_at(text: &str, last: Range<usize>) -> Range<usize> {
    let before = text.get(..last.end).unwrap_or_default();
    let is_part = |other: char| other.is_ascii_digit() || "+-.eE".contains(other);
    let start = before.trim_end_matches(is_part).len();
    if text.get(start..).is_some_and(|number| number.starts_with(|first: char| first == '-' || first.is_ascii_digit()))
    {
        start..last.end
    } else {
        last
    }
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

/// Builds a [`Value`] and refuses keys given twice, of which `Value` itself would keep the last one silently, and
/// more content than the budget allows. Keys that YAML reads as numbers, such as status codes, become text.
#[derive(Clone, Copy)]
struct Strict<'b> {
    budget: &'b Cell<usize>,
}

impl<'b> Strict<'b> {
    fn new(budget: &'b Cell<usize>) -> Self {
        Self { budget }
    }

    /// Takes what a value with so many bytes of text costs.
    fn spend<E: Error>(self, text: usize) -> Result<(), E> {
        let left = self.budget.get().checked_sub(text.saturating_add(VALUE_BYTES));
        self.budget.set(left.ok_or_else(|| E::custom(TOO_MUCH))?);
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        self.spend(0).map(|()| Value::Null)
    }

    /// An empty YAML file.
    fn visit_none<E: Error>(self) -> Result<Value, E> {
        self.visit_unit()
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        self.spend(0).map(|()| Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        self.spend(0).map(|()| value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        self.spend(0).map(|()| value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        self.spend(0)?;
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("a number is not finite"))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.spend(value.len()).map(|()| value.into())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        self.spend(value.len()).map(|()| value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        self.spend(0)?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        self.spend(0)?;
        let mut object = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            self.spend(key.len())?;
            if object.contains_key(&key) {
                return Err(A::Error::custom(format_args!("the key `{key}` {GIVEN_TWICE}")));
            }
            object.insert(key, entries.next_value_seed(self)?);
        }
        Ok(Value::Object(object))
    }
}
