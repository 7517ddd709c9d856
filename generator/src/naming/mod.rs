//! Rust names.

use serde::Serialize;

/// A name on the wire beside its name in Rust.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct Name {
    /// As the service knows it.
    pub wire: String,
    /// As Rust code knows it, final and valid: raw identifiers never occur, keywords get a trailing underscore.
    pub rust: String,
}
