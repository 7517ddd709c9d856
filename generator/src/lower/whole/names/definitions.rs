//! Names of definitions.
//!
//! Components come first and keep their names; two of them that get one Rust name are an error, unless two files
//! define one name: the second then carries the qualifier of its key. Enums named by `x-ms-enum`, the bases of unions
//! and what is defined in place give way: they are called after what is around them, in the end with a number.

use crate::azure;
use crate::diagnostic::Mark;
use crate::lower::document::source::Source;
use crate::lower::drafts::Names;
use crate::lower::drafts::arena::{Column, DraftId, Drafts};
use crate::lower::drafts::complaints::{Claims, Named};
use crate::lower::drafts::definition::{Draft, Naming, Parent};
use crate::lower::drafts::operation::{Ending, Group};
use crate::naming::{self, NameKind, Scope, rust_name};

/// The Rust name of every definition.
pub(in crate::lower) fn find<'a>(
    source: &Source<'a>,
    drafts: &Drafts<'a>,
    (client, groups): (&str, &[Group]),
    names: &mut Names<'a>,
) -> Column<String> {
    let mut claims = Claims::default();
    reserve(&mut claims.scope, groups, client);
    let found = drafts.column(|_, _| String::new());
    let mut namer = Namer { source, drafts, names, claims, found, files: source.documents.short_paths() };
    let mut ids: Vec<DraftId> = drafts.ids().collect();
    ids.sort_by_key(|id| (rank(&drafts[*id]), !drafts[*id].wire.starts_with(char::is_uppercase)));
    // What is around a definition in place was drafted before it.
    let mut waiting: Vec<DraftId> = ids.into_iter().filter(|id| !namer.claim(*id)).collect();
    waiting.sort();
    for id in waiting {
        let candidates = namer.candidates(id);
        namer.found[id] = namer.claims.scope.claim_free(candidates);
    }
    let Namer { claims, found, names, .. } = namer;
    names.claims.push(claims);
    found
}

/// Who chooses first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Rank {
    /// A component that has its name to itself.
    Plain,
    /// A component that shares its name with one of another file.
    Qualified,
    /// An enum named by `x-ms-enum`.
    Enum,
    /// What is called after its surroundings.
    InPlace,
}

fn rank(draft: &Draft) -> Rank {
    match &draft.naming {
        Naming::Component { key } if *key == draft.wire => Rank::Plain,
        Naming::Component { .. } => Rank::Qualified,
        Naming::Enum { .. } => Rank::Enum,
        Naming::Base { .. } | Naming::Inline { .. } => Rank::InPlace,
    }
}

/// Types that emitted code has besides the definitions.
fn reserve(scope: &mut Scope, groups: &[Group], client: &str) {
    scope.reserve(client);
    scope.reserve(&format!("{client}Options"));
    for group in groups {
        scope.reserve(&group.client);
        for operation in &group.operations {
            scope.reserve(&operation.options);
            if let Ending::ByStatus(name) = &operation.ending {
                scope.reserve(name);
            }
        }
    }
}

/// The names as they are found.
struct Namer<'n, 'a> {
    source: &'n Source<'a>,
    drafts: &'n Drafts<'a>,
    names: &'n mut Names<'a>,
    claims: Claims,
    found: Column<String>,
    /// What each document is called in the configuration.
    files: Vec<String>,
}

impl Namer<'_, '_> {
    /// Gives a definition the name that is its own; false for what is called after its surroundings.
    fn claim(&mut self, id: DraftId) -> bool {
        match &self.drafts[id].naming {
            Naming::Component { key } => self.claim_component(id, key),
            Naming::Enum { name, .. } => return self.claim_enum(id, name),
            Naming::Base { .. } | Naming::Inline { .. } => return false,
        }
        true
    }

    /// Gives an enum the name that `x-ms-enum` has for it, if nobody else has it.
    fn claim_enum(&mut self, id: DraftId, name: &str) -> bool {
        let name = self.chosen(id).or_else(|| rust_name(NameKind::Type, name));
        let Some(name) = name.filter(|name| !self.claims.scope.contains(name)) else { return false };
        self.claims.scope.reserve(&name);
        self.found[id] = name;
        true
    }

    /// Gives a component its name; a complaint is the end of it, too.
    fn claim_component(&mut self, id: DraftId, key: &str) {
        let Draft { wire, location, .. } = &self.drafts[id];
        let renamed = self.source.component(key);
        let renamed = renamed.and_then(|schema| azure::read::<azure::ClientName>(&schema.schema_data.extensions));
        let words = renamed.map_or_else(|| key.replace('.', " "), str::to_owned);
        let file_key = format!("{}#{wire}", self.files[location.document.0]);
        let named = Named {
            kind: NameKind::Type,
            wire,
            what: "definitions",
            key: &file_key,
            place: location.clone(),
            mark: Mark::Key,
            prefix: "",
        };
        let Some(mut rust) = self.chosen(id).or_else(|| rust_name(NameKind::Type, &words)) else {
            self.claims.nothing_left(Named { what: &format!("the definition `{wire}`"), ..named });
            self.found[id] = naming::stand_in(NameKind::Type, wire);
            return;
        };
        if self.claims.scope.is_reserved(&rust) {
            rust.push_str("Model");
        }
        self.claims.claim(&rust, named);
        self.found[id] = rust;
    }

    /// The name that the configuration gives to a definition: by file first; a plain name means the first of that
    /// name.
    fn chosen(&mut self, id: DraftId) -> Option<String> {
        if self.source.config.names.is_empty() {
            return None;
        }
        let Draft { wire, location, naming, .. } = &self.drafts[id];
        let is_first = !matches!(naming, Naming::Component { key } if key != wire);
        let by_file = self.names.overrides.in_file(&self.source.documents.get(location.document).path, wire);
        let by_name = if is_first { self.names.overrides.name(wire) } else { None };
        by_file.or(by_name).map(str::to_owned)
    }

    /// The names that a definition without a claim of its own can have, the best first.
    fn candidates(&mut self, id: DraftId) -> Vec<String> {
        let naming = &self.drafts[id].naming;
        let text = match naming {
            Naming::Component { key } => key.clone(),
            Naming::Enum { name, parent } => format!("{} {name}", self.around(parent)),
            Naming::Inline { parent, property } => format!("{} {property}", self.around(parent)),
            Naming::Base { union } => format!("{} base", self.found[*union]),
        };
        let natural = rust_name(NameKind::Type, &text).unwrap_or_else(|| "Model".to_owned());
        // The configuration knows a definition in place by the name that it would have without it.
        let configured = self.names.overrides.name(&natural).map(str::to_owned);
        let configured = configured.or_else(|| match naming {
            Naming::Enum { .. } => self.chosen(id),
            _ => None,
        });
        configured.into_iter().chain([natural]).collect()
    }

    /// What a definition in place is called after.
    fn around(&self, parent: &Parent) -> String {
        match parent {
            Parent::Definition(parent) => self.found[*parent].clone(),
            Parent::Named(name) => name.replace('_', " "),
            Parent::Nobody => String::new(),
        }
    }
}
