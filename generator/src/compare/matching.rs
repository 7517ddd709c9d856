//! Which operation on the right is which on the left.

use super::Direction;
use super::rows::Uses;
use crate::ir::{Api, Operation, OperationGroup};
use std::collections::BTreeMap;

/// An operation and its group.
pub(super) type Grouped<'a> = (&'a OperationGroup, &'a Operation);

/// An operation on both sides.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair<'a> {
    pub(super) left: Grouped<'a>,
    pub(super) right: Grouped<'a>,
}

/// All operations.
#[derive(Debug, Default)]
pub(super) struct Matched<'a> {
    pub(super) pairs: Vec<Pair<'a>>,
    pub(super) removed: Vec<Grouped<'a>>,
    pub(super) added: Vec<Grouped<'a>>,
}

impl<'a> Matched<'a> {
    /// What concerns every operation of the right.
    pub(super) fn everywhere(&self) -> Uses<'a> {
        let mut uses = Uses::default();
        let right = self.pairs.iter().map(|pair| pair.right).chain(self.added.iter().copied());
        right.for_each(|(_, operation)| uses.add(&operation.id, Direction::Both));
        uses
    }
}

/// Matches by what is called, then by `operationId`.
pub(super) fn operations<'a>(left: &'a Api, right: &'a Api) -> Matched<'a> {
    let mut matched = Matched::default();
    let (mut open_left, mut open_right): (Vec<Grouped<'a>>, Vec<Grouped<'a>>) = (all(left), all(right));
    take(&mut matched, &mut open_left, &mut open_right, call);
    take(&mut matched, &mut open_left, &mut open_right, |operation| operation.id.clone());
    matched.pairs.sort_by(|first, second| first.right.1.id.cmp(&second.right.1.id));
    matched.removed = open_left;
    matched.added = open_right;
    matched
}

fn all(api: &Api) -> Vec<Grouped<'_>> {
    api.groups.iter().flat_map(|group| group.operations.iter().map(move |operation| (group, operation))).collect()
}

/// Moves the operations with equal keys into pairs.
fn take<'a>(
    matched: &mut Matched<'a>,
    left: &mut Vec<Grouped<'a>>,
    right: &mut Vec<Grouped<'a>>,
    key: impl Fn(&Operation) -> String,
) {
    let mut known: BTreeMap<String, Grouped<'a>> = right.iter().map(|entry| (key(entry.1), *entry)).collect();
    let mut taken = Vec::new();
    left.retain(|entry| match known.remove(&key(entry.1)) {
        Some(found) => {
            matched.pairs.push(Pair { left: *entry, right: found });
            taken.push(found.1.id.clone());
            false
        }
        None => true,
    });
    right.retain(|(_, operation)| !taken.contains(&operation.id));
}

/// Method and path, whatever the path's parameters are called.
fn call(operation: &Operation) -> String {
    let mut query = operation.fixed_query.clone();
    query.sort();
    format!("{} {} {query:?}", operation.method.as_str(), anonymous(&operation.path))
}

/// The path with `{}` for every placeholder.
pub(super) fn anonymous(path: &str) -> String {
    let mut parts = path.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| match part.split_once('}') {
        Some((_, rest)) => format!("{text}{{}}{rest}"),
        None => format!("{text}{{{part}"),
    })
}

/// The names of the placeholders, in order.
pub(super) fn placeholders(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
}
