//! Which definition on the right stands where one on the left stood, and which operations see it.

use super::matching::Pair;
use super::rows::Uses;
use super::rust::resolve;
use super::{Direction, Sides};
use crate::ir::{Api, DefinitionId, DefinitionKind, Operation, Struct, TypeRef};
use std::collections::{BTreeMap, BTreeSet};

/// A definition on the left, and the one on the right.
pub(super) type Ids = (DefinitionId, DefinitionId);

/// Types in one place.
type Types<'a> = (&'a TypeRef, &'a TypeRef);

/// All pairs of definitions that share a place.
#[derive(Debug, Default)]
pub(super) struct Pairs<'a> {
    pub(super) uses: BTreeMap<Ids, Uses<'a>>,
}

impl<'a> Pairs<'a> {
    /// Adds the pairs that an operation reaches.
    pub(super) fn walk_operation(&mut self, sides: Sides<'a>, pair: &Pair<'a>) {
        let (left, right) = (pair.left.1, pair.right.1);
        self.walk(sides, right, Direction::Request, sent(left, right));
        self.walk(sides, right, Direction::Response, received(left, right));
    }

    fn walk(&mut self, sides: Sides<'a>, operation: &'a Operation, direction: Direction, roots: Vec<Types<'a>>) {
        let mut seen: BTreeSet<Ids> = BTreeSet::new();
        let mut open: Vec<Ids> = roots.into_iter().filter_map(|types| target(sides, types)).collect();
        while let Some(ids) = open.pop() {
            if seen.insert(ids) {
                self.uses.entry(ids).or_default().add(&operation.id, direction);
                open.extend(parts(sides, ids, direction));
            }
        }
    }

    /// Pairs the definitions that no operation of both sides reaches by their names.
    pub(super) fn add_unused(&mut self, sides: Sides<'a>) {
        let known = |id: DefinitionId, side: fn(&Ids) -> DefinitionId| self.uses.keys().any(|ids| side(ids) == id);
        let open = |api: &'a Api, side: fn(&Ids) -> DefinitionId| {
            let all = api.definitions.iter().enumerate().map(|(index, definition)| (DefinitionId(index), definition));
            all.filter(move |(id, _)| !known(*id, side))
        };
        let right: BTreeMap<&str, DefinitionId> =
            open(sides.right, |ids| ids.1).map(|(id, definition)| (definition.name.rust.as_str(), id)).collect();
        let found: Vec<Ids> = open(sides.left, |ids| ids.0)
            .filter_map(|(id, definition)| Some((id, *right.get(definition.name.rust.as_str())?)))
            .collect();
        for ids in found {
            self.uses.entry(ids).or_default();
        }
    }
}

fn sent<'a>(left: &'a Operation, right: &'a Operation) -> Vec<Types<'a>> {
    let bodies = left.body.iter().zip(&right.body).map(|(left, right)| (&left.value.type_ref, &right.value.type_ref));
    let parameters = left.parameters.iter().filter_map(|before| {
        let after = right.parameters.iter().find(|after| after.name.wire == before.name.wire)?;
        Some((&before.value.type_ref, &after.value.type_ref))
    });
    bodies.chain(parameters).collect()
}

fn received<'a>(left: &'a Operation, right: &'a Operation) -> Vec<Types<'a>> {
    let mut types = Vec::new();
    for before in &left.responses {
        let Some(after) = right.responses.iter().find(|after| after.status == before.status) else { continue };
        types.extend(before.body_type().zip(after.body_type()));
        for header in &before.headers {
            let other = after.headers.iter().find(|other| other.name.wire == header.name.wire);
            types.extend(other.map(|other| (&header.value.type_ref, &other.value.type_ref)));
        }
    }
    for before in &left.failures {
        let after = right.failures.iter().find(|after| after.status == before.status);
        types.extend(after.and_then(|after| Some((before.body.as_ref()?, after.body.as_ref()?))));
    }
    types.extend(left.outcome.body().zip(right.outcome.body()));
    types
}

/// The definitions behind two types, if both lead to one by the same way.
fn target(sides: Sides<'_>, (left, right): Types<'_>) -> Option<Ids> {
    match (resolve(sides.left, left), resolve(sides.right, right)) {
        (TypeRef::Array(left), TypeRef::Array(right)) | (TypeRef::Map(left), TypeRef::Map(right)) => {
            target(sides, (left, right))
        }
        (TypeRef::Definition(left), TypeRef::Definition(right)) => {
            let (old, new) = (&sides.left.definition(*left).kind, &sides.right.definition(*right).kind);
            let is_enum = |kind: &DefinitionKind| matches!(kind, DefinitionKind::Enum(_));
            (is_enum(old) == is_enum(new)).then_some((*left, *right))
        }
        _ => None,
    }
}

/// The pairs inside a pair.
fn parts(sides: Sides<'_>, (left, right): Ids, direction: Direction) -> Vec<Ids> {
    let (before, after) = (sides.left.definition(left), sides.right.definition(right));
    match (&before.kind, &after.kind) {
        (DefinitionKind::Struct(before), DefinitionKind::Struct(after)) => fields(sides, before, after, direction),
        (DefinitionKind::Union(before), DefinitionKind::Union(after)) => {
            let kinds = before.kinds.iter().filter_map(|kind| {
                let other = after.kinds.iter().find(|other| other.name.wire == kind.name.wire)?;
                Some((kind.definition, other.definition))
            });
            kinds.chain(before.base.zip(after.base)).collect()
        }
        (DefinitionKind::Union(before), DefinitionKind::Struct(_)) => {
            before.base.into_iter().map(|base| (base, right)).collect()
        }
        (DefinitionKind::Struct(_), DefinitionKind::Union(after)) => {
            after.base.into_iter().map(|base| (left, base)).collect()
        }
        _ => Vec::new(),
    }
}

fn fields(sides: Sides<'_>, before: &Struct, after: &Struct, direction: Direction) -> Vec<Ids> {
    let fields = before.fields.iter().filter_map(|old| {
        let new = after.fields.iter().find(|new| new.name.wire == old.name.wire)?;
        let travels = direction != Direction::Request || !(old.read_only && new.read_only);
        travels.then_some((&old.value.type_ref, &new.value.type_ref))
    });
    let additional = before.additional.iter().zip(&after.additional);
    fields.chain(additional).filter_map(|types| target(sides, types)).collect()
}
