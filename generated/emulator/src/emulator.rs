//! The emulator: a world of its own, and what a test does with it.

use crate::answer::{Answer, Source};
use crate::clock::{Chance, Clock, Time};
use crate::engine::{Engine, Operations};
use crate::fault::Fault;
use crate::journal::{Journal, Record};
use crate::request::Request;
use crate::router::Router;
use crate::rules::{self, API_MANAGEMENT, Rules};
use crate::schema::Strictness;
use crate::store::{Entity, Renewal, Store};
use crate::table::{Table, TableError};
use serde_json::{Value, json};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use time::OffsetDateTime;

/// Whether a request must carry a token; what it says is never looked at.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Authorization {
    /// Without one the answer is 401.
    #[default]
    Demanded,
    /// None is needed.
    None,
}

/// Which values of `api-version` are taken.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum ApiVersions {
    /// That of the specification.
    #[default]
    Own,
    /// Any; all mean the same.
    Any,
}

/// How an emulator behaves.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    pub(crate) strictness: Strictness,
    pub(crate) authorization: Authorization,
    pub(crate) api_versions: ApiVersions,
    pub(crate) polls: u32,
    pub(crate) retry_after: u64,
    pub(crate) takes: Duration,
    pub(crate) page_size: usize,
    pub(crate) things: usize,
    journal: usize,
    seed: u64,
    time: Time,
}

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

/// An emulator in the making.
#[derive(Clone, Debug)]
pub struct Builder {
    text: Text,
    options: Options,
}

#[derive(Clone, Debug)]
enum Text {
    ApiManagement,
    Other(String),
}

impl Builder {
    fn new(text: Text) -> Self {
        let options = Options {
            strictness: Strictness::default(),
            authorization: Authorization::default(),
            api_versions: ApiVersions::default(),
            polls: 0,
            retry_after: 0,
            takes: Duration::ZERO,
            page_size: 100,
            things: usize::MAX,
            journal: 100_000,
            seed: 0,
            time: Time::Still(OffsetDateTime::UNIX_EPOCH + time::Duration::days(20_000)),
        };
        Self { text, options }
    }

    /// How much is refused.
    #[must_use]
    pub fn strictness(mut self, strictness: Strictness) -> Self {
        self.options.strictness = strictness;
        self
    }

    /// Whether a request must carry a token.
    #[must_use]
    pub fn authorization(mut self, authorization: Authorization) -> Self {
        self.options.authorization = authorization;
        self
    }

    /// Which values of `api-version` are taken.
    #[must_use]
    pub fn api_versions(mut self, versions: ApiVersions) -> Self {
        self.options.api_versions = versions;
        self
    }

    /// How often an operation that runs long is still in progress when it is asked about, and the seconds of its
    /// `Retry-After`; 0 and 0 unless it is said.
    #[must_use]
    pub fn long_running(mut self, polls: u32, retry_after: u64) -> Self {
        self.options.polls = polls;
        self.options.retry_after = retry_after;
        self
    }

    /// How long such an operation is in progress at least, by the time of the world; nothing unless it is said.
    #[must_use]
    pub fn takes(mut self, duration: Duration) -> Self {
        self.options.takes = duration;
        self
    }

    /// How many things a world holds at most: a PUT of one more is refused with 507. Without bound unless it is said.
    #[must_use]
    pub fn things(mut self, most: usize) -> Self {
        self.options.things = most;
        self
    }

    /// How many requests the journal keeps: the last ones; 100,000 unless it is said.
    #[must_use]
    pub fn journal(mut self, kept: usize) -> Self {
        self.options.journal = kept;
        self
    }

    /// Items of a page, where a request names no number; 100 unless it is said.
    #[must_use]
    pub fn page_size(mut self, items: usize) -> Self {
        self.options.page_size = items;
        self
    }

    /// What keys and ids are made from: the same for the same seed.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.options.seed = seed;
        self
    }

    /// The time at which the world begins; it stands still until [`Emulator::advance`].
    #[must_use]
    pub fn start(mut self, start: OffsetDateTime) -> Self {
        self.options.time = Time::Still(start);
        self
    }

    /// The time of the world is that of the machine, and goes on by itself; [`Emulator::advance`] sets it forward.
    #[must_use]
    pub fn machine_time(mut self) -> Self {
        self.options.time = Time::Machine;
        self
    }

    /// Makes the emulator.
    ///
    /// # Errors
    /// When the table is none, or of another version of the generator.
    pub fn build(self) -> Result<Emulator, TableError> {
        let (table, rules): (Table, &'static Rules) = match &self.text {
            Text::ApiManagement => (Table::read(TABLE)?, &API_MANAGEMENT),
            Text::Other(text) => {
                let table = Table::read(text)?;
                let rules = rules::of(&table);
                (table, rules)
            }
        };
        let router = Router::of(&table);
        let world = Mutex::new(World::of(&self.options));
        let engine = Arc::new(Engine { table, router, rules, options: self.options });
        Ok(Emulator { inner: Arc::new(Inner { engine, world }) })
    }
}

/// The table of API Management.
const TABLE: &str = include_str!("../table.jsonc");

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

    /// API Management, with options.
    pub fn builder() -> Builder {
        Builder::new(Text::ApiManagement)
    }

    /// Any service, by its table. Of API Management, whatever its version, more is known; of another service nothing but what
    /// its specification says.
    pub fn of_table(text: impl Into<String>) -> Builder {
        Builder::new(Text::Other(text.into()))
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
