//! Examples, and where they disagree with their operations.

use super::context::Context;
use super::host;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{
    Api, DefinitionKind, Example, ExampleResponse, Field, Operation, Parameter, ParameterIn, ParameterSource, Struct,
    TimeFormat, TypeRef,
};
use crate::source::{Documents, Location};
use serde_json::{Map, Value};

const EXTENSION: &str = "x-ms-examples";

/// Gives every operation its examples.
pub(super) fn attach(context: &mut Context<'_>, api: &mut Api) {
    let mut found = Vec::new();
    for operation in api.groups.iter().flat_map(|group| &group.operations) {
        let mut examples = Vec::new();
        for site in sites(context.documents, operation) {
            match site.and_then(|site| read(site, operation)) {
                Ok(mut example) => {
                    example.anomalies =
                        Check { api, context, side: Side::Sent, found: Vec::new() }.example(operation, &example);
                    examples.push(example);
                }
                Err((location, message)) => {
                    context.diagnostics.push(Diagnostic::at(Code::Example, location, message));
                }
            }
        }
        found.push(examples);
    }
    let operations = api.groups.iter_mut().flat_map(|group| &mut group.operations);
    for (operation, examples) in operations.zip(found) {
        operation.examples = examples;
    }
}

/// An entry of `x-ms-examples`, and the example that it leads to.
struct Site<'d> {
    name: &'d str,
    file: String,
    location: Location,
    value: &'d Value,
}

type Problem = (Location, String);

fn sites<'d>(documents: &'d Documents, operation: &Operation) -> Vec<Result<Site<'d>, Problem>> {
    let entries =
        documents.value(&operation.location).and_then(|value| value.get(EXTENSION)).and_then(Value::as_object);
    let at = operation.location.key(EXTENSION);
    let entries = entries.into_iter().flatten();
    entries.map(|(name, entry)| site(documents, name, entry, at.key(name))).collect()
}

fn site<'d>(documents: &'d Documents, name: &'d str, entry: &'d Value, at: Location) -> Result<Site<'d>, Problem> {
    let Some(reference) = entry.get("$ref").and_then(Value::as_str) else {
        return Ok(Site { name, file: name.to_owned(), location: at, value: entry });
    };
    let file = reference.rsplit('/').next().unwrap_or(reference).to_owned();
    match documents.resolve(at.document, reference) {
        Some((location, value)) => Ok(Site { name, file, location, value }),
        None => Err((at.key("$ref"), format!("the example `{reference}` is not there"))),
    }
}

