//! The emulator: a world of its own, and what a test does with it.

use crate::answer::{Answer, Source};
use crate::builder::{Builder, Options};
use crate::clock::{Chance, Clock};
use crate::engine::{Engine, Operations};
use crate::fault::Fault;
use crate::journal::{Journal, Record};
use crate::request::Request;
use crate::store::{Entity, Renewal, Store};
use serde_json::{Value, json};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use time::OffsetDateTime;

/// All that changes.
pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    pub(crate) chance: Chance,
    pub(crate) operations: Operations,
    pub(crate) faults: Vec<Fault>,
    pub(crate) journal: Record,
}

impl World {
    fn of(options: &Options) -> Self {
        Self {
            store: Store::default(),
            clock: Clock::of(options.time),
            chance: Chance::of(options.seed),
            operations: Operations::default(),
            faults: Vec::new(),
            journal: Record::of(options.journal),
        }
    }
}

/// An emulated service with a world of its own; clones share it.
#[derive(Clone)]
pub struct Emulator {
    inner: Arc<Inner>,
}

struct Inner {
    engine: Arc<Engine>,
    world: Mutex<World>,
}

impl fmt::Debug for Emulator {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Emulator({})", self.title())
    }
}

/// How an operation is answered, and its name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Coverage {
    /// `operationId`.
    pub operation: String,
    /// Where its answer comes from.
    pub source: Source,
}

impl Emulator {
    /// API Management, of the version of the table that this crate has.
    ///
    /// # Panics
    /// When the table of this crate is none, which its tests would tell.
    pub fn apim() -> Self {
        Self::builder().build().expect("the table of this crate is whole")
    }

    pub(crate) fn of(engine: Engine) -> Self {
        let world = Mutex::new(World::of(&engine.options));
        Self { inner: Arc::new(Inner { engine: Arc::new(engine), world }) }
    }

    /// API Management, with options.
    pub fn builder() -> Builder {
        Builder::of_api_management()
    }

    /// Any service, by its table. Of API Management, whatever its version, more is known; of another service nothing but what
    /// its specification says.
    pub fn of_table(text: impl Into<String>) -> Builder {
        Builder::of_table(text.into())
    }

    /// Of which API this is, and which version: `API Management 2024-05-01`.
    pub fn title(&self) -> String {
        let api = &self.inner.engine.table.api;
        format!("{} {}", api.title, api.version)
    }

    /// Answers a request.
    pub fn handle(&self, request: &Request) -> Answer {
        self.inner.engine.answer(&mut self.world(), request)
    }

    /// A lock that somebody left by a panic guards a world that is whole: it changes in one step.
    fn world(&self) -> MutexGuard<'_, World> {
        self.inner.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes what is asked for a fault.
    pub fn fault(&self, fault: Fault) {
        self.world().faults.push(fault);
    }

    /// Takes all faults back.
    pub fn clear_faults(&self) {
        self.world().faults.clear();
    }

    /// Sets the time forward.
    pub fn advance(&self, by: Duration) {
        self.world().clock.advance(by);
    }

    /// The time of the world.
    pub fn now(&self) -> OffsetDateTime {
        self.world().clock.now()
    }

    /// What was asked so far.
    pub fn requests(&self) -> Journal {
        self.world().journal.journal()
    }

    /// Forgets what was asked so far.
    pub fn clear_requests(&self) {
        self.world().journal.clear();
    }

    /// The same service with a new world, which costs next to nothing: one for each test.
    #[must_use]
    pub fn another(&self) -> Self {
        let engine = self.inner.engine.clone();
        let world = Mutex::new(World::of(&engine.options));
        Self { inner: Arc::new(Inner { engine, world }) }
    }

    /// Makes a thing with this body where it is not there yet, with all that it is below and, of a link, what it is about.
    /// What is checked of a request is not checked here. `false` where nothing lives at the path.
    pub fn ensure(&self, id: &str, body: Value) -> bool {
        self.inner.engine.ensure(&mut self.world(), id, body)
    }

    /// The world as it was at the beginning.
    pub fn reset(&self) {
        *self.world() = World::of(&self.inner.engine.options);
    }

    /// All things, as [`Self::restore`] takes them; secrets in clear.
    pub fn dump(&self) -> Value {
        let world = self.world();
        let routes = &self.inner.engine.table.routes;
        let things = world.store.all().filter_map(|entity| {
            let path = &routes.get(entity.route)?.path;
            Some(json!({ "id": entity.id, "path": path, "body": entity.body, "own": entity.own }))
        });
        json!({ "things": things.collect::<Vec<_>>() })
    }

    /// Adds the things of a dump; how many. A thing of which only `id` and `body` are said, as people write it, is made as
    /// by [`Self::ensure`]. When one cannot be added, none is.
    ///
    /// # Errors
    /// When it is no dump, or has things of another API.
    pub fn restore(&self, dump: &Value) -> Result<usize, SeedError> {
        let engine = &self.inner.engine;
        let things = dump.get("things").and_then(Value::as_array);
        let things = things.ok_or_else(|| SeedError("there is no list of `things`".to_owned()))?;
        let things = things.iter().map(|thing| engine.thing(thing)).collect::<Result<Vec<_>, _>>()?;
        let mut world = self.world();
        let count = things.len();
        for thing in things {
            match thing {
                Thing::Dumped(Entity { id, route, body, own, .. }) => {
                    world.store.put(id, route, body, own, Renewal::Always);
                }
                Thing::Wanted { id, body } => {
                    engine.ensure(&mut world, &id, body);
                }
            }
        }
        Ok(count)
    }

    /// Every operation, and where its answer comes from.
    pub fn coverage(&self) -> Vec<Coverage> {
        let engine = &self.inner.engine;
        let of_route = |route| {
            let route: &crate::table::Route = route;
            route.operations.iter().map(move |operation| Coverage {
                operation: operation.id.clone(),
                source: engine.source(route, operation),
            })
        };
        engine.table.routes.iter().flat_map(of_route).collect()
    }
}

/// A thing to be added.
enum Thing {
    /// As it was in a world.
    Dumped(Entity),
    /// As people write it.
    Wanted { id: String, body: Value },
}

impl Engine {
    fn thing(&self, thing: &Value) -> Result<Thing, SeedError> {
        let text = |name| thing.get(name).and_then(Value::as_str);
        let part = |name| thing.get(name).cloned().unwrap_or_else(|| json!({}));
        let id = text("id").ok_or_else(|| SeedError(format!("a thing has no `id`: {thing}")))?.to_owned();
        let Some(path) = text("path") else {
            if !self.has_place(&id) {
                return Err(SeedError(format!("nothing can be put at {id}")));
            }
            return Ok(Thing::Wanted { id, body: part("body") });
        };
        let (route, _) = self.table.at(path).ok_or_else(|| SeedError(format!("{id}: there is no path {path}")))?;
        Ok(Thing::Dumped(Entity { id, route, body: part("body"), own: part("own"), version: 0 }))
    }
}

/// Why things cannot be added to a world.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SeedError(String);

impl fmt::Display for SeedError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for SeedError {}
