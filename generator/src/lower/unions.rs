//! Unions: objects whose discriminator tells their kind.
//!
//! A base with heirs becomes a union under its name if it has a discriminator or inherits one, at any depth; the struct
//! of what all its kinds share is called `<Base>Base`. A base without heirs stays a struct. A `oneOf` or `anyOf` with a
//! discriminator becomes a union, too, whatever its alternatives inherit from.

use super::context::{Context, Naming, Parent, Task, component_pointer, docs};
use super::inheritance::{DEEPEST, Members};
use super::names::{Claims, Named};
use super::shape::{Choice, ObjectShape, SchemaRef, Shape, component_key};
use super::types::{self, Owner};
use super::{definitions, discriminators};
use crate::diagnostic::{Code, Diagnostic, Mark, question};
use crate::ir::{DefinitionId, DefinitionKind, Union, UnionKind};
use crate::naming::{self, Kind, Name, rust_name};
use crate::source::{Location, Pointer};
use openapiv3::{Discriminator, Schema};
use std::collections::{HashMap, HashSet};

/// The union that the component of `task`, a base with heirs, becomes.
pub(super) fn family<'a>(
    context: &mut Context<'a>,
    task: &Task<'a>,
    (key, property): (&'a str, &'a str),
    members: Members<'a>,
) -> DefinitionKind {
    let base = base(context, task, members);
    check_mapping(context, task);
    let root = discriminators::root(context, key, property);
    let mut kinds = Kinds::of(task.id, property, types::wire_name(context, root));
    kinds.add_family(context, key, None);
    if let (Some(discriminator), Shape::Object(ObjectShape { choice: Some(choice), .. })) =
        (&task.schema.schema_data.discriminator, Shape::of(task.schema))
    {
        kinds.add_choice(context, (discriminator, choice), &task.at);
    }
    kinds.finish(context, Some(base))
}

/// The union that a choice with a discriminator becomes; there may be properties beside it.
pub(super) fn choice<'a>(
    context: &mut Context<'a>,
    task: &Task<'a>,
    (discriminator, choice): (&'a Discriminator, Choice<'a>),
    members: Option<Members<'a>>,
) -> DefinitionKind {
    let base = members.map(|members| base(context, task, members));
    check_mapping(context, task);
    let mut kinds = Kinds::of(task.id, &discriminator.property_name, definitions::wire(context, task.id));
    // A choice is no kind of itself.
    kinds.seen.extend(task.key);
    kinds.add_choice(context, (discriminator, choice), &task.at);
    if let Some(key) = task.key {
        kinds.add_family(context, key, Some(discriminator));
    }
    kinds.finish(context, base)
}

/// Makes the struct of what the kinds share.
fn base<'a>(context: &mut Context<'a>, task: &Task<'a>, members: Members<'a>) -> DefinitionId {
    let base = base_of(context, task.id);
    let content = definitions::structure(context, base, members, task.key);
    if let Some(draft) = context.drafts.get_mut(base.0) {
        draft.definition.docs = docs(&task.schema.schema_data);
        draft.definition.kind = DefinitionKind::Struct(content);
    }
    base
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

/// Holds the mapping of a discriminator to leading to what can be a kind: an heir, or an alternative of a choice.
fn check_mapping(context: &mut Context<'_>, task: &Task<'_>) {
    let Some(discriminator) = &task.schema.schema_data.discriminator else { return };
    let is_choice = match Shape::of(task.schema) {
        Shape::Choice(_) => true,
        Shape::Object(object) => object.choice.is_some(),
        _ => false,
    };
    let at = context.locate(&task.at.key("discriminator")).key("mapping");
    let below = task.key.map(|key| discriminators::below(context, key)).unwrap_or_default();
    for (value, target) in &discriminator.mapping {
        let target = component_key(target);
        let is_heir = task.key == Some(target) || below.contains(target);
        if is_heir || (is_choice && context.schemas.contains_key(target)) {
            continue;
        }
        let name = definitions::wire(context, task.id);
        let (message, help) = if is_choice {
            let message = format!("`{value}` leads to `{target}`, which is not defined");
            (message, format!("define it, or take `{value}` out of the mapping"))
        } else {
            let message = format!("`{value}` leads to `{target}`, which does not inherit from `{name}`");
            (message, format!("let it inherit by `allOf`, or take `{value}` out of the mapping"))
        };
        let known = context.schemas.keys().map(String::as_str);
        let near = question(target, known.filter(|known| is_choice || below.contains(known)));
        let diagnostic = Diagnostic::at(Code::DiscriminatorValue, at.key(value), message);
        context.diagnostics.push(diagnostic.help(near.unwrap_or(help)));
    }
}

/// The kinds of a union, as they are found.
struct Kinds<'a> {
    union: DefinitionId,
    /// The definition that has the discriminator. It has all of these kinds, so what is wrong with them is told there,
    /// and they are called as they are there.
    root: String,
    property: &'a str,
    found: Vec<UnionKind>,
    /// The values so far, each with its place.
    values: HashMap<String, (Location, DefinitionId)>,
    claims: Claims,
    /// The components that have been looked at.
    seen: HashSet<&'a str>,
}

