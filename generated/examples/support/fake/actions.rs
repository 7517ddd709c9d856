//! What is asked for with a POST, and the keys and secrets that it gives.

use super::{Answer, Call, Store};
use serde_json::{Value, json};

pub(super) fn post(store: &mut Store, call: &Call) -> Answer {
    let (path, action) = call.path.rsplit_once('/').unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    match action {
        "token" => {
            let expiry = call.body.pointer("/properties/expiry").and_then(Value::as_str).unwrap_or_default();
            Answer::new(200, json!({ "value": token(name, expiry) }))
        }
        "generateToken" if store.resource(path).is_some() => {
            let expiry = call.body["expiry"].as_str().unwrap_or_default();
            Answer::new(200, json!({ "value": token(name, expiry) }))
        }
        "listKeys" if store.resource(path).is_some() => Answer::new(200, keys("primary", "secondary")),
        "listSecrets" | "listValue" => match store.secrets.get(path) {
            Some(secret) => Answer::new(200, secret.clone()).with("etag", "\"0001\""),
            None => store.shown(404, path),
        },
        "regeneratePrimaryKey" | "regenerateSecondaryKey" => {
            let key = if action == "regeneratePrimaryKey" { "primaryKey" } else { "secondaryKey" };
            match store.secrets.get_mut(path) {
                Some(keys) => {
                    let old = keys[key].as_str().unwrap_or_default();
                    keys[key] = format!("{old}-renewed").into();
                    Answer::empty(204)
                }
                None => store.shown(404, path),
            }
        }
        "refreshSecret" if store.resource(path).is_some() => store.begin(202, "location", Some(path)),
        "checkNameAvailability" => Answer::new(200, json!({ "nameAvailable": true, "reason": "Valid" })),
        _ => Answer::error(404, "ResourceNotFound", "Nothing is there."),
    }
}

fn keys(primary: &str, secondary: &str) -> Value {
    json!({ "primary": primary, "secondary": secondary })
}

/// A token: for whom, until when, and what stands in the place of a signature.
fn token(name: &str, expiry: &str) -> String {
    let minute: String = expiry.chars().filter(char::is_ascii_digit).take(12).collect();
    format!("{name}&{minute}&b2ZmbGluZQ==")
}

/// A named value, there after a while; a secret one is shown without its value.
pub(super) fn put_named_value(store: &mut Store, call: &Call) -> Answer {
    let mut value = call.body.clone();
    let properties = &mut value["properties"];
    let is_from_vault = properties["keyVault"].is_object();
    if is_from_vault {
        properties["keyVault"]["lastStatus"] = json!({ "code": "Success", "timeStampUtc": "2026-01-01T00:00:00Z" });
        properties["value"] = "offline, from the vault".into();
        properties["secret"] = true.into();
    }
    let text = properties["value"].clone();
    if properties["secret"] == Value::Bool(true)
        && let Some(properties) = properties.as_object_mut()
    {
        properties.remove("value");
    }
    store.secrets.insert(call.path.clone(), json!({ "value": text }));
    store.insert(&call.path, value);
    store.begin(202, "location", Some(&call.path))
}

/// A subscription; its keys are shown by `listSecrets` alone, and its state is `submitted` unless it is given.
pub(super) fn put_subscription(store: &mut Store, call: &Call) -> Answer {
    let mut call = Call {
        body: call.body.clone(),
        path: call.path.clone(),
        query: call.query.clone(),
        if_match: None,
        method: call.method,
    };
    if let Some(properties) = call.body["properties"].as_object_mut() {
        properties.entry("state").or_insert("submitted".into());
        let mut key = |name: &str, made_up: &str| properties.remove(name).unwrap_or_else(|| made_up.into());
        let keys =
            json!({ "primaryKey": key("primaryKey", "offline-1"), "secondaryKey": key("secondaryKey", "offline-2") });
        store.secrets.insert(call.path.clone(), keys);
    }
    store.put(&call)
}
