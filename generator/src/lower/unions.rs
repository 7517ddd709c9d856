//! Discriminators: an object whose property tells which of its heirs it is.
//!
//! A base with a discriminator and heirs becomes a union under the name of the base; the struct of what all kinds
//! share is called `<Base>Base`. A base without heirs stays a struct.

use super::context::{Context, Naming, Task, component_pointer, docs};
use super::definitions;
use super::inheritance::{DEEPEST, Members};
use super::names::{Claims, Named};
use super::shape::{ObjectShape, SchemaRef, Shape, component_key};
use super::types;
use crate::diagnostic::{Code, Diagnostic, Mark, question};
use crate::ir::{DefinitionId, DefinitionKind, Discriminator, Union};
use crate::naming::{self, Kind, Name, rust_name};
use crate::source::Location;
use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;
use std::collections::HashMap;

/// The components that inherit directly from each component.
pub(super) fn heirs(schemas: &IndexMap<String, ReferenceOr<Schema>>) -> HashMap<&str, Vec<&str>> {
    let mut heirs: HashMap<&str, Vec<&str>> = HashMap::new();
    for (key, schema) in schemas {
        for base in bases(schema) {
            heirs.entry(base).or_default().push(key);
        }
    }
    heirs
}

fn bases(schema: &ReferenceOr<Schema>) -> impl Iterator<Item = &str> {
    let all_of = match schema.as_item().map(Shape::of) {
        Some(Shape::Object(object)) => object.all_of,
        _ => &[],
    };
    all_of.iter().filter_map(|base| match SchemaRef::from(base) {
        SchemaRef::Reference(key) => Some(key),
        SchemaRef::Item(_) => None,
    })
}

/// The discriminator of a component that becomes a union.
pub(super) fn discriminator_of_base<'a>(context: &Context<'a>, key: &str) -> Option<&'a str> {
    let discriminator = context.component(key)?.schema_data.discriminator.as_ref()?;
    context.heirs.contains_key(key).then_some(discriminator.property_name.as_str())
}

/// The property and value that tell the component `key` from the other heirs of its base.
pub(super) fn kind_of(context: &Context<'_>, key: &str) -> Option<Discriminator> {
    let base = nearest_base(context, key)?;
    let schema = context.component(key)?;
    let declared = schema.schema_data.extensions.get("x-ms-discriminator-value").and_then(Value::as_str);
    let discriminator = context.component(base)?.schema_data.discriminator.as_ref()?;
    let mapped = discriminator.mapping.iter().find(|(_, target)| component_key(target) == key).map(|(value, _)| value);
    let value = declared.or(mapped.map(String::as_str)).map(str::to_owned);
    Some(Discriminator {
        property: discriminator.property_name.clone(),
        value: value.unwrap_or_else(|| types::wire_name(context, key)),
    })
}

/// The nearest ancestor that has a discriminator.
fn nearest_base<'a>(context: &Context<'a>, key: &str) -> Option<&'a str> {
    let mut level: Vec<&'a str> = context.schemas.get(key).into_iter().flat_map(bases).collect();
    // What inherits over more steps is refused elsewhere.
    for _ in 0..DEEPEST {
        if let Some(found) = level.iter().find(|base| discriminator_of_base(context, base).is_some()) {
            return Some(found);
        }
        let next: Vec<&'a str> =
            level.iter().filter_map(|base| context.schemas.get(*base)).flat_map(bases).take(level.len() + 64).collect();
        if next.is_empty() {
            return None;
        }
        level = next;
    }
    None
}

/// The union that the component of `task` becomes.
pub(super) fn union<'a>(
    context: &mut Context<'a>,
    task: &Task<'a>,
    property: &'a str,
    members: Members<'a>,
) -> DefinitionKind {
    let base = base_of(context, task.id);
    let own = task.key.and_then(|key| kind_of(context, key));
    let content = definitions::structure(context, base, members, own, Some(property));
    if let Some(draft) = context.drafts.get_mut(base.0) {
        draft.definition.docs = docs(&task.schema.schema_data);
        draft.definition.kind = DefinitionKind::Struct(content);
    }
    let heirs = task.key.map(|key| descendants(context, key)).unwrap_or_default();
    check_mapping(context, task, &heirs);
    let mut values = HashMap::new();
    let mut claims = Claims::default();
    let mut kinds = Vec::with_capacity(heirs.len());
    for key in heirs {
        kinds.extend(kind(context, task.id, key, &mut values, &mut claims));
    }
    context.claims.push(claims);
    DefinitionKind::Union(Union { property: property.to_owned(), kinds, base })
}

