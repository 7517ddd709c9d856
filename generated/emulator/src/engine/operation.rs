//! Long-running operations: begun, asked about, ended.

use super::Engine;
use super::call::{Call, set, shown};
use super::resource::{self, Write};
use crate::answer::Answer;
use crate::emulator::World;
use crate::request::{Address, Request};
use crate::rules::Links;
use crate::schema::Secrets;
use crate::store::{Entity, Renewal};
use crate::table::Type;
use serde_json::{Value, json};
use time::OffsetDateTime;

/// An operation that nobody asks about ends by itself.
const ABANDONED: time::Duration = time::Duration::minutes(10);

/// What an operation does when it ends.
#[derive(Clone, Debug)]
pub(crate) enum Effect {
    /// A thing, and what comes with it.
    Write(Write, Vec<Write>),
    /// As [`Effect::Write`], of a thing that is there already, unless it has gone meanwhile.
    Finish(Write, Vec<Write>),
    Remove(String),
    /// It answers this.
    Answer(Answer),
}

/// An operation, until long after it has ended.
#[derive(Clone, Debug)]
pub(crate) struct Pending {
    /// How often it is still in progress when it is asked about.
    polls: u32,
    /// Until when it is in progress at least.
    ready: OffsetDateTime,
    /// When it ends though nobody asks.
    pub(super) due: OffsetDateTime,
    effect: Option<Effect>,
    /// The code of the failure that it ends with, if it does.
    failure: Option<String>,
    status: u16,
    type_of: Option<Type>,
    /// Where it is asked about.
    addresses: Addresses,
    /// What it ended with.
    ended: Option<Answer>,
}

impl Pending {
    pub(super) fn has_ended(&self) -> bool {
        self.ended.is_some()
    }
}

/// Whether a call runs long.
pub(super) fn is_long(engine: &Engine, call: &Call<'_>) -> bool {
    call.operation.long_running.is_some() && engine.rules.runs_long(call)
}

/// Begins to write a thing, which is there from now on where the links are elsewhere.
pub(super) fn begin_put(
    engine: &Engine,
    world: &mut World,
    call: &Call<'_>,
    (mut write, further): (Write, Vec<Write>),
    status: u16,
) -> Answer {
    let links = engine.rules.links(call);
    if links == (Links::OwnAddress { accepts: true }) || call.answer_type(status).is_none() {
        return begin(engine, world, call, Effect::Write(write, further), status);
    }
    let finished = write.clone();
    let ends_with = match links {
        Links::OwnAddress { .. } => status,
        Links::Provider => {
            set(&mut write.own, "properties/provisioningState", json!("Activating"));
            200
        }
    };
    let entity = write.apply(world);
    engine.rules.after_put(engine, world, call);
    let links = start(engine, world, call, Effect::Finish(finished, further), ends_with);
    let answer = call.show(engine, status, &entity, Secrets::Shown);
    linked(engine, answer, &links)
}

/// Begins an operation; where the specification has no 202 for it, it ends at once.
pub(super) fn begin(engine: &Engine, world: &mut World, call: &Call<'_>, effect: Effect, status: u16) -> Answer {
    let is_accepted = call.operation.answers.iter().any(|answer| answer.status == 202);
    if !is_accepted && engine.rules.links(call) != (Links::OwnAddress { accepts: true }) {
        let mut pending = pending(engine, world, call, effect, status);
        return end(engine, world, &mut pending);
    }
    let accepted = engine.rules.accepted(engine, world, call).unwrap_or_else(|| Answer::empty(202));
    let links = start(engine, world, call, effect, status);
    linked(engine, accepted, &links)
}

/// The addresses of an operation: of its result, and of its status.
#[derive(Clone, Debug, Default)]
struct Addresses {
    location: String,
    monitor: Option<String>,
}

fn start(engine: &Engine, world: &mut World, call: &Call<'_>, effect: Effect, status: u16) -> Addresses {
    let token = world.chance.token();
    let addresses = addresses(engine, call, &token, status);
    let pending = Pending { addresses: addresses.clone(), ..pending(engine, world, call, effect, status) };
    world.operations.put(token, pending);
    addresses
}

fn pending(engine: &Engine, world: &World, call: &Call<'_>, effect: Effect, status: u16) -> Pending {
    let type_of = call.answer_type(status).or_else(|| call.operation.answers.iter().find_map(|it| it.body.as_ref()));
    let ready = world.clock.now().saturating_add(engine.options.takes.try_into().unwrap_or(time::Duration::MAX));
    Pending {
        polls: engine.options.polls,
        ready,
        due: ready.saturating_add(ABANDONED),
        effect: Some(effect),
        failure: call.failure.clone(),
        status,
        type_of: type_of.cloned(),
        addresses: Addresses::default(),
        ended: None,
    }
}

fn addresses(engine: &Engine, call: &Call<'_>, token: &str, status: u16) -> Addresses {
    let address = call.address;
    let version = address.query_value("api-version").unwrap_or(&engine.table.api.version);
    if matches!(engine.rules.links(call), Links::OwnAddress { .. }) {
        let path = format!("{}{}?api-version={version}", address.origin, address.path);
        return Addresses { location: format!("{path}&asyncId={token}&asyncCode={status}"), monitor: None };
    }
    let scope = address.path.split("/resourceGroups/").next().unwrap_or_default();
    let scope = scope.split("/providers/").next().unwrap_or_default();
    let provider = call.route.kind.split('/').next().unwrap_or_default();
    let base = format!("{}{scope}/providers/{provider}/locations/global", address.origin);
    Addresses {
        location: format!("{base}/operationResults/{token}?api-version={version}"),
        monitor: Some(format!("{base}/operationStatuses/{token}?api-version={version}")),
    }
}

