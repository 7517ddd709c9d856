//! Actions: secrets listed, keys regenerated; and what is answered as an example did.

use super::call::{Call, set, shown};
use super::{Engine, Reply, operation};
use crate::answer::{Answer, Source};
use crate::emulator::World;
use crate::router::filled;
use crate::schema::Secrets;
use crate::store::{Entity, Renewal};
use crate::table::{Operation, Route, Table, Type};
use serde_json::{Map, Value};

pub(super) fn reply(engine: &Engine, world: &mut World, call: &Call<'_>) -> Reply {
    if let Some(parent) = parent(world, call) {
        if let Some(type_of) = secrets_type(&engine.table, call.route, call.operation) {
            let secrets = secrets(&engine.table, type_of, &parent);
            return (
                Answer::json(call.status(&[200]), &secrets).with("etag", format!("\"{}\"", parent.tag())),
                Source::Derived,
            );
        }
        if let Some(key) = regenerated(call) {
            return (regenerate(world, call, parent, &key), Source::Derived);
        }
        if let Some(type_of) = parent_type(&engine.table, call.route, call.operation) {
            let answer = Answer::json(call.status(&[200]), &shown(engine, type_of, &parent, Secrets::Hidden));
            return (maybe_later(engine, world, call, answer), Source::Derived);
        }
    }
    let needs_body = call.operation.answers.iter().any(|declared| declared.body.is_some());
    if !needs_body && !call.operation.answers.is_empty() {
        let answer = Answer::empty(call.status(&[200, 204]));
        return (maybe_later(engine, world, call, answer), Source::Derived);
    }
    match example(&engine.table, call) {
        Some(answer) => (maybe_later(engine, world, call, answer), Source::Example),
        None => {
            let message = format!("{} has no example, and its answer follows from nothing else.", call.operation.id);
            (Answer::error(501, "NotImplemented", &message), Source::None)
        }
    }
}

/// Whether an action follows from the specification.
pub(super) fn is_derived(engine: &Engine, route: &Route, operation: &Operation) -> bool {
    let table = &engine.table;
    let is_known = secrets_type(table, route, operation).is_some()
        || parent_type(table, route, operation).is_some()
        || tail(route).starts_with("regenerate");
    route.parent.is_some() && is_known
}

/// The answer now, or, of a long-running operation, when it ends.
fn maybe_later(engine: &Engine, world: &mut World, call: &Call<'_>, answer: Answer) -> Answer {
    if operation::is_long(engine, call) {
        let status = answer.status;
        return operation::begin(engine, world, call, operation::Effect::Answer(answer), status);
    }
    answer
}

/// The thing that the action is below.
fn parent(world: &World, call: &Call<'_>) -> Option<Entity> {
    let path = call.route.parent.as_deref()?;
    world.store.get(&filled(path, &call.values)).cloned()
}

/// The last part of a path, in lower case.
fn tail(route: &Route) -> String {
    route.path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase()
}

/// The type of an answer that lists secrets of a thing.
fn secrets_type<'t>(table: &Table, route: &Route, operation: &'t Operation) -> Option<&'t Type> {
    let type_of = operation.answers.iter().find_map(|answer| answer.body.as_ref())?;
    let is_list = operation.method == "POST" && tail(route).starts_with("list");
    let fields = table.fields(type_of);
    let is_secret = |type_of: &Type| *table.resolve(type_of) == Type::Secret;
    (is_list && fields.iter().any(|field| is_secret(&field.type_of))).then_some(type_of)
}

/// What a type shows of the properties of a thing, secrets included.
fn secrets(table: &Table, type_of: &Type, parent: &Entity) -> Value {
    let find = |name: &str| {
        let places = [&parent.own, &parent.body].into_iter().flat_map(|whole| [whole.get("properties"), Some(whole)]);
        places.flatten().find_map(|place| place.get(name)).cloned()
    };
    let fields = table.fields(type_of);
    let shown: Map<String, Value> = fields
        .iter()
        .filter_map(|field| {
            let named = if field.name == "id" || field.name == "name" { None } else { find(&field.name) };
            let named = named.or_else(|| match field.name.as_str() {
                "id" => Some(Value::from(parent.name())),
                _ => None,
            });
            Some((field.name.clone(), named?))
        })
        .collect();
    Value::Object(shown)
}

/// The property that an action makes anew.
fn regenerated(call: &Call<'_>) -> Option<String> {
    match tail(call.route).as_str() {
        "regenerateprimarykey" => Some("primaryKey".to_owned()),
        "regeneratesecondarykey" => Some("secondaryKey".to_owned()),
        "regeneratekey" => Some(call.body.get("keyType")?.as_str()?.to_owned()),
        _ => None,
    }
}

fn regenerate(world: &mut World, call: &Call<'_>, parent: Entity, key: &str) -> Answer {
    let (mut own, mut body) = (parent.own, parent.body);
    set(&mut own, &format!("properties/{key}"), Value::from(world.chance.key()));
    if let Some(properties) = body.get_mut("properties").and_then(Value::as_object_mut) {
        properties.remove(key);
    }
    world.store.put(parent.id, parent.route, body, own, Renewal::Always);
    Answer::empty(call.status(&[204, 200]))
}

/// The type of an answer, where it is that of the thing above.
fn parent_type<'t>(table: &Table, route: &Route, operation: &'t Operation) -> Option<&'t Type> {
    let (_, parent) = table.at(route.parent.as_deref()?)?;
    let get = parent.operations.iter().find(|operation| operation.method == "GET")?;
    let own = operation.answers.iter().find_map(|answer| answer.body.as_ref())?;
    let its = get.answers.iter().find_map(|answer| answer.body.as_ref())?;
    (own == its && matches!(table.resolve(own), Type::Ref(_))).then_some(own)
}

/// The answer of an example, its ids those of this path.
fn example(table: &Table, call: &Call<'_>) -> Option<Answer> {
    let example = table.examples.get(&call.operation.id)?;
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let values: Vec<_> = example.parameters.iter().map(|(name, value)| (name.clone(), text(value))).collect();
    let was = filled(&call.route.path, &values);
    Some(match &example.body {
        Some(body) => {
            let mut body = body.clone();
            rename(&mut body, &was, &call.id);
            Answer::json(call.status(&[example.status, 200]), &body)
        }
        None => Answer::empty(call.status(&[example.status, 200, 204])),
    })
}

/// Puts the ids of this world in the place of those of an example: as far as they are on the way to its path.
fn rename(value: &mut Value, was: &str, is: &str) {
    match value {
        Value::String(text) if text.starts_with('/') => {
            let renamed: Vec<&str> = text.split('/').collect();
            let (was, is): (Vec<&str>, Vec<&str>) = (was.split('/').collect(), is.split('/').collect());
            let common = renamed.iter().zip(&was).take_while(|(own, old)| own.eq_ignore_ascii_case(old)).count();
            if common > 2 && common <= is.len() {
                *text = is[..common].iter().chain(&renamed[common..]).copied().collect::<Vec<_>>().join("/");
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, was, is)),
        Value::Object(properties) => properties.values_mut().for_each(|value| rename(value, was, is)),
        _ => {}
    }
}
