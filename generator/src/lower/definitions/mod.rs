//! Definitions: what schemas become.

pub(super) mod components;
mod discriminators;
pub(super) mod enums;
mod facts;
mod inheritance;
mod structs;
pub(super) mod types;
mod unions;
pub(super) mod values;
