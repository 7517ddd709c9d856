//! What no specification tells: how API Management itself behaves. Rows are data; what they need is below them.

mod api_management;

pub(crate) use api_management::API_MANAGEMENT;

use crate::emulator::World;
use crate::engine::{
    Engine, Reply,
    call::{Call, set},
};
use crate::store::{Entity, Renewal};
use crate::table::{Route, Type};
use serde_json::{Value, json};

/// Where an operation that runs long is asked about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Links {
    /// At the address of the thing, with `asyncId` and `asyncCode`.
    OwnAddress,
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
}

/// A property that the service sets when a thing is made.
pub(crate) struct OwnRow {
    /// The end of the thing's type.
    pub(crate) kind: &'static str,
    /// Names on the way to the property.
    pub(crate) property: &'static str,
    pub(crate) own: Own,
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
}

/// The rules of a service of which nothing is known.
pub(crate) static NONE: Rules = Rules { own: &[], labels: &[], handlers: &[], service: None };

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
        let get = route.operations.iter().find(|operation| operation.method == "GET");
        let type_of = get.and_then(|get| get.answers.iter().find_map(|answer| answer.body.as_ref()));
        match type_of {
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
        let name = id.rsplit('/').next().unwrap_or_default();
        for row in self.own.iter().filter(|row| route.kind.ends_with(row.kind)) {
            let is_given =
                row.property.split('/').try_fold(body, |at, name| at.get(name)).is_some_and(|it| !it.is_null());
            if is_given {
                continue;
            }
            let value = match row.own {
                Own::Now => json!(world.clock.text()),
                Own::Key => json!(world.chance.key()),
                Own::Name => json!(name),
                Own::Text(text) => json!(text.replace("{name}", name)),
                Own::True => json!(true),
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

    pub(crate) fn links(&self, call: &Call<'_>) -> Links {
        self.service.map_or(Links::Provider, |hooks| (hooks.links)(call))
    }
}

/// Whether things of a route say how far the service has come with them.
fn has_state(engine: &Engine, route: &Route) -> bool {
    let get = route.operations.iter().find(|operation| operation.method == "GET");
    let Some(type_of) = get.and_then(|get| get.answers.iter().find_map(|answer| answer.body.as_ref())) else {
        return false;
    };
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
