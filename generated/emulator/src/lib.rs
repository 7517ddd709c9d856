#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

#[cfg(feature = "server")]
mod admin;
mod answer;
mod builder;
mod clock;
mod emulator;
mod engine;
mod fault;
mod filter;
mod journal;
mod precondition;
mod request;
mod router;
mod rules;
mod schema;
#[cfg(feature = "server")]
pub mod server;
mod store;
mod table;
#[cfg(test)]
mod tests;
#[cfg(feature = "transport")]
mod transport;

pub use answer::{Answer, Mishap, Source};
pub use builder::{ApiVersions, Authorization, Builder};
pub use emulator::{Coverage, Emulator, SeedError};
pub use fault::Fault;
pub use journal::{Entry, Journal};
pub use request::Request;
pub use schema::Strictness;
pub use table::TableError;
