//! Who inherits from whom, and which discriminators tell the kinds apart.

use super::shape::{SchemaRef, Shape};
use super::source::Source;
use super::walk::{Visitor, Way, walk};
use indexmap::IndexMap;
use openapiv3::{OpenAPI, ReferenceOr, Schema};
use rustc_hash::{FxHashMap, FxHashSet};

/// How deep inheritance goes before it is refused.
pub(in crate::lower) const DEEPEST: usize = 64;

/// The components that inherit directly from each component, by its key.
pub(super) type Heirs<'a> = FxHashMap<&'a str, Vec<&'a str>>;

/// The components that inherit directly from each component.
pub(super) fn heirs(schemas: &IndexMap<String, ReferenceOr<Schema>>) -> Heirs<'_> {
    let mut heirs: Heirs<'_> = FxHashMap::default();
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

/// The choices with a discriminator that have each component among their alternatives.
pub(super) fn choices(openapi: &OpenAPI) -> FxHashMap<&str, Vec<&openapiv3::Discriminator>> {
    let mut found = Choices::default();
    walk(openapi, &mut found);
    found.0
}

#[derive(Default)]
struct Choices<'a>(FxHashMap<&'a str, Vec<&'a openapiv3::Discriminator>>);

impl<'a> Visitor<'a> for Choices<'a> {
    fn schema(&mut self, schema: &'a Schema, _: &Way<'_>) {
        let Some(discriminator) = &schema.schema_data.discriminator else { return };
        let choice = match Shape::of(schema) {
            Shape::Choice(choice) => Some(choice),
            Shape::Object(object) => object.choice,
            _ => None,
        };
        for alternative in choice.into_iter().flat_map(|choice| choice.alternatives) {
            if let SchemaRef::Reference(key) = SchemaRef::from(alternative) {
                self.0.entry(key).or_default().push(discriminator);
            }
        }
    }
}

/// The discriminator that stands on a component itself.
pub(in crate::lower) fn own<'a>(source: &Source<'a>, key: &str) -> Option<&'a openapiv3::Discriminator> {
    source.component(key)?.schema_data.discriminator.as_ref()
}

/// The discriminators that a component inherits, the nearest first, each with the component below which it stands:
/// where another discriminator lies between, it is that one's component which the further one tells.
pub(in crate::lower) fn inherited<'a>(
    source: &Source<'a>,
    key: &'a str,
) -> Vec<(&'a openapiv3::Discriminator, &'a str)> {
    let mut found = Vec::new();
    let mut seen: FxHashSet<&'a str> = FxHashSet::default();
    let mut level: Vec<(&'a str, &'a str)> = above(source, key, key);
    // What inherits over more steps is refused elsewhere.
    for _ in 0..DEEPEST {
        let mut next = Vec::new();
        for (base, below) in level {
            if !seen.insert(base) {
                continue;
            }
            let own = own(source, base);
            found.extend(own.map(|discriminator| (discriminator, below)));
            next.extend(above(source, base, if own.is_some() { base } else { below }));
        }
        level = next;
    }
    found
}

fn above<'a>(source: &Source<'a>, key: &str, below: &'a str) -> Vec<(&'a str, &'a str)> {
    source.schemas.get(key).into_iter().flat_map(bases).map(|base| (base, below)).collect()
}

/// The property that tells the kinds of a component with heirs: of its own discriminator, or of the nearest inherited.
pub(in crate::lower) fn property_of_base<'a>(source: &Source<'a>, key: &'a str) -> Option<&'a str> {
    let (key, _) = source.heirs.get_key_value(key)?;
    let discriminator = own(source, key).or_else(|| Some(inherited(source, key).first()?.0))?;
    Some(&discriminator.property_name)
}

/// The component furthest up that has the discriminator `property` of a base.
pub(in crate::lower) fn root<'a>(source: &Source<'a>, key: &'a str, property: &str) -> &'a str {
    let mut seen = FxHashSet::from_iter([key]);
    let mut root = key;
    let mut level = vec![key];
    for _ in 0..DEEPEST {
        let up = level.iter().filter_map(|key| source.schemas.get(*key)).flat_map(bases);
        level = up.filter(|base| seen.insert(base)).collect();
        let found = level.iter().find(|base| own(source, base).is_some_and(|own| own.property_name == property));
        root = found.copied().unwrap_or(root);
    }
    root
}

/// The components below `key` that `property` tells, in the order of the specification. Where another discriminator
/// stands between, it tells the rest.
pub(in crate::lower) fn kinds_below<'a>(source: &Source<'a>, key: &'a str, property: &str) -> Vec<&'a str> {
    let goes_on = |heir: &str| own(source, heir).is_none_or(|own| own.property_name == property);
    let mut found: Vec<&'a str> = heirs_below(source, key, goes_on).into_iter().collect();
    found.sort_by_key(|key| source.schemas.get_index_of(*key));
    found
}

/// All components that inherit from `key`.
pub(in crate::lower) fn below<'a>(source: &Source<'a>, key: &'a str) -> FxHashSet<&'a str> {
    heirs_below(source, key, |_| true)
}

fn heirs_below<'a>(source: &Source<'a>, key: &'a str, goes_on: impl Fn(&str) -> bool) -> FxHashSet<&'a str> {
    let mut found: FxHashSet<&'a str> = FxHashSet::default();
    let mut level = vec![key];
    // What inherits over more steps is refused elsewhere.
    for _ in 0..DEEPEST {
        let heirs = level.iter().filter_map(|base| source.heirs.get(base)).flatten().copied();
        let new: Vec<&'a str> = heirs.filter(|heir| *heir != key && found.insert(heir)).collect();
        level = new.into_iter().filter(|heir| goes_on(heir)).collect();
    }
    found
}
