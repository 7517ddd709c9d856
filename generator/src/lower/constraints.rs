//! What a schema says against itself: constraints that no value meets, or that mean nothing where they stand.

use super::context::Context;
use super::shape::{SchemaRef, Shape};
use super::walk::{Step, Visitor, walk};
use super::{enum_names, formats, types};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::Constraints;
use openapiv3::{AnySchema, Schema, SchemaData, SchemaKind, Type};
use serde_json::{Number, Value};
use std::collections::{HashMap, HashSet};

/// Looks at every schema.
pub(super) fn check(context: &mut Context<'_>) {
    let openapi = context.openapi;
    walk(openapi, &mut Check { context });
}

struct Check<'c, 'a> {
    context: &'c mut Context<'a>,
}

impl<'a> Visitor<'a> for Check<'_, 'a> {
    fn schema(&mut self, schema: &'a Schema, at: &Step<'_>) {
        for (key, message) in contradictions(schema) {
            self.report(Code::Contradiction, at, key, message, "correct the constraint that is not meant");
        }
        for (key, typ) in strangers(schema) {
            let message = format!("`{key}` has no meaning for {typ} and is ignored");
            self.report(Code::Ignored, at, key, message, "remove it, or correct the `type`");
        }
        if let Some((message, help)) = formats::problem(&Shape::of(schema)) {
            self.report(Code::Format, at, "format", message, &help);
        }
        if let Some((message, help)) = formats::loss(&Shape::of(schema)) {
            self.report(Code::Digits, at, "format", message, help);
        }
        self.values(schema, at);
        if schema.schema_data.extensions.contains_key("x-ms-enum") {
            let place = self.context.locate(&at.pointer());
            let disagreements = enum_names::disagreements(self.context.documents, &place);
            disagreements.into_iter().for_each(|diagnostic| self.context.diagnostics.push(diagnostic));
        }
        self.extensions_in_place(schema, at);
        if let Some(message) = mutability(&schema.schema_data) {
            self.report(Code::Mutability, at, "readOnly", message, "leave out the one that is not meant");
        }
    }
}

impl<'a> Check<'_, 'a> {
    fn report(&mut self, code: Code, at: &Step<'_>, key: &str, message: String, help: &str) {
        let place = self.context.locate(&at.pointer()).key(key);
        self.context.diagnostics.push(Diagnostic::at(code, place, message).on_key().help(help));
    }

    /// Reports values of an enum that are empty or there already.
    fn values(&mut self, schema: &'a Schema, at: &Step<'_>) {
        let Shape::Text { values, .. } = Shape::of(schema) else { return };
        let distinct: HashSet<&str> = values.iter().copied().collect();
        if distinct.len() == values.len() && !distinct.contains("") {
            return;
        }
        // The document has the places: `null` is among its values, but not among those here.
        let place = self.context.locate(&at.pointer()).key("enum");
        let listed = self.context.documents.value(&place).and_then(Value::as_array).into_iter().flatten();
        let mut known: HashMap<&str, usize> = HashMap::new();
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
            self.context.diagnostics.push(diagnostic);
        }
    }

    /// Reports extensions that are for schemas of another type.
    fn extensions_in_place(&mut self, schema: &'a Schema, at: &Step<'_>) {
        let is_set = |key: &str| schema.schema_data.extensions.get(key) == Some(&Value::Bool(true));
        let (flatten, secret) = (is_set("x-ms-client-flatten"), is_set("x-ms-secret"));
        if !flatten && !secret {
            return;
        }
        let target = match SchemaRef::Item(schema).shape() {
            Shape::Reference(key) => {
                self.context.follow(SchemaRef::Reference(key)).map(|(schema, _)| Shape::of(schema))
            }
            shape => Some(shape),
        };
        if flatten && !matches!(target, Some(Shape::Object(_) | Shape::Choice(_) | Shape::Any)) {
            let message = "`x-ms-client-flatten` has no effect on what is not an object".to_owned();
            self.report(Code::ExtensionPlace, at, "x-ms-client-flatten", message, "remove it");
        }
        if secret && !matches!(target, Some(Shape::Text { .. })) {
            let message = "`x-ms-secret` has no effect on what is not a string: the value will be shown".to_owned();
            let help = "put it on the strings inside, or on a property of `type: string`";
            self.report(Code::ExtensionPlace, at, "x-ms-secret", message, help);
        }
    }
}

