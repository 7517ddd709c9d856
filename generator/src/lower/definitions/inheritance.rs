//! Properties of an object, the inherited ones included.

use super::components::component_definition;
use crate::diagnostic::{Code, question};
use crate::lower::document::choices;
use crate::lower::document::components::component_pointer;
use crate::lower::document::heirs::DEEPEST;
use crate::lower::document::shape::{ObjectShape, SchemaRef, Shape};
use crate::lower::drafts::Drafting;
use crate::lower::drafts::definition::Parent;
use crate::source::Pointer;
use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, Schema};
use rustc_hash::FxHashSet;

/// A property, where it is declared.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Property<'a> {
    pub(in crate::lower) schema: SchemaRef<'a>,
    pub(in crate::lower) required: bool,
    pub(in crate::lower) at: Pointer,
    /// The definition that declares it.
    pub(in crate::lower) parent: Parent,
    /// Its name in the specification.
    pub(in crate::lower) definition: String,
}

/// What an object consists of.
#[derive(Debug, Default)]
pub(in crate::lower) struct Members<'a> {
    /// Properties by wire name: inherited ones first, a redeclared one at the place of the inherited.
    pub(in crate::lower) properties: IndexMap<&'a str, Property<'a>>,
    /// Schema of undeclared properties, and its place.
    pub(in crate::lower) additional: Option<(&'a AdditionalProperties, Pointer)>,
    /// Whether there are others, which a choice adds and nothing tells.
    pub(in crate::lower) is_open: bool,
    required: Vec<&'a str>,
    /// The components collected so far: the ways that lead to one double with every diamond.
    bases: FxHashSet<&'a str>,
}

/// Collects the members of the object `schema`; `key` is set for a component.
pub(in crate::lower) fn members<'a>(
    drafting: &mut Drafting<'a>,
    schema: &'a Schema,
    at: &Pointer,
    key: Option<&'a str>,
    declared_in: (Parent, String),
) -> Members<'a> {
    let mut members = Members::default();
    let mut trail: Vec<&'a str> = key.into_iter().collect();
    collect(drafting, schema, at, &declared_in, &mut members, &mut trail);
    for name in std::mem::take(&mut members.required) {
        if let Some(property) = members.properties.get_mut(name) {
            property.required = true;
        }
    }
    if let Shape::Object(object) = Shape::of(schema) {
        let declared = &members.properties;
        for (index, name) in
            object.required.iter().enumerate().filter(|(_, name)| !declared.contains_key(name.as_str()))
        {
            let message = format!("`{}` requires `{name}`, which is none of its properties", declared_in.1);
            let help = question(name, declared.keys().copied())
                .unwrap_or_else(|| format!("declare `{name}` under `properties`, or take it out of `required`"));
            drafting.tell(Code::RequiredUnknown, &at.key("required").index(index), message, help);
        }
    }
    members
}

fn collect<'a>(
    drafting: &mut Drafting<'a>,
    schema: &'a Schema,
    at: &Pointer,
    declared_in: &(Parent, String),
    members: &mut Members<'a>,
    trail: &mut Vec<&'a str>,
) {
    let object = match Shape::of(schema) {
        Shape::Object(object) => object,
        // A part of `allOf` that only describes.
        Shape::Any => return,
        Shape::Choice(_) => {
            match choices::chosen(drafting.source, SchemaRef::Item(schema), at) {
                Some((SchemaRef::Item(only), at)) => collect(drafting, only, &at, declared_in, members, trail),
                Some((SchemaRef::Reference(key), at)) => inherit(drafting, key, &at, members, trail),
                None => members.is_open = true,
            }
            return;
        }
        _ => {
            let message = format!("`{}` inherits from what is not an object", declared_in.1);
            drafting.tell(Code::Inheritance, at, message, "inherit from an object, or make it a property");
            return;
        }
    };
    for (index, base) in object.all_of.iter().enumerate() {
        let at = at.key("allOf").index(index);
        match SchemaRef::from(base) {
            SchemaRef::Item(item) => collect(drafting, item, &at, declared_in, members, trail),
            SchemaRef::Reference(key) => inherit(drafting, key, &at, members, trail),
        }
    }
    members.is_open |= choices::is_open(schema, &object);
    declare(&object, at, declared_in, members);
}

/// Collects from the component `key`.
fn inherit<'a>(
    drafting: &mut Drafting<'a>,
    key: &'a str,
    at: &Pointer,
    members: &mut Members<'a>,
    trail: &mut Vec<&'a str>,
) {
    let Some((schema, target)) = drafting.source.follow(SchemaRef::Reference(key)) else { return };
    let key = target.unwrap_or(key);
    if trail.contains(&key) || trail.len() >= DEEPEST {
        let problem = if trail.contains(&key) { "inherits from itself" } else { "inherits over too many steps" };
        drafting.tell(
            Code::Inheritance,
            at,
            format!("`{key}` {problem}"),
            "take one of the definitions out of `allOf`",
        );
        return;
    }
    if !matches!(Shape::of(schema), Shape::Object(_) | Shape::Choice(_) | Shape::Any) {
        let message = format!("`{key}` is not an object, so nothing can inherit from it");
        drafting.tell(Code::Inheritance, at, message, "inherit from an object, or make it a property");
        return;
    }
    if !members.bases.insert(key) {
        return;
    }
    let Some(id) = component_definition(drafting, key) else { return };
    let declared_in = (Parent::Definition(id), drafting.drafts[id].wire.clone());
    trail.push(key);
    collect(drafting, schema, &component_pointer(key), &declared_in, members, trail);
    trail.pop();
}

fn declare<'a>(
    object: &ObjectShape<'a>,
    at: &Pointer,
    (parent, definition): &(Parent, String),
    members: &mut Members<'a>,
) {
    let properties = at.key("properties");
    for (wire, schema) in object.properties.into_iter().flatten() {
        let required = members.properties.get(wire.as_str()).is_some_and(|inherited| inherited.required);
        let property = Property {
            schema: SchemaRef::from(schema),
            required,
            at: properties.key(wire),
            parent: parent.clone(),
            definition: definition.clone(),
        };
        members.properties.insert(wire, property);
    }
    members.required.extend(object.required.iter().map(String::as_str));
    if let Some(additional) = object.additional {
        members.additional = Some((additional, at.key("additionalProperties")));
    }
}
