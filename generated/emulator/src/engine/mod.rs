//! From a request to its answer.

mod action;
pub(crate) mod call;
mod checks;
pub(crate) mod list;
mod operation;
mod operations;
pub(crate) mod resource;

pub(crate) use operations::Operations;

use crate::answer::{Answer, Source};
use crate::builder::Options;
use crate::emulator::World;
use crate::fault;
use crate::journal::Entry;
use crate::request::{Address, Request};
use crate::router::Router;
use crate::rules::Rules;
use crate::table::{Operation, Role, Route, Table};
use call::Call;
use serde_json::Value;

/// All that does not change while requests are answered.
pub(crate) struct Engine {
    pub(crate) table: Table,
    pub(crate) router: Router,
    pub(crate) rules: &'static Rules,
    pub(crate) options: Options,
}

/// What an id leads to.
struct Place<'e> {
    index: usize,
    route: &'e Route,
    /// The values in the path, by the names of their parameters.
    values: Vec<(String, String)>,
}

/// An answer, and where it comes from.
pub(crate) type Reply = (Answer, Source);

impl Engine {
    /// Answers a request, and writes it down.
    pub(crate) fn answer(&self, world: &mut World, request: &Request) -> Answer {
        let address = Address::of(request);
        let mut entry = Entry::of(request);
        let (mut answer, source) = self.reply(world, request, &address, &mut entry);
        if source == Source::Example {
            answer = answer.with("x-emulator-source", "example");
        }
        let token = world.chance.guid();
        answer = answer
            .with("x-ms-request-id", token.as_str())
            .with("x-ms-correlation-request-id", token)
            .with("date", world.clock.date())
            .with("cache-control", "no-cache");
        if let Some(id) = request.header_value("x-ms-client-request-id") {
            answer = answer.with("x-ms-client-request-id", id);
        }
        if request.method == "HEAD" {
            answer.body.clear();
        }
        entry.status = answer.status;
        world.journal.push(entry);
        answer
    }

    fn reply(&self, world: &mut World, request: &Request, address: &Address, entry: &mut Entry) -> Reply {
        let derived = |answer| (answer, Source::Derived);
        if let Some(refusal) = checks::unauthorized(request, &self.options) {
            return derived(refusal);
        }
        if let Some(answer) = operation::poll(self, world, request, address) {
            return derived(answer);
        }
        let Some(found) = self.router.find(&address.segments) else {
            return derived(checks::unknown_type(address));
        };
        let Some((index, route)) = self.choose(found.routes, address) else {
            return derived(checks::unknown_type(address));
        };
        let Some(operation) = route.operations.iter().find(|operation| operation.method == request.method) else {
            return derived(checks::wrong_method(route));
        };
        entry.operation = Some(operation.id.clone());
        let struck = fault::strike(&mut world.faults, &operation.id);
        if let Some(answer) = fault::answer(&struck) {
            return derived(fault::spoil(answer, &struck));
        }
        if let Some(refusal) = checks::wrong_version(self, operation, address) {
            return derived(refusal);
        }
        let values = self.rules.canonical(world, route, found.values);
        let (answer, source) = match Call::new(self, request, address, (index, route), operation, values) {
            Ok(call) => self.dispatch(world, &Call { failure: fault::failure(&struck), ..call }),
            Err(refusal) => derived(refusal),
        };
        (fault::spoil(answer, &struck), source)
    }

    /// Of the routes at a path the one whose query is there, else the plain one.
    fn choose(&self, routes: &[usize], address: &Address) -> Option<(usize, &Route)> {
        let routes = routes.iter().filter_map(|index| Some((*index, self.table.routes.get(*index)?)));
        let is_there = |(_, route): &(usize, &Route)| {
            route.fixed.iter().all(|(name, value)| address.query_value(name) == Some(value.as_str()))
        };
        routes.filter(is_there).max_by_key(|(_, route)| route.fixed.len())
    }

    fn dispatch(&self, world: &mut World, call: &Call<'_>) -> Reply {
        if let Some(refusal) = checks::missing_parent(self, world, call) {
            return (refusal, Source::Derived);
        }
        if let Some(refusal) = checks::full(self, world, call) {
            return (refusal, Source::Derived);
        }
        if let Some(reply) = self.rules.reply(self, world, call) {
            return reply;
        }
        let derived = |answer| (answer, Source::Derived);
        match (call.route.role, call.operation.method.as_str()) {
            (Role::Resource | Role::Link, "POST") => action::reply(self, world, call),
            (Role::Resource | Role::Link, _) => resource::reply(self, world, call),
            (Role::Collection, "GET") => derived(list::collection(self, world, call)),
            (Role::View, "GET") => list::view(self, world, call),
            _ => action::reply(self, world, call),
        }
    }

    /// Makes a thing where it is not there yet, and what it needs.
    pub(crate) fn ensure(&self, world: &mut World, id: &str, body: Value) -> bool {
        let Some(Place { index, route, values }) = self.place(id) else { return false };
        let values = self.rules.canonical(world, route, values);
        resource::ensure(self, world, (index, route), &values, body)
    }

    /// Whether a thing can live at a path.
    pub(crate) fn has_place(&self, id: &str) -> bool {
        self.place(id).is_some_and(|place| matches!(place.route.role, Role::Resource | Role::Link))
    }

    fn place(&self, id: &str) -> Option<Place<'_>> {
        let address = Address::of(&Request::new("GET", id));
        let found = self.router.find(&address.segments)?;
        let (index, route) = self.choose(found.routes, &address)?;
        Some(Place { index, route, values: found.values })
    }

    /// How an operation is answered.
    pub(crate) fn source(&self, route: &Route, operation: &Operation) -> Source {
        if self.rules.has(&operation.id) {
            return Source::Rule;
        }
        let is_plain = match (route.role, operation.method.as_str()) {
            (Role::Resource | Role::Link, method) => method != "POST",
            (Role::Collection, "GET") => true,
            (Role::View, "GET") => list::everything(self, route).is_some(),
            _ => false,
        };
        if is_plain || action::is_derived(self, route, operation) {
            return Source::Derived;
        }
        let needs_body = operation.answers.iter().any(|declared| declared.body.is_some());
        if !needs_body && !operation.answers.is_empty() {
            return Source::Derived;
        }
        if self.table.examples.contains_key(&operation.id) { Source::Example } else { Source::None }
    }
}
