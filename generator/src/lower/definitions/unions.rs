//! Unions: objects whose discriminator tells their kind.
//!
//! A base with heirs becomes a union under its name if it has a discriminator or inherits one, at any depth; the struct
//! of what all its kinds share is called `<Base>Base`. A base without heirs stays a struct. A `oneOf` or `anyOf` with a
//! discriminator becomes a union, too, whatever its alternatives inherit from.

use super::components::component_definition;
use super::discriminators;
use super::inheritance::Members;
use super::structs::structure;
use super::types::{self, Owner};
use crate::diagnostic::{Code, Diagnostic, Mark, question};
use crate::ir::UnionKind;
use crate::lower::document::components::{component_pointer, docs, wire_name};
use crate::lower::document::heirs::{self, DEEPEST};
use crate::lower::document::shape::{Choice, ObjectShape, SchemaRef, Shape, component_key};
use crate::lower::drafts::Drafting;
use crate::lower::drafts::arena::{DraftId, Task};
use crate::lower::drafts::complaints::{Claims, Named};
use crate::lower::drafts::definition::{Content, Parent, Union};
use crate::naming::{self, Name, NameKind, rust_name};
use crate::source::{Location, Pointer};
use openapiv3::{Discriminator, Schema};
use rustc_hash::{FxHashMap, FxHashSet};

/// The union that the component of `task`, a base with heirs, becomes.
pub(in crate::lower) fn family<'a>(
    drafting: &mut Drafting<'a>,
    task: &Task<'a>,
    (key, property): (&'a str, &'a str),
    members: Members<'a>,
) -> Content {
    let base = base(drafting, task, members);
    check_mapping(drafting, task);
    let root = heirs::root(drafting.source, key, property);
    let mut kinds = Kinds::of(task.id, property, wire_name(drafting.source, root));
    kinds.add_family(drafting, key, None);
    if let (Some(discriminator), Shape::Object(ObjectShape { choice: Some(choice), .. })) =
        (&task.schema.schema_data.discriminator, Shape::of(task.schema))
    {
        kinds.add_choice(drafting, (discriminator, choice), &task.at);
    }
    kinds.finish(drafting, Some(base))
}

/// The union that a choice with a discriminator becomes; there may be properties beside it.
pub(in crate::lower) fn choice<'a>(
    drafting: &mut Drafting<'a>,
    task: &Task<'a>,
    (discriminator, choice): (&'a Discriminator, Choice<'a>),
    members: Option<Members<'a>>,
) -> Content {
    let base = members.map(|members| base(drafting, task, members));
    check_mapping(drafting, task);
    let mut kinds = Kinds::of(task.id, &discriminator.property_name, drafting.drafts[task.id].wire.clone());
    // A choice is no kind of itself.
    kinds.seen.extend(task.key);
    kinds.add_choice(drafting, (discriminator, choice), &task.at);
    if let Some(key) = task.key {
        kinds.add_family(drafting, key, Some(discriminator));
    }
    kinds.finish(drafting, base)
}

/// Makes the struct of what the kinds share.
fn base<'a>(drafting: &mut Drafting<'a>, task: &Task<'a>, members: Members<'a>) -> DraftId {
    let base = drafting.drafts.base_of(task.id);
    let content = structure(drafting, base, members, task.key);
    let draft = &mut drafting.drafts[base];
    draft.docs = docs(&task.schema.schema_data);
    draft.content = Content::Struct(content);
    base
}

/// Holds a discriminator to being a property of its definition, and a text.
pub(in crate::lower) fn check_discriminator<'a>(drafting: &mut Drafting<'a>, task: &Task<'a>, members: &Members<'a>) {
    let Some(discriminator) = &task.schema.schema_data.discriminator else { return };
    let property = discriminator.property_name.as_str();
    let name = drafting.drafts[task.id].wire.clone();
    let place = drafting.source.locate(&task.at.key("discriminator"));
    let Some(declared) = members.properties.get(property) else {
        let message = format!("the discriminator `{property}` is not a property of `{name}`");
        let help = question(property, members.properties.keys().copied())
            .unwrap_or_else(|| format!("declare the property `{property}`, a string, and list it under `required`"));
        drafting.report.push(Diagnostic::at(Code::Discriminator, place, message).help(help));
        return;
    };
    let shape = drafting.source.follow(declared.schema).map(|(schema, _)| Shape::of(schema));
    if !matches!(shape, Some(Shape::Text { .. } | Shape::Object(ObjectShape { all_of: [_, ..], .. }))) {
        let message = format!("the discriminator `{property}` of `{name}` is not a string");
        let declared = drafting.source.locate(&declared.at);
        let diagnostic = Diagnostic::at(Code::Discriminator, place, message).related(declared, "the property");
        drafting.report.push(diagnostic.help("give the property `type: string`"));
    }
}

