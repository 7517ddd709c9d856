//! The table: what the specification says, as the engine reads it.

use regex_lite::Regex;
use serde::Deserialize;
use serde_json::{Map, Number, Value};
use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;

/// A table as it stands in a file.
#[derive(Deserialize)]
struct File {
    api: Api,
    parameters: Vec<Parameter>,
    types: Vec<Named>,
    routes: Vec<Route>,
    examples: Vec<Example>,
}

#[derive(Deserialize)]
struct Named {
    name: String,
    #[serde(flatten)]
    definition: Definition,
}

/// What the API is called.
#[derive(Debug, Deserialize)]
pub(crate) struct Api {
    pub(crate) title: String,
    pub(crate) version: String,
}

/// What a type is.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Definition {
    Struct { fields: Vec<Field>, additional: Option<Type> },
    Enum { values: Vec<String>, open: bool },
    Union { by: String, kinds: HashMap<String, String> },
    Alias { alias: Type },
}

/// The type of a value.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Type {
    Text,
    Secret,
    Boolean,
    Int32,
    Int64,
    Number,
    Time,
    Base64,
    Bytes,
    Any,
    List(Box<Type>),
    Map(Box<Type>),
    Nullable(Box<Type>),
    Ref(String),
}

/// A property of a struct.
#[derive(Debug, Deserialize)]
pub(crate) struct Field {
    pub(crate) name: String,
    #[serde(rename = "type")]
    pub(crate) type_of: Type,
    #[serde(default)]
    pub(crate) required: bool,
    #[serde(default)]
    pub(crate) read_only: bool,
    #[serde(default)]
    pub(crate) nullable: bool,
    pub(crate) default: Option<Value>,
    #[serde(flatten)]
    pub(crate) limits: Limits,
}

/// What is checked of a value.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Limits {
    pub(crate) min_length: Option<u64>,
    pub(crate) max_length: Option<u64>,
    pub(crate) pattern: Option<String>,
    pub(crate) minimum: Option<Number>,
    pub(crate) exclusive_minimum: bool,
    pub(crate) maximum: Option<Number>,
    pub(crate) exclusive_maximum: bool,
    pub(crate) min_items: Option<u64>,
    pub(crate) max_items: Option<u64>,
    pub(crate) unique_items: bool,
    /// The pattern made ready, once somebody needs it; `None` in it is a pattern that cannot be read.
    #[serde(skip)]
    pub(crate) regex: OnceLock<Option<Regex>>,
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Place {
    Path,
    Query,
    Header,
    Form,
    Part,
}

/// A parameter, of all operations that have it alike.
#[derive(Debug, Deserialize)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    #[serde(rename = "in")]
    pub(crate) place: Place,
    #[serde(rename = "type")]
    pub(crate) type_of: Type,
    #[serde(default)]
    pub(crate) required: bool,
    /// Sent as it is, with its `/`.
    #[serde(default)]
    pub(crate) raw: bool,
    #[serde(flatten)]
    pub(crate) limits: Limits,
}

/// What lives at a path.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Role {
    /// A thing that is put, read, changed and deleted.
    Resource,
    /// That a thing belongs to another one.
    Link,
    /// The things one segment below.
    Collection,
    /// Something that is done.
    Action,
    /// A list of things that are elsewhere, or nowhere.
    View,
    /// Anything else that is read.
    Read,
}

/// A path with its operations.
#[derive(Debug, Deserialize)]
pub(crate) struct Route {
    pub(crate) path: String,
    /// The query that tells it from another one at the same path.
    #[serde(default)]
    pub(crate) fixed: Vec<(String, String)>,
    pub(crate) role: Role,
    /// Whether there is one such thing by its very path.
    #[serde(default)]
    pub(crate) single: bool,
    /// The type of Resource Manager.
    #[serde(default)]
    pub(crate) kind: String,
    pub(crate) parent: Option<String>,
    pub(crate) target: Option<String>,
    pub(crate) operations: Vec<Operation>,
}

/// An operation.
#[derive(Debug, Deserialize)]
pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) method: String,
    pub(crate) parameters: Vec<usize>,
    pub(crate) body: Option<Type>,
    #[serde(default)]
    pub(crate) body_required: bool,
    /// Whether it takes no `api-version`.
    #[serde(default)]
    pub(crate) unversioned: bool,
    pub(crate) answers: Vec<Declared>,
    #[serde(default)]
    pub(crate) conditional: Conditional,
    pub(crate) long_running: Option<String>,
    pub(crate) pages: Option<Pages>,
}

/// Whether a request needs an entity tag.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Conditional {
    #[default]
    No,
    Optional,
    Required,
}

/// An answer of success.
#[derive(Debug, Deserialize)]
pub(crate) struct Declared {
    pub(crate) status: u16,
    /// Whether it has an entity tag.
    #[serde(default)]
    pub(crate) tag: bool,
    pub(crate) body: Option<Type>,
}

