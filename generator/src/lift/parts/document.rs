//! Whole documents.

use super::operation::MediaTypes;
use super::{path, schema};
use crate::azure::{Extension, ParameterizedHost, Paths, TagGroups};
use crate::diagnostic::{Code, Diagnostic};
use crate::lift::reading::context::Context;
use crate::lift::reading::kind::ReferenceKind;
use crate::lift::reading::node::Node;
use crate::lift::reading::vocabulary;
use openapiv3::{Info, OpenAPI, Server, Tag};
use serde_json::Value;

/// Reads a root document into the lifted one.
pub(in crate::lift) fn document(context: &mut Context, root: &Node, openapi: &mut OpenAPI) {
    if !is_specification(root) {
        let version = root.get("swagger").or_else(|| root.get("openapi"));
        unsupported_version(context, version.as_ref().unwrap_or(root), root.get("swagger").is_none());
        return;
    }
    let prefix = base_path(context, root);
    let media_types = MediaTypes {
        consumes: root.get("consumes").map(|node| context.texts(&node)).unwrap_or_default(),
        produces: root.get("produces").map(|node| context.texts(&node)).unwrap_or_default(),
    };
    let is_first = openapi.info == Info::default();
    for (key, value) in context.entries(root) {
        match key {
            "info" => info(context, &value, is_first, &mut openapi.info),
            "paths" | Paths::KEY => path::paths(context, &value, &prefix, &media_types, &mut openapi.paths),
            "tags" => tags(context, &value, &mut openapi.tags),
            "externalDocs" if openapi.external_docs.is_none() => {
                openapi.external_docs = schema::external_docs(context, &value);
            }
            "host" if openapi.servers.is_empty() => {
                let host = context.str(&value);
                let url = host.map(|host| format!("https://{host}{prefix}"));
                openapi.servers.extend(url.map(|url| Server { url, ..Server::default() }));
            }
            "servers" if openapi.servers.is_empty() => openapi.servers = servers(context, &value),
            ParameterizedHost::KEY if !openapi.extensions.contains_key(key) => {
                let host = parameterized_host(context, &value);
                openapi.extensions.insert(key.to_owned(), host);
            }
            TagGroups::KEY => tag_groups(context, &value, openapi),
            _ if key.starts_with("x-") => {
                openapi.extensions.entry(key.to_owned()).or_insert_with(|| value.value.clone());
            }
            // Read elsewhere, said by an earlier document, or without meaning for a client of Azure.
            "swagger"
            | "openapi"
            | "basePath"
            | "consumes"
            | "produces"
            | "definitions"
            | "parameters"
            | "responses"
            | "components"
            | "externalDocs"
            | "host"
            | "servers"
            | "schemes"
            | "security"
            | "securityDefinitions"
            | "jsonSchemaDialect" => {}
            _ => context.ignored(&value, key, "a document"),
        }
    }
    for key in ["info", "paths"] {
        if root.get(key).is_none() {
            context.lacks(root, key);
        }
    }
}

fn is_specification(root: &Node) -> bool {
    let version = |key| root.value.get(key).and_then(Value::as_str);
    version("swagger") == Some("2.0")
        || version("openapi").is_some_and(|version| version.starts_with("3.0") || version.starts_with("3.1"))
}

/// Reports another version than those that are read; `node` is where the version stands.
fn unsupported_version(context: &mut Context, node: &Node, is_openapi: bool) {
    let (message, help) = match node.value {
        Value::String(version) => (
            format!("version {version} is not supported"),
            "convert the specification to Swagger 2.0, OpenAPI 3.0 or 3.1",
        ),
        Value::Number(_) => (
            format!("expected the version as a string, found {}", vocabulary::type_name(node.value)),
            match is_openapi {
                true => "put the version in quotes: `openapi: \"3.0.3\"`",
                false => "put the version in quotes: `swagger: \"2.0\"`",
            },
        ),
        _ => (
            "the version is missing or no string".to_owned(),
            "write `swagger: \"2.0\"` or `openapi: \"3.0.3\"` at the top of the file",
        ),
    };
    context.error(Code::NotASpecification, node, message, help);
}

