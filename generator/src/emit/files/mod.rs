//! The files that a client has besides those of groups and models.

pub(super) mod headers;
pub(super) mod package;
pub(super) mod root;
pub(super) mod wire;
