//! Where things stand: documents, JSON pointers, locations.

mod document;
mod pointer;
mod reference;

pub use document::{Document, DocumentId, Documents, Syntax, normalize};
pub use pointer::{Location, Pointer};
pub use reference::Reference;
