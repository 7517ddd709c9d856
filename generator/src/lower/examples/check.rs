//! Where examples disagree with their operations.
//!
//! Published examples are not exact: they have parameters of other operations, write `null` for what is not there, and
//! values of open enums that came later. That is noted for the replay, which takes it into account. What can only be a
//! mistake is told.

use super::answers::{Asked, oddities};
use super::findings::{Finding, Verdict, Way, brief, is_of_type, type_name};
use crate::azure::{self, ParameterizedHost};
use crate::diagnostic::{Mark, nearest, question};
use crate::ir::{
    Api, DefinitionKind, Enum, Example, ExampleResponse, Field, MediaType, Operation, Parameter, ParameterIn,
    ParameterSource, Struct, TypeRef,
};
use crate::lower::document::source::Source;
use crate::source::Location;
use serde_json::{Map, Value};

/// Compares an example with its operation.
pub(super) fn check(api: &Api, source: &Source<'_>, operation: &Operation, example: &Example) -> Vec<Finding> {
    let mut check = Check { api, source, side: Direction::Sent, found: Vec::new() };
    check.parameters(operation, example);
    check.side = Direction::Received;
    for answer in &example.responses {
        let asked = Asked { operation, parameters: &example.parameters };
        check.answer(&asked, answer, &example.location.key("responses").key(&answer.status.to_string()));
    }
    check.found
}

/// Whether the operation declares what tells of this failure, by itself or among others.
fn declares_failure(operation: &Operation, status: u16) -> bool {
    let range = format!("{}XX", status / 100);
    operation.error.is_some() || operation.failures.iter().any(|failure| failure.status == range)
}

/// Which way a value travels.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Direction {
    Sent,
    Received,
}

struct Check<'c, 'a> {
    api: &'c Api,
    source: &'c Source<'a>,
    side: Direction,
    found: Vec<Finding>,
}

impl Check<'_, '_> {
    fn note(&mut self, at: &Way<'_>, problem: &str, verdict: Verdict) {
        let text = format!("{}: {problem}", at.text());
        self.found.push(Finding { text, place: at.place(), mark: Mark::Value, verdict });
    }

    /// As [`Self::note`], about the key rather than its value.
    fn note_key(&mut self, at: &Way<'_>, problem: &str, verdict: Verdict) {
        let text = format!("{}: {problem}", at.text());
        self.found.push(Finding { text, place: at.place(), mark: Mark::Key, verdict });
    }

    fn tell(&mut self, at: &Way<'_>, problem: &str, help: impl Into<String>) {
        self.note(at, problem, Verdict::Told(help.into()));
    }

    fn answer(&mut self, asked: &Asked<'_>, answer: &ExampleResponse, place: &Location) {
        let operation = asked.operation;
        let label = format!("response {}", answer.status);
        let Some(declared) = operation.response(answer.status) else {
            if answer.status < 300 || !declares_failure(operation, answer.status) {
                let at = Way::Start { label: &label, place };
                let help = "declare the response, or remove it from the example";
                self.tell(&at, "the operation does not declare this status", help);
            }
            return;
        };
        let place = place.key("body");
        let at = Way::Start { label: &label, place: &place };
        match (&declared.body, &answer.body) {
            (Some(declared), Some(body)) => self.value(&declared.type_ref, body, &at),
            (None, Some(body)) if !body.is_null() => {
                let help = "give the response a `schema`, or remove the body from the example";
                self.tell(&at, "the operation declares no body", help);
            }
            _ => {}
        }
        if answer.status < 300 {
            let api = self.api;
            oddities(api, asked, declared, answer, &at, &mut |at, problem| self.note(at, problem, Verdict::Noted));
        }
    }

