#![doc = include_str!("../README.md")]

pub mod arm;
mod generated;
mod token;

pub use generated::*;
pub use token::SharedAccessToken;
