//! Names that are decided when all is known that has one.

pub(super) mod definitions;
pub(super) mod variants;
