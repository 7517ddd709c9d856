//! Discriminators: an object whose property tells which of its heirs it is.
//!
//! A base with a discriminator and heirs becomes a union under the name of the base; the struct of what all kinds
//! share is called `<Base>Base`. A base without heirs stays a struct.

use super::context::{Context, Naming, Task, component_pointer, docs};
use super::definitions;
use super::inheritance::{DEEPEST, Members};
use super::shape::{SchemaRef, Shape, component_key};
use super::types;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{DefinitionId, DefinitionKind, Discriminator, Union};
use crate::naming::{Kind, Name, Scope, rust_name};
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
    let name = definitions::wire(context, task.id);
    if !members.properties.contains_key(property) {
        let message = format!("the discriminator `{property}` is not a property of `{name}`");
        context.report(Code::Discriminator, &task.at.key("discriminator"), message);
    }
    let base = base_of(context, task.id);
    let own = task.key.and_then(|key| kind_of(context, key));
    let content = definitions::structure(context, base, members, own, Some(property));
    if let Some(draft) = context.drafts.get_mut(base.0) {
        draft.definition.docs = docs(&task.schema.schema_data);
        draft.definition.kind = DefinitionKind::Struct(content);
    }
    let mut kinds = Vec::new();
    let mut scope = Scope::default();
    for key in task.key.map(|key| descendants(context, key)).unwrap_or_default() {
        kinds.extend(kind(context, key, &mut scope));
    }
    DefinitionKind::Union(Union { property: property.to_owned(), kinds, base })
}

fn kind(context: &mut Context<'_>, key: &str, scope: &mut Scope) -> Option<(Name, DefinitionId)> {
    let value = kind_of(context, key)?.value;
    let id = types::component_definition(context, key)?;
    let id = if discriminator_of_base(context, key).is_some() { base_of(context, id) } else { id };
    let location = context.locate(&component_pointer(key));
    let definition = types::wire_name(context, key);
    let chosen = rust_name(Kind::Variant, &value).or_else(|| rust_name(Kind::Variant, &definition));
    let Some(rust) = chosen else {
        let message = format!("nothing of the discriminator value `{value}` is left in Rust");
        context.diagnostics.push(Diagnostic::at(Code::NameEmpty, location, message));
        return None;
    };
    if let Err(first) = scope.claim(&rust, &location) {
        let message = format!("two kinds of one base are called `{rust}` in Rust");
        let mut diagnostic = Diagnostic::at(Code::NameCollision, location, message);
        diagnostic.related.extend(first.map(|first| (first.into(), "the first".to_owned())));
        context.diagnostics.push(diagnostic);
    }
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
