//! Generator.

pub mod config;
pub mod diagnostic;
pub mod ir;
pub mod lift;
pub mod lower;
pub mod naming;
pub mod source;
