//! Reading documents as plain JSON: nodes and their places, references, and the components that they lead to.

pub(super) mod context;
mod dangling;
mod equality;
pub(super) mod kind;
pub(super) mod node;
pub(super) mod origins;
pub(super) mod references;
pub(super) mod registry;
pub(super) mod vocabulary;
