//! Parameters that travel in the path, the query or a header.

use super::body;
use super::schema::{Parts, schema};
use crate::azure::{CollectionFormat, Enum, Extension, Nullable, ParameterLocation};
use crate::diagnostic::{Code, Diagnostic};
use crate::lift::reading::context::Context;
use crate::lift::reading::kind::ReferenceKind;
use crate::lift::reading::node::{Base, Node};
use crate::lift::reading::vocabulary;
use crate::source::Location;
use indexmap::IndexMap;
use openapiv3::{
    CookieStyle, HeaderStyle, Parameter, ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle, ReferenceOr,
    Schema, SchemaKind, Type,
};
use serde_json::Value;

/// The parameters of an operation, told apart by how OpenAPI 3.0 sends them.
#[derive(Default)]
pub(in crate::lift) struct Parameters {
    pub(in crate::lift) parameters: Vec<ReferenceOr<Parameter>>,
    /// Where the body parameter is declared.
    pub(in crate::lift) body: Option<Location>,
    /// Where the form fields are declared.
    pub(in crate::lift) form: Vec<Location>,
}

/// Reads a list of parameters.
pub(in crate::lift) fn parameters(context: &mut Context, node: &Node) -> Parameters {
    let mut found = Parameters::default();
    for (index, item) in context.items(node).enumerate() {
        let Some(parameter) = found.take(context, node, &item) else { continue };
        if index != found.parameters.len() {
            context.origins.record(node.lifted().index(found.parameters.len()), item.location());
        }
        found.parameters.push(parameter);
    }
    found
}

impl Parameters {
    /// The next parameter of a list, unless it is taken for the body.
    fn take(&mut self, context: &mut Context, list: &Node, item: &Node) -> Option<ReferenceOr<Parameter>> {
        let reference = item.get("$ref");
        let known = reference.and_then(|reference| context.known_link(ReferenceKind::Parameter, &reference));
        if let Some(reference) = known {
            return Some(ReferenceOr::Reference { reference });
        }
        let place = context.inlined(item, ReferenceKind::Parameter)?;
        match (context.documents.value(&place)?.get("in").and_then(Value::as_str), reference) {
            (Some("body"), _) => self.set_body(context, item, place),
            (Some("formData"), _) => self.form.push(place),
            (_, Some(reference)) => {
                let reference = context.link(ReferenceKind::Parameter, &reference, &place);
                return Some(ReferenceOr::Reference { reference });
            }
            (_, None) => {
                let base = Base { location: place, lifted: list.lifted().index(self.parameters.len()) };
                return parameter(context, &Node::new(item.value, &base)).map(ReferenceOr::Item);
            }
        }
        None
    }

    fn set_body(&mut self, context: &mut Context, item: &Node, place: Location) {
        if let Some(first) = &self.body {
            let diagnostic = Diagnostic::at(Code::Structure, item.location(), "there can be one body only");
            let help = "make the two bodies properties of one definition";
            context.report(diagnostic.related(first.clone(), "this is the first").help(help));
        } else {
            self.body = Some(place);
        }
    }
}

/// The keys of a parameter that do not belong to its type.
#[derive(Default)]
struct Draft<'n> {
    name: Option<String>,
    place: Option<&'n str>,
    description: Option<String>,
    required: bool,
    deprecated: Option<bool>,
    allow_empty_value: Option<bool>,
    allow_reserved: bool,
    collection: Option<Node<'n>>,
    style: Option<&'n str>,
    explode: Option<bool>,
    format: Option<ParameterSchemaOrContent>,
    example: Option<Value>,
    extensions: IndexMap<String, Value>,
}

/// Reads a parameter that is no body and no form field.
pub(in crate::lift) fn parameter(context: &mut Context, node: &Node) -> Option<Parameter> {
    let mut draft = Draft::default();
    let mut parts = Parts::default();
    for (key, value) in context.entries(node) {
        draft.read(context, &mut parts, key, value);
    }
    let place = match (&draft.name, draft.place) {
        (Some(_), Some(place)) => place,
        (name, _) => {
            // A key of the wrong type has been reported already.
            let key = if name.is_none() { "name" } else { "in" };
            if node.value.is_object() && node.get(key).is_none() {
                context.lacks(node, key);
            }
            return None;
        }
    };
    if draft.format.is_none() {
        if parts.typ.is_none() && node.get("type").is_none() {
            context.lacks(node, "type");
            return None;
        }
        context.origins.record(node.lifted().key("schema"), node.location());
        let is_query_list = place == "query" && parts.typ.as_deref() == Some("array");
        draft.set_collection_style(context, is_query_list);
        draft.format = Some(ParameterSchemaOrContent::Schema(parts.finish(context, node)));
    } else if place == "query" && draft.style.is_none_or(|style| style == "form") && is_list(draft.format.as_ref()) {
        draft.explode = draft.explode.or(Some(true));
    }
    if node.location().pointer.as_str().starts_with("/parameters/") {
        let location = draft.extensions.entry(ParameterLocation::KEY.to_owned());
        location.or_insert_with(|| Value::from("client"));
    }
    draft.finish(context, node, place)
}

