#![doc = include_str!("../README.md")]

pub mod arm;
#[rustfmt::skip]
mod generated;
#[cfg(test)]
mod tests;
mod token;

pub use generated::*;
pub use token::SharedAccessToken;
