//! Patterns of strings.

use super::report::Report;
use crate::diagnostic::Code;
use crate::lower::document::source::Source;
use crate::source::Pointer;
use rustc_hash::FxHashMap;

/// Which patterns are regular expressions: each is compiled, and complained of, once.
#[derive(Default)]
pub(in crate::lower) struct Patterns<'a>(FxHashMap<&'a str, bool>);

impl<'a> Patterns<'a> {
    /// The pattern, unless it is none that can be checked.
    pub(super) fn checked(
        &mut self,
        source: &Source<'a>,
        report: &mut Report<'a>,
        pattern: &'a str,
        at: &Pointer,
    ) -> Option<String> {
        if let Some(valid) = self.0.get(pattern) {
            return valid.then(|| pattern.to_owned());
        }
        let compiled = regex_lite::Regex::new(pattern);
        self.0.insert(pattern, compiled.is_ok());
        match compiled {
            Ok(_) => Some(pattern.to_owned()),
            Err(error) => {
                let message = format!("the pattern `{pattern}` is not checked: {error}");
                let help = "correct it, or leave it to the service to check";
                report.tell(source, Code::Pattern, &at.key("pattern"), message, help);
                None
            }
        }
    }
}
