//! What was asked of a world.

use crate::request::Request;
use std::collections::VecDeque;

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

/// Bytes of bodies that a world keeps at most, whatever the number of its requests.
const MOST_BYTES: usize = 256 << 20;

/// The last requests of a world, as many as it keeps.
#[derive(Debug)]
pub(crate) struct Record {
    entries: VecDeque<Entry>,
    bytes: usize,
    kept: usize,
    dropped: u64,
}

impl Record {
    pub(crate) fn of(kept: usize) -> Self {
        Self { entries: VecDeque::new(), bytes: 0, kept, dropped: 0 }
    }

    pub(crate) fn push(&mut self, entry: Entry) {
        self.bytes += entry.body.len();
        self.entries.push_back(entry);
        while self.entries.len() > self.kept || self.bytes > MOST_BYTES {
            let Some(oldest) = self.entries.pop_front() else { return };
            self.bytes -= oldest.body.len();
            self.dropped += 1;
        }
    }

    pub(crate) fn clear(&mut self) {
        *self = Self::of(self.kept);
    }

    pub(crate) fn journal(&self) -> Journal {
        Journal { entries: self.entries.iter().cloned().collect(), dropped: self.dropped }
    }
}

/// The requests of a world, in order.
#[derive(Clone, Debug)]
pub struct Journal {
    entries: Vec<Entry>,
    dropped: u64,
}

impl Journal {
    /// Those of one operation.
    pub fn of<'j>(&'j self, operation: &'j str) -> impl Iterator<Item = &'j Entry> {
        self.entries.iter().filter(move |entry| entry.operation.as_deref() == Some(operation))
    }

    /// All.
    pub fn all(&self) -> &[Entry] {
        &self.entries
    }

    /// How many earlier ones are no longer kept; see [`Builder::journal`](crate::Builder::journal).
    pub fn dropped(&self) -> u64 {
        self.dropped
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, MOST_BYTES, Record};
    use crate::Request;

    fn entry(bytes: usize) -> Entry {
        Entry::of(&Request { body: vec![0; bytes], ..Request::new("PUT", "/") })
    }

    #[test]
    fn many_bytes_push_out_what_is_old() {
        let mut record = Record::of(10);
        for bytes in [1, MOST_BYTES - 2, 1, 1] {
            record.push(entry(bytes));
        }
        let journal = record.journal();
        assert_eq!((journal.all().len(), journal.dropped()), (3, 1));
        record.push(entry(MOST_BYTES + 1));
        assert_eq!((record.journal().all().len(), record.journal().dropped()), (0, 5));
        record.clear();
        record.push(entry(1));
        assert_eq!((record.journal().all().len(), record.journal().dropped()), (1, 0));
    }
}