fn linked(engine: &Engine, answer: Answer, addresses: &Addresses) -> Answer {
    let answer = answer.with("location", addresses.location.as_str());
    let answer = answer.with("retry-after", engine.options.retry_after.to_string());
    match &addresses.monitor {
        Some(monitor) => answer.with("azure-asyncoperation", monitor.as_str()),
        None => answer,
    }
}

/// How an operation is asked about.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Asked {
    Result,
    Status,
}

/// The answer to a question about an operation, if the request is one.
pub(super) fn poll(engine: &Engine, world: &mut World, request: &Request, address: &Address) -> Option<Answer> {
    settle(engine, world);
    if request.method != "GET" {
        return None;
    }
    let (token, asked) = asked(address)?;
    let mut pending = world.operations.get(&token)?.clone();
    let answer = if !pending.has_ended() && (pending.polls > 0 || world.clock.now() < pending.ready) {
        pending.polls = pending.polls.saturating_sub(1);
        let answer = match asked {
            Asked::Result => Answer::empty(202),
            Asked::Status => Answer::json(200, &json!({ "status": "InProgress" })),
        };
        linked(engine, answer, &pending.addresses)
    } else {
        let ended = end(engine, world, &mut pending);
        match asked {
            Asked::Result => ended,
            Asked::Status => Answer::json(200, &outcome(&pending)),
        }
    };
    world.operations.put(token, pending);
    Some(answer)
}

/// What the status of an operation that has ended says.
fn outcome(pending: &Pending) -> Value {
    match &pending.failure {
        None => json!({ "status": "Succeeded" }),
        Some(code) => {
            json!({ "status": "Failed", "error": { "code": code, "message": "A failure that was asked for." } })
        }
    }
}

fn asked(address: &Address) -> Option<(String, Asked)> {
    if let Some(token) = address.query_value("asyncId") {
        return Some((token.to_owned(), Asked::Result));
    }
    let [.., kind, token] = address.segments.as_slice() else { return None };
    match kind.to_ascii_lowercase().as_str() {
        "operationresults" => Some((token.clone(), Asked::Result)),
        "operationstatuses" => Some((token.clone(), Asked::Status)),
        _ => None,
    }
}

/// Ends the operations that nobody asked about in time.
fn settle(engine: &Engine, world: &mut World) {
    let now = world.clock.now();
    while let Some(token) = world.operations.next_due(now) {
        let Some(mut pending) = world.operations.get(&token).cloned() else { return };
        end(engine, world, &mut pending);
        world.operations.put(token, pending);
    }
}

/// Has the effect, once, and gives the result.
fn end(engine: &Engine, world: &mut World, pending: &mut Pending) -> Answer {
    if let Some(ended) = &pending.ended {
        return ended.clone();
    }
    if let Some(code) = &pending.failure {
        let answer = Answer::error(409, code, "A failure that was asked for.");
        // What could not be made at its own address is not there.
        if let (201, None, Some(Effect::Finish(write, _))) =
            (pending.status, &pending.addresses.monitor, &pending.effect)
        {
            resource::remove(engine, world, &write.id);
        }
        pending.ended = Some(answer.clone());
        return answer;
    }
    let answer = match pending.effect.take() {
        Some(Effect::Finish(write, further)) => match world.store.get(&write.id) {
            Some(entity) => written(engine, world, pending, finishing(write, entity), further),
            None => Answer::error(404, "ResourceNotFound", "What was begun is gone."),
        },
        Some(Effect::Write(write, further)) => written(engine, world, pending, write, further),
        Some(Effect::Remove(id)) => {
            resource::remove(engine, world, &id);
            Answer::empty(200)
        }
        Some(Effect::Answer(answer)) => answer,
        None => Answer::empty(200),
    };
    pending.ended = Some(answer.clone());
    answer
}

/// What is written of a thing that has been there meanwhile: it is kept as it is by now, and only its state changes.
fn finishing(write: Write, entity: &Entity) -> Write {
    let (body, mut own) = (entity.body.clone(), entity.own.clone());
    if let Some(state) = write.own.pointer("/properties/provisioningState") {
        set(&mut own, "properties/provisioningState", state.clone());
    }
    Write { body, own, renewal: Renewal::IfChanged, ..write }
}

fn written(engine: &Engine, world: &mut World, pending: &Pending, write: Write, further: Vec<Write>) -> Answer {
    let entity = write.apply(world);
    for write in further {
        write.apply(world);
    }
    let answer = match &pending.type_of {
        Some(type_of) => Answer::json(pending.status, &shown(engine, type_of, &entity, Secrets::Shown)),
        None => Answer::empty(pending.status),
    };
    // What is asked about elsewhere has no tag there.
    match pending.addresses.monitor {
        Some(_) => answer,
        None => answer.with("etag", format!("\"{}\"", entity.tag())),
    }
}
