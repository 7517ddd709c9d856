//! What holds whatever the input: an answer with a place, no panic, no text that becomes code, the same bytes again.
//!
//! - `totality`: every key of this project's own specification is spoilt in every way (`spoilt` says how).
//! - `lifting`, `lowering`: these stages by themselves, over fixtures that are changed at random.
//! - `limits`, `size`: long chains, deep nests, many and large files.
//! - `injection`: text of a specification never becomes code.
//! - `fuzz`: what fuzzing does without end, for a few seconds, and all that it has found before.
//! - `determinism`: the same bytes, in whatever order files come and on however many threads.
//!
//! That the crates compile, and what the command line makes of all this, is tested beside the command line.

mod determinism;
mod fuzz;
#[path = "../../fuzz/src/hostile.rs"]
mod hostile;
mod injection;
mod lifting;
mod limits;
mod lowering;
#[path = "../../fuzz/src/mutate.rs"]
mod mutate;
#[path = "../../fuzz/src/oracle.rs"]
mod oracle;
#[path = "../../fuzz/src/seeds.rs"]
mod seeds;
mod size;
#[path = "../lift/sound.rs"]
mod sound;
#[path = "../../fuzz/src/specification.rs"]
mod specification;
mod spoilt;
mod totality;
