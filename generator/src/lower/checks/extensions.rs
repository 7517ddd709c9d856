//! Extensions that are not understood, wherever they stand.

use crate::diagnostic::{Code, Diagnostic};
use crate::lower::document::source::Source;
use crate::lower::document::walk::{Place, Step, Visitor, walk};
use crate::lower::drafts::extensions::{Extensions, help_unknown, is_unknown};
use crate::lower::drafts::report::Report;
use crate::source::Pointer;
use std::collections::BTreeSet;

/// Reports every extension that is not understood, once for each kind of place.
pub(in crate::lower) fn check(source: &Source<'_>, report: &mut Report<'_>) {
    let mut search = Search { told: BTreeSet::new(), found: Vec::new() };
    walk(source.openapi, &mut search);
    for (key, at) in search.found {
        let location = source.locate(&at.key(&key));
        let message = format!("`{key}` is not understood here and changes nothing");
        let diagnostic = Diagnostic::at(Code::ExtensionUnknown, location, message).on_key();
        report.push(diagnostic.help(help_unknown(&key)));
    }
}

struct Search {
    told: BTreeSet<(String, Place)>,
    found: Vec<(String, Pointer)>,
}

impl Visitor<'_> for Search {
    fn extensions(&mut self, place: Place, extensions: &Extensions, at: &Step<'_>) {
        for key in extensions.keys().filter(|key| is_unknown(key)) {
            if self.told.insert((key.clone(), place)) {
                self.found.push((key.clone(), at.pointer()));
            }
        }
    }
}
