//! The formats that are known, by type.

use crate::diagnostic::question;
use crate::lower::document::shape::Shape;

/// Formats of strings. Those that make no difference to the client are known too, so that only others are told.
const TEXT: [&str; 26] = [
    "arm-id",
    "base64url",
    "binary",
    "byte",
    "char",
    "date",
    "date-time",
    "date-time-rfc1123",
    "date-time-rfc7231",
    "decimal",
    "duration",
    "email",
    "file",
    "guid",
    "hostname",
    "ipv4",
    "ipv6",
    "json",
    "password",
    "regex",
    "time",
    "uri",
    "uri-reference",
    "url",
    "uuid",
    "xml",
];

const INTEGER: [&str; 9] = ["int16", "int32", "int64", "int8", "uint16", "uint32", "uint64", "uint8", "unixtime"];

const NUMBER: [&str; 6] = ["decimal", "decimal128", "double", "float", "float32", "float64"];

/// What is wrong with the format of a schema, and what to do about it.
pub(super) fn problem(shape: &Shape<'_>) -> Option<(String, String)> {
    let (format, known, typ): (&str, &[&str], &str) = match shape {
        Shape::Text { format, .. } => ((*format)?, &TEXT, "string"),
        Shape::Integer { format } => ((*format)?, &INTEGER, "integer"),
        Shape::Number { format } => ((*format)?, &NUMBER, "number"),
        _ => return None,
    };
    if known.contains(&format) {
        return None;
    }
    let message = format!("the format `{format}` of the type `{typ}` is not known and is ignored");
    let help = other_type(format).or_else(|| question(format, known.iter().copied()));
    Some((message, help.unwrap_or_else(|| format!("the formats of `{typ}` are {}", known.join(", ")))))
}

/// What a format asks for and a client has not, and what to do about it.
pub(super) fn loss(shape: &Shape<'_>) -> Option<(String, &'static str)> {
    let Shape::Number { format: Some(format @ ("decimal" | "decimal128")) } = shape else { return None };
    let message = format!("of a `{format}`, a client keeps the 15 to 17 digits of a `double`");
    Some((message, "declare the type `string` if the service sends text, or `double` if that is enough"))
}

/// The hint that a format belongs to another type.
fn other_type(format: &str) -> Option<String> {
    let types: [(&str, &[&str]); 3] = [("integer", &INTEGER), ("number", &NUMBER), ("string", &TEXT)];
    let (typ, _) = types.iter().find(|(_, known)| known.contains(&format))?;
    Some(format!("`{format}` is a format of the type `{typ}`: correct one of the two"))
}
