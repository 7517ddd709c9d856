//! What no specification tells: how API Management itself behaves. Rows are data; what they need is below them.

mod api_management;
mod apis;
mod rows;
mod services;

pub(crate) use api_management::API_MANAGEMENT;

use crate::answer::Answer;
use crate::emulator::World;
use crate::engine::call::{Call, set};
use crate::engine::resource::Write;
use crate::engine::{Engine, Reply};
use crate::store::{Entity, Renewal};
use crate::table::{Route, Table, Type};
use serde_json::{Value, json};

/// Where an operation that runs long is asked about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Links {
    /// At the address of the thing, with `asyncId` and `asyncCode`.
    OwnAddress {
        /// Whether the operation begins with 202 whatever the specification says.
        accepts: bool,
    },
    /// At addresses of results and statuses.
    Provider,
}

/// What the service says of a thing by itself.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Own {
    /// The time at which it was made.
    Now,
    /// A key.
    Key,
    /// The last part of its id.
    Name,
    /// A text; `{name}` in it is the last part of the id.
    Text(&'static str),
    True,
    False,
    /// A GUID.
    Guid,
    /// Something in JSON; `{name}` in it is the last part of the id.
    Json(&'static str),
}

/// A property that the service sets when a thing is made.
pub(crate) struct OwnRow {
    /// The end of the thing's type.
    pub(crate) kind: &'static str,
    /// Names on the way to the property.
    pub(crate) property: &'static str,
    pub(crate) own: Own,
    /// What must be given for it to be set.
    pub(crate) needs: Option<&'static str>,
}

/// A row that is always set.
pub(crate) const fn row(kind: &'static str, property: &'static str, own: Own) -> OwnRow {
    OwnRow { kind, property, own, needs: None }
}

/// An answer that follows from a rule.
pub(crate) type Handler = fn(&Engine, &mut World, &Call<'_>) -> Option<Reply>;

/// All that is known of a service.
pub(crate) struct Rules {
    pub(crate) own: &'static [OwnRow],
    /// What a kind of things is called where one is missing.
    pub(crate) labels: &'static [(&'static str, &'static str)],
    /// Operations with an answer of their own.
    pub(crate) handlers: &'static [(&'static str, Handler)],
    pub(crate) service: Option<&'static Hooks>,
}

