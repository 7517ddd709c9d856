//! Complaints about names, each with the line for the configuration that mends it.
//!
//! Without a configuration nobody has to write that line: the specification is lowered again as if it were written, and
//! the complaint is a warning.

use crate::diagnostic::{Code, Diagnostic, Mark};
use crate::naming::{self, NameKind, Scope};
use crate::source::Location;
use rustc_hash::{FxHashMap, FxHashSet};

/// What is to have a name in Rust.
pub(in crate::lower) struct Named<'n> {
    pub(in crate::lower) kind: NameKind,
    pub(in crate::lower) wire: &'n str,
    /// What it is one of: `properties of …`.
    pub(in crate::lower) what: &'n str,
    /// What the configuration calls it.
    pub(in crate::lower) key: &'n str,
    pub(in crate::lower) place: Location,
    pub(in crate::lower) mark: Mark,
    /// What its name begins with, whatever the configuration says: `begin_`.
    pub(in crate::lower) prefix: &'static str,
}

/// The names of one scope, and the complaints about them. A complaint suggests a name, which can be said only when all
/// names are known: [`finish`] does it.
#[derive(Default)]
pub(in crate::lower) struct Claims {
    pub(in crate::lower) scope: Scope,
    /// What the configuration calls those that are named.
    keys: FxHashSet<String>,
    complaints: Vec<Complaint>,
}

struct Complaint {
    diagnostic: Diagnostic,
    key: String,
    prefix: &'static str,
    /// The first choice without the prefix, which is taken.
    taken: String,
    candidates: Vec<String>,
}

impl Claims {
    /// Takes `rust`, or else complains that two of its kind have that name.
    pub(in crate::lower) fn claim(&mut self, rust: &str, named: Named<'_>) {
        self.keys.insert(named.key.to_owned());
        let Some(first) = self.scope.claim(rust, &named.place).err() else { return };
        let message = format!("two {} are called `{rust}` in Rust", named.what);
        let diagnostic = Diagnostic::at(Code::NameCollision, named.place.clone(), message);
        let diagnostic = first.into_iter().fold(diagnostic, |diagnostic, first| diagnostic.related(first, "the first"));
        let candidates = naming::alternatives(named.kind, named.wire);
        self.complain(diagnostic, &named, rust, candidates);
    }

    /// Complains that nothing of it is left in Rust.
    pub(in crate::lower) fn nothing_left(&mut self, named: Named<'_>) {
        let message = format!("nothing of {} is left in Rust", named.what);
        let diagnostic = Diagnostic::at(Code::NameEmpty, named.place.clone(), message);
        let stand_in = naming::stand_in(named.kind, named.wire);
        self.complain(diagnostic, &named, &stand_in, vec![stand_in.clone()]);
    }

    fn complain(&mut self, diagnostic: Diagnostic, named: &Named<'_>, taken: &str, candidates: Vec<String>) {
        let prefix = named.prefix;
        let taken = taken.strip_prefix(prefix).unwrap_or(taken).to_owned();
        self.keys.insert(named.key.to_owned());
        let diagnostic = Diagnostic { mark: named.mark, ..diagnostic };
        self.complaints.push(Complaint { diagnostic, key: named.key.to_owned(), prefix, taken, candidates });
    }
}

/// A name that mends a complaint.
#[derive(Debug)]
pub(in crate::lower) struct Suggestion {
    /// What the configuration calls the thing.
    pub(in crate::lower) key: String,
    pub(in crate::lower) name: String,
    diagnostic: Diagnostic,
}

impl Suggestion {
    /// The complaint, where a configuration is there to be corrected.
    pub(in crate::lower) fn refused(self) -> Diagnostic {
        let help = format!("name it in apim.toml, for example:\n{}", self.lines());
        self.diagnostic.help(help)
    }

    /// The complaint, where the name is taken without being asked for.
    pub(in crate::lower) fn taken(self) -> Diagnostic {
        let help = format!("to name it better, write to apim.toml, for example:\n{}", self.lines());
        let message = format!("{}, so this is `{}`", self.diagnostic.message, self.name);
        Diagnostic { code: Code::NameMadeUp, message, ..self.diagnostic }.help(help)
    }

    fn lines(&self) -> String {
        format!("[names]\n\"{}\" = \"{}\"", escaped(&self.key), self.name)
    }
}

/// The complaints of all scopes, each with a name that mends it. A key has one name, which is free in every scope that
/// the key is known in.
pub(in crate::lower) fn finish(mut all: Vec<Claims>) -> Vec<Suggestion> {
    let mut suggested: FxHashMap<String, String> = FxHashMap::default();
    let complaints: Vec<Complaint> = all.iter_mut().flat_map(|claims| std::mem::take(&mut claims.complaints)).collect();
    let complete = |complaint: Complaint| {
        let name = match suggested.get(&complaint.key) {
            Some(name) => name.clone(),
            None => suggest(&mut all, &complaint),
        };
        suggested.insert(complaint.key.clone(), name.clone());
        Suggestion { key: complaint.key, name, diagnostic: complaint.diagnostic }
    };
    complaints.into_iter().map(complete).collect()
}

/// A name that is free wherever the key is known, and from now on taken.
fn suggest(all: &mut [Claims], complaint: &Complaint) -> String {
    let Complaint { key, prefix, taken, candidates, .. } = complaint;
    let mut scopes: Vec<&mut Scope> =
        all.iter_mut().filter(|claims| claims.keys.contains(key)).map(|claims| &mut claims.scope).collect();
    let full = |name: &str| format!("{prefix}{name}");
    let is_free = |name: &String| naming::is_choosable(name) && !scopes.iter().any(|scope| scope.contains(&full(name)));
    let name = candidates.iter().cloned().chain(naming::numbered(taken)).find(is_free).unwrap_or_default();
    scopes.iter_mut().for_each(|scope| scope.reserve(&full(&name)));
    name
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
