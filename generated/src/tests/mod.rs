//! The runtime, against a service that answers from a script.

mod bodies;
mod clouds;
mod errors;
mod json;
mod optional;
mod pager;
mod parameters;
mod paths;
mod poller;
mod script;
mod token;
mod tracing;
