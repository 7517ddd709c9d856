//! APIs: import of a definition, revisions, releases.

use super::{Answer, Call, Store};
use serde_json::{Value, json};

/// What is at every address: nothing is fetched.
const AT_AN_ADDRESS: &str = "
openapi: 3.0.3
info: {title: From an address, version: '1'}
paths:
  /pets: {get: {operationId: list-pets, summary: List pets, responses: {}}}
";

/// An API without a definition is there at once; an import takes a while, and leaves the API busy when it has ended.
pub(super) fn put(store: &mut Store, call: &Call) -> Answer {
    let mut api = call.body.clone();
    let properties = &mut api["properties"];
    let definition = definition(properties);
    if let Some(fields) = properties.as_object_mut() {
        // What the request is for is no part of the API.
        fields.retain(|name, _| name != "format" && name != "value");
    }
    let (id, revision) = revision(&call.path);
    properties["apiRevision"] = revision.unwrap_or("1").into();
    properties["isCurrent"] = revision.is_none().into();
    match definition {
        None => {
            copy_source(store, &call.path, &mut api);
            let status = if store.insert(&call.path, api) { 200 } else { 201 };
            store.shown(status, &call.path)
        }
        Some(Some(definition)) => {
            let title = &definition["info"]["title"];
            if api["properties"]["displayName"].is_null() {
                api["properties"]["displayName"] = title.clone();
            }
            store.insert(&call.path, api);
            operations(&definition).for_each(|(name, operation)| {
                store.insert(&format!("{}/operations/{name}", call.path), operation);
            });
            store.busy.insert(id.to_owned());
            store.begin(202, "location", Some(&call.path))
        }
        Some(None) => Answer::invalid("representation", "Parsing error(s): the document is no OpenAPI definition."),
    }
}

/// The definition to import, if any, and if it can be read.
fn definition(properties: &Value) -> Option<Option<Value>> {
    let text = properties["value"].as_str()?;
    let text = if properties["format"].as_str()?.ends_with("-link") { AT_AN_ADDRESS } else { text };
    let definition: Option<Value> = serde_yaml::from_str(text).ok();
    Some(definition.filter(|definition| definition["openapi"].is_string() && definition["paths"].is_object()))
}

fn operations(definition: &Value) -> impl Iterator<Item = (String, Value)> {
    let paths = definition["paths"].as_object().into_iter().flatten();
    paths.flat_map(|(path, methods)| {
        methods.as_object().into_iter().flatten().map(move |(method, operation)| {
            let name = operation["operationId"].as_str().map_or_else(|| format!("{method}-operation"), str::to_owned);
            let summary = operation["summary"].as_str().unwrap_or(&name);
            let properties = json!({ "displayName": summary, "method": method.to_uppercase(), "urlTemplate": path });
            (name, json!({ "properties": properties }))
        })
    })
}

/// A revision or version that names its source begins as a copy of it.
fn copy_source(store: &mut Store, path: &str, api: &mut Value) {
    let source = api["properties"]["sourceApiId"].as_str().and_then(|id| id.rsplit('/').next()).map(str::to_owned);
    let Some((source, (siblings, _))) = source.zip(path.rsplit_once('/')) else { return };
    let source = format!("{siblings}/{source}");
    if let (Some(old), Some(new)) =
        (store.resource(&source).and_then(|old| old["properties"].as_object()), api["properties"].as_object_mut())
    {
        for (name, value) in old {
            new.entry(name.clone()).or_insert_with(|| value.clone());
        }
    }
    let below: Vec<_> = store
        .iter()
        .filter_map(|(other, value)| Some((other.strip_prefix(&source)?.to_owned(), value.clone())))
        .filter(|(rest, _)| rest.starts_with("/operations/"))
        .collect();
    for (rest, value) in below {
        store.insert(&format!("{path}{rest}"), value);
    }
}

/// The first change to an API after its import is refused, once.
pub(super) fn busy(store: &mut Store, call: &Call) -> Option<Answer> {
    let api = store.busy.iter().find(|api| call.path.starts_with(&format!("{api}/")))?.clone();
    store.busy.remove(&api);
    let message = "Operation on the API is in progress";
    Some(Answer::error(409, "PessimisticConcurrencyConflict", message))
}

/// The revisions of an API, of `…/apis/{id}/revisions`.
pub(super) fn revisions(store: &Store, path: &str) -> Vec<Value> {
    let api = path.trim_end_matches("/revisions");
    let short = format!("/apis/{}", api.rsplit('/').next().unwrap_or_default());
    let all = store.iter().filter(|(other, _)| *other == api || revision(other) == (api, revision(other).1));
    let all = all.filter(|(other, _)| super::kind(other) == "apis");
    all.map(|(_, value)| {
        let properties = &value["properties"];
        json!({
            "apiId": format!("{short};rev={}", properties["apiRevision"].as_str().unwrap_or("1")),
            "apiRevision": properties["apiRevision"],
            "isCurrent": properties["isCurrent"],
            "isOnline": true,
            "description": properties["apiRevisionDescription"],
        })
    })
    .collect()
}

/// A release makes a revision the current one: it takes the place of the API, and what was there becomes a revision.
pub(super) fn release(store: &mut Store, call: &Call) -> Answer {
    let api = call.path.split("/releases/").next().unwrap_or_default();
    let wanted = call.body["properties"]["apiId"].as_str().and_then(|id| revision(id).1);
    if let Some(wanted) = wanted {
        let current = store.resource(api).map(|api| api["properties"]["apiRevision"].clone()).unwrap_or_default();
        if current != wanted {
            let path = format!("{api};rev={wanted}");
            let Some(mut new) = store.resource(&path).cloned() else {
                return Answer::invalid("apiId", "There is no such revision.");
            };
            let mut old = store.resource(api).cloned().unwrap_or_default();
            store.remove(&path);
            (new["properties"]["isCurrent"], old["properties"]["isCurrent"]) = (true.into(), false.into());
            store.insert(api, new);
            store.insert(&format!("{api};rev={}", current.as_str().unwrap_or_default()), old);
        }
    }
    store.put(call)
}

/// The path of an API without its revision, and the revision.
fn revision(path: &str) -> (&str, Option<&str>) {
    path.split_once(";rev=").map_or((path, None), |(api, revision)| (api, Some(revision)))
}