/// Pairs of constraints that no value meets, each with the key of the first.
fn contradictions(schema: &Schema) -> Vec<(&'static str, String)> {
    let constraints = types::declared(schema);
    let (least, most) = properties(schema);
    let mut found = Vec::new();
    found.extend(sizes(constraints.min_length, constraints.max_length, "minLength", "maxLength"));
    found.extend(sizes(constraints.min_items, constraints.max_items, "minItems", "maxItems"));
    found.extend(sizes(least, most, "minProperties", "maxProperties"));
    found.extend(bounds(&constraints));
    if let Some(step) = constraints.multiple_of.as_ref().filter(|step| float(step) <= 0.0) {
        found.push(("multipleOf", format!("`multipleOf` is {step}, but must be greater than 0")));
    }
    found
}

fn properties(schema: &Schema) -> (Option<u64>, Option<u64>) {
    match &schema.schema_kind {
        SchemaKind::Type(Type::Object(object)) => {
            (object.min_properties.map(|least| least as u64), object.max_properties.map(|most| most as u64))
        }
        SchemaKind::Any(any) => {
            (any.min_properties.map(|least| least as u64), any.max_properties.map(|most| most as u64))
        }
        _ => (None, None),
    }
}

fn sizes(least: Option<u64>, most: Option<u64>, lower: &'static str, upper: &str) -> Option<(&'static str, String)> {
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
    let listed = data.extensions.get("x-ms-mutability").and_then(Value::as_array).into_iter().flatten();
    let set: Vec<&str> = listed.filter_map(Value::as_str).filter(|entry| *entry != "read").collect();
    match (data.write_only, set.first()) {
        (true, _) => Some("`readOnly` and `writeOnly` are both true".to_owned()),
        (_, Some(set)) => Some(format!("`readOnly` is true, but `x-ms-mutability` lets callers `{set}` it")),
        _ => None,
    }
}

/// How `value` breaks `constraints`, if it does.
pub(super) fn violation(constraints: &Constraints, value: &Value) -> Option<String> {
    let outside = |size: usize, least: Option<u64>, most: Option<u64>| {
        let size = size as u64;
        least.is_some_and(|least| size < least) || most.is_some_and(|most| size > most)
    };
    match value {
        Value::String(text) if outside(text.chars().count(), constraints.min_length, constraints.max_length) => {
            Some("is not of the length that `minLength` and `maxLength` ask for".to_owned())
        }
        Value::String(text) => {
            let pattern = constraints.pattern.as_deref()?;
            let matches = regex_lite::Regex::new(pattern).is_ok_and(|regex| regex.is_match(text));
            (!matches).then(|| format!("does not match the `pattern` `{pattern}`"))
        }
        Value::Number(number) => out_of_range(constraints, number),
        Value::Array(items) if outside(items.len(), constraints.min_items, constraints.max_items) => {
            Some("does not have as many items as `minItems` and `maxItems` ask for".to_owned())
        }
        _ => None,
    }
}

fn out_of_range(constraints: &Constraints, number: &Number) -> Option<String> {
    let value = number.as_f64()?;
    if let Some(minimum) = &constraints.minimum {
        let least = minimum.as_f64()?;
        if value < least || constraints.exclusive_minimum && value == least {
            return Some(format!("is below the `minimum` {minimum}"));
        }
    }
    let maximum = constraints.maximum.as_ref()?;
    let most = maximum.as_f64()?;
    let is_above = value > most || constraints.exclusive_maximum && value == most;
    is_above.then(|| format!("is above the `maximum` {maximum}"))
}