    fn parameters(&mut self, operation: &Operation, example: &Example) {
        let all = example.location.key("parameters");
        let given = &example.parameters;
        let missing = missing(operation, given);
        let mut meant = Vec::new();
        for (name, value) in given {
            let place = all.key(name);
            let at = Way::Start { label: name, place: &place };
            let parameter = operation.parameters.iter().find(|parameter| is_called(parameter, name));
            let body = operation.body.as_ref().filter(|body| body.name.wire == *name);
            if body.is_some_and(|body| body.media_type != MediaType::Json) {
                // The text of the body, which JSON cannot show.
                continue;
            }
            let fixed = operation.fixed_query.iter().any(|(fixed, _)| fixed == name);
            match parameter.map(|parameter| &parameter.value.type_ref).or(body.map(|body| &body.value.type_ref)) {
                Some(_) if value == "" && parameter.is_some_and(|it| it.location_in == ParameterIn::Path) => {
                    self.note(&at, "empty, in a path", Verdict::Noted);
                }
                Some(type_ref) => self.value(type_ref, value, &at),
                None if fixed || self.is_of_host(name) => {}
                None => {
                    let near = nearest(name, missing.iter().copied());
                    meant.extend(near);
                    let verdict = near.map_or(Verdict::Noted, |near| Verdict::Told(format!("did you mean `{near}`?")));
                    self.note_key(&at, "the operation has no such parameter", verdict);
                }
            }
        }
        for name in missing {
            // Many examples leave out the conditions of a request; a misspelt name has been told.
            let is_noted = matches!(name, "if-match" | "if-none-match") || meant.contains(&name);
            let help = || format!("add `{name}` to the `parameters` of the example");
            let verdict = if is_noted { Verdict::Noted } else { Verdict::Told(help()) };
            self.note(&Way::Start { label: name, place: &all }, "required, but not given", verdict);
        }
    }

    /// Whether a parameter is a part of the endpoint.
    fn is_of_host(&self, name: &str) -> bool {
        let host = azure::read::<ParameterizedHost>(&self.source.openapi.extensions);
        host.is_some_and(|host| host.parameters().any(|parameter| parameter.name == name))
    }

    /// Compares a value with its type, down to the leaves.
    fn value(&mut self, type_ref: &TypeRef, value: &Value, at: &Way<'_>) {
        match (type_ref, value) {
            (TypeRef::Definition(id), _) => {
                let api = self.api;
                self.defined(&api.definition(*id).kind, value, at);
            }
            (TypeRef::Array(item), Value::Array(items)) => {
                for (index, value) in items.iter().enumerate() {
                    self.value(item, value, &Way::Index(at, index));
                }
            }
            (TypeRef::Map(item), Value::Object(entries)) => {
                for (key, value) in entries {
                    self.value(item, value, &Way::Key(at, key));
                }
            }
            (TypeRef::Nullable(inner), value) if !value.is_null() => self.value(inner, value, at),
            _ if value.is_null() || is_of_type(type_ref, value) => {}
            _ => self.mistyped(value, type_name(type_ref), at),
        }
    }

    fn mistyped(&mut self, value: &Value, expected: &str, at: &Way<'_>) {
        let problem = format!("{} where {expected} is declared", brief(value));
        self.tell(at, &problem, "correct the example or the type, whichever is wrong");
    }

    fn defined(&mut self, kind: &DefinitionKind, value: &Value, at: &Way<'_>) {
        match (kind, value) {
            (DefinitionKind::Enum(content), Value::String(text)) => self.value_of_enum(content, text, at),
            (DefinitionKind::Struct(content), Value::Object(entries)) => {
                content.fields.iter().for_each(|field| self.field(field, entries, at));
                self.undeclared(content, entries, at);
            }
            (DefinitionKind::Union(content), Value::Object(entries)) => {
                let told = entries.get(&content.property).and_then(Value::as_str).unwrap_or_default();
                let api = self.api;
                match content.kinds.iter().find(|kind| kind.name.wire.eq_ignore_ascii_case(told)) {
                    Some(kind) => self.defined(&api.definition(kind.definition).kind, value, at),
                    None => {
                        let near = question(told, content.kinds.iter().map(|kind| kind.name.wire.as_str()));
                        let verdict = near.map_or(Verdict::Noted, Verdict::Told);
                        self.note(&Way::Key(at, &content.property), &format!("`{told}` is no known kind"), verdict);
                    }
                }
            }
            (DefinitionKind::Alias(TypeRef::Definition(_)), _) | (_, Value::Null) => {}
            (DefinitionKind::Alias(inner), _) => self.value(inner, value, at),
            (DefinitionKind::Enum(_), _) => self.mistyped(value, "a string", at),
            (DefinitionKind::Struct(_) | DefinitionKind::Union(_), _) => self.mistyped(value, "an object", at),
        }
    }

