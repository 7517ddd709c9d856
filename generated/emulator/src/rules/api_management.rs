//! API Management. `[rec]` stands for recorded traffic of the service, `[doc]` for its documentation.

use super::rows::{LABELS, OWN};
use super::{Handler, Hooks, Links, Rules, apis, services};
use crate::answer::{Answer, Problem, Source};
use crate::emulator::World;
use crate::engine::call::{Call, set, shown, shown_as};
use crate::engine::resource::{Write, is_within};
use crate::engine::{Engine, Reply, list};
use crate::schema::Secrets;
use crate::store::Entity;
use crate::table::Route;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

pub(crate) static API_MANAGEMENT: Rules = Rules { own: OWN, labels: LABELS, handlers: HANDLERS, service: Some(&HOOKS) };

const HANDLERS: &[(&str, Handler)] = &[
    ("ApiExport_Get", export),
    ("WorkspaceApiExport_Get", export),
    ("User_GetSharedAccessToken", token),
    ("Gateway_GenerateToken", token),
    ("ApiManagementService_CheckNameAvailability", name_availability),
    ("DeletedServices_ListBySubscription", services::list),
    ("UserGroup_List", groups_of_a_user),
    ("ApiProduct_ListByApis", products_of_an_api),
    ("ProductSubscriptions_List", subscriptions_to_a_product),
    ("UserSubscription_List", subscriptions_of_a_user),
    ("UserSubscription_Get", subscription_of_a_user),
    ("ApiRevision_ListByService", revisions),
    ("WorkspaceApiRevision_ListByService", revisions),
];

static HOOKS: Hooks = Hooks {
    canonical,
    hide,
    written,
    after_put,
    before_removal,
    runs_long,
    links,
    accepted,
    refusal,
    further,
    inherit,
};

/// `api;rev=n` is the API itself where `n` is its current revision.
fn canonical(world: &World, route: &Route, values: &mut [(String, String)]) {
    let Some(position) = values.iter().position(|(name, value)| name == "apiId" && value.contains(";rev=")) else {
        return;
    };
    let (api, revision) = values[position].1.split_once(";rev=").unwrap_or_default();
    let (api, revision) = (api.to_owned(), revision.to_owned());
    let mut plain = values.to_vec();
    plain[position].1.clone_from(&api);
    let Some((above, _)) = route.path.split_once("{apiId}") else { return };
    let current = world.store.get(&crate::router::filled(&format!("{above}{{apiId}}"), &plain));
    if current.is_some_and(|current| apis::revision_of(current) == revision) {
        values[position].1 = api;
    }
}

/// The value of a secret named value comes with `listValue` only \[rec\].
fn hide(_: &Entity, kind: &str, whole: &mut Value) {
    let is_secret = whole.pointer("/properties/secret").and_then(Value::as_bool) == Some(true);
    if kind.ends_with("/namedValues")
        && is_secret
        && let Some(properties) = whole.get_mut("properties").and_then(Value::as_object_mut)
    {
        properties.remove("value");
    }
}

fn written(_: &Engine, world: &World, call: &Call<'_>, _: &Value) -> Value {
    let mut own = json!({});
    if call.route.kind.ends_with("/service/apis")
        && let Some((_, revision)) = call.id.rsplit_once(";rev=")
    {
        set(&mut own, "properties/apiRevision", json!(revision));
        set(&mut own, "properties/isCurrent", Value::Null);
    }
    if call.route.kind.ends_with("/namedValues")
        && call.body.pointer("/properties/keyVault").is_some_and(Value::is_object)
    {
        let status = json!({ "code": "Success", "timeStampUtc": world.clock.text() });
        set(&mut own, "properties/keyVault/lastStatus", status);
    }
    if call.route.kind.ends_with("/releases") {
        set(&mut own, "properties/updatedDateTime", json!(world.clock.text()));
    }
    own
}

/// A release makes a revision the current one; a service that is put is no longer among the deleted ones.
fn after_put(engine: &Engine, world: &mut World, call: &Call<'_>) {
    let kind = &call.route.kind;
    if kind.ends_with("/apis/releases") {
        apis::release(world, call);
    }
    if kind.ends_with(".ApiManagement/service") {
        services::rise(engine, world, call);
    }
}

