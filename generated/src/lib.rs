#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

#[rustfmt::skip]
mod generated;
#[cfg(test)]
mod tests;
mod token;

#[doc(inline)]
pub use apim_runtime::arm;
pub use generated::*;
pub use token::SharedAccessToken;
