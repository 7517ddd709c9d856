//! What the specification says against itself, or can hardly mean.

pub(super) mod choices;
mod enums;
pub(super) mod extensions;
mod formats;
pub(super) mod operations;
pub(super) mod parameters;
pub(super) mod paths;
pub(super) mod schemas;
