//! Extensions that are not understood, and those whose values are not what they must be, wherever they stand.

use crate::azure::{self, Extensions, Fault, Knowledge};
use crate::diagnostic::{Code, Diagnostic};
use crate::lower::document::source::Source;
use crate::lower::document::walk::{Part, Visitor, Way, walk};
use crate::lower::drafts::report::Report;
use std::collections::BTreeSet;

/// Reports every extension that is not understood, once for each kind of place, and every value that is wrong.
pub(in crate::lower) fn check(source: &Source<'_>, report: &mut Report<'_>) {
    walk(source.openapi, &mut Check { source, report, told: BTreeSet::new() });
}

struct Check<'c, 'a, 'r> {
    source: &'c Source<'a>,
    report: &'c mut Report<'r>,
    told: BTreeSet<(&'a str, Part)>,
}

impl<'a> Visitor<'a> for Check<'_, 'a, '_> {
    fn extensions(&mut self, place: Part, extensions: &'a Extensions, at: &Way<'_>) {
        for (key, value) in extensions {
            match azure::known(key, value) {
                Knowledge::Unknown if self.told.insert((key, place)) => self.unknown(key, at),
                Knowledge::Read(Some(fault)) => self.wrong(key, fault, at),
                Knowledge::Unknown | Knowledge::Read(None) | Knowledge::Noted => {}
            }
        }
    }
}

impl Check<'_, '_, '_> {
    fn unknown(&mut self, key: &str, at: &Way<'_>) {
        let location = self.source.locate(&at.pointer().key(key));
        let message = format!("`{key}` is not understood here and changes nothing");
        let diagnostic = Diagnostic::at(Code::ExtensionUnknown, location, message).on_key();
        self.report.push(diagnostic.help(azure::help_unknown(key)));
    }

    fn wrong(&mut self, key: &str, fault: Fault, at: &Way<'_>) {
        let at = at.pointer().key(key);
        let (name, at) = fault.key.map_or((key, at.clone()), |inner| (inner, at.key(inner)));
        let message = format!("`{name}` must be {}", fault.expected);
        self.report.tell(self.source, Code::ExtensionValue, &at, message, "give it such a value, or remove it");
    }
}