/// Holds the mapping of a discriminator to leading to what can be a kind: an heir, or an alternative of a choice.
fn check_mapping(drafting: &mut Drafting<'_>, task: &Task<'_>) {
    let Some(discriminator) = &task.schema.schema_data.discriminator else { return };
    let is_choice = match Shape::of(task.schema) {
        Shape::Choice(_) => true,
        Shape::Object(object) => object.choice.is_some(),
        _ => false,
    };
    let at = drafting.source.locate(&task.at.key("discriminator")).key("mapping");
    let below = task.key.map(|key| heirs::below(drafting.source, key)).unwrap_or_default();
    for (value, target) in &discriminator.mapping {
        let target = component_key(target);
        let is_heir = task.key == Some(target) || below.contains(target);
        if is_heir || (is_choice && drafting.source.schemas.contains_key(target)) {
            continue;
        }
        let name = drafting.drafts[task.id].wire.clone();
        let (message, help) = if is_choice {
            let message = format!("`{value}` leads to `{target}`, which is not defined");
            (message, format!("define it, or take `{value}` out of the mapping"))
        } else {
            let message = format!("`{value}` leads to `{target}`, which does not inherit from `{name}`");
            (message, format!("let it inherit by `allOf`, or take `{value}` out of the mapping"))
        };
        let known = drafting.source.schemas.keys().map(String::as_str);
        let near = question(target, known.filter(|known| is_choice || below.contains(known)));
        let diagnostic = Diagnostic::at(Code::DiscriminatorValue, at.key(value), message);
        drafting.report.push(diagnostic.help(near.unwrap_or(help)));
    }
}

/// The kinds of a union, as they are found.
struct Kinds<'a> {
    union: DraftId,
    /// The definition that has the discriminator. It has all of these kinds, so what is wrong with them is told there,
    /// and they are called as they are there.
    root: String,
    property: &'a str,
    found: Vec<UnionKind<DraftId>>,
    /// The values so far, each with its place.
    values: FxHashMap<String, (Location, DraftId)>,
    claims: Claims,
    /// The components that have been looked at.
    seen: FxHashSet<&'a str>,
}

impl<'a> Kinds<'a> {
    fn of(union: DraftId, property: &'a str, root: String) -> Self {
        let (found, values) = (Vec::new(), FxHashMap::default());
        Self { union, root, property, found, values, claims: Claims::default(), seen: FxHashSet::default() }
    }

    fn finish(self, drafting: &mut Drafting<'a>, base: Option<DraftId>) -> Content {
        if drafting.drafts[self.union].wire == self.root {
            drafting.names.claims.push(self.claims);
        }
        let Self { property, found: kinds, .. } = self;
        Content::Union(Union { property: property.to_owned(), kinds, base })
    }

    /// Adds a base, if it is itself a kind, and all below it; the values may come from a choice that has it.
    fn add_family(&mut self, drafting: &mut Drafting<'a>, key: &'a str, choice: Option<&'a Discriminator>) {
        if self.seen.insert(key) {
            for value in discriminators::own_values(drafting.source, key, self.property) {
                self.add(drafting, key, value);
            }
        }
        let mut heirs = heirs::kinds_below(drafting.source, key, self.property);
        let below = heirs::below(drafting.source, key);
        let mapping = heirs::own(drafting.source, key).map(|own| own.mapping.values()).into_iter().flatten();
        let mapped = mapping.filter_map(|target| drafting.source.schemas.get_key_value(component_key(target)));
        heirs.extend(mapped.map(|(key, _)| key.as_str()).filter(|target| below.contains(target)));
        for heir in heirs {
            self.add_component(drafting, heir, choice);
        }
    }

    /// Adds the alternatives of a choice and what else its mapping names, and those of the choices among them that the
    /// same property tells.
    fn add_choice(&mut self, drafting: &mut Drafting<'a>, told: (&'a Discriminator, Choice<'a>), at: &Pointer) {
        let mut level = vec![(told, at.clone())];
        for depth in 0..=DEEPEST {
            let mut next = Vec::new();
            for ((discriminator, choice), at) in level {
                for (index, alternative) in choice.alternatives.iter().enumerate() {
                    match SchemaRef::from(alternative) {
                        SchemaRef::Reference(key) => {
                            next.extend(self.add_alternative(drafting, discriminator, key, depth))
                        }
                        SchemaRef::Item(item) => self.add_in_place(drafting, item, &at.key(choice.key).index(index)),
                    }
                }
                for target in discriminator.mapping.values() {
                    if let Some((key, _)) = drafting.source.schemas.get_key_value(component_key(target)) {
                        next.extend(self.add_alternative(drafting, discriminator, key, depth));
                    }
                }
            }
            level = next;
        }
    }