/// A service that is deleted can be restored for two days.
fn before_removal(engine: &Engine, world: &mut World, entity: &Entity) {
    let route = engine.table.routes.get(entity.route);
    if route.is_some_and(|route| route.kind.ends_with(".ApiManagement/service")) {
        services::bury(engine, world, entity);
    }
}

/// What a PUT is refused for \[doc\].
fn refusal(engine: &Engine, world: &World, call: &Call<'_>) -> Option<Answer> {
    let kind = &call.route.kind;
    if kind.ends_with(".ApiManagement/service") {
        return services::refusal(engine, world, call);
    }
    if kind.ends_with("/service/apis") {
        return apis::refusal(call);
    }
    if kind.ends_with("/service/users") {
        return taken_address(world, call);
    }
    if kind.ends_with("Links") {
        return linked_already(world, call);
    }
    // What a resolver does is a document of another kind.
    if kind.ends_with("/policies") && !kind.contains("/resolvers/") {
        return rootless(call);
    }
    None
}

/// The root of a policy document is `policies`.
fn rootless(call: &Call<'_>) -> Option<Answer> {
    let text = |name: &str| call.body.pointer(&format!("/properties/{name}")).and_then(Value::as_str);
    let (format, document) = (text("format").unwrap_or("xml"), text("value")?);
    // What comes before the root: a declaration, comments, space.
    let mut rest = document.trim_start();
    while let Some((_, after)) = ["?>", "-->"].iter().find_map(|end| {
        let is_one = rest.starts_with("<?") && *end == "?>" || rest.starts_with("<!--") && *end == "-->";
        rest.split_once(end).filter(|_| is_one)
    }) {
        rest = after.trim_start();
    }
    if format.ends_with("-link") || rest.starts_with("<policies") {
        return None;
    }
    let message = "Error in element: the root of a policy document must be 'policies'.".to_owned();
    Some(Answer::invalid(&[Problem { target: "representation".to_owned(), message }]))
}

/// A link between two things is made once, whatever it is called.
fn linked_already(world: &World, call: &Call<'_>) -> Option<Answer> {
    let (links, _) = call.id.rsplit_once('/')?;
    let properties = call.body.get("properties")?;
    let is_other =
        |link: &&Entity| !link.id.eq_ignore_ascii_case(&call.id) && link.body.get("properties") == Some(properties);
    world.store.children(links).find(is_other)?;
    Some(Answer::error(409, "Conflict", "Link already exists between the specified entities."))
}

/// An e-mail address is for one user.
fn taken_address(world: &World, call: &Call<'_>) -> Option<Answer> {
    let address = |body: &Value| body.pointer("/properties/email").and_then(Value::as_str).map(str::to_lowercase);
    let wanted = address(&call.body)?;
    let (users, _) = call.id.rsplit_once('/')?;
    let is_other =
        |user: &&Entity| !user.id.eq_ignore_ascii_case(&call.id) && address(&user.body) == Some(wanted.clone());
    world.store.children(users).find(is_other)?;
    let message = "User with the same email already exists.".to_owned();
    Some(Answer::invalid(&[Problem { target: "email".to_owned(), message }]))
}

fn further(engine: &Engine, world: &World, call: &Call<'_>) -> Vec<Write> {
    if call.route.kind.ends_with("/apis") { apis::operations(engine, world, call) } else { Vec::new() }
}

/// An API is made at once, unless a document is imported \[rec\].
fn runs_long(call: &Call<'_>) -> bool {
    let is_api = call.route.kind.ends_with("/apis") && call.operation.method == "PUT";
    let is_import = call.body.pointer("/properties/value").or_else(|| call.body.pointer("/properties/format"));
    !is_api || is_import.is_some_and(|it| !it.is_null())
}

/// What is below a service is asked about at its own address \[rec\]. Up to 2022-08-01 it begins with 202 \[rec\]; later
/// versions declare 200 and 201 alone, and official clients refuse anything else.
fn links(call: &Call<'_>) -> Links {
    let is_below = call.route.kind.contains("/service/") && matches!(call.operation.method.as_str(), "PUT" | "PATCH");
    let version = call.address.query_value("api-version").unwrap_or_default();
    if is_below { Links::OwnAddress { accepts: version <= "2022-08-01" } } else { Links::Provider }
}

