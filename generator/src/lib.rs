//! Generator.

pub mod config;
pub mod diagnostic;
pub mod emit;
pub mod ir;
pub mod lift;
pub mod lower;
pub mod naming;
pub mod render;
pub mod source;
