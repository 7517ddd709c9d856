//! Complaints about names, each with the line for the configuration that mends it.

use crate::diagnostic::{Code, Diagnostic};
use crate::naming::{self, Kind, Scope};
use crate::source::Location;

/// The complaint that nothing of `what`, called `wire`, is left in Rust; `key` is what the configuration calls it.
pub(super) fn nothing_left(what: &str, kind: Kind, wire: &str, key: &str, place: Location) -> Diagnostic {
    let message = format!("nothing of {what} is left in Rust");
    Diagnostic::at(Code::NameEmpty, place, message).help(line(key, &naming::stand_in(kind, wire)))
}

/// Takes `rust` in `scope`, or else complains that two of `what` have that name.
pub(super) fn claim(scope: &mut Scope, rust: &str, what: &str, key: &str, place: &Location) -> Option<Diagnostic> {
    let first = scope.claim(rust, place).err()?;
    let message = format!("two {what} are called `{rust}` in Rust");
    let diagnostic = Diagnostic::at(Code::NameCollision, place.clone(), message);
    let diagnostic = diagnostic.help(line(key, &scope.suggest(rust)));
    Some(first.into_iter().fold(diagnostic, |diagnostic, first| diagnostic.related(first, "the first")))
}

fn line(key: &str, name: &str) -> String {
    format!("name it in apim.toml, for example:\n[names]\n\"{}\" = \"{name}\"", escaped(key))
}

/// `text` as it stands in a basic string of TOML.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' | '\\' => escaped.extend(['\\', character]),
            _ if character.is_control() => escaped.push_str(&format!("\\u{:04X}", u32::from(character))),
            _ => escaped.push(character),
        }
    }
    escaped
}