/// Holds a discriminator to being a property of its definition, and a text.
pub(super) fn check_discriminator<'a>(context: &mut Context<'a>, task: &Task<'a>, members: &Members<'a>) {
    let Some(discriminator) = &task.schema.schema_data.discriminator else { return };
    let property = discriminator.property_name.as_str();
    let name = definitions::wire(context, task.id);
    let place = context.locate(&task.at.key("discriminator"));
    let Some(declared) = members.properties.get(property) else {
        let message = format!("the discriminator `{property}` is not a property of `{name}`");
        let help = question(property, members.properties.keys().copied())
            .unwrap_or_else(|| format!("declare the property `{property}`, a string, and list it under `required`"));
        context.diagnostics.push(Diagnostic::at(Code::Discriminator, place, message).help(help));
        return;
    };
    let shape = context.follow(declared.schema).map(|(schema, _)| Shape::of(schema));
    if !matches!(shape, Some(Shape::Text { .. } | Shape::Object(ObjectShape { all_of: [_, ..], .. }))) {
        let message = format!("the discriminator `{property}` of `{name}` is not a string");
        let declared = context.locate(&declared.at);
        let diagnostic = Diagnostic::at(Code::Discriminator, place, message).related(declared, "the property");
        context.diagnostics.push(diagnostic.help("give the property `type: string`"));
    }
}

/// Holds the mapping of a discriminator to leading to heirs.
fn check_mapping(context: &mut Context<'_>, task: &Task<'_>, heirs: &[&str]) {
    let Some(discriminator) = &task.schema.schema_data.discriminator else { return };
    let at = context.locate(&task.at.key("discriminator")).key("mapping");
    for (value, target) in &discriminator.mapping {
        let target = component_key(target);
        if !heirs.contains(&target) && task.key != Some(target) {
            let name = definitions::wire(context, task.id);
            let message = format!("`{value}` leads to `{target}`, which does not inherit from `{name}`");
            let help = question(target, heirs.iter().copied())
                .unwrap_or_else(|| format!("let it inherit by `allOf`, or take `{value}` out of the mapping"));
            context.diagnostics.push(Diagnostic::at(Code::DiscriminatorValue, at.key(value), message).help(help));
        }
    }
}

/// One kind of `union`, unless another has its value already.
fn kind(
    context: &mut Context<'_>,
    union: DefinitionId,
    key: &str,
    values: &mut HashMap<String, Location>,
    claims: &mut Claims,
) -> Option<(Name, DefinitionId)> {
    let value = kind_of(context, key)?.value;
    let id = types::component_definition(context, key)?;
    let id = if discriminator_of_base(context, key).is_some() { base_of(context, id) } else { id };
    let location = context.locate(&component_pointer(key));
    let base = definitions::wire(context, union);
    // Services do not agree on the case of these values, so it is not looked at when one is read.
    if let Some(first) = values.insert(value.to_ascii_lowercase(), location.clone()) {
        let message = format!("`{value}` stands for two kinds of `{base}`");
        let diagnostic = Diagnostic::at(Code::DiscriminatorValue, location, message).on_key();
        let help = "give each its own `x-ms-discriminator-value`";
        context.diagnostics.push(diagnostic.related(first, "the first").help(help));
        return None;
    }
    let definition = types::wire_name(context, key);
    let config_key = format!("{base}.{value}");
    let chosen = context.overrides.property(&base, &value).map(|chosen| naming::avoid(Kind::Variant, chosen));
    let chosen = chosen.or_else(|| rust_name(Kind::Variant, &value)).or_else(|| rust_name(Kind::Variant, &definition));
    let named = Named {
        kind: Kind::Variant,
        wire: &value,
        what: &format!("kinds of `{base}`"),
        key: &config_key,
        place: location,
        mark: Mark::Key,
        prefix: "",
    };
    let Some(rust) = chosen else {
        claims.nothing_left(Named { what: &format!("the discriminator value `{value}`"), ..named });
        return None;
    };
    claims.claim(&rust, named);
    Some((Name { wire: value, rust }, id))
}

/// The struct of what the kinds of `union` share.
fn base_of(context: &mut Context<'_>, union: DefinitionId) -> DefinitionId {
    if let Some(base) = context.bases.get(&union) {
        return *base;
    }
    let wire = definitions::wire(context, union);
    let location = context.drafts.get(union.0).map(|draft| draft.definition.location.clone());
    let base = context.draft(Naming::Base { union }, wire, &crate::source::Pointer::root(), Default::default());
    if let (Some(draft), Some(location)) = (context.drafts.get_mut(base.0), location) {
        draft.definition.location = location;
    }
    context.bases.insert(union, base);
    base
}

/// All components that inherit from `key`, in the order of the specification.
fn descendants<'a>(context: &Context<'a>, key: &'a str) -> Vec<&'a str> {
    let mut found: Vec<&'a str> = Vec::new();
    let mut open = vec![key];
    while let Some(next) = open.pop() {
        for heir in context.heirs.get(next).into_iter().flatten() {
            if *heir != key && !found.contains(heir) {
                found.push(heir);
                open.push(heir);
            }
        }
    }
    found.sort_by_key(|key| context.schemas.get_index_of(*key));
    found
}
