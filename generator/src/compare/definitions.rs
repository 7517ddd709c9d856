//! Definitions: properties, kinds, and how they look in Rust.

use super::pairs::{Ids, Pairs};
use super::rows::{Row, Rows, Subject, Uses};
use super::rust::{self, Names};
use super::values::{self, ValueAt};
use super::{Direction, Effect, Rule, Sides};
use crate::ir::{
    Api, Definition, DefinitionId, DefinitionKind, Enum, Field, Presence, Struct, Union, UnionKind, Usage,
};
use crate::source::Location;
use std::collections::BTreeSet;

/// Compares all pairs, and tells which definitions are on one side only.
pub(super) fn compare_all<'a>(sides: Sides<'a>, pairs: &Pairs<'a>, rows: &mut Rows<'a>) {
    for (ids, uses) in &pairs.uses {
        compare(sides, *ids, uses).into_iter().for_each(|row| rows.push(row, uses));
    }
    let known: (BTreeSet<DefinitionId>, BTreeSet<DefinitionId>) = pairs.uses.keys().copied().unzip();
    let nobody = Uses::default();
    for definition in alone(sides.left, &known.0) {
        let effect = Effect::major(format!("type `{}` is gone", definition.name.rust));
        let row = Row::new(Rule::DefinitionRemoved, &definition.name.rust).only_left(&definition.location);
        rows.push(row.change(Some(definition.name.wire.clone()), None).rust(effect), &nobody);
    }
    for definition in alone(sides.right, &known.1) {
        let effect = Effect::minor(format!("type `{}` is new", definition.name.rust));
        let row = Row::new(Rule::DefinitionAdded, &definition.name.rust).only_right(&definition.location);
        rows.push(row.change(None, Some(definition.name.wire.clone())).rust(effect), &nobody);
    }
}

/// The definitions without a partner.
fn alone<'a>(api: &'a Api, known: &BTreeSet<DefinitionId>) -> impl Iterator<Item = &'a Definition> {
    let all = api.definitions.iter().enumerate();
    all.filter(|(index, _)| !known.contains(&DefinitionId(*index))).map(|(_, definition)| definition)
}

fn compare(sides: Sides<'_>, (left, right): Ids, uses: &Uses<'_>) -> Vec<Row> {
    let (left, right) = (sides.left.definition(left), sides.right.definition(right));
    let mut rows = Vec::new();
    if left.name.rust != right.name.rust {
        let text = format!("type `{}` is `{}`", left.name.rust, right.name.rust);
        rows.push(
            change(Rule::DefinitionRenamed, left, right, &left.name.rust, &right.name.rust).rust(Effect::major(text)),
        );
    }
    match (&left.kind, &right.kind) {
        (DefinitionKind::Struct(before), DefinitionKind::Struct(after)) => {
            rows.extend(compare_structs(sides, (left, before), (right, after), uses));
        }
        (DefinitionKind::Enum(before), DefinitionKind::Enum(after)) => {
            rows.extend(compare_enums(left, right, before, after));
        }
        (DefinitionKind::Union(before), DefinitionKind::Union(after)) => {
            rows.extend(compare_unions(sides, left, right, before, after));
        }
        (DefinitionKind::Struct(_), DefinitionKind::Union(union)) => {
            let effect = Effect::major(format!("`{}` is an enum of its kinds", right.name.rust));
            let row = Row::new(Rule::DiscriminatorAdded, &right.name.wire).at(&left.location, &right.location);
            rows.push(row.change(None, Some(union.property.clone())).rust(effect));
        }
        (DefinitionKind::Union(union), DefinitionKind::Struct(_)) => {
            let effect = Effect::major(format!("`{}` is a struct", right.name.rust));
            let row = Row::new(Rule::DiscriminatorRemoved, &right.name.wire).at(&left.location, &right.location);
            rows.push(row.change(Some(union.property.clone()), None).rust(effect));
        }
        _ => {}
    }
    rows
}

fn change(rule: Rule, left: &Definition, right: &Definition, before: &str, after: &str) -> Row {
    let row = Row::new(rule, &right.name.wire).at(&left.location, &right.location);
    row.change(Some(before.to_owned()), Some(after.to_owned()))
}

