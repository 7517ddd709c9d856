//! What was written into documents after they were read, and where it came from.

use super::{DocumentId, Location, Pointer};
use rustc_hash::FxHashMap;

/// The parts of documents that stand elsewhere in the text that the user wrote.
#[derive(Clone, Debug, Default)]
pub struct Edits {
    places: FxHashMap<DocumentId, FxHashMap<Pointer, Location>>,
}

impl Edits {
    /// Declares that what is now at `at`, with all below it, is written at `source`.
    pub fn put(&mut self, at: &Location, source: Location) {
        self.forget(at);
        self.places.entry(at.document).or_default().insert(at.pointer.clone(), source);
    }

    /// Declares that nothing is at `at` any more.
    pub fn forget(&mut self, at: &Location) {
        if let Some(places) = self.places.get_mut(&at.document) {
            places.retain(|pointer, _| below(pointer, &at.pointer).is_none());
        }
    }

    /// Declares that the item at `index` of the `list`, which had `length` items, is gone: the others move up.
    pub fn remove_item(&mut self, list: &Location, index: usize, length: usize) {
        for index in index..length {
            self.forget(&list.index(index));
            let next = list.index(index + 1);
            if index + 1 == length {
                continue;
            }
            let inner = self.places.get(&list.document).into_iter().flatten();
            let inner: Vec<(String, Location)> = inner
                .filter_map(|(pointer, source)| Some((below(pointer, &next.pointer)?.to_owned(), source.clone())))
                .collect();
            self.put(&list.index(index), self.source(&next));
            for (rest, source) in inner.into_iter().filter(|(rest, _)| !rest.is_empty()) {
                let pointer = Pointer::from_text(format!("{}{rest}", list.index(index).pointer));
                self.places.entry(list.document).or_default().insert(pointer, source);
            }
        }
    }

    /// Where what is at `at` is written.
    pub fn source(&self, at: &Location) -> Location {
        let Some(places) = self.places.get(&at.document).filter(|places| !places.is_empty()) else { return at.clone() };
        let text = at.pointer.as_str();
        let mut end = text.len();
        loop {
            let (before, rest) = text.split_at(end);
            if let Some(source) = places.get(&Pointer::from_text(before)) {
                return Location::new(source.document, Pointer::from_text(format!("{}{rest}", source.pointer)));
            }
            match before.rfind('/') {
                Some(slash) => end = slash,
                None => return at.clone(),
            }
        }
    }
}

/// What leads from `above` to `pointer`, if it is at or below it.
fn below<'p>(pointer: &'p Pointer, above: &Pointer) -> Option<&'p str> {
    let rest = pointer.as_str().strip_prefix(above.as_str())?;
    (rest.is_empty() || rest.starts_with('/')).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(document: usize, pointer: &str) -> Location {
        Location::new(DocumentId(document), Pointer::from_text(pointer))
    }

    #[test]
    fn what_was_put_is_found_with_all_below_it() {
        let mut edits = Edits::default();
        edits.put(&at(0, "/a"), at(1, "/x"));
        edits.put(&at(0, "/a/b"), at(1, "/y"));
        assert_eq!(edits.source(&at(0, "/a/c/d")), at(1, "/x/c/d"));
        assert_eq!(edits.source(&at(0, "/a/b/0")), at(1, "/y/0"));
        assert_eq!(edits.source(&at(0, "/ab")), at(0, "/ab"));
        edits.put(&at(0, "/a"), at(1, "/z"));
        assert_eq!(edits.source(&at(0, "/a/b/0")), at(1, "/z/b/0"));
        edits.forget(&at(0, ""));
        assert_eq!(edits.source(&at(0, "/a")), at(0, "/a"));
    }

    #[test]
    fn items_move_up_with_what_was_put_into_them() {
        let mut edits = Edits::default();
        edits.put(&at(0, "/l/2/k"), at(1, "/x"));
        edits.put(&at(0, "/l/3"), at(1, "/y"));
        edits.remove_item(&at(0, "/l"), 1, 4);
        assert_eq!(edits.source(&at(0, "/l/0")), at(0, "/l/0"));
        assert_eq!(edits.source(&at(0, "/l/1/j")), at(0, "/l/2/j"));
        assert_eq!(edits.source(&at(0, "/l/1/k/m")), at(1, "/x/m"));
        assert_eq!(edits.source(&at(0, "/l/2")), at(1, "/y"));
        assert_eq!(edits.source(&at(0, "/l/3")), at(0, "/l/3"));
        edits.remove_item(&at(0, "/l"), 0, 3);
        assert_eq!(edits.source(&at(0, "/l/0/j")), at(0, "/l/2/j"));
        assert_eq!(edits.source(&at(0, "/l/0/k/m")), at(1, "/x/m"));
        assert_eq!(edits.source(&at(0, "/l/1/n")), at(1, "/y/n"));
    }
}
