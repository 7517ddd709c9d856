//! What operations share: the parameters of components, and the names of headers.

use crate::lower::drafts::complaints::{Claims, Named};
use crate::lower::drafts::operation::Parameter;
use rustc_hash::{FxHashMap, FxHashSet};

#[derive(Default)]
pub(super) struct Shared<'a> {
    /// Parameters of the components, by key; `None` for those that the transport supplies.
    parameters: FxHashMap<&'a str, Option<Parameter>>,
    /// The getters of all headers are methods of one trait.
    headers: Claims,
    /// The headers that are named, each with its Rust name: most are declared many times.
    named: FxHashSet<(String, String)>,
}

impl<'a> Shared<'a> {
    /// What the parameter of this key has become, if it is known.
    pub(super) fn parameter(&self, key: &str) -> Option<&Option<Parameter>> {
        self.parameters.get(key)
    }

    pub(super) fn set_parameter(&mut self, key: &'a str, parameter: Option<Parameter>) {
        self.parameters.insert(key, parameter);
    }

    pub(super) fn name_header(&mut self, wire: &str, rust: &str, named: Named<'_>) {
        if self.named.insert((wire.to_owned(), rust.to_owned())) {
            self.headers.claim(rust, named);
        }
    }

    pub(super) fn header_without_name(&mut self, named: Named<'_>) {
        self.headers.nothing_left(named);
    }

    pub(super) fn into_header_claims(self) -> Claims {
        self.headers
    }
}
