#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod behavior;
mod ease;
pub mod filter;
#[rustfmt::skip]
mod generated;
#[cfg(test)]
mod tests;
mod token;

#[doc(inline)]
pub use apim_runtime::arm;
pub use behavior::Behavior;
pub use ease::revision_of;
pub use generated::*;
pub use token::SharedAccessToken;
