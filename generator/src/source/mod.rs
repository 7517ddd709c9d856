//! Where things stand: documents, JSON pointers, locations.

mod document;
mod pointer;

pub use document::{Document, DocumentId, Documents, Syntax, normalize};
pub use pointer::{Location, Pointer};