/// Where a service departs from what holds for all.
pub(crate) struct Hooks {
    pub(crate) canonical: fn(&World, &Route, &mut [(String, String)]),
    pub(crate) hide: fn(&Entity, &str, &mut Value),
    pub(crate) written: fn(&Engine, &World, &Call<'_>, &Value) -> Value,
    pub(crate) after_put: fn(&Engine, &mut World, &Call<'_>),
    pub(crate) before_removal: fn(&Engine, &mut World, &Entity),
    pub(crate) runs_long: fn(&Call<'_>) -> bool,
    pub(crate) links: fn(&Call<'_>) -> Links,
    /// The answer to an operation that begins, where it has more than links.
    pub(crate) accepted: fn(&Engine, &World, &Call<'_>) -> Option<Answer>,
    /// What a PUT is refused for.
    pub(crate) refusal: fn(&Engine, &World, &Call<'_>) -> Option<Answer>,
    /// What comes with a thing that is put.
    pub(crate) further: fn(&Engine, &World, &Call<'_>) -> Vec<Write>,
    /// Adds to a body what a thing takes over from another one.
    pub(crate) inherit: fn(&Engine, &World, &Call<'_>, &mut Value),
}

/// What is known of the service of a table.
pub(crate) fn of(table: &Table) -> &'static Rules {
    let is_api_management = |route: &Route| route.kind.starts_with("Microsoft.ApiManagement/service");
    if table.routes.iter().any(is_api_management) { &API_MANAGEMENT } else { &NONE }
}

/// The rules of a service of which nothing is known.
static NONE: Rules = Rules { own: &[], labels: &[], handlers: &[], service: None };

impl Rules {
    /// Whether an operation is answered by a rule.
    pub(crate) fn has(&self, operation: &str) -> bool {
        self.handlers.iter().any(|(known, _)| *known == operation)
    }

    pub(crate) fn reply(&self, engine: &Engine, world: &mut World, call: &Call<'_>) -> Option<Reply> {
        let (_, handler) = self.handlers.iter().find(|(known, _)| *known == call.operation.id)?;
        handler(engine, world, call)
    }

    /// The values of a path under the names that things have in the store.
    pub(crate) fn canonical(
        &self,
        world: &World,
        route: &Route,
        mut values: Vec<(String, String)>,
    ) -> Vec<(String, String)> {
        if let Some(hooks) = self.service {
            (hooks.canonical)(world, route, &mut values);
        }
        values
    }

    /// What a kind of things is called.
    pub(crate) fn label(&self, route: &Route) -> String {
        if let Some((_, label)) = self.labels.iter().find(|(kind, _)| route.kind.ends_with(kind)) {
            return (*label).to_owned();
        }
        match read_type(route) {
            Some(Type::Ref(name)) => {
                let short = ["Contract", "Resource"].iter().find_map(|end| name.strip_suffix(end));
                short.filter(|short| !short.is_empty()).unwrap_or(name).to_owned()
            }
            _ => "Resource".to_owned(),
        }
    }

    /// What the service says of a thing that is made.
    pub(crate) fn own(&self, engine: &Engine, world: &mut World, route: &Route, id: &str, body: &Value) -> Value {
        let mut own = json!({});
        if has_state(engine, route) {
            set(&mut own, "properties/provisioningState", json!("Succeeded"));
        }
        if has_system_data(engine, route) {
            let now = world.clock.text();
            own["systemData"] = json!({
                "createdBy": "emulator", "createdByType": "Application", "createdAt": now,
                "lastModifiedBy": "emulator", "lastModifiedByType": "Application", "lastModifiedAt": now,
            });
        }
        let name = id.rsplit('/').next().unwrap_or_default();
        for row in self.own.iter().filter(|row| route.kind.ends_with(row.kind)) {
            // What is set where something else is given, such as the ids of an identity.
            let is_wanted = row.needs.is_none_or(|name| body.get(name).is_some_and(|it| !it.is_null()));
            if !is_wanted {
                continue;
            }
            let value = match row.own {
                Own::Now => json!(world.clock.text()),
                Own::Key => json!(world.chance.key()),
                Own::Name => json!(name),
                Own::Text(text) => json!(text.replace("{name}", name)),
                Own::True => json!(true),
                Own::False => json!(false),
                Own::Guid => json!(world.chance.guid()),
                Own::Json(text) => serde_json::from_str(&text.replace("{name}", name)).unwrap_or_default(),
            };
            set(&mut own, row.property, value);
        }
        own
    }

    /// What the service says of a thing each time it is written.
    pub(crate) fn written(&self, engine: &Engine, world: &World, call: &Call<'_>, body: &Value) -> Value {
        self.service.map_or_else(|| json!({}), |hooks| (hooks.written)(engine, world, call, body))
    }

    /// Whether a thing that is put again as it is counts as changed: one with secrets does, since nobody compares them.
    pub(crate) fn renewal(&self, engine: &Engine, call: &Call<'_>) -> Renewal {
        let has_secrets = call.operation.body.as_ref().is_some_and(|type_of| has_secret(engine, type_of, 0));
        if has_secrets { Renewal::Always } else { Renewal::IfChanged }
    }

    /// Takes away what an answer does not show.
    pub(crate) fn hide(&self, engine: &Engine, entity: &Entity, whole: &mut Value) {
        let kind = engine.table.routes.get(entity.route).map(|route| route.kind.as_str()).unwrap_or_default();
        if let Some(hooks) = self.service {
            (hooks.hide)(entity, kind, whole);
        }
    }

    pub(crate) fn after_put(&self, engine: &Engine, world: &mut World, call: &Call<'_>) {
        if let Some(hooks) = self.service {
            (hooks.after_put)(engine, world, call);
        }
    }

    pub(crate) fn before_removal(&self, engine: &Engine, world: &mut World, id: &str) {
        if let Some(hooks) = self.service
            && let Some(entity) = world.store.get(id).cloned()
        {
            (hooks.before_removal)(engine, world, &entity);
        }
    }

    pub(crate) fn runs_long(&self, call: &Call<'_>) -> bool {
        self.service.is_none_or(|hooks| (hooks.runs_long)(call))
    }

    pub(crate) fn accepted(&self, engine: &Engine, world: &World, call: &Call<'_>) -> Option<Answer> {
        (self.service?.accepted)(engine, world, call)
    }

    pub(crate) fn refusal(&self, engine: &Engine, world: &World, call: &Call<'_>) -> Option<Answer> {
        (self.service?.refusal)(engine, world, call)
    }

    pub(crate) fn further(&self, engine: &Engine, world: &World, call: &Call<'_>) -> Vec<Write> {
        self.service.map_or_else(Vec::new, |hooks| (hooks.further)(engine, world, call))
    }

    pub(crate) fn inherit(&self, engine: &Engine, world: &World, call: &Call<'_>, body: &mut Value) {
        if let Some(hooks) = self.service {
            (hooks.inherit)(engine, world, call, body);
        }
    }

    pub(crate) fn links(&self, call: &Call<'_>) -> Links {
        self.service.map_or(Links::Provider, |hooks| (hooks.links)(call))
    }
}

/// The type of what a GET gives.
fn read_type(route: &Route) -> Option<&Type> {
    let get = route.operations.iter().find(|operation| operation.method == "GET")?;
    get.answers.iter().find_map(|answer| answer.body.as_ref())
}

/// Whether things of a route say who made them, and when.
fn has_system_data(engine: &Engine, route: &Route) -> bool {
    read_type(route).is_some_and(|type_of| engine.table.fields(type_of).iter().any(|field| field.name == "systemData"))
}

/// Whether things of a route say how far the service has come with them.
fn has_state(engine: &Engine, route: &Route) -> bool {
    let Some(type_of) = read_type(route) else { return false };
    let properties = engine.table.fields(type_of).iter().find(|field| field.name == "properties");
    let Some(properties) = properties else { return false };
    engine.table.fields(&properties.type_of).iter().any(|field| field.name == "provisioningState" && field.read_only)
}

fn has_secret(engine: &Engine, type_of: &Type, depth: usize) -> bool {
    match engine.table.resolve(type_of) {
        Type::Secret => true,
        found if depth < 4 => {
            engine.table.fields(found).iter().any(|field| has_secret(engine, &field.type_of, depth + 1))
        }
        _ => false,
    }
}
