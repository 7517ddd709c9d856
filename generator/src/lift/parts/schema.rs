//! Schemas, the same in both languages but for small things.

use crate::azure::{Extension, Nullable};
use crate::diagnostic::{Code, Diagnostic};
use crate::lift::reading::context::Context;
use crate::lift::reading::kind::ReferenceKind;
use crate::lift::reading::node::Node;
use crate::lift::reading::vocabulary;
use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, Discriminator, ExternalDocumentation, ReferenceOr, Schema, SchemaData, SchemaKind,
};
use serde_json::{Number, Value};

/// What OpenAPI 3.1 says of values and OpenAPI 3.0 has no word for.
const WITHOUT_EQUAL: [&str; 14] = [
    "contains",
    "contentSchema",
    "dependentRequired",
    "dependentSchemas",
    "else",
    "if",
    "maxContains",
    "minContains",
    "patternProperties",
    "prefixItems",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// Reads a schema.
pub(in crate::lift) fn schema(context: &mut Context, node: &Node) -> ReferenceOr<Schema> {
    if let Some(reference) = bare_reference(context, node) {
        return ReferenceOr::Reference { reference };
    }
    let mut parts = Parts::default();
    if *node.value == Value::Bool(true) {
        // So OpenAPI 3.1 says that anything will do.
        return parts.finish(context, node);
    }
    for (key, value) in context.entries(node) {
        if !parts.read(context, key, &value) {
            match WITHOUT_EQUAL.contains(&key) {
                true => context.without_equal(&value, key),
                false => context.ignored(&value, key, "a schema"),
            }
        }
    }
    parts.finish(context, node)
}

fn boxed(context: &mut Context, node: &Node) -> ReferenceOr<Box<Schema>> {
    match schema(context, node) {
        ReferenceOr::Item(schema) => ReferenceOr::boxed_item(schema),
        ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
    }
}

fn schemas(context: &mut Context, node: &Node) -> Vec<ReferenceOr<Schema>> {
    context.items(node).map(|item| schema(context, &item)).collect()
}

/// Reads a reference to a schema; one that leads nowhere is reported and `None`.
fn reference(context: &mut Context, node: &Node) -> Option<String> {
    if let Some(known) = context.known_link(ReferenceKind::Schema, node) {
        return Some(known);
    }
    let target = context.target(node, ReferenceKind::Schema)?;
    Some(context.link(ReferenceKind::Schema, node, &target))
}

/// The reference that a schema is when it is nothing else: most schemas are, so they are told first.
fn bare_reference(context: &Context, node: &Node) -> Option<String> {
    let target = node.get("$ref").filter(|_| node.value.as_object().is_some_and(|keys| keys.len() == 1))?;
    context.known_link(ReferenceKind::Schema, &target)
}

/// Reads `externalDocs`.
pub(in crate::lift) fn external_docs(context: &mut Context, node: &Node) -> Option<ExternalDocumentation> {
    let mut docs = ExternalDocumentation::default();
    for (key, value) in context.entries(node) {
        match key {
            "url" => docs.url = context.text(&value).unwrap_or_default(),
            "description" => docs.description = context.text(&value),
            _ if key.starts_with("x-") => drop(docs.extensions.insert(key.to_owned(), value.value.clone())),
            _ => context.ignored(&value, key, "external documentation"),
        }
    }
    if node.value.is_object() && node.get("url").is_none() {
        context.lacks(node, "url");
    }
    (!docs.url.is_empty()).then_some(docs)
}

/// The keys of a schema as they were found; what they amount to is told when all are read. Swagger 2.0 writes them
/// into parameters and headers too, which is why they are read key by key.
#[derive(Default)]
pub(in crate::lift) struct Parts {
    pub(in crate::lift) data: SchemaData,
    /// The `$ref`; the inner `None` when it leads nowhere.
    pub(in crate::lift) reference: Option<Option<String>>,
    pub(in crate::lift) typ: Option<String>,
    pub(in crate::lift) format: Option<String>,
    pub(in crate::lift) enumeration: Vec<Value>,
    pub(in crate::lift) pattern: Option<String>,
    pub(in crate::lift) min_length: Option<usize>,
    pub(in crate::lift) max_length: Option<usize>,
    pub(in crate::lift) multiple_of: Option<Number>,
    pub(in crate::lift) minimum: Option<Number>,
    pub(in crate::lift) maximum: Option<Number>,
    pub(in crate::lift) exclusive_minimum: Option<bool>,
    pub(in crate::lift) exclusive_maximum: Option<bool>,
    /// An `exclusiveMinimum` that is a number, and so on.
    pub(in crate::lift) above: Option<Number>,
    pub(in crate::lift) below: Option<Number>,
    pub(in crate::lift) properties: IndexMap<String, ReferenceOr<Box<Schema>>>,
    pub(in crate::lift) required: Vec<String>,
    pub(in crate::lift) additional_properties: Option<AdditionalProperties>,
    pub(in crate::lift) min_properties: Option<usize>,
    pub(in crate::lift) max_properties: Option<usize>,
    pub(in crate::lift) items: Option<ReferenceOr<Box<Schema>>>,
    pub(in crate::lift) min_items: Option<usize>,
    pub(in crate::lift) max_items: Option<usize>,
    pub(in crate::lift) unique_items: Option<bool>,
    pub(in crate::lift) all_of: Vec<ReferenceOr<Schema>>,
    pub(in crate::lift) one_of: Vec<ReferenceOr<Schema>>,
    pub(in crate::lift) any_of: Vec<ReferenceOr<Schema>>,
    pub(in crate::lift) not: Option<Box<ReferenceOr<Schema>>>,
}

impl Parts {
    /// Takes one key, unless schemas have no such key.
    pub(in crate::lift) fn read(&mut self, context: &mut Context, key: &str, value: &Node) -> bool {
        match key {
            "$ref" => self.reference = Some(reference(context, value)),
            "type" => self.read_type(context, value),
            "format" => self.format = context.text(value),
            "enum" => self.read_enumeration(context, value),
            "const" if value.value.is_null() => self.data.nullable = true,
            "const" => self.enumeration = vec![value.value.clone()],
            "pattern" => self.pattern = context.text(value),
            "minLength" => self.min_length = context.size(value),
            "maxLength" => self.max_length = context.size(value),
            "multipleOf" => self.multiple_of = context.number(value),
            "minimum" => self.minimum = context.number(value),
            "maximum" => self.maximum = context.number(value),
            // A number by itself in OpenAPI 3.1, a word about the other bound before.
            "exclusiveMinimum" if value.value.is_number() => self.above = context.number(value),
            "exclusiveMaximum" if value.value.is_number() => self.below = context.number(value),
            "exclusiveMinimum" => self.exclusive_minimum = context.flag(value),
            "exclusiveMaximum" => self.exclusive_maximum = context.flag(value),
            "required" => self.required = context.texts(value),
            "minProperties" => self.min_properties = context.size(value),
            "maxProperties" => self.max_properties = context.size(value),
            "items" => self.items = Some(boxed(context, value)),
            "minItems" => self.min_items = context.size(value),
            "maxItems" => self.max_items = context.size(value),
            "uniqueItems" => self.unique_items = context.flag(value),
            "allOf" => self.all_of = schemas(context, value),
            "oneOf" => self.one_of = self.alternatives(context, value),
            "anyOf" => self.any_of = self.alternatives(context, value),
            "not" => self.not = Some(Box::new(schema(context, value))),
            "properties" => {
                for (name, property) in context.entries(value) {
                    self.properties.insert(name.to_owned(), boxed(context, &property));
                }
            }
            "additionalProperties" => {
                self.additional_properties = Some(match value.value {
                    Value::Bool(allowed) => AdditionalProperties::Any(*allowed),
                    _ => AdditionalProperties::Schema(Box::new(schema(context, value))),
                });
            }
            _ => return self.read_data(context, key, value),
        }
        true
    }

    /// The alternatives but for `null`, which OpenAPI 3.1 writes as one of them.
    fn alternatives(&mut self, context: &mut Context, node: &Node) -> Vec<ReferenceOr<Schema>> {
        let (nulls, others): (Vec<_>, Vec<_>) = context.items(node).partition(is_null);
        self.data.nullable |= !nulls.is_empty();
        others.iter().map(|item| schema(context, item)).collect()
    }

    /// What is left of a choice when `null` is taken away is no choice.
    fn settle_choice(&mut self, context: &mut Context, node: &Node) {
        for (key, choice) in [("oneOf", &mut self.one_of), ("anyOf", &mut self.any_of)] {
            let Some(written) = node.get(key).filter(|_| self.data.nullable && choice.len() == 1) else { continue };
            if let Some(left) = written.items().find(|item| !is_null(item)).filter(|_| self.all_of.is_empty()) {
                context.origins.record(node.lifted().key("allOf").key("0"), left.location());
                self.all_of = std::mem::take(choice);
            }
        }
    }

    /// Adds an extension.
    pub(in crate::lift) fn note(&mut self, key: &str, value: &Value) {
        self.data.extensions.insert(key.to_owned(), value.clone());
    }

    fn read_data(&mut self, context: &mut Context, key: &str, value: &Node) -> bool {
        let data = &mut self.data;
        match key {
            "title" => data.title = context.text(value),
            "description" => data.description = context.text(value),
            "default" => data.default = Some(value.value.clone()),
            "example" => data.example = Some(value.value.clone()),
            "examples" if value.value.is_array() => data.example = value.items().next().map(|it| it.value.clone()),
            "readOnly" => data.read_only = context.flag(value).unwrap_or_default(),
            "writeOnly" => data.write_only = context.flag(value).unwrap_or_default(),
            "deprecated" => data.deprecated = context.flag(value).unwrap_or_default(),
            "nullable" | Nullable::KEY => data.nullable |= context.flag(value).unwrap_or_default(),
            "externalDocs" => data.external_docs = external_docs(context, value),
            "discriminator" => data.discriminator = discriminator(context, value),
            "contentEncoding" if value.value.as_str() == Some("base64") => self.format = Some("byte".to_owned()),
            "contentEncoding" if value.value.as_str() == Some("base64url") => {
                self.format = Some("base64url".to_owned())
            }
            // How a list inside a list is written, how XML is, and what a text holds: none concerns a JSON body.
            "collectionFormat" | "xml" | "contentMediaType" | "$comment" => {}
            _ if key.starts_with("x-") => drop(data.extensions.insert(key.to_owned(), value.value.clone())),
            _ => return false,
        }
        true
    }

    fn read_type(&mut self, context: &mut Context, node: &Node) {
        let mut types = match node.value {
            Value::Array(_) => context.texts(node),
            _ => context.text(node).into_iter().collect(),
        };
        if node.value.is_array() {
            let all = types.len();
            types.retain(|name| name != "null");
            self.data.nullable |= types.len() < all;
        }
        match &types[..] {
            [] => {}
            [name] => match name.as_str() {
                "string" | "number" | "integer" | "boolean" | "object" | "array" => self.typ = types.pop(),
                "file" => {
                    self.typ = Some("string".to_owned());
                    self.format = Some("binary".to_owned());
                }
                _ => {
                    let help = vocabulary::instead(name, &vocabulary::TYPES);
                    context.error(Code::Structure, node, format!("`{name}` is no type"), help);
                }
            },
            _ => context.error(
                Code::Unsupported,
                node,
                "a choice between several types is not supported",
                "leave the `type` out, and any JSON is taken; or name one type",
            ),
        }
    }

    fn read_enumeration(&mut self, context: &mut Context, node: &Node) {
        if node.value.as_array().is_some_and(Vec::is_empty) {
            let help = "list the values, or remove `enum` if there can be any";
            let diagnostic = Diagnostic::at(Code::EnumValue, node.location(), "an `enum` lists no values");
            context.report(diagnostic.on_key().help(help));
        }
        for item in context.items(node) {
            match item.value {
                Value::Null => self.data.nullable = true,
                value => self.enumeration.push(value.clone()),
            }
        }
    }

    /// What the keys amount to. OpenAPI 3.0 knows no siblings of a `$ref`, so there the `$ref` becomes an `allOf`.
    pub(in crate::lift) fn finish(mut self, context: &mut Context, node: &Node) -> ReferenceOr<Schema> {
        self.settle_choice(context, node);
        let Some(reference) = self.reference.take() else {
            return ReferenceOr::Item(self.into_schema(context, node));
        };
        // Some specifications repeat the type of the definition beside the reference to it.
        self.typ = None;
        let reference = match reference {
            Some(reference) => ReferenceOr::Reference { reference },
            None => ReferenceOr::Item(Schema {
                schema_data: SchemaData::default(),
                schema_kind: SchemaKind::Any(openapiv3::AnySchema::default()),
            }),
        };
        if self.all_of.is_empty() {
            context.origins.record(node.lifted().key("allOf").key("0"), node.location().key("$ref"));
        }
        self.all_of.insert(0, reference);
        let schema = self.into_schema(context, node);
        match schema.schema_kind {
            SchemaKind::AllOf { mut all_of } if all_of.len() == 1 && schema.schema_data == SchemaData::default() => {
                all_of.remove(0)
            }
            _ => ReferenceOr::Item(schema),
        }
    }
}

/// Whether a schema of OpenAPI 3.1 takes nothing but `null`.
fn is_null(node: &Node) -> bool {
    node.get("type").is_some_and(|kind| kind.value.as_str() == Some("null"))
        || node.get("const").is_some_and(|value| value.value.is_null())
}

/// Reads a discriminator: the name of a property in Swagger 2.0, an object in OpenAPI 3.0.
fn discriminator(context: &mut Context, node: &Node) -> Option<Discriminator> {
    if let Value::String(name) = node.value {
        return Some(Discriminator { property_name: name.clone(), ..Discriminator::default() });
    }
    if !node.value.is_object() {
        context.expected(node, "the name of a property");
    }
    let mut discriminator = Discriminator::default();
    for (key, value) in node.entries() {
        match key {
            "propertyName" => discriminator.property_name = context.text(&value).unwrap_or_default(),
            "mapping" => {
                for (tag, target) in context.entries(&value) {
                    let is_place = target.value.as_str().is_some_and(|text| text.contains(['#', '/']));
                    let target = if is_place { reference(context, &target) } else { context.text(&target) };
                    discriminator.mapping.extend(target.map(|target| (tag.to_owned(), target)));
                }
            }
            _ if key.starts_with("x-") => drop(discriminator.extensions.insert(key.to_owned(), value.value.clone())),
            _ => context.ignored(&value, key, "a discriminator"),
        }
    }
    if node.value.is_object() && node.get("propertyName").is_none() {
        context.lacks(node, "propertyName");
    }
    (!discriminator.property_name.is_empty()).then_some(discriminator)
}
