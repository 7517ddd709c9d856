//! The names that the configuration decides.

use super::report::Report;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::naming;
use std::collections::BTreeSet;
use std::path::Path;
use toml::Spanned;

/// The entries of the configuration, and which of them were of use.
pub(in crate::lower) struct Overrides<'a> {
    config: &'a Config,
    used: BTreeSet<&'a str>,
}

impl<'a> Overrides<'a> {
    pub(in crate::lower) fn new(config: &'a Config) -> Self {
        Self { config, used: BTreeSet::new() }
    }

    /// The Rust name that the configuration gives to `key`.
    pub(in crate::lower) fn name(&mut self, key: &str) -> Option<&'a str> {
        if self.config.names.is_empty() {
            return None;
        }
        let (key, name) = self.config.names.get_key_value(key)?;
        self.used.insert(key.as_ref());
        Some(name)
    }

    /// The Rust name of the definition `wire` of the file at `path`: its key has the end of the path, as `v1/a.json#A`.
    pub(in crate::lower) fn in_file(&mut self, path: &Path, wire: &str) -> Option<&'a str> {
        let entry = self.config.names.iter().find(|(key, _)| {
            key.as_ref().split_once('#').is_some_and(|(file, definition)| definition == wire && path.ends_with(file))
        });
        entry.map(|(key, name)| {
            self.used.insert(key.as_ref());
            name.as_str()
        })
    }

    /// The Rust name of `property` of the definition `definition`.
    pub(in crate::lower) fn property(&mut self, definition: &str, property: &str) -> Option<&'a str> {
        if self.config.names.is_empty() { None } else { self.name(&format!("{definition}.{property}")) }
    }

    /// Reports names that Rust does not take, and entries that matched nothing.
    pub(in crate::lower) fn report(&self, report: &mut Report<'_>) {
        let mut push = |code: Code, entry: &Spanned<String>, message: String, help: &str| {
            let diagnostic = Diagnostic { place: self.config.place(entry), ..Diagnostic::new(code, message) };
            report.push(diagnostic.help(help));
        };
        for (key, name) in &self.config.names {
            if !naming::is_choosable(name) {
                let message =
                    format!("`names`: `{name}`, for `{}`, is not a name that Rust code can have", key.as_ref());
                push(Code::Configuration, key, message, "use letters, digits and `_`, and no keyword");
            }
        }
        for entry in self.config.names.keys().filter(|entry| !self.used.contains(entry.as_ref().as_str())) {
            let message = format!("`names`: nothing in the specification is called `{}`", entry.as_ref());
            push(Code::ConfigurationUnused, entry, message, "correct the entry or remove it");
        }
    }
}
