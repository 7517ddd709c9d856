//! The emulator behind HTTPS, asked by clients of every kind of conduct.

#[path = "../started/mod.rs"]
mod started;
#[path = "../wire/mod.rs"]
mod wire;

mod admin;
mod faults;
mod load;
mod program;
mod protocols;
mod rude;
