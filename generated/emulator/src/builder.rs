//! How an emulator behaves, and how one is made.

use crate::clock::Time;
use crate::emulator::Emulator;
use crate::engine::Engine;
use crate::router::Router;
use crate::rules::{self, API_MANAGEMENT, Rules};
use crate::schema::Strictness;
use crate::table::{Table, TableError};
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
    pub(crate) journal: usize,
    pub(crate) seed: u64,
    pub(crate) time: Time,
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
    /// Of API Management.
    pub(crate) fn of_api_management() -> Self {
        Self::new(Text::ApiManagement)
    }

    /// Of the service of a table.
    pub(crate) fn of_table(text: String) -> Self {
        Self::new(Text::Other(text))
    }

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
        Ok(Emulator::of(Engine { table, router, rules, options: self.options }))
    }
}

/// The table of API Management.
const TABLE: &str = include_str!("../table.jsonc");
