//! Services: deleted, kept for two days, restored, purged \[doc: soft delete\].

use crate::answer::{Answer, Source};
use crate::emulator::World;
use crate::engine::call::{Call, shown};
use crate::engine::resource::{Write, is_within};
use crate::engine::{Engine, Reply, list};
use crate::schema::Secrets;
use crate::store::{Entity, Renewal};
use crate::table::{Role, Route};
use serde_json::{Value, json};
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

/// How long a deleted service stays.
const KEPT: Duration = Duration::hours(48);

/// Under this name a deleted service has all that was in it.
const THINGS: &str = "~things";

fn route(engine: &Engine) -> Option<(usize, &Route)> {
    let is_it = |route: &Route| route.role == Role::Resource && route.kind.ends_with("/deletedservices");
    engine.table.routes.iter().enumerate().find(|(_, route)| is_it(route))
}

/// The deleted services whose time has not come.
fn deleted<'w>(engine: &Engine, world: &'w World) -> impl Iterator<Item = &'w Entity> {
    let route = route(engine).map(|(index, _)| index);
    let now = world.clock.now();
    let is_kept = move |entity: &&Entity| {
        let until = entity.own.pointer("/properties/scheduledPurgeDate").and_then(Value::as_str);
        until.and_then(|until| OffsetDateTime::parse(until, &Rfc3339).ok()).is_none_or(|until| now < until)
    };
    world.store.all().filter(move |entity| Some(entity.route) == route).filter(is_kept)
}

/// The deleted service of a name.
fn named<'w>(engine: &Engine, world: &'w World, id: &str) -> Option<&'w Entity> {
    let name = id.rsplit('/').next()?;
    deleted(engine, world).find(|deleted| deleted.name().eq_ignore_ascii_case(name))
}

pub(super) fn list(engine: &Engine, world: &mut World, call: &Call<'_>) -> Option<Reply> {
    let (_, route) = route(engine)?;
    let get = route.operations.iter().find(|operation| operation.method == "GET")?;
    let type_of = get.answers.iter().find_map(|answer| answer.body.as_ref())?;
    let things = deleted(engine, world).map(|entity| shown(engine, type_of, entity, Secrets::Hidden)).collect();
    Some((list::page(engine, call, call.answer_type(200)?, things, Value::clone), Source::Rule))
}

/// A name is taken as long as a deleted service has it, unless that is restored.
pub(super) fn refusal(engine: &Engine, world: &World, call: &Call<'_>) -> Option<Answer> {
    let is_restoration = call.body.pointer("/properties/restore").and_then(Value::as_bool) == Some(true);
    match (named(engine, world, &call.id), is_restoration) {
        (Some(_), false) => {
            let message = "The service was soft-deleted: restore or purge it before you create one of this name.";
            Some(Answer::error(409, "ServiceAlreadyExistsInSoftDeletedState", message))
        }
        (None, true) if world.store.get(&call.id).is_none() => {
            Some(Answer::error(404, "ServiceNotFound", "No deleted service has this name."))
        }
        _ => None,
    }
}

/// A service that is restored has again what was in it.
pub(super) fn rise(engine: &Engine, world: &mut World, call: &Call<'_>) {
    let Some(deleted) = named(engine, world, &call.id).cloned() else { return };
    world.store.remove(&deleted.id);
    for thing in deleted.own.get(THINGS).and_then(Value::as_array).into_iter().flatten() {
        let (Some(id), Some(path)) = (thing["id"].as_str(), thing["path"].as_str()) else { continue };
        if let Some((route, _)) = engine.table.at(path) {
            let (body, own) = (thing["body"].clone(), thing["own"].clone());
            Write { id: id.to_owned(), route, body, own, renewal: Renewal::Always }.apply(world);
        }
    }
}

/// Keeps what goes.
pub(super) fn bury(engine: &Engine, world: &mut World, entity: &Entity) {
    let Some((index, _)) = route(engine) else { return };
    let Some(subscription) = entity.id.split('/').nth(2) else { return };
    let location = entity.body.get("location").and_then(Value::as_str).unwrap_or("global");
    let within = world.store.all().filter(|it| is_within(&it.id, &entity.id) && it.id != entity.id);
    let things: Vec<Value> = within
        .filter_map(|it| {
            let path = &engine.table.routes.get(it.route)?.path;
            Some(json!({ "id": it.id, "path": path, "body": it.body, "own": it.own }))
        })
        .collect();
    let now = world.clock.now();
    let id = format!(
        "/subscriptions/{subscription}/providers/Microsoft.ApiManagement/locations/{location}/deletedservices/{}",
        entity.name()
    );
    let own = json!({ "location": location, THINGS: things, "properties": {
        "serviceId": entity.id,
        "scheduledPurgeDate": crate::clock::text(now + KEPT),
        "deletionDate": crate::clock::text(now),
    }});
    world.store.put(id, index, json!({}), own, Renewal::Always);
}
