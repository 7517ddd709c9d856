//! Client.

pub mod arm;
mod generated;

pub use generated::*;
