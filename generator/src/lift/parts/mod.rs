//! The parts of a document, each from JSON to OpenAPI 3.0.

mod body;
pub(super) mod component;
pub(super) mod document;
mod operation;
mod parameter;
pub(super) mod path;
mod response;
mod schema;
mod schema_kind;
pub(super) mod security;
