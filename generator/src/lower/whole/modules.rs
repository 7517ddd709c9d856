//! Which module of the models a definition is in.

use crate::ir::Family;
use crate::lower::drafts::arena::{Column, DraftId, Drafts};
use crate::lower::drafts::operation::{Group, Operation};
use crate::naming::{NameKind, rust_name};
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;

/// The module of definitions that belong to everybody.
const SHARED: &str = "common";

/// Whose a definition is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Owner {
    /// Of the group at this index.
    Group(usize),
    /// Of the family at this index.
    Family(usize),
    Everybody,
}

/// The module of every definition. One that a single group reaches is the group's. Of others, the first family that
/// reaches it has it, unless most families do: then it is everybody's.
pub(in crate::lower) fn find(drafts: &Drafts<'_>, groups: &[Group], families: &[Family]) -> Column<String> {
    let mut family_of: Vec<Option<usize>> = vec![None; groups.len()];
    for (family, found) in families.iter().enumerate() {
        found.groups.iter().for_each(|group| family_of[*group] = Some(family));
    }
    let reaching = reaching(drafts, groups);
    let modules = family_modules(groups, families);
    drafts.column(|id, _| match owner(&reaching[id], &family_of, families.len()) {
        Owner::Group(group) => groups[group].name.rust.clone(),
        Owner::Family(family) => modules[family].clone(),
        Owner::Everybody => SHARED.to_owned(),
    })
}

/// The groups that reach each definition, in their order.
fn reaching(drafts: &Drafts<'_>, groups: &[Group]) -> Column<Vec<usize>> {
    let mut reaching: Column<Vec<usize>> = drafts.column(|_, _| Vec::new());
    for (index, group) in groups.iter().enumerate() {
        let mut open: Vec<DraftId> = group.operations.iter().flat_map(mentioned).collect();
        while let Some(id) = open.pop() {
            if reaching[id].last() != Some(&index) {
                reaching[id].push(index);
                open.extend(drafts[id].parts());
            }
        }
    }
    reaching
}

fn owner(groups: &[usize], family_of: &[Option<usize>], families: usize) -> Owner {
    if let [only] = groups {
        return Owner::Group(*only);
    }
    let reaching: BTreeSet<usize> = groups.iter().filter_map(|group| family_of[*group]).collect();
    match reaching.first() {
        Some(first) if reaching.len() == 1 || reaching.len() * 2 <= families => Owner::Family(*first),
        _ => Owner::Everybody,
    }
}

/// The modules of families: called after them, and apart from those of groups.
fn family_modules(groups: &[Group], families: &[Family]) -> Vec<String> {
    let groups = groups.iter().map(|group| group.name.rust.as_str());
    free_modules(groups, families.iter().map(|family| family.name.as_str()))
}

fn free_modules<'n>(groups: impl Iterator<Item = &'n str>, families: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut taken: FxHashSet<String> = groups.chain([SHARED]).map(str::to_owned).collect();
    let free = |family: &str| {
        let mut name = rust_name(NameKind::Module, family).unwrap_or_else(|| "family".to_owned());
        while !taken.insert(name.clone()) {
            name = format!("{}_family", name.trim_end_matches('_'));
        }
        name
    };
    families.map(free).collect()
}

/// The definitions that an operation names, in whatever place.
fn mentioned(operation: &Operation) -> Vec<DraftId> {
    operation.answered().chain(operation.sent_body()).chain(operation.parameter_definitions()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Owner, free_modules, owner};

    #[test]
    fn a_definition_is_its_groups_its_familys_or_everybodys() {
        // Two groups of the family 0, one each of 1 to 3, one of none.
        let family_of = [Some(0), Some(0), Some(1), Some(2), Some(3), None];
        let of = |groups: &[usize]| owner(groups, &family_of, 4);
        assert_eq!(of(&[]), Owner::Everybody);
        assert_eq!(of(&[1]), Owner::Group(1));
        assert_eq!(of(&[0, 1]), Owner::Family(0));
        assert_eq!(of(&[2, 3]), Owner::Family(1));
        assert_eq!(of(&[2, 3, 4]), Owner::Everybody);
        assert_eq!(of(&[2, 5]), Owner::Family(1));
        // Without families, what groups share is everybody's.
        assert_eq!(owner(&[0, 1], &[None, None], 0), Owner::Everybody);
    }

    #[test]
    fn families_are_kept_apart_from_groups_and_each_other() {
        let modules = free_modules(["user"].into_iter(), ["User", "Users", "users", "common", "🎉"].into_iter());
        assert_eq!(modules, ["user_family", "users", "users_family", "common_family", "family"]);
    }
}
