//! Forms with files: `multipart/form-data`, as RFC 7578 has it.

use super::parameter::Parameter;
use super::value::{ParameterValue, Value};
use azure_core::http::Body;
use azure_core::{Bytes, Result};
use std::fmt;

/// A file that is sent as a part of a form.
#[derive(Clone, Default, Eq, PartialEq)]
pub struct File {
    /// Its name, without a path.
    pub name: String,
    /// Its media type; `application/octet-stream` when it is empty.
    pub media_type: String,
    /// What is in it.
    pub content: Bytes,
}

impl File {
    /// A file of unknown media type.
    pub fn new(name: impl Into<String>, content: impl Into<Bytes>) -> Self {
        Self { name: name.into(), media_type: String::new(), content: content.into() }
    }
}

/// A file without a name of its own, which is then called after the part.
impl From<Vec<u8>> for File {
    fn from(content: Vec<u8>) -> Self {
        Self::new("", content)
    }
}

impl fmt::Debug for File {
    /// Shows no content, which may be long or secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File").field("name", &self.name).field("length", &self.content.len()).finish_non_exhaustive()
    }
}

impl ParameterValue for File {
    fn to_value(&self, _: &Parameter) -> Result<Value> {
        Ok(Value::File(self.clone()))
    }
}

/// The parts of a form, each with the lines that introduce it.
#[derive(Debug, Default)]
pub(super) struct Multipart {
    parts: Vec<(String, Bytes)>,
}

impl Multipart {
    /// Adds a value; of several files, each is a part.
    pub(super) fn add(&mut self, parameter: &Parameter, value: &dyn ParameterValue) -> Result<()> {
        match value.to_value(parameter)? {
            Value::File(file) => self.add_file(parameter.wire(), file),
            Value::List(items) if items.iter().any(|item| matches!(item, Value::File(_))) => {
                for item in items {
                    if let Value::File(file) = item {
                        self.add_file(parameter.wire(), file);
                    }
                }
            }
            _ => {
                for text in parameter.texts(value)? {
                    let head = format!("content-disposition: form-data; name=\"{}\"\r\n", quoted(parameter.wire()));
                    self.parts.push((head, text.into()));
                }
            }
        }
        Ok(())
    }

    fn add_file(&mut self, wire: &str, file: File) {
        let name = if file.name.is_empty() { wire } else { &file.name };
        let media_type: String = file.media_type.chars().filter(|c| !c.is_control()).collect();
        let media_type = if media_type.is_empty() { "application/octet-stream" } else { &media_type };
        let (part, name) = (quoted(wire), quoted(name));
        let head = format!(
            "content-disposition: form-data; name=\"{part}\"; filename=\"{name}\"\r\ncontent-type: {media_type}\r\n"
        );
        self.parts.push((head, file.content));
    }

    /// The media type with its boundary, and the body.
    pub(super) fn finish(self) -> (String, Body) {
        let boundary = self.boundary();
        let mut body = Vec::new();
        for (head, content) in &self.parts {
            body.extend_from_slice(format!("--{boundary}\r\n{head}\r\n").as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        (format!("multipart/form-data; boundary={boundary}"), body.into())
    }

    /// A text that no part contains. Being chosen by content alone, it is the same when a request is sent again.
    fn boundary(&self) -> String {
        let mut number = self.parts.len();
        loop {
            let boundary = format!("form-boundary-{number}");
            let found = |content: &Bytes| content.windows(boundary.len()).any(|window| window == boundary.as_bytes());
            if !self.parts.iter().any(|(_, content)| found(content)) {
                return boundary;
            }
            number += 1;
        }
    }
}

/// A name within quotes, as browsers write it.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