impl<'a> Kinds<'a> {
    fn of(union: DefinitionId, property: &'a str, root: String) -> Self {
        let (found, values) = (Vec::new(), HashMap::new());
        Self { union, root, property, found, values, claims: Claims::default(), seen: HashSet::new() }
    }

    fn finish(self, context: &mut Context<'a>, base: Option<DefinitionId>) -> DefinitionKind {
        if definitions::wire(context, self.union) == self.root {
            context.claims.push(self.claims);
        }
        let Self { property, found: kinds, .. } = self;
        DefinitionKind::Union(Union { property: property.to_owned(), kinds, base, clears_read_only: false })
    }

    /// Adds a base, if it is itself a kind, and all below it; the values may come from a choice that has it.
    fn add_family(&mut self, context: &mut Context<'a>, key: &'a str, choice: Option<&'a Discriminator>) {
        if self.seen.insert(key) {
            for value in discriminators::own_values(context, key, self.property) {
                self.add(context, key, value);
            }
        }
        let mut heirs = discriminators::kinds_below(context, key, self.property);
        let below = discriminators::below(context, key);
        let mapping = discriminators::own(context, key).map(|own| own.mapping.values()).into_iter().flatten();
        let mapped = mapping.filter_map(|target| context.schemas.get_key_value(component_key(target)));
        heirs.extend(mapped.map(|(key, _)| key.as_str()).filter(|target| below.contains(target)));
        for heir in heirs {
            self.add_component(context, heir, choice);
        }
    }

    /// Adds the alternatives of a choice and what else its mapping names, and those of the choices among them that the
    /// same property tells.
    fn add_choice(&mut self, context: &mut Context<'a>, told: (&'a Discriminator, Choice<'a>), at: &Pointer) {
        let mut level = vec![(told, at.clone())];
        for depth in 0..=DEEPEST {
            let mut next = Vec::new();
            for ((discriminator, choice), at) in level {
                for (index, alternative) in choice.alternatives.iter().enumerate() {
                    match SchemaRef::from(alternative) {
                        SchemaRef::Reference(key) => {
                            next.extend(self.add_alternative(context, discriminator, key, depth))
                        }
                        SchemaRef::Item(item) => self.add_in_place(context, item, &at.key(choice.key).index(index)),
                    }
                }
                for target in discriminator.mapping.values() {
                    if let Some((key, _)) = context.schemas.get_key_value(component_key(target)) {
                        next.extend(self.add_alternative(context, discriminator, key, depth));
                    }
                }
            }
            level = next;
        }
    }

