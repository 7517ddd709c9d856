//! The lifted document, as lowering reads it: nothing here makes anything or complains.

pub(super) mod choices;
pub(super) mod components;
pub(super) mod constraints;
pub(super) mod heirs;
pub(super) mod media;
pub(super) mod shape;
pub(super) mod site;
pub(super) mod source;
mod title;
pub(super) mod walk;