    /// An open enum may have got the value since; one that is nearly a known value is a slip.
    fn value_of_enum(&mut self, content: &Enum, text: &str, at: &Way<'_>) {
        let values = || content.variants.iter().map(|variant| variant.name.wire.as_str());
        if values().any(|value| value == text) {
            return;
        }
        let listed = || format!("the values are `{}`", values().collect::<Vec<_>>().join("`, `"));
        let verdict = match question(text, values()) {
            Some(meant) => Verdict::Told(meant),
            None if content.open => Verdict::Noted,
            None => Verdict::Told(listed()),
        };
        self.note(at, &format!("`{text}` is none of the values"), verdict);
    }

    fn field(&mut self, field: &Field, entries: &Map<String, Value>, at: &Way<'_>) {
        let inner = Way::Key(at, &field.name.wire);
        match entries.get(&field.name.wire) {
            Some(Value::Null) if !field.value.facts.nullable => {
                self.note(&inner, "null, but not nullable", Verdict::Noted);
            }
            Some(value) => self.value(&field.value.type_ref, value, &inner),
            None if self.side == Direction::Sent && field.required && !field.read_only => {
                let text = format!("{}: required, but not given", inner.text());
                let help = format!("add `{}` to the example", field.name.wire);
                self.found.push(Finding { text, place: at.place(), mark: Mark::Value, verdict: Verdict::Told(help) });
            }
            None => {}
        }
    }

    /// Looks at the properties that are not among the fields. `null` says nothing that a model could lose.
    fn undeclared(&mut self, content: &Struct, entries: &Map<String, Value>, at: &Way<'_>) {
        let is_declared = |key: &str| {
            content.discriminators.iter().any(|told| told.property == key)
                || content.fields.iter().any(|field| field.name.wire == key)
        };
        for (key, value) in entries.iter().filter(|(key, value)| !value.is_null() && !is_declared(key)) {
            let at = Way::Key(at, key);
            match &content.additional {
                Some(type_ref) => self.value(type_ref, value, &at),
                None => {
                    let absent = content.fields.iter().filter(|field| !entries.contains_key(&field.name.wire));
                    let help = question(key, absent.map(|field| field.name.wire.as_str()))
                        .unwrap_or_else(|| "declare the property, or remove it from the example".to_owned());
                    self.note_key(&at, "the definition has no such property", Verdict::Told(help));
                }
            }
        }
    }
}

/// What a request must have and the example has not.
fn missing<'o>(operation: &'o Operation, given: &Map<String, Value>) -> Vec<&'o str> {
    let has = |parameter: &Parameter| given.keys().any(|name| is_called(parameter, name));
    let by_caller = |parameter: &&Parameter| parameter.source == ParameterSource::Caller && parameter.required;
    let parameters = operation.parameters.iter().filter(by_caller).filter(|parameter| !has(parameter));
    let body = operation.body.iter().filter(|body| body.required && !given.contains_key(&body.name.wire));
    let names = parameters.map(|parameter| parameter.name.wire.as_str());
    names.chain(body.map(|body| body.name.wire.as_str())).collect()
}

/// Headers are called without regard to case.
fn is_called(parameter: &Parameter, name: &str) -> bool {
    match parameter.location_in {
        ParameterIn::Header => parameter.name.wire.eq_ignore_ascii_case(name),
        _ => parameter.name.wire == name,
    }
}
