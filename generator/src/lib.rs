//! Generator.

pub mod config;
pub mod diagnostic;
pub mod emit;
pub mod ir;
pub mod naming;
pub mod render;
pub mod source;