/// What Swagger 2.0 puts before every path: empty, or with a leading and no trailing `/`.
fn base_path(context: &mut Context, root: &Node) -> String {
    let Some(node) = root.get("basePath") else { return String::new() };
    match context.str(&node).map(|path| path.trim_matches('/')) {
        None | Some("") => String::new(),
        Some(path) => format!("/{path}"),
    }
}

fn info(context: &mut Context, node: &Node, is_first: bool, info: &mut Info) {
    let mut own = Info::default();
    for (key, value) in context.entries(node) {
        match key {
            "title" => own.title = context.text(&value).unwrap_or_default(),
            "description" => own.description = context.text(&value),
            "version" => {
                own.version = context.text(&value).unwrap_or_default();
                if !is_first && own.version != info.version {
                    let message =
                        format!("version {} differs from {} of the first document", own.version, info.version);
                    let help = "give all roots one version, or generate a crate for each version";
                    context.report(Diagnostic::at(Code::Ignored, value.location(), message).help(help));
                }
            }
            "termsOfService" | "contact" | "license" => {}
            _ if key.starts_with("x-") => drop(own.extensions.insert(key.to_owned(), value.value.clone())),
            _ => context.ignored(&value, key, "the information on a document"),
        }
    }
    for key in ["title", "version"] {
        if node.value.is_object() && node.get(key).is_none() {
            context.lacks(node, key);
        }
    }
    if is_first {
        *info = own;
    }
}

fn tags(context: &mut Context, node: &Node, tags: &mut Vec<Tag>) {
    for item in context.items(node) {
        let mut tag = Tag::default();
        for (key, value) in context.entries(&item) {
            match key {
                "name" => tag.name = context.text(&value).unwrap_or_default(),
                "description" => tag.description = context.text(&value),
                "externalDocs" => tag.external_docs = schema::external_docs(context, &value),
                _ if key.starts_with("x-") => drop(tag.extensions.insert(key.to_owned(), value.value.clone())),
                _ => context.ignored(&value, key, "a tag"),
            }
        }
        if item.value.is_object() && item.get("name").is_none() {
            context.lacks(&item, "name");
        }
        if tags.iter().all(|known| known.name != tag.name) {
            tags.push(tag);
        }
    }
}

fn servers(context: &mut Context, node: &Node) -> Vec<Server> {
    let mut servers = Vec::new();
    for item in context.items(node) {
        match serde_json::from_value(item.value.clone()) {
            Ok(server) => servers.push(server),
            Err(error) => {
                let message = format!("not a server: {error}");
                context.error(Code::Structure, &item, message, "write `{ \"url\": \"https://…\" }`");
            }
        }
    }
    servers
}

/// Every document adds to the list.
fn tag_groups(context: &mut Context, node: &Node, openapi: &mut OpenAPI) {
    let own: Vec<Value> = context.items(node).map(|item| item.value.clone()).collect();
    let all = openapi.extensions.entry(TagGroups::KEY.to_owned()).or_insert_with(|| Value::Array(Vec::new()));
    if let Value::Array(all) = all {
        all.extend(own);
    }
}

/// The extension as it stands, but for the references to host parameters, which give way to what they lead to.
fn parameterized_host(context: &mut Context, node: &Node) -> Value {
    let mut host = context.object(node);
    let Some(parameters) = node.get("parameters") else { return Value::Object(host) };
    let mut resolved = Vec::new();
    for item in context.items(&parameters) {
        let Some(location) = context.inlined(&item, ReferenceKind::Parameter) else { continue };
        resolved.extend(context.documents.value(&location).cloned());
    }
    host.insert("parameters".to_owned(), Value::Array(resolved));
    Value::Object(host)
}
