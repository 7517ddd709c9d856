//! Texts whose values are listed, and the enums that they make.

use super::{ValueAt, sets};
use crate::compare::Rule;
use crate::compare::difference::Effect;
use crate::compare::rows::{Row, Subject};
use crate::compare::rust::resolve;
use crate::ir::{Definition, DefinitionKind, Enum, TypeRef};

/// Compares the texts that are listed. Where they make an enum, it is the subject: it is told once for all its uses.
pub(in crate::compare) fn compare(left: &ValueAt<'_>, right: &ValueAt<'_>, subject: &Subject, rows: &mut Vec<Row>) {
    let (before, after) = (&left.facts.values, &right.facts.values);
    let (old, new) = (enumeration(left), enumeration(right));
    let row = |rule| match (old, new) {
        (Some((old, _)), Some((new, _))) if !is_in_place(old) && !is_in_place(new) => {
            let name = if rule == Rule::EnumValueRemoved { &old.name.wire } else { &new.name.wire };
            Row::new(rule, name).at(&old.location, &new.location)
        }
        _ => Row::new(rule, subject).at(left.location, right.location),
    };
    let all = |values: &[String]| Some(values.join(", "));
    match (before.is_empty(), after.is_empty()) {
        (true, true) => return,
        (true, false) => return rows.push(row(Rule::EnumImposed).change(None, all(after))),
        (false, true) => return rows.push(row(Rule::EnumLifted).change(all(before), None)),
        (false, false) => {}
    }
    let mut found = sets(before, after, (Rule::EnumValueAdded, Rule::EnumValueRemoved), row);
    if let (Some((definition, old)), Some((_, new))) = (old, new) {
        found.iter_mut().for_each(|row| row.rust = variant_effect(row, &definition.name.rust, old, new));
    }
    rows.append(&mut found);
    match (left.facts.extensible, right.facts.extensible) {
        (false, true) => rows.push(row(Rule::EnumOpened).rust(opened(old, new))),
        (true, false) => rows.push(row(Rule::EnumClosed).rust(opened(old, new))),
        _ => {}
    }
}

/// The enum that a value is of.
fn enumeration<'a>(value: &ValueAt<'a>) -> Option<(&'a Definition, &'a Enum)> {
    match resolve(value.api, value.type_ref) {
        TypeRef::Definition(id) => match &value.api.definition(*id) {
            definition @ Definition { kind: DefinitionKind::Enum(content), .. } => Some((definition, content)),
            _ => None,
        },
        _ => None,
    }
}

/// Whether an enum has no name but that of the property it is listed at.
fn is_in_place(definition: &Definition) -> bool {
    let last = definition.location.pointer.last();
    let pointer = definition.location.pointer.as_str();
    !pointer.contains("/definitions/") && last.as_ref() == Some(&definition.name.wire) && pointer.contains("/paths/")
}

/// What a listed value that comes or goes does to the enum; another use can have it on either side.
fn variant_effect(row: &Row, rust: &str, old: &Enum, new: &Enum) -> Effect {
    let variant = |content: &Enum, wire: &Option<String>| {
        let found = content.variants.iter().find(|variant| Some(&variant.name.wire) == wire.as_ref());
        found.map(|variant| variant.name.rust.clone())
    };
    let wire = row.before.as_ref().or(row.after.as_ref()).cloned();
    match (variant(old, &wire), variant(new, &wire)) {
        (Some(gone), None) => Effect::major(format!("`{rust}::{gone}` is gone")),
        (None, Some(added)) => {
            let text = format!("`{rust}::{added}` is new");
            // Code that matches an open enum has an arm for unknown values.
            if new.open { Effect::minor(text) } else { Effect::major(text) }
        }
        _ => Effect::default(),
    }
}

fn opened(old: Option<(&Definition, &Enum)>, new: Option<(&Definition, &Enum)>) -> Effect {
    match (old, new) {
        (Some((definition, old)), Some((_, new))) if old.open != new.open => {
            let what = if new.open { "is new" } else { "is gone" };
            Effect::major(format!("`{}::UnknownValue` {what}", definition.name.rust))
        }
        _ => Effect::default(),
    }
}
