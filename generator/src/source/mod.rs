//! Where things stand: documents, JSON pointers, locations.

mod document;
mod edits;
mod marks;
mod pointer;
mod reference;
mod text_index;

pub use document::{Document, DocumentId, Documents, Syntax, normalize};
pub use edits::Edits;
pub(crate) use marks::json_as_yaml;
pub use pointer::{Location, Pointer};
pub use reference::Reference;
pub(crate) use text_index::{Position, TextIndex};