    /// Adds an alternative that has no name, if it says which value tells it.
    fn add_in_place(&mut self, context: &mut Context<'a>, item: &'a Schema, at: &Pointer) {
        let Some(value) = discriminators::only_value_of(context, item, self.property) else { return };
        let owner = Owner { parent: Parent::Definition(self.union), property: value.clone() };
        let id = types::inline_definition(context, item, at, &owner);
        let location = context.locate(at);
        self.add_kind(context, value.clone(), &value, id, location);
    }

    /// Adds a component that is an alternative; a choice that the same property tells is handed back.
    fn add_alternative(
        &mut self,
        context: &mut Context<'a>,
        discriminator: &'a Discriminator,
        key: &'a str,
        depth: usize,
    ) -> Option<((&'a Discriminator, Choice<'a>), Pointer)> {
        let (schema, target) = context.follow(SchemaRef::Reference(key))?;
        let key = target.unwrap_or(key);
        let inner = schema.schema_data.discriminator.as_ref().filter(|inner| inner.property_name == self.property);
        match (Shape::of(schema), inner) {
            (Shape::Choice(choice), Some(inner)) if depth < DEEPEST => {
                return self.seen.insert(key).then(|| ((inner, choice), component_pointer(key)));
            }
            (Shape::Object(_) | Shape::Choice(_), _) => {
                self.add_component(context, key, Some(discriminator));
                if discriminators::property_of_base(context, key) == Some(self.property) {
                    self.add_family(context, key, Some(discriminator));
                }
            }
            _ => {}
        }
        None
    }

    /// Adds a component under each value that tells it.
    fn add_component(&mut self, context: &mut Context<'a>, key: &'a str, choice: Option<&'a Discriminator>) {
        if !self.seen.insert(key) {
            return;
        }
        let values = match choice {
            Some(choice) => discriminators::values_in_choice(context, key, choice),
            None => discriminators::values(context, key, self.property),
        };
        for value in values {
            self.add(context, key, value);
        }
    }

    fn add(&mut self, context: &mut Context<'a>, key: &'a str, value: String) {
        let Some(id) = types::component_definition(context, key) else { return };
        let is_base = discriminators::property_of_base(context, key) == Some(self.property);
        let is_choice = context.component(key).is_some_and(|schema| matches!(Shape::of(schema), Shape::Choice(_)));
        let id = if is_base && !is_choice { base_of(context, id) } else { id };
        let location = context.locate(&component_pointer(key));
        let definition = types::wire_name(context, key);
        self.add_kind(context, value, &definition, id, location);
    }

    /// Adds a kind, unless another has its value already.
    fn add_kind(
        &mut self,
        context: &mut Context<'a>,
        value: String,
        definition: &str,
        id: DefinitionId,
        location: Location,
    ) {
        let base = self.root.clone();
        // Services do not agree on the case of these values, so it is not looked at when one is read.
        if let Some((first, known)) = self.values.get(&value.to_ascii_lowercase()) {
            if *known != id {
                let message = format!("`{value}` stands for two kinds of `{base}`");
                let diagnostic = Diagnostic::at(Code::DiscriminatorValue, location, message).on_key();
                let help = "give each its own `x-ms-discriminator-value`";
                self.report(context, diagnostic.related(first.clone(), "the first").help(help));
            }
            return;
        }
        self.values.insert(value.to_ascii_lowercase(), (location.clone(), id));
        let config_key = format!("{base}.{value}");
        let chosen = context.overrides.property(&base, &value).map(|chosen| naming::avoid(Kind::Variant, chosen));
        let chosen =
            chosen.or_else(|| rust_name(Kind::Variant, &value)).or_else(|| rust_name(Kind::Variant, definition));
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
            self.claims.nothing_left(Named { what: &format!("the discriminator value `{value}`"), ..named });
            return;
        };
        self.claims.claim(&rust, named);
        self.found.push(UnionKind { name: Name { wire: value, rust }, definition: id });
    }

    fn report(&self, context: &mut Context<'_>, diagnostic: Diagnostic) {
        if definitions::wire(context, self.union) == self.root {
            context.diagnostics.push(diagnostic);
        }
    }
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