fn read(site: Site<'_>, operation: &Operation) -> Result<Example, Problem> {
    let Site { name, file, location, value } = site;
    let object = |key: &str| value.get(key).and_then(Value::as_object);
    let (Some(parameters), Some(answers)) = (object("parameters"), object("responses")) else {
        return Err((location, format!("the example `{name}` of `{}` lacks its parts", operation.id)));
    };
    let mut responses = Vec::with_capacity(answers.len());
    for (status, answer) in answers {
        let Ok(status) = status.parse::<u16>() else {
            let message = format!("the example `{name}` has an answer called `{status}`, which is not a status");
            return Err((location.key("responses").key(status), message));
        };
        let headers = answer.get("headers").and_then(Value::as_object).into_iter().flatten();
        responses.push(ExampleResponse {
            status,
            headers: headers.map(|(name, value)| (name.to_ascii_lowercase(), text(value))).collect(),
            body: answer.get("body").cloned(),
        });
    }
    let (name, parameters) = (name.to_owned(), parameters.clone());
    Ok(Example { name, file, parameters, responses, anomalies: Vec::new(), location })
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Which way a value travels.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Side {
    Sent,
    Received,
}

/// The comparison of an example with its operation.
struct Check<'c, 'a> {
    api: &'c Api,
    context: &'c Context<'a>,
    side: Side,
    found: Vec<String>,
}

impl Check<'_, '_> {
    fn example(mut self, operation: &Operation, example: &Example) -> Vec<String> {
        self.parameters(operation, &example.parameters);
        self.side = Side::Received;
        for answer in &example.responses {
            let at = format!("response {}", answer.status);
            match operation.responses.iter().find(|declared| declared.status == answer.status) {
                Some(declared) => match (&declared.body, &answer.body) {
                    (Some(type_ref), Some(body)) => self.value(type_ref, body, &at),
                    (None, Some(body)) if !body.is_null() => {
                        self.found.push(format!("{at}: the operation declares no body"));
                    }
                    _ => {}
                },
                None if answer.status < 300 || operation.error.is_none() => {
                    self.found.push(format!("{at}: the operation does not declare this status"));
                }
                None => {}
            }
        }
        self.found
    }

    fn parameters(&mut self, operation: &Operation, given: &Map<String, Value>) {
        for (name, value) in given {
            let parameter = operation.parameters.iter().find(|parameter| is_called(parameter, name));
            let body = operation.body.as_ref().filter(|body| body.name.wire == *name);
            let fixed = operation.fixed_query.iter().any(|(fixed, _)| fixed == name);
            match (parameter.map(|parameter| &parameter.type_ref).or(body.map(|body| &body.type_ref)), fixed) {
                (Some(type_ref), _) => self.value(type_ref, value, name),
                (None, false) if host::is_parameter(self.context, name) => {}
                (None, false) => self.found.push(format!("{name}: the operation has no such parameter")),
                (None, true) => {}
            }
        }
        let has = |parameter: &Parameter| given.keys().any(|name| is_called(parameter, name));
        let by_caller = |parameter: &&Parameter| parameter.source == ParameterSource::Caller && parameter.required;
        for parameter in operation.parameters.iter().filter(by_caller).filter(|parameter| !has(parameter)) {
            self.found.push(format!("{}: required, but not given", parameter.name.wire));
        }
        if let Some(body) = operation.body.as_ref().filter(|body| body.required && !given.contains_key(&body.name.wire))
        {
            self.found.push(format!("{}: required, but not given", body.name.wire));
        }
    }

    /// Compares a value with its type, down to the leaves.
    fn value(&mut self, type_ref: &TypeRef, value: &Value, at: &str) {
        match (type_ref, value) {
            (TypeRef::Definition(id), _) => self.defined(&self.api.definition(*id).kind, value, at),
            (TypeRef::Array(item), Value::Array(items)) => {
                for (index, value) in items.iter().enumerate() {
                    self.value(item, value, &format!("{at}[{index}]"));
                }
            }
            (TypeRef::Map(item), Value::Object(entries)) => {
                for (key, value) in entries {
                    self.value(item, value, &format!("{at}.{key}"));
                }
            }
            _ if value.is_null() || is_of_type(type_ref, value) => {}
            _ => self.found.push(format!("{at}: {value} is of another type")),
        }
    }

    fn defined(&mut self, kind: &DefinitionKind, value: &Value, at: &str) {
        match (kind, value) {
            (DefinitionKind::Enum(content), Value::String(text))
                if !content.variants.iter().any(|variant| variant.name.wire == *text) =>
            {
                self.found.push(format!("{at}: `{text}` is none of the values"));
            }
            (DefinitionKind::Struct(content), Value::Object(entries)) => {
                content.fields.iter().for_each(|field| self.field(field, entries, at));
                self.undeclared(content, entries, at);
            }
            (DefinitionKind::Union(content), Value::Object(entries)) => {
                let told = entries.get(&content.property).and_then(Value::as_str).unwrap_or_default();
                match content.kinds.iter().find(|(name, _)| name.wire.eq_ignore_ascii_case(told)) {
                    Some((_, kind)) => self.defined(&self.api.definition(*kind).kind, value, at),
                    None => self.found.push(format!("{at}.{}: `{told}` is no known kind", content.property)),
                }
            }
            (DefinitionKind::Alias(TypeRef::Definition(_)), _) => {}
            (DefinitionKind::Alias(inner), _) => self.value(inner, value, at),
            _ => {}
        }
    }
}

impl Check<'_, '_> {
    fn field(&mut self, field: &Field, entries: &Map<String, Value>, at: &str) {
        let at = format!("{at}.{}", field.name.wire);
        match entries.get(&field.name.wire) {
            Some(Value::Null) if !self.context.nullable.contains(&field.location) => {
                self.found.push(format!("{at}: null, but not nullable"));
            }
            Some(value) => self.value(&field.type_ref, value, &at),
            None if self.side == Side::Sent && field.required && !field.read_only => {
                self.found.push(format!("{at}: required, but not given"));
            }
            None => {}
        }
    }

    /// Looks at the properties that are not among the fields. `null` says nothing that a model could lose.
    fn undeclared(&mut self, content: &Struct, entries: &Map<String, Value>, at: &str) {
        let is_declared = |key: &str| {
            let discriminator = content.discriminator.as_ref().map(|discriminator| discriminator.property.as_str());
            discriminator == Some(key) || content.fields.iter().any(|field| field.name.wire == key)
        };
        for (key, value) in entries.iter().filter(|(key, value)| !value.is_null() && !is_declared(key)) {
            match &content.additional {
                Some(type_ref) => self.value(type_ref, value, &format!("{at}.{key}")),
                None => self.found.push(format!("{at}.{key}: the definition has no such property")),
            }
        }
    }
}

/// Whether JSON writes values of the type in this way.
fn is_of_type(type_ref: &TypeRef, value: &Value) -> bool {
    match type_ref {
        TypeRef::Any | TypeRef::Binary | TypeRef::Decimal | TypeRef::Definition(_) => true,
        TypeRef::Boolean => value.is_boolean(),
        TypeRef::Int32 | TypeRef::Int64 | TypeRef::Time(TimeFormat::Unix) => value.is_i64(),
        TypeRef::Float32 | TypeRef::Float64 => value.is_number(),
        TypeRef::Array(_) => value.is_array(),
        TypeRef::Map(_) => value.is_object(),
        TypeRef::Text(_) | TypeRef::Secret | TypeRef::Etag | TypeRef::Base64 | TypeRef::Base64Url => value.is_string(),
        TypeRef::Time(TimeFormat::Rfc3339 | TimeFormat::Rfc1123) => value.is_string(),
    }
}

/// Headers are called without regard to case.
fn is_called(parameter: &Parameter, name: &str) -> bool {
    match parameter.location_in {
        ParameterIn::Header => parameter.name.wire.eq_ignore_ascii_case(name),
        _ => parameter.name.wire == name,
    }
}
