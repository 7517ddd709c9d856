//! API Management. `[rec]` stands for recorded traffic of the service, `[doc]` for its documentation.

use super::{Handler, Hooks, Links, Own, OwnRow, Rules, row};
use crate::answer::{Answer, Source};
use crate::emulator::World;
use crate::engine::call::{Call, set, shown, shown_as};
use crate::engine::resource::is_within;
use crate::engine::{Engine, Reply, list};
use crate::schema::Secrets;
use crate::store::{Entity, Renewal};
use crate::table::{Role, Route};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

/// Hours that a deleted service stays \[doc: soft delete\].
const KEPT: Duration = Duration::hours(48);

pub(crate) static API_MANAGEMENT: Rules = Rules { own: OWN, labels: LABELS, handlers: HANDLERS, service: Some(&HOOKS) };

/// What the service sets when a thing is made \[rec\].
const OWN: &[OwnRow] = &[
    row("/service", "properties/createdAtUtc", Own::Now),
    row("/service", "properties/gatewayUrl", Own::Text("https://{name}.azure-api.net")),
    row("/service", "properties/managementApiUrl", Own::Text("https://{name}.management.azure-api.net")),
    row("/service", "properties/developerPortalUrl", Own::Text("https://{name}.developer.azure-api.net")),
    row("/service", "properties/targetProvisioningState", Own::Text("")),
    row("/service", "properties/publicNetworkAccess", Own::Text("Enabled")),
    row("/service", "properties/platformVersion", Own::Text("stv2")),
    row("/service", "properties/gatewayRegionalUrl", Own::Text("https://{name}-01.regional.azure-api.net")),
    row("/service", "properties/publicIPAddresses", Own::Json(r#"["203.0.113.1"]"#)),
    row("/service", "tags", Own::Json("{}")),
    row(
        "/service",
        "properties/hostnameConfigurations",
        Own::Json(
            r#"[{"type": "Proxy", "hostName": "{name}.azure-api.net", "negotiateClientCertificate": false,
            "defaultSslBinding": true, "certificateSource": "BuiltIn"}]"#,
        ),
    ),
    OwnRow { kind: "/service", property: "identity/principalId", own: Own::Guid, needs: Some("identity") },
    OwnRow { kind: "/service", property: "identity/tenantId", own: Own::Guid, needs: Some("identity") },
    row("/diagnostics", "properties/httpCorrelationProtocol", Own::Text("Legacy")),
    row("/diagnostics", "properties/logClientIp", Own::True),
    row("/groups", "properties/builtIn", Own::False),
    row("/users", "properties/registrationDate", Own::Now),
    row("/users", "properties/state", Own::Text("active")),
    row("/subscriptions", "properties/createdDate", Own::Now),
    row("/subscriptions", "properties/state", Own::Text("submitted")),
    row("/subscriptions", "properties/primaryKey", Own::Key),
    row("/subscriptions", "properties/secondaryKey", Own::Key),
    row("/gateways", "properties/primary", Own::Key),
    row("/gateways", "properties/secondary", Own::Key),
    row("/tenant", "properties/primaryKey", Own::Key),
    row("/tenant", "properties/secondaryKey", Own::Key),
    row("/recipientEmails", "properties/email", Own::Name),
    row("/recipientUsers", "properties/userId", Own::Name),
    row("/apis", "properties/apiRevision", Own::Text("1")),
    row("/apis", "properties/isCurrent", Own::True),
    row("/releases", "properties/createdDateTime", Own::Now),
    row("/releases", "properties/updatedDateTime", Own::Now),
    row("/groups", "properties/type", Own::Text("custom")),
    row("/products", "properties/state", Own::Text("notPublished")),
];

/// What is missing, as the service says it \[rec\].
const LABELS: &[(&str, &str)] = &[("/policies", "PoliciesConfiguration"), ("/namedValues", "Property")];

const HANDLERS: &[(&str, Handler)] = &[
    ("ApiExport_Get", export),
    ("WorkspaceApiExport_Get", export),
    ("User_GetSharedAccessToken", token),
    ("Gateway_GenerateToken", token),
    ("ApiManagementService_CheckNameAvailability", name_availability),
    ("DeletedServices_ListBySubscription", deleted_services),
    ("UserGroup_List", groups_of_a_user),
    ("ApiProduct_ListByApis", products_of_an_api),
    ("ProductSubscriptions_List", subscriptions_to_a_product),
    ("UserSubscription_List", subscriptions_of_a_user),
    ("UserSubscription_Get", subscription_of_a_user),
    ("ApiRevision_ListByService", revisions),
    ("WorkspaceApiRevision_ListByService", revisions),
];

static HOOKS: Hooks =
    Hooks { canonical, hide, written, after_put, before_removal, runs_long, links, accepted, inherit };

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
    if current.is_some_and(|current| revision_of(current) == revision) {
        values[position].1 = api;
    }
}

fn revision_of(api: &Entity) -> String {
    let told = |whole: &Value| whole.pointer("/properties/apiRevision").and_then(Value::as_str).map(str::to_owned);
    told(&api.own).or_else(|| told(&api.body)).unwrap_or_else(|| "1".to_owned())
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
    if call.route.kind.ends_with("/releases") {
        set(&mut own, "properties/updatedDateTime", json!(world.clock.text()));
    }
    own
}

