// README.md has links to the pages of the guide, by names. In rustdoc they lead to modules: of two targets for a name, the
// first counts.
#![cfg_attr(doc, doc = include_str!("links.md"))]
#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod behavior;
mod ease;
pub mod filter;
#[rustfmt::skip]
mod generated;
#[cfg(doc)]
pub mod guide;
#[cfg(test)]
mod tests;
mod token;

#[doc(inline)]
pub use apim_runtime::arm;
pub use behavior::Behavior;
pub use ease::revision_of;
pub use generated::*;
pub use token::SharedAccessToken;
