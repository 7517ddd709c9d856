//! APIs: imported, revised, released.

use crate::answer::{Answer, Problem};
use crate::emulator::World;
use crate::engine::Engine;
use crate::engine::call::{Call, set};
use crate::engine::resource::Write;
use crate::store::{Entity, Renewal};
use serde_json::{Map, Value, json};

/// The revision that an API is.
pub(super) fn revision_of(api: &Entity) -> String {
    let told = |whole: &Value| whole.pointer("/properties/apiRevision").and_then(Value::as_str).map(str::to_owned);
    told(&api.body).or_else(|| told(&api.own)).unwrap_or_else(|| "1".to_owned())
}

/// The document of an import, where it is in the request and of OpenAPI: text in JSON or YAML. Of an address nothing is
/// fetched.
fn document(call: &Call<'_>) -> Option<Result<Value, String>> {
    let text = |name: &str| call.body.pointer(&format!("/properties/{name}")).and_then(Value::as_str);
    let (format, value) = (text("format")?, text("value")?);
    let is_text = matches!(format, "openapi" | "openapi+json" | "swagger-json");
    is_text.then(|| {
        let document: Value = serde_yaml::from_str(value).map_err(|error| error.to_string())?;
        let is_one = document.get("paths").is_some_and(Value::is_object);
        if is_one { Ok(document) } else { Err("there are no `paths`".to_owned()) }
    })
}

/// A document that is none is refused.
pub(super) fn refusal(call: &Call<'_>) -> Option<Answer> {
    let error = document(call)?.err()?;
    let message = format!("Parsing error(s): {error}");
    Some(Answer::invalid(&[Problem { target: "representation".to_owned(), message }]))
}

/// An API is called as its document is; a revision, or a version, begins as what it is made from \[rec\].
pub(super) fn inherit(world: &World, call: &Call<'_>, body: &mut Value) {
    let mut given = Map::new();
    if let Some(Ok(document)) = document(call) {
        given.extend(document.pointer("/info/title").cloned().map(|title| ("displayName".to_owned(), title)));
        let server = document.pointer("/servers/0/url").cloned();
        given.extend(server.map(|url| ("serviceUrl".to_owned(), url)));
    }
    let source = source(world, call).and_then(|source| source.body.get("properties")?.as_object());
    given.extend(source.cloned().unwrap_or_default());
    for (name, value) in given {
        // A revision has a number of its own.
        let is_given = body.pointer(&format!("/properties/{name}")).is_some_and(|it| !it.is_null());
        if !is_given && name != "apiRevision" {
            set(body, &format!("properties/{name}"), value);
        }
    }
}

/// The API that a revision or a version is made from.
fn source<'w>(world: &'w World, call: &Call<'_>) -> Option<&'w Entity> {
    let source = call.body.pointer("/properties/sourceApiId")?.as_str()?;
    let name = source.rsplit('/').next()?;
    let plain = name.split(";rev=").next()?;
    let (apis, _) = call.id.rsplit_once('/')?;
    world.store.get(&format!("{apis}/{name}")).or_else(|| world.store.get(&format!("{apis}/{plain}")))
}

/// The operations that come with an API: those of its document, or of what it is made from.
pub(super) fn operations(engine: &Engine, world: &World, call: &Call<'_>) -> Vec<Write> {
    let path = format!("{}/operations/{{operationId}}", call.route.path);
    let Some((route, _)) = engine.table.at(&path) else { return Vec::new() };
    let write = |name: &str, body: Value| Write {
        id: format!("{}/operations/{name}", call.id),
        route,
        body,
        own: json!({}),
        renewal: Renewal::IfChanged,
    };
    let mut writes = Vec::new();
    if let Some(source) = source(world, call) {
        let copies = world.store.children(&format!("{}/operations", source.id));
        writes.extend(copies.map(|operation| write(operation.name(), operation.body.clone())));
    }
    if let Some(Ok(document)) = document(call) {
        for (template, methods) in document["paths"].as_object().into_iter().flatten() {
            for (method, operation) in methods.as_object().into_iter().flatten() {
                writes.extend(described(template, method, operation).map(|(name, body)| write(&name, body)));
            }
        }
    }
    writes
}

/// The name and the body of an operation of a document.
fn described(template: &str, method: &str, operation: &Value) -> Option<(String, Value)> {
    let is_method = matches!(method, "get" | "put" | "post" | "delete" | "patch" | "head" | "options" | "trace");
    let text = |name: &str| operation.get(name).and_then(Value::as_str);
    let by_place = || format!("{method}{}", template.replace(['/', '{', '}'], "-").trim_end_matches('-'));
    let name = text("operationId").map_or_else(by_place, str::to_owned);
    let display_name = text("summary").unwrap_or(&name);
    let properties = json!({
        "displayName": display_name, "method": method.to_uppercase(), "urlTemplate": template, "templateParameters": [],
    });
    is_method.then(|| (name.clone(), json!({ "properties": properties })))
}

/// The revision that a release names takes the place of the current one, with its operations.
pub(super) fn release(world: &mut World, call: &Call<'_>) {
    let named = call.body.pointer("/properties/apiId").and_then(Value::as_str);
    let Some((_, wanted)) = named.and_then(|named| named.split_once(";rev=")) else { return };
    let Some((api, _)) = call.id.rsplit_once("/releases/") else { return };
    let revision = format!("{api};rev={wanted}");
    let (Some(old), Some(new)) = (world.store.get(api).cloned(), world.store.get(&revision).cloned()) else { return };
    let former = format!("{api};rev={}", revision_of(&old));
    let operations = |world: &World, id: &str| -> Vec<Entity> {
        world.store.children(&format!("{id}/operations")).cloned().collect()
    };
    let (of_old, of_new) = (operations(world, api), operations(world, &revision));
    let told = |own: &Value, number: &str, current: Value| {
        let mut own = own.clone();
        set(&mut own, "properties/apiRevision", json!(number));
        set(&mut own, "properties/isCurrent", current);
        own
    };
    let (old_own, new_own) = (told(&old.own, &revision_of(&old), Value::Null), told(&new.own, wanted, json!(true)));
    world.store.remove(&revision);
    for operation in &of_old {
        world.store.remove(&operation.id);
    }
    world.store.put(api.to_owned(), old.route, new.body, new_own, Renewal::Always);
    world.store.put(former.clone(), old.route, old.body, old_own, Renewal::Always);
    for (id, operations) in [(former.as_str(), of_old), (api, of_new)] {
        for operation in operations {
            let id = format!("{id}/operations/{}", operation.name());
            world.store.put(id, operation.route, operation.body, operation.own, Renewal::Always);
        }
    }
}
