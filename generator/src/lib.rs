//! Generator.

pub mod config;
pub mod diagnostic;
pub mod fileset;
pub mod ir;
pub mod load;
pub mod naming;
pub mod source;