/// How a list is paged.
#[derive(Debug, Deserialize)]
pub(crate) struct Pages {
    pub(crate) items: String,
    pub(crate) next: Option<String>,
}

/// What an operation answered once.
#[derive(Debug, Deserialize)]
pub(crate) struct Example {
    pub(crate) operation: String,
    pub(crate) parameters: Map<String, Value>,
    pub(crate) status: u16,
    pub(crate) body: Option<Value>,
}

/// A table that cannot be served.
#[derive(Debug)]
pub struct TableError(String);

impl fmt::Display for TableError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "no table of an emulator: {}; write it anew with the generator that this emulator belongs to",
            self.0
        )
    }
}

impl std::error::Error for TableError {}

/// All that is known of an API; whatever it refers to is there.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) api: Api,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) types: HashMap<String, Definition>,
    pub(crate) routes: Vec<Route>,
    pub(crate) examples: HashMap<String, Example>,
    by_path: HashMap<String, usize>,
}

impl Table {
    /// Reads a table; a first line that is a comment is left out.
    pub(crate) fn read(text: &str) -> Result<Self, TableError> {
        let json = match text.strip_prefix("//") {
            Some(rest) => rest.split_once('\n').map_or("", |(_, json)| json),
            None => text,
        };
        let File { api, parameters, types, routes, examples } =
            serde_json::from_str(json).map_err(|error| TableError(error.to_string()))?;
        let types: HashMap<_, _> = types.into_iter().map(|named| (named.name, named.definition)).collect();
        let examples = examples.into_iter().map(|example| (example.operation.clone(), example)).collect();
        let plain = routes.iter().enumerate().filter(|(_, route)| route.fixed.is_empty());
        let by_path = plain.map(|(index, route)| (route.path.clone(), index)).collect();
        let table = Self { api, parameters, types, routes, examples, by_path };
        table.check()?;
        Ok(table)
    }

    /// The route at a path template.
    pub(crate) fn at(&self, path: &str) -> Option<(usize, &Route)> {
        let index = *self.by_path.get(path)?;
        Some((index, self.routes.get(index)?))
    }

    /// The definition behind references and aliases; `None` for a type that is no definition.
    pub(crate) fn definition<'t>(&'t self, type_of: &'t Type) -> Option<&'t Definition> {
        match self.resolve(type_of) {
            Type::Ref(name) => self.types.get(name),
            _ => None,
        }
    }

    /// The type behind aliases and nullability.
    pub(crate) fn resolve<'t>(&'t self, type_of: &'t Type) -> &'t Type {
        let mut found = type_of;
        // An alias that leads to itself is left where it is.
        for _ in 0..16 {
            found = match found {
                Type::Nullable(inner) => inner,
                Type::Ref(name) => match self.types.get(name) {
                    Some(Definition::Alias { alias }) => alias,
                    _ => return found,
                },
                _ => return found,
            };
        }
        &Type::Any
    }

    /// The fields of a struct.
    pub(crate) fn fields<'t>(&'t self, type_of: &'t Type) -> &'t [Field] {
        match self.definition(type_of) {
            Some(Definition::Struct { fields, .. }) => fields,
            _ => &[],
        }
    }

    /// Whatever the table refers to is in it.
    fn check(&self) -> Result<(), TableError> {
        let missing = |what: &str| Err(TableError(format!("there is no {what}, which it refers to")));
        for route in &self.routes {
            for path in route.parent.iter().chain(&route.target) {
                if !self.by_path.contains_key(path) {
                    return missing(&format!("route {path}"));
                }
            }
            for operation in &route.operations {
                if operation.parameters.iter().any(|index| *index >= self.parameters.len()) {
                    return missing(&format!("parameter of {}", operation.id));
                }
            }
        }
        let mut types = Vec::new();
        for definition in self.types.values() {
            match definition {
                Definition::Struct { fields, additional } => {
                    types.extend(fields.iter().map(|field| &field.type_of).chain(additional));
                }
                Definition::Alias { alias } => types.push(alias),
                Definition::Union { kinds, .. } => {
                    if let Some(kind) = kinds.values().find(|kind| !self.types.contains_key(*kind)) {
                        return missing(&format!("type {kind}"));
                    }
                }
                Definition::Enum { .. } => {}
            }
        }
        let operations = self.routes.iter().flat_map(|route| &route.operations);
        types.extend(
            operations.flat_map(|it| it.body.iter().chain(it.answers.iter().filter_map(|it| it.body.as_ref()))),
        );
        types.extend(self.parameters.iter().map(|parameter| &parameter.type_of));
        while let Some(found) = types.pop() {
            match found {
                Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => types.push(inner),
                Type::Ref(name) if !self.types.contains_key(name) => return missing(&format!("type {name}")),
                _ => {}
            }
        }
        Ok(())
    }
}
