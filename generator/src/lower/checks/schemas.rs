//! What a schema says against itself: constraints that no value meets, or that mean nothing where they stand.

use super::{enums, formats};
use crate::azure::{self, ClientFlatten, Enum, Extension, Mutability, Secret};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::Constraints;
use crate::lower::document::constraints::{declared, sizes};
use crate::lower::document::shape::{SchemaRef, Shape};
use crate::lower::document::source::Source;
use crate::lower::document::walk::{Visitor, Way, walk};
use crate::lower::drafts::report::Report;
use openapiv3::{AnySchema, Schema, SchemaData, SchemaKind};
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Number, Value};

/// Looks at every schema.
pub(in crate::lower) fn check(source: &Source<'_>, report: &mut Report<'_>) {
    walk(source.openapi, &mut Check { source, report });
}

struct Check<'c, 'a, 'r> {
    source: &'c Source<'a>,
    report: &'c mut Report<'r>,
}

impl<'a> Visitor<'a> for Check<'_, 'a, '_> {
    fn schema(&mut self, schema: &'a Schema, at: &Way<'_>) {
        for (key, message) in contradictions(schema) {
            self.tell(Code::Contradiction, at, key, message, "correct the constraint that is not meant");
        }
        for (key, typ) in strangers(schema) {
            let message = format!("`{key}` has no meaning for {typ} and is ignored");
            self.tell(Code::Ignored, at, key, message, "remove it, or correct the `type`");
        }
        if let Some((message, help)) = formats::problem(&Shape::of(schema)) {
            self.tell(Code::Format, at, "format", message, &help);
        }
        if let Some((message, help)) = formats::loss(&Shape::of(schema)) {
            self.tell(Code::Digits, at, "format", message, help);
        }
        self.values(schema, at);
        if schema.schema_data.extensions.contains_key(Enum::KEY) {
            let place = self.source.locate(&at.pointer());
            let disagreements = enums::disagreements(self.source.documents, &place);
            disagreements.into_iter().for_each(|diagnostic| self.report.push(diagnostic));
        }
        self.extensions_in_place(schema, at);
        if let Some(message) = mutability(&schema.schema_data) {
            self.tell(Code::Mutability, at, "readOnly", message, "leave out the one that is not meant");
        }
    }
}

impl<'a> Check<'_, 'a, '_> {
    fn tell(&mut self, code: Code, at: &Way<'_>, key: &str, message: String, help: &str) {
        let place = self.source.locate(&at.pointer()).key(key);
        self.report.push(Diagnostic::at(code, place, message).on_key().help(help));
    }

    /// Reports values of an enum that are empty or there already.
    fn values(&mut self, schema: &'a Schema, at: &Way<'_>) {
        let Shape::Text { values, .. } = Shape::of(schema) else { return };
        let distinct: FxHashSet<&str> = values.iter().copied().collect();
        if distinct.len() == values.len() && !distinct.contains("") {
            return;
        }
        // The document has the places: `null` is among its values, but not among those here.
        let place = self.source.locate(&at.pointer()).key("enum");
        let listed = self.source.documents.value(&place).and_then(Value::as_array).into_iter().flatten();
        let mut known: FxHashMap<&str, usize> = FxHashMap::default();
        for (index, value) in listed.enumerate().filter_map(|(index, value)| Some((index, value.as_str()?))) {
            let diagnostic = match known.get(value) {
                Some(first) => {
                    Diagnostic::at(Code::EnumDuplicate, place.index(index), format!("`{value}` is listed twice"))
                        .related(place.index(*first), "the first")
                        .help("remove one of them")
                }
                None if value.is_empty() => {
                    let message = "a value of this enum is empty; it becomes `Empty`";
                    Diagnostic::at(Code::EnumDuplicate, place.index(index), message)
                        .help("leave it out if it stands for nothing")
                }
                None => {
                    known.insert(value, index);
                    continue;
                }
            };
            known.entry(value).or_insert(index);
            self.report.push(diagnostic);
        }
    }

    /// Reports extensions that are for schemas of another type.
    fn extensions_in_place(&mut self, schema: &'a Schema, at: &Way<'_>) {
        let item = SchemaRef::Item(schema);
        let (flatten, secret) = (item.is_set::<ClientFlatten>(), item.is_set::<Secret>());
        if !flatten && !secret {
            return;
        }
        let target = match item.shape() {
            Shape::Reference(key) => self.source.follow(SchemaRef::Reference(key)).map(|(schema, _)| Shape::of(schema)),
            shape => Some(shape),
        };
        if flatten && !matches!(target, Some(Shape::Object(_) | Shape::Choice(_) | Shape::Any)) {
            let message = "`x-ms-client-flatten` has no effect on what is not an object".to_owned();
            self.tell(Code::ExtensionPlace, at, ClientFlatten::KEY, message, "remove it");
        }
        if secret && !matches!(target, Some(Shape::Text { .. })) {
            let message = "`x-ms-secret` has no effect on what is not a string: the value will be shown".to_owned();
            let help = "put it on the strings inside, or on a property of `type: string`";
            self.tell(Code::ExtensionPlace, at, Secret::KEY, message, help);
        }
    }
}

