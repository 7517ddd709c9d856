#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod behavior;
#[rustfmt::skip]
mod generated;
#[cfg(test)]
mod tests;
mod token;

#[doc(inline)]
pub use apim_runtime::arm;
pub use behavior::Behavior;
pub use generated::*;
pub use token::SharedAccessToken;
