//! The definitions of components, and what each draft turns out to be.

use super::inheritance;
use super::structs::structure;
use super::types::{self, Owner};
use super::{enums, unions};
use crate::lower::document::choices;
use crate::lower::document::components::{component_pointer, docs, wire_name};
use crate::lower::document::heirs::property_of_base;
use crate::lower::document::shape::{ObjectShape, SchemaRef, Shape};
use crate::lower::document::source::Source;
use crate::lower::drafts::arena::{DraftId, Task};
use crate::lower::drafts::definition::{Content, Naming, Parent};
use crate::lower::drafts::{Drafting, Type};

/// Asks for every component, so that all are lowered in the order of the specification.
pub(in crate::lower) fn request_all(drafting: &mut Drafting<'_>) {
    let schemas = drafting.source.schemas;
    for key in schemas.keys() {
        component_definition(drafting, key);
    }
}

/// Fills the drafts asked for, and those that they ask for in turn.
pub(in crate::lower) fn fill(drafting: &mut Drafting<'_>) {
    while let Some(task) = drafting.drafts.next_task() {
        let content = content_of(drafting, &task);
        drafting.drafts[task.id].content = content;
    }
}

fn content_of<'a>(drafting: &mut Drafting<'a>, task: &Task<'a>) -> Content {
    let shape = Shape::of(task.schema);
    let discriminator = task.schema.schema_data.discriminator.as_ref();
    match &shape {
        Shape::Object(object) if is_struct(drafting.source, object) => {
            let declared_in = (Parent::Definition(task.id), drafting.drafts[task.id].wire.clone());
            let members = inheritance::members(drafting, task.schema, &task.at, task.key, declared_in);
            let told = choices::told(drafting.source, discriminator, object.choice);
            if told.is_none() {
                unions::check_discriminator(drafting, task, &members);
            }
            let property = task.key.and_then(|key| Some((key, property_of_base(drafting.source, key)?)));
            match (property, told) {
                (Some(property), _) => unions::family(drafting, task, property, members),
                (None, Some(told)) => unions::choice(drafting, task, told, Some(members)),
                (None, None) => Content::Struct(structure(drafting, task.id, members, task.key)),
            }
        }
        _ => {
            let choice = match &shape {
                Shape::Choice(choice) => choices::told(drafting.source, discriminator, Some(*choice)),
                _ => None,
            };
            if let Some(told) = choice {
                return unions::choice(drafting, task, told, None);
            }
            let owner = Owner { parent: Parent::Definition(task.id), property: String::new() };
            let schema = SchemaRef::Item(task.schema);
            let shape = match choices::chosen(drafting.source, schema, &task.at) {
                Some((SchemaRef::Reference(key), _)) => Shape::Reference(key),
                _ => match schema.shape() {
                    folded @ Shape::Reference(_) => folded,
                    _ => shape,
                },
            };
            Content::Alias(types::plain_type(drafting, schema, &shape, &task.at, &owner))
        }
    }
}

/// Whether an object has properties of its own or inherits from an object.
fn is_struct(source: &Source<'_>, object: &ObjectShape<'_>) -> bool {
    object.properties.is_some()
        || object.all_of.iter().any(|base| {
            let base = source.follow(SchemaRef::from(base));
            object.all_of.len() > 1 || base.is_none_or(|(base, _)| matches!(Shape::of(base), Shape::Object(_)))
        })
}

/// The type that a reference to a component stands for; its content is lowered later.
pub(in crate::lower) fn component_type(drafting: &mut Drafting<'_>, key: &str) -> Type {
    component_definition(drafting, key).map_or(Type::Any, Type::Definition)
}

/// The definition of a component.
pub(in crate::lower) fn component_definition(drafting: &mut Drafting<'_>, key: &str) -> Option<DraftId> {
    if let Some(id) = drafting.drafts.component(key) {
        return Some(id);
    }
    let (key, entry) = drafting.source.schemas.get_key_value(key)?;
    let at = component_pointer(key);
    let (schema, target) = drafting.source.follow(SchemaRef::from(entry))?;
    if let Some(target) = target {
        // A component that is nothing but a reference is the component it refers to.
        let id = component_definition(drafting, target)?;
        drafting.drafts.set_component(key, id);
        return Some(id);
    }
    let wire = wire_name(drafting.source, key);
    let naming = Naming::Component { key: key.clone() };
    let about = docs(&schema.schema_data);
    let (schema, at) = match choices::chosen(drafting.source, SchemaRef::Item(schema), &at) {
        Some((SchemaRef::Item(only), at)) => (only, at),
        _ => (schema, at),
    };
    let id = match Shape::of(schema) {
        Shape::Text { values, .. } if !values.is_empty() => enums::intern(drafting, schema, &values, &at, naming),
        _ => {
            let location = drafting.source.locate(&component_pointer(key));
            let id = drafting.drafts.add(naming, wire, location, about);
            drafting.drafts.push_task(Task { id, schema, at, key: Some(key) });
            id
        }
    };
    drafting.drafts.set_component(key, id);
    Some(id)
}
