//! What several files of a client must agree on: names, types, the parts that they share.

pub(super) mod context;
pub(super) mod facts;
pub(super) mod given;
pub(super) mod literals;
pub(super) mod print;
pub(super) mod scope;
pub(super) mod shapes;
pub(super) mod source_file;
pub(super) mod statics;

pub(super) use context::Context;
pub(super) use source_file::{Item, SourceFile};
