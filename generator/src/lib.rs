//! Generator.

pub mod config;
pub mod diagnostic;
pub mod fileset;
pub mod ir;
pub mod lift;
pub mod load;
pub mod lower;
pub mod naming;
pub mod source;
