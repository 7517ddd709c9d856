//! One call: what is asked of whom.

use super::Engine;
use super::checks;
use crate::answer::Answer;
use crate::request::{Address, Request};
use crate::router::filled;
use crate::schema::{Secrets, project};
use crate::store::Entity;
use crate::table::{Operation, Route, Type};
use serde_json::{Map, Value};

/// A request that was understood.
pub(crate) struct Call<'a> {
    pub(crate) request: &'a Request,
    pub(crate) address: &'a Address,
    /// Index of the route.
    pub(crate) index: usize,
    pub(crate) route: &'a Route,
    pub(crate) operation: &'a Operation,
    /// The values in the path, by the names of their parameters.
    pub(crate) values: Vec<(String, String)>,
    /// The path as it is for these values: the id of a thing.
    pub(crate) id: String,
    /// The body; `null` where there is none.
    pub(crate) body: Value,
    /// The code with which what is begun here fails, if somebody asked for it.
    pub(crate) failure: Option<String>,
}

impl<'a> Call<'a> {
    /// Checks parameters and body.
    pub(crate) fn new(
        engine: &Engine,
        request: &'a Request,
        address: &'a Address,
        (index, route): (usize, &'a Route),
        operation: &'a Operation,
        values: Vec<(String, String)>,
    ) -> Result<Self, Answer> {
        let id = filled(&route.path, &values);
        let body = Value::Null;
        let mut call = Self { request, address, index, route, operation, values, id, body, failure: None };
        let problems = checks::parameters(engine, &call);
        if !problems.is_empty() {
            return Err(Answer::invalid(&problems));
        }
        call.body = checks::body(engine, &call)?;
        Ok(call)
    }

    /// The status of success that the operation declares: the first of the wanted ones that it does, else its own first.
    pub(crate) fn status(&self, wanted: &[u16]) -> u16 {
        let declared = |status: &&u16| self.operation.answers.iter().any(|answer| answer.status == **status);
        let first = self.operation.answers.first().map(|answer| answer.status);
        wanted.iter().find(declared).copied().or(first).unwrap_or(200)
    }

    /// The type of the body with a status, or with another one that has a body.
    pub(crate) fn answer_type(&self, status: u16) -> Option<&'a Type> {
        let own = self.operation.answers.iter().find(|answer| answer.status == status);
        own.and_then(|answer| answer.body.as_ref())
    }

    /// The answer that shows a thing.
    pub(crate) fn show(&self, engine: &Engine, status: u16, entity: &Entity, secrets: Secrets) -> Answer {
        let declared = self.operation.answers.iter().find(|answer| answer.status == status);
        let answer = match declared.and_then(|answer| answer.body.as_ref()) {
            Some(type_of) => Answer::json(status, &shown(engine, type_of, entity, secrets)),
            None => Answer::empty(status),
        };
        let has_tag = declared.is_some_and(|answer| {
            let own = answer.body.iter().flat_map(|type_of| engine.table.fields(type_of));
            answer.tag || own.into_iter().any(|field| field.name == "etag")
        });
        if has_tag { answer.with("etag", format!("\"{}\"", entity.tag())) } else { answer }
    }

    /// The answer that a thing is not there.
    pub(crate) fn not_found(&self, engine: &Engine) -> Answer {
        let message = format!("{} not found.", engine.rules.label(self.route));
        Answer::error(404, "ResourceNotFound", &message)
    }
}

/// A thing as a type shows it: what was put and what the service says, with id, name and type.
pub(crate) fn shown(engine: &Engine, type_of: &Type, entity: &Entity, secrets: Secrets) -> Value {
    shown_as(engine, type_of, entity, &entity.id, secrets)
}

/// As [`shown`], under another id.
pub(crate) fn shown_as(engine: &Engine, type_of: &Type, entity: &Entity, id: &str, secrets: Secrets) -> Value {
    // What can be written is in the body as it is now; the service may have said it when the thing was made.
    let mut whole = entity.own.clone();
    overlay(&mut whole, &entity.body);
    if let Value::Object(whole) = &mut whole {
        let kind = engine.table.routes.get(entity.route).map(|route| route.kind.as_str()).unwrap_or_default();
        whole.insert("id".to_owned(), id.into());
        whole.insert("name".to_owned(), entity.name().into());
        whole.insert("type".to_owned(), kind.into());
        whole.entry("etag").or_insert_with(|| entity.tag().into());
    }
    engine.rules.hide(engine, entity, &mut whole);
    project(&engine.table, type_of, &whole, secrets)
}

/// Lays one object over another, property by property.
pub(crate) fn overlay(base: &mut Value, over: &Value) {
    match (base, over) {
        (Value::Object(base), Value::Object(over)) => {
            for (name, value) in over {
                overlay(base.entry(name.clone()).or_insert(Value::Null), value);
            }
        }
        (base, over) => *base = over.clone(),
    }
}

/// Sets what is at a path with dots between the names.
pub(crate) fn set_at(object: &mut Map<String, Value>, path: &str, value: Value) {
    let mut whole = Value::Object(std::mem::take(object));
    set(&mut whole, &path.replace('.', "/"), value);
    if let Value::Object(changed) = whole {
        *object = changed;
    }
}

/// Sets what is at a path of names, and makes the objects on the way.
pub(crate) fn set(object: &mut Value, path: &str, value: Value) {
    let mut at = object;
    for name in path.split('/') {
        if !at.is_object() {
            *at = Value::Object(Map::new());
        }
        let Value::Object(object) = at else { return };
        at = object.entry(name.to_owned()).or_insert(Value::Null);
    }
    *at = value;
}