/// The values of enums are compared where they are used; only Rust names are left.
fn compare_enums(left: &Definition, right: &Definition, before: &Enum, after: &Enum) -> Vec<Row> {
    let mut rows = Vec::new();
    for old in &before.variants {
        let new = after.variants.iter().find(|new| new.name.wire == old.name.wire);
        if let Some(new) = new.filter(|new| new.name.rust != old.name.rust) {
            let text = format!("`{0}::{1}` is `{0}::{2}`", right.name.rust, old.name.rust, new.name.rust);
            let row = change(Rule::VariantRenamed, left, right, &old.name.rust, &new.name.rust);
            rows.push(row.rust(Effect::major(text)));
        }
    }
    if before.open != after.open && left.usage != right.usage {
        let what = if after.open { "is new" } else { "is gone" };
        let text = format!("`{}::UnknownValue` {what}", right.name.rust);
        let row = change(Rule::UsageChanged, left, right, &usage(left.usage), &usage(right.usage));
        rows.push(row.rust(Effect::major(text)));
    }
    rows
}

fn usage(usage: Usage) -> String {
    let what = match (usage.sent, usage.received) {
        (true, true) => "sent and received",
        (true, false) if usage.patch => "sent in PATCH alone",
        (true, false) => "sent",
        (false, _) => "received",
    };
    what.to_owned()
}

fn compare_unions(sides: Sides<'_>, left: &Definition, right: &Definition, before: &Union, after: &Union) -> Vec<Row> {
    let mut rows = Vec::new();
    if before.property != after.property {
        rows.push(change(Rule::DiscriminatorChanged, left, right, &before.property, &after.property));
    }
    let place = |api: &Api, id: DefinitionId| api.definition(id).location.clone();
    for UnionKind { name, definition, .. } in before.kinds.iter().filter(|kind| !has(after, &kind.name.wire)) {
        let effect = Effect::major(format!("`{}::{}` is gone", left.name.rust, name.rust));
        let row = Row::new(Rule::KindRemoved, &left.name.wire).only_left(&place(sides.left, *definition));
        rows.push(row.change(Some(name.wire.clone()), None).rust(effect));
    }
    for UnionKind { name, definition, .. } in after.kinds.iter().filter(|kind| !has(before, &kind.name.wire)) {
        let effect = Effect::minor(format!("`{}::{}` is new", right.name.rust, name.rust));
        let row = Row::new(Rule::KindAdded, &right.name.wire).only_right(&place(sides.right, *definition));
        rows.push(row.change(None, Some(name.wire.clone())).rust(effect));
    }
    rows
}

fn has(union: &Union, value: &str) -> bool {
    union.kinds.iter().any(|kind| kind.name.wire == value)
}

fn compare_structs(
    sides: Sides<'_>,
    (left, before): (&Definition, &Struct),
    (right, after): (&Definition, &Struct),
    uses: &Uses<'_>,
) -> Vec<Row> {
    let by_usage = left.usage.received != right.usage.received || left.usage.patch != right.usage.patch;
    let presence = if by_usage { Presences::Ignored } else { Presences::Compared };
    let mut rows = Vec::new();
    for old in &before.fields {
        match find(after, &old.name.wire) {
            Some(new) => rows.extend(compare_fields(sides, right, old, new, presence)),
            None if is_sent_only(right, old, uses) => {}
            None => rows.push(removed(sides, left, old)),
        }
    }
    for new in after.fields.iter().filter(|new| find(before, &new.name.wire).is_none()) {
        if !is_sent_only(left, new, uses) {
            rows.push(added(sides, right, new));
        }
    }
    rows.extend(compare_additional(sides, (left, before), (right, after)));
    rows.extend(compare_surface(sides, (left, before), (right, after), by_usage));
    rows
}

fn find<'a>(content: &'a Struct, wire: &str) -> Option<&'a Field> {
    content.fields.iter().find(|field| field.name.wire == wire)
}

/// Whether `other` lacks the field because it is only sent, and what the service owns is never sent.
fn is_sent_only(other: &Definition, field: &Field, uses: &Uses<'_>) -> bool {
    field.read_only && (!other.usage.received || uses.direction() == Direction::Request)
}

/// Where a property is declared: `UserContract.name`, whoever inherits it.
fn declared(location: &Location) -> Option<(String, String)> {
    let segments: Vec<String> = location.pointer.segments().collect();
    let start = segments.iter().position(|segment| matches!(segment.as_str(), "definitions" | "schemas"))?;
    let name = segments.get(start + 1)?;
    let mut path = name.clone();
    let mut rest = segments.get(start + 2..)?.iter();
    while let Some(segment) = rest.next() {
        match segment.as_str() {
            "allOf" => drop(rest.next()),
            "properties" => path.extend(rest.next().map(|property| format!(".{property}"))),
            other => path.extend([".", other]),
        }
    }
    Some((name.clone(), path))
}

