//! How the IR looks in Rust, as data: what an emitter prints as tokens, a comparison prints as text.

mod adapters;
mod defaults;
mod text;
mod types;

pub(crate) use adapters::{Adapter, Reading, answer_adapter, field_adapter, plain_adapter, rest_adapter};
pub(crate) use defaults::{Defaults, is_nullary};
pub(crate) use text::{Names, text};
pub(crate) use types::{Head, Type, Word, answer, argument, field, held, is_text, parameter, returned, shown, value};
