//! Examples: calls that the specification shows, with their answers.

use crate::source::Location;
use serde::Serialize;
use serde_json::Value;

/// One entry of `x-ms-examples`.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Example {
    /// The key of the entry.
    pub name: String,
    /// Name of the example's file without its folder, or the key when it is written in place.
    pub file: String,
    /// Values of the parameters, by wire name; the body is among them.
    pub parameters: serde_json::Map<String, Value>,
    /// The answers, in the order of the file.
    pub responses: Vec<ExampleResponse>,
    /// Where example and operation disagree, in words.
    pub anomalies: Vec<String>,
    /// Where it is.
    pub location: Location,
}

/// One answer in an example.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct ExampleResponse {
    /// HTTP status.
    pub status: u16,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// Body, if it has one.
    pub body: Option<Value>,
}