fn subject(definition: &Definition, field: &Field) -> Subject {
    let declared = declared(&field.value.location).map(|(_, path)| path);
    Subject::Whole(declared.unwrap_or_else(|| format!("{}.{}", definition.name.wire, field.name.wire)))
}

/// The subject of a property that `other` lacks: where it was declared, if it is lacking there too.
fn subject_of_one(other: &Api, definition: &Definition, field: &Field) -> Subject {
    let own = || Subject::Whole(format!("{}.{}", definition.name.wire, field.name.wire));
    let Some((name, path)) = declared(&field.value.location) else { return own() };
    let there = other.definitions.iter().find(|candidate| candidate.name.wire == name);
    match there.map(|there| &there.kind) {
        Some(DefinitionKind::Struct(content)) if find(content, &field.name.wire).is_none() => Subject::Whole(path),
        _ => own(),
    }
}

/// Whether a request must have it: where there is a default, it may go without.
fn is_demanded(field: &Field) -> bool {
    field.required && field.value.default.is_none()
}

fn removed(sides: Sides<'_>, left: &Definition, field: &Field) -> Row {
    let rule = if is_demanded(field) { Rule::RequiredPropertyRemoved } else { Rule::OptionalPropertyRemoved };
    let shown = rust::field(sides.left, field, Names::Shown);
    let effect = Effect::major(format!("field `{}: {shown}` of `{}` is gone", field.name.rust, left.name.rust));
    let row = Row::new(rule, subject_of_one(sides.right, left, field)).only_left(&field.value.location);
    let row = row.received_alone(field.read_only);
    row.change(Some(values::described(sides.left, &field.value.type_ref)), None).rust(effect)
}

fn added(sides: Sides<'_>, right: &Definition, field: &Field) -> Row {
    let rule = if is_demanded(field) { Rule::RequiredPropertyAdded } else { Rule::OptionalPropertyAdded };
    let shown = rust::field(sides.right, field, Names::Shown);
    let effect = Effect::minor(format!("field `{}: {shown}` of `{}` is new", field.name.rust, right.name.rust));
    let row = Row::new(rule, subject_of_one(sides.left, right, field)).only_right(&field.value.location);
    let row = row.received_alone(field.read_only);
    row.change(None, Some(values::described(sides.right, &field.value.type_ref))).rust(effect)
}

/// Whether it matters how the absence of a field shows; where a whole definition travels in another way, it does not.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Presences {
    Compared,
    Ignored,
}

fn compare_fields(sides: Sides<'_>, right: &Definition, old: &Field, new: &Field, presences: Presences) -> Vec<Row> {
    let subject = subject(right, new);
    let row = |rule| Row::new(rule, &subject).at(&old.value.location, &new.value.location);
    let flags = [
        (old.required, new.required, Rule::PropertyRequired, Rule::PropertyOptional),
        (old.read_only, new.read_only, Rule::PropertyReadOnly, Rule::PropertyWritable),
    ];
    let mut rows = Vec::new();
    for (before, after, set, unset) in flags {
        if before != after {
            let rule = if after { set } else { unset };
            let has_default = rule == Rule::PropertyRequired && new.value.default.is_some();
            rows.push(row(rule).received_alone(has_default));
        }
    }
    let mutability = |field: &Field| field.mutability.iter().cloned().collect::<BTreeSet<_>>();
    let (before, after) = (mutability(old), mutability(new));
    if before != after && old.read_only == new.read_only {
        let text = |set: BTreeSet<String>| set.into_iter().collect::<Vec<_>>().join(", ");
        let text = |set: BTreeSet<String>| Some(text(set)).filter(|text| !text.is_empty());
        rows.push(row(Rule::MutabilityChanged).change(text(before), text(after)));
    }
    rows.extend(values::compare(&ValueAt::of(sides.left, &old.value), &ValueAt::of(sides.right, &new.value), &subject));
    if old.name.rust != new.name.rust {
        let text = format!("field `{}` of `{}` is `{}`", old.name.rust, right.name.rust, new.name.rust);
        let renamed = row(Rule::PropertyRenamed).change(Some(old.name.rust.clone()), Some(new.name.rust.clone()));
        rows.push(renamed.rust(Effect::major(text)));
    }
    attribute_type(sides, right, (old, new), presences, &mut rows, row(Rule::RustTypeChanged));
    // What only the service sets is in no request.
    let is_received = old.read_only && new.read_only;
    rows.into_iter().map(|row| row.received_alone(is_received)).collect()
}

