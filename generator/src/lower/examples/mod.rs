//! Examples: calls that the specification shows.

mod answers;
mod check;
mod findings;
pub(super) mod read;
