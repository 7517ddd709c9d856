//! Examples: calls that the specification shows.

mod check;
mod findings;
pub(super) mod read;
