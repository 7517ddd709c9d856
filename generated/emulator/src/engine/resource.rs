//! Things: put, read, changed, deleted; and links between them.

use super::call::{Call, overlay, shown_as};
use super::{Engine, Reply, operation};
use crate::answer::{Answer, Source};
use crate::emulator::World;
use crate::precondition;
use crate::router::filled;
use crate::schema::{Secrets, complete, merge};
use crate::store::{Entity, Renewal};
use crate::table::{Role, Route};
use serde_json::{Map, Value, json};

/// A write that is decided on.
#[derive(Clone, Debug)]
pub(crate) struct Write {
    pub(crate) id: String,
    pub(crate) route: usize,
    pub(crate) body: Value,
    pub(crate) own: Value,
    pub(crate) renewal: Renewal,
}

impl Write {
    pub(crate) fn apply(self, world: &mut World) -> Entity {
        world.store.put(self.id, self.route, self.body, self.own, self.renewal).clone()
    }
}

pub(super) fn reply(engine: &Engine, world: &mut World, call: &Call<'_>) -> Reply {
    let answer = match call.operation.method.as_str() {
        "GET" => read(engine, world, call),
        "HEAD" => head(engine, world, call),
        "PUT" => put(engine, world, call),
        "PATCH" => patch(engine, world, call),
        "DELETE" => delete(engine, world, call),
        other => Answer::error(501, "NotImplemented", &format!("The emulator has no {other}.")),
    };
    (answer, Source::Derived)
}

/// Whether a thing is there; one that is there from the beginning is made.
pub(super) fn exists(engine: &Engine, world: &mut World, index: usize, id: &str) -> bool {
    find(engine, world, index, id).is_some()
}

/// A thing, if it is there.
fn find(engine: &Engine, world: &mut World, index: usize, id: &str) -> Option<Entity> {
    if let Some(found) = world.store.get(id) {
        return Some(found.clone());
    }
    let route = engine.table.routes.get(index)?;
    let body = birth(engine, route)?;
    let own = engine.rules.own(engine, world, route, id, &body);
    Some(Write { id: id.to_owned(), route: index, body, own, renewal: Renewal::IfChanged }.apply(world))
}

/// What a thing is from the beginning: there is one by its very path, and nobody can delete it.
fn birth(engine: &Engine, route: &Route) -> Option<Value> {
    let has = |method: &str| route.operations.iter().any(|operation| operation.method == method);
    // What nobody can put is there as soon as somebody asks for it.
    let is_there = if has("PUT") { route.single } else { has("PATCH") };
    if route.role != Role::Resource || has("DELETE") || !is_there {
        return None;
    }
    let get = route.operations.iter().find(|operation| operation.method == "GET")?;
    let example = engine.table.examples.get(&get.id).and_then(|example| example.body.clone());
    let mut body = example.unwrap_or_else(|| Value::Object(Map::new()));
    if let Value::Object(body) = &mut body {
        ["id", "name", "type", "etag"].iter().for_each(|name| drop(body.remove(*name)));
    }
    Some(body)
}

/// Makes a thing where it is not there yet, after those that it is below, and the one that it links to.
pub(super) fn ensure(
    engine: &Engine,
    world: &mut World,
    (index, route): (usize, &Route),
    values: &[(String, String)],
    mut body: Value,
) -> bool {
    let nothing = || Value::Object(Map::new());
    if let Some(parent) = route.parent.as_deref().and_then(|path| engine.table.at(path)) {
        ensure(engine, world, parent, values, nothing());
    }
    if !matches!(route.role, Role::Resource | Role::Link) {
        return false;
    }
    let id = filled(&route.path, values);
    let own = match (&route.target, route.role) {
        (Some(target), Role::Link) => {
            let values = by_place(&route.path, target, values);
            if let Some(found) = engine.table.at(target) {
                ensure(engine, world, found, &values, std::mem::replace(&mut body, nothing()));
            }
            json!({ "~target": filled(target, &values) })
        }
        _ => engine.rules.own(engine, world, route, &id, &body),
    };
    if world.store.get(&id).is_none() {
        if let Value::Object(body) = &mut body {
            ["id", "name", "type", "etag"].iter().for_each(|name| drop(body.remove(*name)));
        }
        Write { id, route: index, body, own, renewal: Renewal::IfChanged }.apply(world);
    }
    true
}

/// The thing that a link is about.
pub(super) fn linked(world: &World, call: &Call<'_>) -> Option<Entity> {
    let target = call.route.target.as_ref()?;
    let values = by_place(&call.route.path, target, &call.values);
    world.store.get(&filled(target, &values)).cloned()
}

/// The values of a link's path under the names of the other path: the name of the thing is called differently there.
fn by_place(link: &str, target: &str, values: &[(String, String)]) -> Vec<(String, String)> {
    let mut values = values.to_vec();
    let name = |path: &str| path.rsplit_once('{').and_then(|(_, name)| name.strip_suffix('}')).map(str::to_owned);
    if let (Some(here), Some(there)) = (name(link), name(target))
        && let Some(value) = values.iter().find(|(own, _)| *own == here).map(|(_, value)| value.clone())
    {
        values.retain(|(own, _)| *own != there);
        values.push((there, value));
    }
    values
}

fn read(engine: &Engine, world: &mut World, call: &Call<'_>) -> Answer {
    let Some(entity) = find(engine, world, call.index, &call.id) else { return call.not_found(engine) };
    if call.route.role == Role::Link {
        return show_link(engine, world, call, 200);
    }
    call.show(engine, call.status(&[200]), &entity, Secrets::Hidden)
}

