//! Uniqueness of names.

use crate::source::Location;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

/// The names taken in one scope, each with the place it comes from.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    taken: HashMap<String, Option<Location>>,
    suggested: HashSet<String>,
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

    /// A free name for one that is taken, another one each time: `user_id_2`, `UserId2`.
    pub fn suggest(&mut self, name: &str) -> String {
        let stem = name.trim_end_matches('_');
        let separator = if stem.starts_with(char::is_uppercase) && !stem.contains('_') { "" } else { "_" };
        let mut number = 2usize;
        loop {
            let free = format!("{stem}{separator}{number}");
            if !self.contains(&free) && self.suggested.insert(free.clone()) {
                return free;
            }
            number += 1;
        }
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
