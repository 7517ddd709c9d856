//! Operations, and where the service is.

mod bodies;
pub(super) mod families;
pub(super) mod groups;
pub(super) mod host;
mod operation;
mod paging;
mod parameters;
mod responses;
mod shared;