impl<'n> Draft<'n> {
    fn read(&mut self, context: &mut Context, parts: &mut Parts, key: &'n str, value: Node<'n>) {
        match key {
            "name" => self.name = context.text(&value),
            "in" => self.place = context.str(&value),
            "description" => self.description = context.text(&value),
            "required" => self.required = context.flag(&value).unwrap_or_default(),
            "deprecated" => self.deprecated = context.flag(&value),
            "allowEmptyValue" => self.allow_empty_value = context.flag(&value),
            "allowReserved" => self.allow_reserved = context.flag(&value).unwrap_or_default(),
            "collectionFormat" => self.collection = Some(value),
            "style" => self.style = context.str(&value),
            "explode" => self.explode = context.flag(&value),
            "schema" => self.format = Some(ParameterSchemaOrContent::Schema(schema(context, &value))),
            "content" => self.format = Some(ParameterSchemaOrContent::Content(body::content(context, &value))),
            "example" => self.example = Some(value.value.clone()),
            // Named examples are documentation that nothing reads.
            "examples" => {}
            _ if key.starts_with("x-") && !belongs_to_type(key) => {
                self.extensions.insert(key.to_owned(), value.value.clone());
            }
            _ if parts.read(context, key, &value) => {}
            _ => context.ignored(&value, key, "a parameter"),
        }
    }

    /// Says in the terms of OpenAPI 3.0 how a list is written; what it has no term for becomes an extension.
    fn set_collection_style(&mut self, context: &mut Context, is_query_list: bool) {
        let format = self.collection.and_then(|node| context.str(&node));
        match format {
            None | Some("csv") if is_query_list => self.explode = Some(false),
            Some("multi") if is_query_list => self.explode = Some(true),
            Some("ssv") if is_query_list => (self.style, self.explode) = (Some("spaceDelimited"), Some(false)),
            Some("pipes") if is_query_list => (self.style, self.explode) = (Some("pipeDelimited"), Some(false)),
            Some(other @ ("tsv" | "ssv" | "pipes" | "multi")) => {
                self.extensions.insert(CollectionFormat::KEY.to_owned(), Value::from(other));
            }
            None | Some("csv") => {}
            Some(other) => {
                if let Some(node) = self.collection {
                    let help = vocabulary::instead(other, &["csv", "multi", "pipes", "ssv", "tsv"]);
                    context.error(Code::Structure, &node, format!("`{other}` is no collection format"), help);
                }
            }
        }
    }

    fn finish(self, context: &mut Context, node: &Node, place: &str) -> Option<Parameter> {
        let parameter_data = ParameterData {
            name: self.name?,
            description: self.description,
            required: self.required,
            deprecated: self.deprecated,
            format: self.format?,
            example: self.example,
            examples: IndexMap::new(),
            explode: self.explode,
            extensions: self.extensions,
        };
        match place {
            "query" => Some(Parameter::Query {
                parameter_data,
                allow_reserved: self.allow_reserved,
                style: match self.style {
                    Some("spaceDelimited") => QueryStyle::SpaceDelimited,
                    Some("pipeDelimited") => QueryStyle::PipeDelimited,
                    Some("deepObject") => QueryStyle::DeepObject,
                    _ => QueryStyle::Form,
                },
                allow_empty_value: self.allow_empty_value,
            }),
            "path" => Some(Parameter::Path {
                parameter_data,
                style: match self.style {
                    Some("matrix") => PathStyle::Matrix,
                    Some("label") => PathStyle::Label,
                    _ => PathStyle::Simple,
                },
            }),
            "header" => Some(Parameter::Header { parameter_data, style: HeaderStyle::Simple }),
            "cookie" => Some(Parameter::Cookie { parameter_data, style: CookieStyle::Form }),
            _ => {
                if let Some(value) = node.get("in") {
                    let help = vocabulary::instead(place, &["body", "formData", "header", "path", "query"]);
                    context.error(Code::Structure, &value, format!("`{place}` is no place for a parameter"), help);
                }
                None
            }
        }
    }
}

/// Whether an extension of a parameter or header says something about its type.
pub(in crate::lift) fn belongs_to_type(key: &str) -> bool {
    matches!(key, Enum::KEY | Nullable::KEY)
}

fn is_list(format: Option<&ParameterSchemaOrContent>) -> bool {
    let list = |schema: &Schema| matches!(schema.schema_kind, SchemaKind::Type(Type::Array(_)));
    matches!(format, Some(ParameterSchemaOrContent::Schema(ReferenceOr::Item(schema))) if list(schema))
}