/// `id&yyyyMMddHHmm&signature`, signed with nothing that anybody accepts.
fn token(_: &Engine, _: &mut World, call: &Call<'_>) -> Option<Reply> {
    let owner = call.id.rsplit('/').nth(1)?;
    let body = call.body.get("properties").filter(|it| it.is_object()).unwrap_or(&call.body);
    let expiry = OffsetDateTime::parse(body.get("expiry")?.as_str()?, &Rfc3339).ok()?.to_offset(time::UtcOffset::UTC);
    let minute = format!(
        "{:04}{:02}{:02}{:02}{:02}",
        expiry.year(),
        u8::from(expiry.month()),
        expiry.day(),
        expiry.hour(),
        expiry.minute()
    );
    let signature = STANDARD.encode(format!("emulator:{owner}:{minute}"));
    Some((Answer::json(200, &json!({ "value": format!("{owner}&{minute}&{signature}") })), Source::Rule))
}

fn name_availability(engine: &Engine, world: &mut World, call: &Call<'_>) -> Option<Reply> {
    let name = call.body.get("name")?.as_str()?;
    let is_service = |entity: &&Entity| {
        let route = engine.table.routes.get(entity.route);
        route.is_some_and(|route| route.kind.ends_with(".ApiManagement/service"))
    };
    let is_taken = world.store.all().filter(is_service).any(|entity| entity.name().eq_ignore_ascii_case(name));
    let body = if is_taken {
        json!({ "nameAvailable": false, "reason": "AlreadyExists", "message": format!("{name} is already in use.") })
    } else {
        json!({ "nameAvailable": true, "reason": "Valid", "message": "" })
    };
    Some((Answer::json(200, &body), Source::Rule))
}

/// The things of a kind that are meant, as the list of this call shows them.
fn list_of(
    engine: &Engine,
    world: &World,
    call: &Call<'_>,
    path: &str,
    is_meant: impl Fn(&Entity) -> bool,
) -> Option<Reply> {
    let (index, route) = engine
        .table
        .routes
        .iter()
        .enumerate()
        .find(|(_, route)| route.path.ends_with(path) && route.fixed.is_empty())?;
    let get = route.operations.iter().find(|operation| operation.method == "GET")?;
    let type_of = get.answers.iter().find_map(|answer| answer.body.as_ref())?;
    let service = service_of(&call.id)?;
    let things =
        world.store.all().filter(|entity| entity.route == index && is_within(&entity.id, service) && is_meant(entity));
    let things = things.map(|entity| shown(engine, type_of, entity, Secrets::Hidden)).collect();
    Some((list::page(engine, call, call.answer_type(200)?, things, Value::clone), Source::Rule))
}

/// The id of the service that a thing is in.
fn service_of(id: &str) -> Option<&str> {
    let start = id.to_ascii_lowercase().find("/service/")? + "/service/".len();
    let end = id.get(start..)?.find('/').map_or(id.len(), |length| start + length);
    id.get(..end)
}

/// The id of the thing that a list is below.
fn above(call: &Call<'_>) -> String {
    call.id.rsplit_once('/').map_or_else(String::new, |(above, _)| above.to_owned())
}

fn groups_of_a_user(engine: &Engine, world: &mut World, call: &Call<'_>) -> Option<Reply> {
    let user = above(call);
    let name = user.rsplit('/').next()?;
    list_of(engine, world, call, "/service/{serviceName}/groups/{groupId}", |group| {
        world.store.get(&format!("{}/users/{name}", group.id)).is_some()
    })
}

fn products_of_an_api(engine: &Engine, world: &mut World, call: &Call<'_>) -> Option<Reply> {
    let api = above(call);
    let name = api.rsplit('/').next()?;
    list_of(engine, world, call, "/service/{serviceName}/products/{productId}", |product| {
        world.store.get(&format!("{}/apis/{name}", product.id)).is_some()
    })
}

/// Whether a property of a thing names another thing, whole or from some part of its path on.
fn names(thing: &Entity, property: &str, id: &str) -> bool {
    let named = thing.body.pointer(property).and_then(Value::as_str).unwrap_or_default().to_ascii_lowercase();
    !named.is_empty() && id.to_ascii_lowercase().ends_with(&named)
}

fn subscriptions_to_a_product(engine: &Engine, world: &mut World, call: &Call<'_>) -> Option<Reply> {
    let product = above(call);
    list_of(engine, world, call, "/service/{serviceName}/subscriptions/{sid}", |it| {
        names(it, "/properties/scope", &product)
    })
}

