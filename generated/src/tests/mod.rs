//! The runtime, against a service that answers from a script.

mod answers;
mod bodies;
mod causes;
mod clouds;
mod contexts;
mod errors;
mod json;
mod malformed;
mod nulls;
mod optional;
mod pager;
mod pager_faults;
mod parameters;
mod paths;
mod poller;
mod retries;
mod script;
mod secrets;
mod token;
mod tracing;
mod unions;
mod values;
