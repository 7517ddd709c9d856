//! What was asked of a world.

use crate::request::Request;

/// A request, and how it was answered.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Entry {
    /// The operation, by its `operationId`; none where the request is of no operation, such as a question about one that
    /// runs long.
    pub operation: Option<String>,
    /// The method.
    pub method: String,
    /// The address as it came.
    pub url: String,
    /// The body as it came.
    pub body: Vec<u8>,
    /// The status of the answer.
    pub status: u16,
}

impl Entry {
    pub(crate) fn of(request: &Request) -> Self {
        Self {
            operation: None,
            method: request.method.clone(),
            url: request.url.clone(),
            body: request.body.clone(),
            status: 0,
        }
    }
}

/// The requests of a world, in order.
#[derive(Clone, Debug)]
pub struct Journal(pub(crate) Vec<Entry>);

impl Journal {
    /// Those of one operation.
    pub fn of<'j>(&'j self, operation: &'j str) -> impl Iterator<Item = &'j Entry> {
        self.0.iter().filter(move |entry| entry.operation.as_deref() == Some(operation))
    }

    /// All.
    pub fn all(&self) -> &[Entry] {
        &self.0
    }
}
