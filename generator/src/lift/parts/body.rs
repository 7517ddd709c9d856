//! Request bodies, and content by media type.

use super::schema::{Parts, schema};
use crate::azure::{CollectionFormat, Extension, RequestBodyName};
use crate::lift::reading::context::Context;
use crate::lift::reading::kind::ReferenceKind;
use crate::lift::reading::node::{Base, Node};
use crate::source::{Location, Pointer};
use indexmap::IndexMap;
use openapiv3::{Content, MediaType, ObjectType, ReferenceOr, RequestBody, Schema, SchemaData, SchemaKind, Type};
use serde_json::Value;

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// The request body that the body parameter at `place` amounts to; `lifted` is where it goes.
pub(in crate::lift) fn from_parameter(
    context: &mut Context,
    place: Location,
    consumes: &[String],
    lifted: Pointer,
) -> Option<RequestBody> {
    let value = context.documents.value(&place)?;
    let base = Base { location: place, lifted };
    let node = Node::new(value, &base);
    context.origins.record(base.lifted.clone(), base.location.clone());
    let mut body = RequestBody::default();
    for (key, value) in context.entries(&node) {
        match key {
            "in" => {}
            "name" => {
                let name = context.text(&value).map(Value::from);
                body.extensions.extend(name.map(|name| (RequestBodyName::KEY.to_owned(), name)));
            }
            "description" => body.description = context.text(&value),
            "required" => body.required = context.flag(&value).unwrap_or_default(),
            "schema" => body.content = schema_by_media_type(context, &value, consumes, &base.lifted),
            _ if key.starts_with("x-") => drop(body.extensions.insert(key.to_owned(), value.value.clone())),
            _ => context.ignored(&value, key, "a body parameter"),
        }
    }
    for key in ["name", "schema"] {
        if node.get(key).is_none() {
            context.lacks(&node, key);
        }
    }
    Some(body)
}

/// The content that Swagger 2.0 splits into a schema and a list of media types; `lifted` is what holds the content.
pub(in crate::lift) fn schema_by_media_type(
    context: &mut Context,
    node: &Node,
    media_types: &[String],
    lifted: &Pointer,
) -> Content {
    let names: Vec<&str> =
        if media_types.is_empty() { vec![JSON] } else { media_types.iter().map(String::as_str).collect() };
    let mut content = Content::new();
    for name in names {
        let base = Base { location: node.location(), lifted: lifted.key("content").key(name).key("schema") };
        context.origins.record(base.lifted.clone(), base.location.clone());
        let schema = schema(context, &Node::new(node.value, &base));
        content.insert(name.to_owned(), MediaType { schema: Some(schema), ..MediaType::default() });
    }
    content
}

/// The request body that the form fields at `places` amount to; `lifted` is where it goes.
pub(in crate::lift) fn from_form(
    context: &mut Context,
    places: Vec<Location>,
    consumes: &[String],
    lifted: &Pointer,
) -> RequestBody {
    let documents = context.documents;
    let is_file = |place| documents.value(place).and_then(|field| field.get("type")).is_some_and(|typ| typ == "file");
    let multipart = consumes.iter().any(|name| name == MULTIPART) || places.iter().any(is_file);
    let media_type = if multipart { MULTIPART } else { FORM };
    let lifted = lifted.key("content").key(media_type).key("schema");
    let mut fields = ObjectType::default();
    for place in places {
        let Some((name, required)) = field_name(context, &place, &lifted) else { continue };
        let base = Base { location: place, lifted: lifted.key("properties").key(&name) };
        context.origins.record(base.lifted.clone(), base.location.clone());
        let Some(value) = documents.value(&base.location) else { continue };
        fields.properties.insert(name.clone(), field(context, &Node::new(value, &base)));
        fields.required.extend(required.then_some(name));
    }
    let required = !fields.required.is_empty();
    let schema = Schema { schema_data: SchemaData::default(), schema_kind: SchemaKind::Type(Type::Object(fields)) };
    let media = MediaType { schema: Some(ReferenceOr::Item(schema)), ..MediaType::default() };
    RequestBody { content: IndexMap::from([(media_type.to_owned(), media)]), required, ..RequestBody::default() }
}

/// The name of the form field at a place, and whether it is required.
fn field_name(context: &mut Context, place: &Location, lifted: &Pointer) -> Option<(String, bool)> {
    let base = Base { location: place.clone(), lifted: lifted.clone() };
    let node = Node::new(context.documents.value(place)?, &base);
    let Some(name) = node.get("name") else {
        context.lacks(&node, "name");
        return None;
    };
    let required = node.get("required").and_then(|value| context.flag(&value));
    context.text(&name).map(|name| (name, required.unwrap_or_default()))
}

fn field(context: &mut Context, node: &Node) -> ReferenceOr<Box<Schema>> {
    let mut parts = Parts::default();
    for (key, value) in context.entries(node) {
        match key {
            "name" | "in" | "required" | "allowEmptyValue" => {}
            "collectionFormat" => parts.note(CollectionFormat::KEY, value.value),
            _ if parts.read(context, key, &value) => {}
            _ => context.ignored(&value, key, "a form field"),
        }
    }
    ReferenceOr::boxed_item(parts.into_schema(context, node))
}

/// Reads a request body of OpenAPI 3.0; a referenced one is inlined.
pub(in crate::lift) fn request_body(context: &mut Context, node: &Node) -> Option<RequestBody> {
    let mut base = None;
    let node = context.followed(node, ReferenceKind::RequestBody, &mut base)?;
    let mut body = RequestBody::default();
    for (key, value) in context.entries(&node) {
        match key {
            "description" => body.description = context.text(&value),
            "required" => body.required = context.flag(&value).unwrap_or_default(),
            "content" => body.content = content(context, &value),
            _ if key.starts_with("x-") => drop(body.extensions.insert(key.to_owned(), value.value.clone())),
            _ => context.ignored(&value, key, "a request body"),
        }
    }
    if node.value.is_object() && node.get("content").is_none() {
        context.lacks(&node, "content");
    }
    Some(body)
}

/// Reads content by media type, as OpenAPI 3.0 writes it.
pub(in crate::lift) fn content(context: &mut Context, node: &Node) -> Content {
    context.entries(node).map(|(name, media)| (name.to_owned(), media_type(context, &media))).collect()
}

fn media_type(context: &mut Context, node: &Node) -> MediaType {
    let mut media = MediaType::default();
    for (key, value) in context.entries(node) {
        match key {
            "schema" => media.schema = Some(schema(context, &value)),
            "example" => media.example = Some(value.value.clone()),
            "examples" => {}
            _ if key.starts_with("x-") => drop(media.extensions.insert(key.to_owned(), value.value.clone())),
            _ => context.ignored(&value, key, "a media type"),
        }
    }
    media
}
