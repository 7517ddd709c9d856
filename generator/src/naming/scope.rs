//! Uniqueness of names.

use crate::source::Location;
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;

/// The names taken in one scope, each with the place it comes from.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    taken: FxHashMap<String, Option<Location>>,
}

impl Scope {
    /// Takes `name`, or tells who has it: `Some(None)` for one without a place.
    pub fn claim(&mut self, name: &str, location: &Location) -> Result<(), Option<Location>> {
        match self.taken.entry(name.to_owned()) {
            Entry::Occupied(first) => Err(first.get().clone()),
            Entry::Vacant(free) => {
                free.insert(Some(location.clone()));
                Ok(())
            }
        }
    }

    /// Takes `name` for something that the specification does not name.
    pub fn reserve(&mut self, name: &str) {
        self.taken.entry(name.to_owned()).or_default();
    }

    /// Whether somebody has `name`.
    pub fn contains(&self, name: &str) -> bool {
        self.taken.contains_key(name)
    }

    /// Whether `name` was taken by [`Scope::reserve`].
    pub fn is_reserved(&self, name: &str) -> bool {
        matches!(self.taken.get(name), Some(None))
    }

    /// Takes the first of `candidates` that is free, else the last of them with the least number that makes it free.
    pub fn claim_free(&mut self, candidates: impl IntoIterator<Item = String>) -> String {
        let mut last = String::new();
        for candidate in candidates {
            if !self.contains(&candidate) {
                self.reserve(&candidate);
                return candidate;
            }
            last = candidate;
        }
        let mut number = 2usize;
        while self.contains(&format!("{last}{number}")) {
            number += 1;
        }
        let name = format!("{last}{number}");
        self.reserve(&name);
        name
    }
}

/// Names after one that is taken, without end: `user_id_2`, `UserId2`, or after a digit with a letter, `V10B`.
pub fn numbered(name: &str) -> impl Iterator<Item = String> + use<> {
    let stem = name.trim_end_matches('_').to_owned();
    let is_camel = stem.starts_with(char::is_uppercase);
    let ends_in_digit = stem.ends_with(|last: char| last.is_ascii_digit());
    (2usize..).map(move |number| match (is_camel, ends_in_digit) {
        (true, true) => format!("{stem}{}", letters(number)),
        (true, false) => format!("{stem}{number}"),
        (false, _) => format!("{stem}_{number}"),
    })
}

/// `B` for 2, `Z` for 26, `AA` for 27.
fn letters(mut number: usize) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        let digit = u8::try_from((number - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        number = (number - 1) / 26;
    }
    letters.into_iter().rev().collect()
}