fn attribute_type(
    sides: Sides<'_>,
    right: &Definition,
    (old, new): (&Field, &Field),
    presences: Presences,
    rows: &mut Vec<Row>,
    own: Row,
) {
    let of = match presences {
        Presences::Compared => rust::field,
        Presences::Ignored => rust::held,
    };
    let types = |names| (of(sides.left, old, names), of(sides.right, new, names));
    let (before, after) = types(Names::Hidden);
    if before != after {
        let (before, after) = types(Names::Shown);
        let text = format!("field `{}` of `{}`: `{before}` → `{after}`", new.name.rust, right.name.rust);
        values::attribute(rows, own.change(Some(before), Some(after)), Effect::major(text));
    }
}

fn compare_additional(
    sides: Sides<'_>,
    (left, before): (&Definition, &Struct),
    (right, after): (&Definition, &Struct),
) -> Vec<Row> {
    let row = |rule| Row::new(rule, &right.name.wire).at(&left.location, &right.location);
    let name = &right.name.rust;
    match (&before.additional, &after.additional) {
        (None, None) => Vec::new(),
        (None, Some(new)) => {
            let effect = Effect::minor(format!("`{name}` keeps properties that are not declared"));
            let allowed = row(Rule::AdditionalAllowed).change(None, Some(values::described(sides.right, new)));
            vec![allowed.rust(effect)]
        }
        (Some(old), None) => {
            let effect = Effect::major(format!("`{name}` keeps no properties that are not declared"));
            let forbidden = row(Rule::AdditionalForbidden).change(Some(values::described(sides.left, old)), None);
            vec![forbidden.rust(effect)]
        }
        (Some(old), Some(new)) => {
            let (constraints, facts) = Default::default();
            let (constraints, facts) = (&constraints, &facts);
            let value =
                |api, type_ref, location| ValueAt { api, type_ref, constraints, facts, default: None, location };
            let (old, new) = (value(sides.left, old, &left.location), value(sides.right, new, &right.location));
            values::compare(&old, &new, &Subject::Whole(format!("{}.*", right.name.wire)))
        }
    }
}

/// What only Rust sees: how the whole travels, `new`, the getters.
fn compare_surface(
    sides: Sides<'_>,
    (left, before): (&Definition, &Struct),
    (right, after): (&Definition, &Struct),
    by_usage: bool,
) -> Vec<Row> {
    let mut rows = Vec::new();
    if by_usage && presences(before) != presences(after) {
        let text = format!("fields of `{}` show absence in another way", right.name.rust);
        let row = change(Rule::UsageChanged, left, right, &usage(left.usage), &usage(right.usage));
        rows.push(row.rust(Effect::major(text)));
    }
    let constructor = |names| {
        let of = |api, content: &Struct| rust::constructor(api, content.constructor.as_ref(), names);
        (of(sides.left, before), of(sides.right, after))
    };
    let (old, new) = constructor(Names::Hidden);
    if old != new {
        let (old, new) = constructor(Names::Shown);
        let effect = match before.constructor {
            None => Effect::minor(format!("`{}::new` is new", right.name.rust)),
            Some(_) => Effect::major(format!("`{}::new` is called in another way", right.name.rust)),
        };
        rows.push(change(Rule::ConstructorChanged, left, right, &old, &new).rust(effect));
    }
    rows.extend(compare_accessors((left, before), (right, after)));
    rows
}

/// How the fields show absence, by name.
fn presences(content: &Struct) -> BTreeSet<(&str, Presence)> {
    let all = content.fields.iter();
    all.map(|field| (field.name.wire.as_str(), field.presence)).collect()
}

fn compare_accessors((left, before): (&Definition, &Struct), (right, after): (&Definition, &Struct)) -> Option<Row> {
    let names = |content: &Struct| content.accessors.iter().map(|one| one.rust.clone()).collect::<BTreeSet<_>>();
    let (old, new) = (names(before), names(after));
    let list = |names: Vec<&String>| {
        let names: Vec<String> = names.into_iter().map(|name| format!("`{name}()`")).collect();
        Some(names.join(", ")).filter(|names| !names.is_empty())
    };
    let (gone, added) = (list(old.difference(&new).collect()), list(new.difference(&old).collect()));
    let name = &right.name.rust;
    let effect = match (&gone, &added) {
        (None, None) => return None,
        (None, Some(added)) => Effect::minor(format!("`{name}` has the getters {added}")),
        (Some(gone), _) => Effect::major(format!("`{name}` lacks the getters {gone}")),
    };
    let row = Row::new(Rule::AccessorsChanged, &right.name.wire).at(&left.location, &right.location);
    Some(row.change(gone, added).rust(effect))
}
