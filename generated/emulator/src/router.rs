//! From a path to its route.

use crate::table::{Place, Table};
use std::collections::HashMap;

/// The templates of all routes, segment by segment.
#[derive(Debug, Default)]
pub(crate) struct Router {
    root: Node,
}

#[derive(Debug, Default)]
struct Node {
    /// In lower case: names of kinds are the same in any case.
    words: HashMap<String, Node>,
    placeholders: Vec<(Placeholder, Node)>,
    /// The routes whose templates end here.
    routes: Vec<usize>,
}

/// A segment that has a value in it.
#[derive(Debug, Eq, PartialEq)]
struct Placeholder {
    before: String,
    name: String,
    after: String,
    /// Whether the value may have slashes, as scopes have.
    takes_slashes: bool,
}

/// The routes at a path, and the values in it by the names of their parameters.
pub(crate) struct Found<'r> {
    pub(crate) routes: &'r [usize],
    pub(crate) values: Vec<(String, String)>,
}

impl Router {
    pub(crate) fn of(table: &Table) -> Self {
        let mut router = Self::default();
        for (index, route) in table.routes.iter().enumerate() {
            let parameters = route.operations.iter().flat_map(|it| &it.parameters);
            let parameters = parameters.filter_map(|index| table.parameters.get(*index));
            let raw: Vec<&str> =
                parameters.filter(|it| it.place == Place::Path && it.raw).map(|it| it.name.as_str()).collect();
            router.add(&route.path, index, &raw);
        }
        router
    }

    fn add(&mut self, path: &str, route: usize, raw: &[&str]) {
        let mut node = &mut self.root;
        for segment in path.split('/').skip(1) {
            node = match Placeholder::of(segment, raw) {
                None => node.words.entry(segment.to_ascii_lowercase()).or_default(),
                Some(placeholder) => {
                    let known = node.placeholders.iter().position(|(known, _)| *known == placeholder);
                    let index = known.unwrap_or_else(|| {
                        node.placeholders.push((placeholder, Node::default()));
                        node.placeholders.len() - 1
                    });
                    &mut node.placeholders[index].1
                }
            };
        }
        node.routes.push(route);
    }

    /// The routes at a path; a word goes before a placeholder.
    pub(crate) fn find(&self, segments: &[String]) -> Option<Found<'_>> {
        let mut values = Vec::new();
        let routes = self.root.find(segments, &mut values)?;
        Some(Found { routes, values })
    }
}

impl Node {
    fn find(&self, segments: &[String], values: &mut Vec<(String, String)>) -> Option<&[usize]> {
        let Some((first, rest)) = segments.split_first() else {
            return (!self.routes.is_empty()).then_some(self.routes.as_slice());
        };
        let word = self.words.get(&first.to_ascii_lowercase());
        if let Some(found) = word.and_then(|node| node.find(rest, values)) {
            return Some(found);
        }
        for (placeholder, node) in &self.placeholders {
            // The longest value that leaves enough for the rest of the path.
            let longest = if placeholder.takes_slashes { segments.len() } else { 1 };
            for taken in (1..=longest).rev() {
                let (value, rest) = segments.split_at(taken);
                let Some(value) = placeholder.value(&value.join("/")) else { continue };
                values.push((placeholder.name.clone(), value));
                if let Some(found) = node.find(rest, values) {
                    return Some(found);
                }
                values.pop();
            }
        }
        None
    }
}

impl Placeholder {
    fn of(segment: &str, raw: &[&str]) -> Option<Self> {
        let (before, rest) = segment.split_once('{')?;
        let (name, after) = rest.split_once('}')?;
        Some(Self {
            before: before.to_owned(),
            name: name.to_owned(),
            after: after.to_owned(),
            takes_slashes: raw.contains(&name),
        })
    }

    fn value(&self, text: &str) -> Option<String> {
        let value = text.strip_prefix(self.before.as_str())?.strip_suffix(self.after.as_str())?;
        (!value.is_empty()).then(|| value.to_owned())
    }
}

/// A template with its values in place.
pub(crate) fn filled(template: &str, values: &[(String, String)]) -> String {
    let mut path = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, from)) = rest.split_once('{') {
        path.push_str(before);
        let (name, after) = from.split_once('}').unwrap_or((from, ""));
        path.push_str(values.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value));
        rest = after;
    }
    path.push_str(rest);
    path
}

#[cfg(test)]
mod tests {
    use super::{Router, filled};

    fn router(paths: &[&str]) -> Router {
        let mut router = Router::default();
        for (index, path) in paths.iter().enumerate() {
            router.add(path, index, &["scope"]);
        }
        router
    }

    fn found(router: &Router, path: &str) -> Option<(Vec<usize>, Vec<String>)> {
        let segments: Vec<String> = path.split('/').skip(1).map(str::to_owned).collect();
        let found = router.find(&segments)?;
        Some((found.routes.to_vec(), found.values.into_iter().map(|(_, value)| value).collect()))
    }

    #[test]
    fn words_go_before_placeholders_and_case_does_not_count() {
        let router = router(&["/shelves/{id}", "/shelves/new", "/shelves/{id}/books"]);
        assert_eq!(found(&router, "/Shelves/NEW"), Some((vec![1], vec![])));
        assert_eq!(found(&router, "/shelves/New1"), Some((vec![0], vec!["New1".to_owned()])));
        // There is nothing below the word, so it is a value here.
        assert_eq!(found(&router, "/shelves/new/BOOKS"), Some((vec![2], vec!["new".to_owned()])));
        assert_eq!(found(&router, "/shelves"), None);
        assert_eq!(found(&router, "/shelves//books"), None);
    }

    #[test]
    fn a_scope_has_slashes() {
        let router = router(&["/{scope}/locks/{name}", "/books('{id}')"]);
        let values = vec!["a/b/locks/c".to_owned(), "d".to_owned()];
        assert_eq!(found(&router, "/a/b/locks/c/locks/d"), Some((vec![0], values)));
        assert_eq!(found(&router, "/books('7')"), Some((vec![1], vec!["7".to_owned()])));
    }

    #[test]
    fn templates_are_filled() {
        let values = [("a".to_owned(), "1".to_owned())];
        assert_eq!(filled("/x/{a}/y('{a}')/{b}", &values), "/x/1/y('1')/");
    }
}
