//! Where things stand: documents, JSON pointers, locations.

mod document;
mod marks;
mod pointer;
mod reference;

pub use document::{Document, DocumentId, Documents, Syntax, normalize};
pub(crate) use marks::{byte_offset, json_as_yaml};
pub use pointer::{Location, Pointer};
pub use reference::Reference;
