#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod arm;
#[rustfmt::skip]
mod generated;
#[cfg(test)]
mod tests;
mod token;

pub use generated::*;
pub use token::SharedAccessToken;