/// A service that is put is no longer among the deleted ones.
fn after_put(engine: &Engine, world: &mut World, call: &Call<'_>) {
    if call.route.kind.ends_with(".ApiManagement/service") {
        let name = call.id.rsplit('/').next().unwrap_or_default();
        let restored: Vec<String> =
            deleted(engine, world).filter(|it| it.name().eq_ignore_ascii_case(name)).map(|it| it.id.clone()).collect();
        for id in restored {
            world.store.remove(&id);
        }
    }
}

/// A service that is deleted can be restored for two days.
fn before_removal(engine: &Engine, world: &mut World, entity: &Entity) {
    let Some(route) = engine.table.routes.get(entity.route) else { return };
    if !route.kind.ends_with(".ApiManagement/service") {
        return;
    }
    let Some((index, _)) = deleted_route(engine) else { return };
    let Some(subscription) = entity.id.split('/').nth(2) else { return };
    let location = entity.body.get("location").and_then(Value::as_str).unwrap_or("global");
    let now = world.clock.now();
    let id = format!(
        "/subscriptions/{subscription}/providers/Microsoft.ApiManagement/locations/{location}/deletedservices/{}",
        entity.name()
    );
    let own = json!({ "location": location, "properties": {
        "serviceId": entity.id,
        "scheduledPurgeDate": crate::clock::text(now + KEPT),
        "deletionDate": crate::clock::text(now),
    }});
    world.store.put(id, index, json!({}), own, Renewal::Always);
}

fn deleted_route(engine: &Engine) -> Option<(usize, &Route)> {
    let is_it = |route: &Route| route.role == Role::Resource && route.kind.ends_with("/deletedservices");
    engine.table.routes.iter().enumerate().find(|(_, route)| is_it(route))
}

/// The deleted services whose time has not come.
fn deleted<'w>(engine: &Engine, world: &'w World) -> impl Iterator<Item = &'w Entity> {
    let route = deleted_route(engine).map(|(index, _)| index);
    let now = world.clock.now();
    let is_kept = move |entity: &&Entity| {
        let until = entity.own.pointer("/properties/scheduledPurgeDate").and_then(Value::as_str);
        until.and_then(|until| OffsetDateTime::parse(until, &Rfc3339).ok()).is_none_or(|until| now < until)
    };
    world.store.all().filter(move |entity| Some(entity.route) == route).filter(is_kept)
}

/// An API is made at once, unless a document is imported \[rec\].
fn runs_long(call: &Call<'_>) -> bool {
    let is_api = call.route.kind.ends_with("/apis") && call.operation.method == "PUT";
    let is_import = call.body.pointer("/properties/value").or_else(|| call.body.pointer("/properties/format"));
    !is_api || is_import.is_some_and(|it| !it.is_null())
}

/// What is below a service is asked about at its own address \[rec\].
fn links(call: &Call<'_>) -> Links {
    let is_below = call.route.kind.contains("/service/") && matches!(call.operation.method.as_str(), "PUT" | "PATCH");
    if is_below { Links::OwnAddress } else { Links::Provider }
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

fn deleted_services(engine: &Engine, world: &mut World, call: &Call<'_>) -> Option<Reply> {
    let (_, route) = deleted_route(engine)?;
    let get = route.operations.iter().find(|operation| operation.method == "GET")?;
    let type_of = get.answers.iter().find_map(|answer| answer.body.as_ref())?;
    let things = deleted(engine, world).map(|entity| shown(engine, type_of, entity, Secrets::Hidden)).collect();
    Some((list::page(engine, call, call.answer_type(200)?, things), Source::Rule))
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
    Some((list::page(engine, call, call.answer_type(200)?, things), Source::Rule))
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
        let revision = revision_of(entity);
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
    Some((list::page(engine, call, call.answer_type(200)?, things), Source::Rule))
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

/// A service keeps its identity when it is put without one; a revision, or a version of an API, begins as what it is
/// made from \[rec\].
fn inherit(_: &Engine, world: &World, call: &Call<'_>, body: &mut Value) {
    if call.route.kind.ends_with(".ApiManagement/service")
        && body.get("identity").is_none_or(Value::is_null)
        && let Some(identity) = world.store.get(&call.id).and_then(|service| service.body.get("identity"))
    {
        body["identity"] = identity.clone();
    }
    let Some(source) = call.body.pointer("/properties/sourceApiId").and_then(Value::as_str) else { return };
    let name = source.rsplit('/').next().unwrap_or_default();
    let plain = name.split(";rev=").next().unwrap_or_default();
    let Some((apis, _)) = call.id.rsplit_once('/') else { return };
    let found = world.store.get(&format!("{apis}/{name}")).or_else(|| world.store.get(&format!("{apis}/{plain}")));
    let Some(properties) = found.and_then(|found| found.body.get("properties")?.as_object()) else { return };
    for (name, value) in properties {
        let is_given = body.pointer(&format!("/properties/{name}")).is_some_and(|it| !it.is_null());
        if !is_given {
            set(body, &format!("properties/{name}"), value.clone());
        }
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