fn subscriptions_of_a_user(engine: &Engine, world: &mut World, call: &Call<'_>) -> Option<Reply> {
    let user = above(call);
    list_of(engine, world, call, "/service/{serviceName}/subscriptions/{sid}", |it| {
        names(it, "/properties/ownerId", &user)
    })
}

fn subscription_of_a_user(engine: &Engine, world: &mut World, call: &Call<'_>) -> Option<Reply> {
    let (subscriptions, name) = call.id.rsplit_once('/')?;
    let (user, _) = subscriptions.rsplit_once('/')?;
    let found = world.store.get(&format!("{}/subscriptions/{name}", service_of(&call.id)?));
    let found = found.filter(|it| names(it, "/properties/ownerId", user));
    Some(match found {
        Some(found) => (
            Answer::json(200, &shown_as(engine, call.answer_type(200)?, found, &call.id, Secrets::Hidden)),
            Source::Rule,
        ),
        None => (call.not_found(engine), Source::Rule),
    })
}

fn revisions(engine: &Engine, world: &mut World, call: &Call<'_>) -> Option<Reply> {
    let api = above(call);
    let (apis, name) = api.rsplit_once('/')?;
    let plain = name.split(";rev=").next()?.to_ascii_lowercase();
    let is_revision =
        |entity: &&Entity| entity.name().to_ascii_lowercase().split(";rev=").next() == Some(plain.as_str());
    let things = world.store.children(apis).filter(is_revision).map(|entity| {
        let revision = apis::revision_of(entity);
        let is_current = !entity.name().contains(";rev=");
        let id = format!("/apis/{plain};rev={revision}");
        let path = entity.body.pointer("/properties/path").and_then(Value::as_str).unwrap_or_default();
        let private = if is_current { format!("/{path}") } else { format!("/{path};rev={revision}") };
        json!({
            "id": format!("{id}/revisions/{plain};rev={revision}"), "privateUrl": private, "apiId": id, "apiRevision": revision, "isCurrent": is_current, "isOnline": true,
            "createdDateTime": world.clock.text(), "updatedDateTime": world.clock.text(),
        })
    });
    let things = things.collect();
    Some((list::page(engine, call, call.answer_type(200)?, things, Value::clone), Source::Rule))
}

/// What a service is when it begins to go is shown with the 202 \[rec\].
fn accepted(engine: &Engine, world: &World, call: &Call<'_>) -> Option<Answer> {
    let kind = &call.route.kind;
    let is_told = kind.ends_with(".ApiManagement/service") || kind.ends_with("/deletedservices");
    if call.operation.method != "DELETE" || !is_told {
        return None;
    }
    let get = call.route.operations.iter().find(|operation| operation.method == "GET")?;
    let type_of = get.answers.iter().find_map(|answer| answer.body.as_ref())?;
    let entity = world.store.get(&call.id)?;
    let mut body = shown(engine, type_of, entity, Secrets::Hidden);
    if kind.ends_with("/service") {
        set(&mut body, "properties/provisioningState", json!("Deleting"));
    }
    Some(Answer::json(202, &body))
}

/// A service keeps its identity when it is put without one \[rec\]; an API takes over what it is made from.
fn inherit(_: &Engine, world: &World, call: &Call<'_>, body: &mut Value) {
    if call.route.kind.ends_with(".ApiManagement/service")
        && body.get("identity").is_none_or(Value::is_null)
        && let Some(identity) = world.store.get(&call.id).and_then(|service| service.body.get("identity"))
    {
        body["identity"] = identity.clone();
    }
    if call.route.kind.ends_with("/apis") {
        apis::inherit(world, call, body);
    }
}

/// An export is a link to a document that nobody can fetch \[rec\].
fn export(_: &Engine, world: &mut World, call: &Call<'_>) -> Option<Reply> {
    let api = world.store.get(&call.id)?;
    let format = call.address.query_value("format").unwrap_or("openapi-link");
    let format = if format.ends_with("-link") { format.to_owned() } else { format!("{format}-link") };
    let link = format!("https://emulator.invalid/{}.json", api.name());
    let body = json!({
        "id": api.id, "type": "Microsoft.ApiManagement/service/apis", "name": api.name(),
        "properties": { "format": format, "value": { "link": link } },
    });
    Some((Answer::json(200, &body).with("etag", format!("\"{}\"", api.tag())), Source::Rule))
}
