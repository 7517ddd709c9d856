//! The definitions in the making, and how they are found again.

use super::Type;
use super::definition::{Content, Draft, Naming, Struct};
use crate::ir::Docs;
use crate::source::{Location, Pointer};
use openapiv3::Schema;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;
use std::ops::{Index, IndexMut};

/// A draft, as [`Drafts`] has handed it out: there is one for every id.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(in crate::lower) struct DraftId(usize);

/// All drafts, in the order met.
#[derive(Default)]
pub(in crate::lower) struct Drafts<'a> {
    drafts: Vec<Draft>,
    /// Definitions of components, by key.
    components: FxHashMap<&'a str, DraftId>,
    /// Definitions of schemas in place, by pointer: an inherited property is met once per heir.
    in_place: FxHashMap<Pointer, DraftId>,
    /// Enums by `x-ms-enum.name`.
    enums: FxHashMap<&'a str, Vec<DraftId>>,
    /// The structs of what the kinds of a union share.
    bases: FxHashMap<DraftId, DraftId>,
    /// Drafts whose content is still to be read.
    queue: VecDeque<Task<'a>>,
}

/// A draft to fill.
#[derive(Debug)]
pub(in crate::lower) struct Task<'a> {
    pub(in crate::lower) id: DraftId,
    pub(in crate::lower) schema: &'a Schema,
    pub(in crate::lower) at: Pointer,
    /// Key of the component, if it is one.
    pub(in crate::lower) key: Option<&'a str>,
}

impl<'a> Drafts<'a> {
    /// Adds a definition, which is an empty struct until it is filled.
    pub(in crate::lower) fn add(&mut self, naming: Naming, wire: String, location: Location, docs: Docs) -> DraftId {
        let id = DraftId(self.drafts.len());
        self.drafts.push(Draft { wire, naming, docs, location, content: Content::Struct(Struct::default()) });
        id
    }

    pub(in crate::lower) fn ids(&self) -> impl Iterator<Item = DraftId> + use<> {
        (0..self.drafts.len()).map(DraftId)
    }

    pub(in crate::lower) fn iter(&self) -> impl Iterator<Item = (DraftId, &Draft)> {
        self.ids().zip(&self.drafts)
    }

    /// The drafts themselves, when all is known of them.
    pub(in crate::lower) fn into_iter(self) -> impl Iterator<Item = (DraftId, Draft)> {
        self.drafts.into_iter().enumerate().map(|(index, draft)| (DraftId(index), draft))
    }

    pub(in crate::lower) fn len(&self) -> usize {
        self.drafts.len()
    }

    /// What is known of every draft by itself.
    pub(in crate::lower) fn column<T>(&self, mut of: impl FnMut(DraftId, &Draft) -> T) -> Column<T> {
        Column(self.iter().map(|(id, draft)| of(id, draft)).collect())
    }

    /// The type behind aliases; one that leads to itself stays.
    pub(in crate::lower) fn resolve<'t>(&'t self, type_ref: &'t Type) -> &'t Type {
        let mut found = type_ref;
        // A chain of aliases cannot be longer than there are definitions.
        for _ in 0..self.drafts.len() {
            let Type::Definition(id) = found else { break };
            let Content::Alias(target) = &self[*id].content else { break };
            found = target;
        }
        found
    }

    pub(in crate::lower) fn component(&self, key: &str) -> Option<DraftId> {
        self.components.get(key).copied()
    }

    pub(in crate::lower) fn set_component(&mut self, key: &'a str, id: DraftId) {
        self.components.insert(key, id);
    }

    pub(in crate::lower) fn in_place(&self, at: &Pointer) -> Option<DraftId> {
        self.in_place.get(at).copied()
    }

    pub(in crate::lower) fn set_in_place(&mut self, at: Pointer, id: DraftId) {
        self.in_place.insert(at, id);
    }

    /// The enums that `x-ms-enum` calls `name`.
    pub(in crate::lower) fn enums(&self, name: &str) -> Vec<DraftId> {
        self.enums.get(name).cloned().unwrap_or_default()
    }

    pub(in crate::lower) fn add_enum(&mut self, name: &'a str, id: DraftId) {
        self.enums.entry(name).or_default().push(id);
    }

    /// The struct of what the kinds of `union` share.
    pub(in crate::lower) fn base_of(&mut self, union: DraftId) -> DraftId {
        if let Some(base) = self.bases.get(&union) {
            return *base;
        }
        let (wire, location) = (self[union].wire.clone(), self[union].location.clone());
        let base = self.add(Naming::Base { union }, wire, location, Docs::default());
        self.bases.insert(union, base);
        base
    }

    /// Has a draft filled later.
    pub(in crate::lower) fn push_task(&mut self, task: Task<'a>) {
        self.queue.push_back(task);
    }

    pub(in crate::lower) fn next_task(&mut self) -> Option<Task<'a>> {
        self.queue.pop_front()
    }
}

impl Index<DraftId> for Drafts<'_> {
    type Output = Draft;

    fn index(&self, id: DraftId) -> &Draft {
        &self.drafts[id.0]
    }
}

impl IndexMut<DraftId> for Drafts<'_> {
    fn index_mut(&mut self, id: DraftId) -> &mut Draft {
        &mut self.drafts[id.0]
    }
}

/// One thing about every draft.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Column<T>(Vec<T>);

impl<T> Column<T> {
    pub(in crate::lower) fn iter(&self) -> impl Iterator<Item = (DraftId, &T)> {
        self.0.iter().enumerate().map(|(index, entry)| (DraftId(index), entry))
    }
}

impl<T> Index<DraftId> for Column<T> {
    type Output = T;

    fn index(&self, id: DraftId) -> &T {
        &self.0[id.0]
    }
}

impl<T> IndexMut<DraftId> for Column<T> {
    fn index_mut(&mut self, id: DraftId) -> &mut T {
        &mut self.0[id.0]
    }
}
