//! The runtime, against a service that answers from a script.

mod bodies;
mod causes;
mod clouds;
mod contexts;
mod errors;
mod instants;
mod json;
mod malformed;
mod operation_states;
mod operations;
mod outages;
mod own_requests;
mod pager;
mod pager_faults;
mod parameters;
mod paths;
mod resource_ids;
mod resumption;
mod retries;
mod script;
mod secrets;
mod things;
mod tracing;
mod unions;
mod values;