/// Pairs of constraints that no value meets, each with the key of the first.
fn contradictions(schema: &Schema) -> Vec<(&'static str, String)> {
    let constraints = declared(schema);
    let (least, most) = sizes(schema);
    let mut found = Vec::new();
    found.extend(range(constraints.min_length, constraints.max_length, "minLength", "maxLength"));
    found.extend(range(constraints.min_items, constraints.max_items, "minItems", "maxItems"));
    found.extend(range(least, most, "minProperties", "maxProperties"));
    found.extend(bounds(&constraints));
    if let Some(step) = constraints.multiple_of.as_ref().filter(|step| float(step) <= 0.0) {
        found.push(("multipleOf", format!("`multipleOf` is {step}, but must be greater than 0")));
    }
    found
}

fn range(least: Option<u64>, most: Option<u64>, lower: &'static str, upper: &str) -> Option<(&'static str, String)> {
    let (least, most) = least.zip(most).filter(|(least, most)| least > most)?;
    Some((lower, format!("`{lower}` is {least}, but `{upper}` is {most}: no value is of such a size")))
}

fn bounds(constraints: &Constraints) -> Option<(&'static str, String)> {
    let (minimum, maximum) = (constraints.minimum.as_ref()?, constraints.maximum.as_ref()?);
    let (least, most) = (float(minimum), float(maximum));
    if least > most {
        return Some((
            "minimum",
            format!("`minimum` is {minimum}, but `maximum` is {maximum}: no number is in between"),
        ));
    }
    let exclusive = if constraints.exclusive_minimum { "exclusiveMinimum" } else { "exclusiveMaximum" };
    (least == most && (constraints.exclusive_minimum || constraints.exclusive_maximum)).then(|| {
        (exclusive, format!("`minimum` and `maximum` are {minimum}, which `{exclusive}` excludes: no number is left"))
    })
}

fn float(number: &Number) -> f64 {
    number.as_f64().unwrap_or_default()
}

/// Constraints that are for other types, with the type they stand on.
fn strangers(schema: &Schema) -> Vec<(&'static str, String)> {
    // A schema whose constraints all fit its type is none of this kind.
    let SchemaKind::Any(any) = &schema.schema_kind else { return Vec::new() };
    let Some(typ) = any.typ.as_deref() else { return Vec::new() };
    let text = [
        ("minLength", any.min_length.is_some()),
        ("maxLength", any.max_length.is_some()),
        ("pattern", any.pattern.is_some()),
    ];
    let number = [
        ("minimum", any.minimum.is_some()),
        ("maximum", any.maximum.is_some()),
        ("exclusiveMinimum", any.exclusive_minimum.is_some()),
        ("exclusiveMaximum", any.exclusive_maximum.is_some()),
        ("multipleOf", any.multiple_of.is_some()),
    ];
    let strange = |wanted: &[&str], keys: &[(&'static str, bool)]| {
        let is_strange = !wanted.contains(&typ);
        keys.iter().filter(|(_, is_set)| *is_set && is_strange).map(|(key, _)| *key).collect::<Vec<_>>()
    };
    let keys = [
        strange(&["string"], &text),
        strange(&["integer", "number"], &number),
        strange(&["array"], &list_keys(any)),
        strange(&["object"], &object_keys(any)),
    ];
    keys.concat().into_iter().map(|key| (key, format!("the type `{typ}`"))).collect()
}

fn list_keys(any: &AnySchema) -> [(&'static str, bool); 4] {
    [
        ("items", any.items.is_some()),
        ("minItems", any.min_items.is_some()),
        ("maxItems", any.max_items.is_some()),
        ("uniqueItems", any.unique_items.is_some()),
    ]
}

fn object_keys(any: &AnySchema) -> [(&'static str, bool); 5] {
    [
        ("properties", !any.properties.is_empty()),
        ("required", !any.required.is_empty()),
        ("additionalProperties", any.additional_properties.is_some()),
        ("minProperties", any.min_properties.is_some()),
        ("maxProperties", any.max_properties.is_some()),
    ]
}

/// How `readOnly` disagrees with what stands beside it.
fn mutability(data: &SchemaData) -> Option<String> {
    if !data.read_only {
        return None;
    }
    let listed = azure::read::<Mutability>(&data.extensions).unwrap_or_default();
    match (data.write_only, listed.iter().find(|entry| **entry != "read")) {
        (true, _) => Some("`readOnly` and `writeOnly` are both true".to_owned()),
        (_, Some(set)) => Some(format!("`readOnly` is true, but `x-ms-mutability` lets callers `{set}` it")),
        _ => None,
    }
}
