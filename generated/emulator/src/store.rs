//! The things that live in a world, by their ids.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use std::collections::BTreeMap;
use std::ops::Bound;

/// A thing.
#[derive(Clone, Debug)]
pub(crate) struct Entity {
    /// Its id, in the case in which it was last given.
    pub(crate) id: String,
    /// Index of its route.
    pub(crate) route: usize,
    /// What was put, secrets too.
    pub(crate) body: Value,
    /// What the service itself says of it.
    pub(crate) own: Value,
    /// Its version; each is of one thing only.
    pub(crate) version: u64,
}

impl Entity {
    /// The entity tag of a version, without quotes.
    pub(crate) fn tag(&self) -> String {
        STANDARD.encode(self.version.to_be_bytes())
    }

    /// The last part of the id.
    pub(crate) fn name(&self) -> &str {
        self.id.rsplit('/').next().unwrap_or_default()
    }
}

/// All things, by their ids in lower case.
#[derive(Debug, Default)]
pub(crate) struct Store {
    things: BTreeMap<String, Entity>,
    versions: u64,
}

impl Store {
    pub(crate) fn get(&self, id: &str) -> Option<&Entity> {
        self.things.get(&id.to_ascii_lowercase())
    }

    /// Puts a thing in the place of the one that has its id. What is the same keeps its version.
    pub(crate) fn put(&mut self, id: String, route: usize, body: Value, own: Value, renewal: Renewal) -> &Entity {
        let key = id.to_ascii_lowercase();
        let same =
            self.things.get(&key).filter(|old| renewal == Renewal::IfChanged && old.body == body && old.own == own);
        let version = match same.map(|old| old.version) {
            Some(version) => version,
            None => {
                self.versions += 1;
                self.versions
            }
        };
        let entity = Entity { id, route, body, own, version };
        match self.things.entry(key) {
            std::collections::btree_map::Entry::Occupied(mut place) => {
                place.insert(entity);
                place.into_mut()
            }
            std::collections::btree_map::Entry::Vacant(place) => place.insert(entity),
        }
    }

    /// Removes a thing with all that is below it; whether there was one.
    pub(crate) fn remove(&mut self, id: &str) -> bool {
        let key = id.to_ascii_lowercase();
        let below: Vec<String> = self.below(&key).map(|(key, _)| key.clone()).collect();
        for key in below {
            self.things.remove(&key);
        }
        self.things.remove(&key).is_some()
    }

    /// The things in a collection: one segment below its path.
    pub(crate) fn children<'s>(&'s self, collection: &str) -> impl Iterator<Item = &'s Entity> + use<'s> {
        let key = collection.to_ascii_lowercase();
        let length = key.len() + 1;
        let direct = move |key: &String| key.get(length..).is_some_and(|name| !name.contains('/'));
        self.below(&key).filter(move |(key, _)| direct(key)).map(|(_, entity)| entity)
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.things.len()
    }

    /// All things.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Entity> {
        self.things.values()
    }

    fn below<'s>(&'s self, key: &str) -> impl Iterator<Item = (&'s String, &'s Entity)> + use<'s> {
        // `0` is the character after `/`.
        let bounds = (Bound::Excluded(format!("{key}/")), Bound::Excluded(format!("{key}0")));
        self.things.range::<String, _>(bounds)
    }
}

/// Whether a thing that is put again as it is gets a new version.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Renewal {
    IfChanged,
    Always,
}
