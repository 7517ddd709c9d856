//! The fields of structs: which there are, how they are held, and how structs are made of them.

pub(super) mod boxing;
pub(super) mod constructors;
pub(super) mod defaults;
pub(super) mod deletable;
pub(super) mod presence;
mod violations;
