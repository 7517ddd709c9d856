//! The client under faults: broken connections over real sockets, and lists without end.

mod client;
mod connections;
mod paging;
mod server;