    /// Adds an alternative that has no name, if it says which value tells it.
    fn add_in_place(&mut self, drafting: &mut Drafting<'a>, item: &'a Schema, at: &Pointer) {
        let Some(value) = discriminators::only_value_of(drafting.source, item, self.property) else { return };
        let owner = Owner { parent: Parent::Definition(self.union), property: value.clone() };
        let id = types::inline_definition(drafting, item, at, &owner);
        let location = drafting.source.locate(at);
        self.add_kind(drafting, value.clone(), &value, id, location);
    }

    /// Adds a component that is an alternative; a choice that the same property tells is handed back.
    fn add_alternative(
        &mut self,
        drafting: &mut Drafting<'a>,
        discriminator: &'a Discriminator,
        key: &'a str,
        depth: usize,
    ) -> Option<((&'a Discriminator, Choice<'a>), Pointer)> {
        let (schema, target) = drafting.source.follow(SchemaRef::Reference(key))?;
        let key = target.unwrap_or(key);
        let inner = schema.schema_data.discriminator.as_ref().filter(|inner| inner.property_name == self.property);
        match (Shape::of(schema), inner) {
            (Shape::Choice(choice), Some(inner)) if depth < DEEPEST => {
                return self.seen.insert(key).then(|| ((inner, choice), component_pointer(key)));
            }
            (Shape::Object(_) | Shape::Choice(_), _) => {
                self.add_component(drafting, key, Some(discriminator));
                if heirs::property_of_base(drafting.source, key) == Some(self.property) {
                    self.add_family(drafting, key, Some(discriminator));
                }
            }
            _ => {}
        }
        None
    }

    /// Adds a component under each value that tells it.
    fn add_component(&mut self, drafting: &mut Drafting<'a>, key: &'a str, choice: Option<&'a Discriminator>) {
        if !self.seen.insert(key) {
            return;
        }
        let values = match choice {
            Some(choice) => discriminators::values_in_choice(drafting.source, key, choice),
            None => discriminators::values(drafting.source, key, self.property),
        };
        for value in values {
            self.add(drafting, key, value);
        }
    }

    fn add(&mut self, drafting: &mut Drafting<'a>, key: &'a str, value: String) {
        let Some(id) = component_definition(drafting, key) else { return };
        let is_base = heirs::property_of_base(drafting.source, key) == Some(self.property);
        let is_choice =
            drafting.source.component(key).is_some_and(|schema| matches!(Shape::of(schema), Shape::Choice(_)));
        let id = if is_base && !is_choice { drafting.drafts.base_of(id) } else { id };
        let location = drafting.source.locate(&component_pointer(key));
        let definition = wire_name(drafting.source, key);
        self.add_kind(drafting, value, &definition, id, location);
    }

    /// Adds a kind, unless another has its value already.
    fn add_kind(
        &mut self,
        drafting: &mut Drafting<'a>,
        value: String,
        definition: &str,
        id: DraftId,
        location: Location,
    ) {
        let base = self.root.clone();
        // Services do not agree on the case of these values, so it is not looked at when one is read.
        if let Some((first, known)) = self.values.get(&value.to_ascii_lowercase()) {
            if *known != id {
                let message = format!("`{value}` stands for two kinds of `{base}`");
                let diagnostic = Diagnostic::at(Code::DiscriminatorValue, location, message).on_key();
                let help = "give each its own `x-ms-discriminator-value`";
                self.report(drafting, diagnostic.related(first.clone(), "the first").help(help));
            }
            return;
        }
        self.values.insert(value.to_ascii_lowercase(), (location.clone(), id));
        let config_key = format!("{base}.{value}");
        let chosen =
            drafting.names.overrides.property(&base, &value).map(|chosen| naming::avoid(NameKind::Variant, chosen));
        let chosen = chosen
            .or_else(|| rust_name(NameKind::Variant, &value))
            .or_else(|| rust_name(NameKind::Variant, definition));
        let named = Named {
            kind: NameKind::Variant,
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

    fn report(&self, drafting: &mut Drafting<'_>, diagnostic: Diagnostic) {
        if drafting.drafts[self.union].wire == self.root {
            drafting.report.push(diagnostic);
        }
    }
}