fn head(engine: &Engine, world: &mut World, call: &Call<'_>) -> Answer {
    let Some(entity) = find(engine, world, call.index, &call.id) else { return Answer::empty(404) };
    let status = call.status(&[200, 204]);
    if call.route.role == Role::Link && status == 204 {
        return Answer::empty(204);
    }
    Answer::empty(status).with("etag", format!("\"{}\"", entity.tag()))
}

fn put(engine: &Engine, world: &mut World, call: &Call<'_>) -> Answer {
    let existing = find(engine, world, call.index, &call.id);
    if let Some(refusal) =
        precondition::refusal(call.request, call.operation, existing.as_ref(), engine.options.strictness)
    {
        return refusal;
    }
    if let Some(refusal) = engine.rules.refusal(engine, world, call) {
        return refusal;
    }
    if call.route.role == Role::Link {
        return put_link(engine, world, call, existing.is_some());
    }
    let mut body = match &call.operation.body {
        Some(type_of) if !call.body.is_null() => complete(&engine.table, type_of, &call.body),
        Some(_) => json!({}),
        None => existing.as_ref().map_or_else(|| json!({}), |existing| existing.body.clone()),
    };
    engine.rules.inherit(engine, world, call, &mut body);
    let mut own = match &existing {
        Some(existing) => existing.own.clone(),
        None => engine.rules.own(engine, world, call.route, &call.id, &body),
    };
    overlay(&mut own, &engine.rules.written(engine, world, call, &body));
    let renewal = engine.rules.renewal(engine, call);
    let write = Write { id: call.id.clone(), route: call.index, body, own, renewal };
    let further = engine.rules.further(engine, world, call);
    let status = if existing.is_some() { call.status(&[200, 201]) } else { call.status(&[201, 200]) };
    if operation::is_long(engine, call) {
        return operation::begin_put(engine, world, call, (write, further), status);
    }
    let entity = write.apply(world);
    for write in further {
        write.apply(world);
    }
    engine.rules.after_put(engine, world, call);
    call.show(engine, status, &entity, Secrets::Shown)
}

fn put_link(engine: &Engine, world: &mut World, call: &Call<'_>, is_there: bool) -> Answer {
    let Some(target) = linked(world, call) else {
        let label = call.route.target.as_deref().and_then(|path| engine.table.at(path));
        let label = label.map_or_else(|| "Entity".to_owned(), |(_, route)| engine.rules.label(route));
        return Answer::error(404, "ResourceNotFound", &format!("{label} not found."));
    };
    let own = json!({ "~target": target.id });
    let write = Write { id: call.id.clone(), route: call.index, body: json!({}), own, renewal: Renewal::IfChanged };
    write.apply(world);
    show_link(engine, world, call, call.status(if is_there { &[200, 201] } else { &[201, 200] }))
}

fn show_link(engine: &Engine, world: &World, call: &Call<'_>, status: u16) -> Answer {
    let Some(target) = linked(world, call) else { return call.not_found(engine) };
    let answer = match call.answer_type(status) {
        Some(type_of) => Answer::json(status, &shown_as(engine, type_of, &target, &call.id, Secrets::Hidden)),
        None => Answer::empty(status),
    };
    answer.with("etag", format!("\"{}\"", target.tag()))
}

fn patch(engine: &Engine, world: &mut World, call: &Call<'_>) -> Answer {
    let Some(existing) = find(engine, world, call.index, &call.id) else { return call.not_found(engine) };
    if let Some(refusal) =
        precondition::refusal(call.request, call.operation, Some(&existing), engine.options.strictness)
    {
        return refusal;
    }
    let mut body = existing.body.clone();
    if let Some(type_of) = &call.operation.body {
        merge(&engine.table, type_of, &mut body, &call.body);
    }
    let mut own = existing.own.clone();
    overlay(&mut own, &engine.rules.written(engine, world, call, &body));
    let renewal = engine.rules.renewal(engine, call);
    let write = Write { id: existing.id.clone(), route: call.index, body, own, renewal };
    let status = call.status(&[200, 204, 201]);
    if operation::is_long(engine, call) {
        return operation::begin(engine, world, call, operation::Effect::Write(write, Vec::new()), status);
    }
    let entity = write.apply(world);
    call.show(engine, status, &entity, Secrets::Shown)
}

fn delete(engine: &Engine, world: &mut World, call: &Call<'_>) -> Answer {
    let existing = find(engine, world, call.index, &call.id);
    if existing.is_none() {
        return Answer::empty(call.status(&[204, 200]));
    }
    if let Some(refusal) =
        precondition::refusal(call.request, call.operation, existing.as_ref(), engine.options.strictness)
    {
        return refusal;
    }
    let status = call.status(&[200, 204]);
    if operation::is_long(engine, call) {
        return operation::begin(engine, world, call, operation::Effect::Remove(call.id.clone()), status);
    }
    remove(engine, world, &call.id);
    Answer::empty(status)
}

/// Removes a thing with all that is below it, and with the links to it.
pub(super) fn remove(engine: &Engine, world: &mut World, id: &str) {
    engine.rules.before_removal(engine, world, id);
    world.store.remove(id);
    let gone: Vec<String> = world
        .store
        .all()
        .filter(|entity| {
            let target = entity.own.get("~target").and_then(Value::as_str);
            target.is_some_and(|target| is_within(target, id))
        })
        .map(|entity| entity.id.clone())
        .collect();
    for id in gone {
        world.store.remove(&id);
    }
}

/// Whether an id is another one, or below it.
pub(crate) fn is_within(id: &str, other: &str) -> bool {
    let (id, other) = (id.to_ascii_lowercase(), other.to_ascii_lowercase());
    id.strip_prefix(&other).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
