//! A value together with the way to it.

use crate::source::{DocumentId, Location, Pointer};
use serde_json::Value;

/// Where the walk over one part starts: in the source, and in the lifted document.
pub(in crate::lift) struct Base {
    pub(in crate::lift) location: Location,
    pub(in crate::lift) lifted: Pointer,
}

/// A value of the source. Its place is a chain of borrowed steps, so that a place costs nothing until it is asked for.
#[derive(Clone, Copy)]
pub(in crate::lift) struct Node<'n> {
    pub(in crate::lift) value: &'n Value,
    place: Address<'n>,
}

#[derive(Clone, Copy)]
enum Address<'n> {
    Base(&'n Base),
    Key(&'n Node<'n>, &'n str),
    Index(&'n Node<'n>, usize),
}

impl<'n> Node<'n> {
    pub(in crate::lift) fn new(value: &'n Value, base: &'n Base) -> Self {
        Self { value, place: Address::Base(base) }
    }

    /// The value at `key`.
    pub(in crate::lift) fn get(&'n self, key: &'n str) -> Option<Self> {
        self.value.get(key).map(|value| Self { value, place: Address::Key(self, key) })
    }

    /// The keys and values; none when it is not an object.
    pub(in crate::lift) fn entries(&'n self) -> impl Iterator<Item = (&'n str, Self)> {
        let map = self.value.as_object().into_iter().flatten();
        map.map(move |(key, value)| (key.as_str(), Self { value, place: Address::Key(self, key) }))
    }

    /// The items; none when it is not an array.
    pub(in crate::lift) fn items(&'n self) -> impl Iterator<Item = Self> {
        let items = self.value.as_array().into_iter().flatten().enumerate();
        items.map(move |(index, value)| Self { value, place: Address::Index(self, index) })
    }

    /// The place in the source.
    pub(in crate::lift) fn location(&self) -> Location {
        Location::new(self.document(), self.pointer(|base| &base.location.pointer))
    }

    /// The place in the lifted document, as long as the shapes agree from the base on.
    pub(in crate::lift) fn lifted(&self) -> Pointer {
        self.pointer(|base| &base.lifted)
    }

    fn pointer(&self, start: impl Fn(&Base) -> &Pointer) -> Pointer {
        match self.place {
            Address::Base(base) => start(base).clone(),
            Address::Key(parent, key) => {
                let mut pointer = parent.pointer(start);
                pointer.push_key(key);
                pointer
            }
            Address::Index(parent, index) => parent.pointer(start).index(index),
        }
    }

    /// The document that it stands in.
    pub(in crate::lift) fn document(&self) -> DocumentId {
        match self.place {
            Address::Base(base) => base.location.document,
            Address::Key(parent, _) | Address::Index(parent, _) => parent.document(),
        }
    }
}
