//! Collects differences, and makes one of those that have one cause.

use super::difference::{Difference, Direction, Effect};
use super::{Comparison, Rule};
use crate::ir::Api;
use crate::source::Location;
use std::collections::{BTreeMap, BTreeSet};

/// What differs.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Subject {
    /// By its whole name.
    Whole(String),
    /// A part of an operation, or of several that share it.
    Part(String),
}

impl Subject {
    /// The items of a list, or the values of a dictionary.
    pub(super) fn items(&self) -> Self {
        match self {
            Self::Whole(name) => Self::Whole(format!("{name}[]")),
            Self::Part(name) => Self::Part(format!("{name}[]")),
        }
    }

    /// With the operation's name, if there is but one.
    fn name(self, operations: &[String]) -> String {
        match (self, operations) {
            (Self::Part(name), [operation]) => format!("{operation}: {name}"),
            (Self::Part(name) | Self::Whole(name), _) => name,
        }
    }
}

impl From<&String> for Subject {
    fn from(name: &String) -> Self {
        Self::Whole(name.clone())
    }
}

impl From<&Subject> for Subject {
    fn from(subject: &Subject) -> Self {
        subject.clone()
    }
}

/// A difference, before it is known who is concerned.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) rule: Rule,
    pub(super) subject: Subject,
    pub(super) left: Option<Location>,
    pub(super) right: Option<Location>,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
    pub(super) rust: Effect,
    pub(super) ways: Ways,
}

/// The ways on which a difference counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Ways {
    /// All on which the whole travels.
    All,
    /// Back to the caller alone: requests go on to work as they did.
    Received,
}

impl Row {
    pub(super) fn new(rule: Rule, subject: impl Into<Subject>) -> Self {
        let subject = subject.into();
        Self {
            rule,
            subject,
            left: None,
            right: None,
            before: None,
            after: None,
            rust: Effect::default(),
            ways: Ways::All,
        }
    }

    /// The row, counted in responses alone, if that is so.
    pub(super) fn received_alone(self, is_so: bool) -> Self {
        Self { ways: if is_so { Ways::Received } else { self.ways }, ..self }
    }

    pub(super) fn at(self, left: &Location, right: &Location) -> Self {
        Self { left: Some(left.clone()), right: Some(right.clone()), ..self }
    }

    pub(super) fn only_left(self, left: &Location) -> Self {
        Self { left: Some(left.clone()), ..self }
    }

    pub(super) fn only_right(self, right: &Location) -> Self {
        Self { right: Some(right.clone()), ..self }
    }

    pub(super) fn change(self, before: Option<String>, after: Option<String>) -> Self {
        Self { before, after, ..self }
    }

    pub(super) fn rust(self, rust: Effect) -> Self {
        Self { rust, ..self }
    }
}

/// The operations that send something, and those that receive it.
#[derive(Clone, Debug, Default)]
pub(super) struct Uses<'a> {
    pub(super) request: BTreeSet<&'a str>,
    pub(super) response: BTreeSet<&'a str>,
}

impl<'a> Uses<'a> {
    /// Those of one operation.
    pub(super) fn of(operation: &'a str, direction: Direction) -> Self {
        let mut uses = Self::default();
        uses.add(operation, direction);
        uses
    }

    pub(super) fn add(&mut self, operation: &'a str, direction: Direction) {
        if matches!(direction, Direction::Request | Direction::Both) {
            self.request.insert(operation);
        }
        if matches!(direction, Direction::Response | Direction::Both) {
            self.response.insert(operation);
        }
    }

    pub(super) fn direction(&self) -> Direction {
        match (self.request.is_empty(), self.response.is_empty()) {
            (true, true) => Direction::Neither,
            (false, true) => Direction::Request,
            (true, false) => Direction::Response,
            (false, false) => Direction::Both,
        }
    }
}

/// What makes two rows one.
type Key = (Subject, Rule, Option<Location>, Option<Location>, Option<String>, Option<String>);

/// The rows found so far.
#[derive(Debug, Default)]
pub(super) struct Rows<'a> {
    rows: BTreeMap<Key, (Uses<'a>, Effect)>,
}

impl<'a> Rows<'a> {
    /// Adds a row; one that is known already gains the uses.
    pub(super) fn push(&mut self, row: Row, uses: &Uses<'a>) {
        let Row { rule, subject, left, right, before, after, rust, ways } = row;
        let (known, effect) = self.rows.entry((subject, rule, left, right, before, after)).or_default();
        if ways == Ways::All {
            known.request.extend(&uses.request);
        }
        known.response.extend(&uses.response);
        if rust.step > effect.step {
            *effect = rust;
        }
    }

    /// The differences in order.
    pub(super) fn finish(self, left: &Api, right: &Api) -> Comparison {
        let groups = groups_of(left, right);
        let mut differences: Vec<Difference> = self.rows.into_iter().map(|row| difference(row, &groups)).collect();
        differences.sort_by(|first, second| order(first).cmp(&order(second)));
        Comparison { differences }
    }
}

fn difference(
    ((subject, rule, left, right, before, after), (uses, rust)): (Key, (Uses<'_>, Effect)),
    groups: &BTreeMap<&str, &str>,
) -> Difference {
    let direction = uses.direction();
    let operations: BTreeSet<&str> = uses.request.union(&uses.response).copied().collect();
    let mut found = operations.iter().filter_map(|operation| groups.get(operation).copied());
    let group = found.next().filter(|first| found.all(|other| other == *first)).map(str::to_owned);
    let operations: Vec<String> = operations.into_iter().map(str::to_owned).collect();
    let subject = subject.name(&operations);
    let level = rule.level(direction);
    Difference { rule, level, direction, subject, group, operations, left, right, before, after, rust }
}

/// What concerns no group alone comes last.
fn order(difference: &Difference) -> impl Ord + '_ {
    let Difference { group, subject, rule, before, after, left, right, .. } = difference;
    ((group.is_none(), group, subject), (rule, before, after), (left, right))
}

/// The group of each operation.
fn groups_of<'a>(left: &'a Api, right: &'a Api) -> BTreeMap<&'a str, &'a str> {
    let groups = left.groups.iter().chain(&right.groups);
    groups.flat_map(|group| group.operations.iter().map(|one| (one.id.as_str(), group.name.wire.as_str()))).collect()
}
