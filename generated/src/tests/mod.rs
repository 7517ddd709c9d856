//! The runtime, against a service that answers from a script.

mod bodies;
mod clouds;
mod errors;
mod json;
mod malformed;
mod nulls;
mod operations;
mod optional;
mod outages;
mod pager;
mod parameters;
mod paths;
mod resumption;
mod retries;
mod script;
mod secrets;
mod token;
mod tracing;
