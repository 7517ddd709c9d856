//! Services: made in a while, kept for two days when deleted, restored, purged.

use super::{Answer, Call, Store};
use azure_core::time::{Duration, OffsetDateTime, to_rfc3339};
use serde_json::{Value, json};

const PROVIDER: &str = "/subscriptions/offline/providers/Microsoft.ApiManagement";

/// A store with the service that the examples talk to.
pub(super) fn with_one() -> Store {
    let mut store = Store::default();
    let path =
        "/subscriptions/offline/resourceGroups/offline-group/providers/Microsoft.ApiManagement/service/offline-service";
    let properties = json!({ "publisherName": "Contoso", "publisherEmail": "apis@contoso.example" });
    let sku = json!({ "name": "Developer", "capacity": 1 });
    store.insert(path, ready(path, json!({ "location": "westeurope", "sku": sku, "properties": properties })));
    store
}

fn ready(path: &str, mut service: Value) -> Value {
    let name = path.rsplit('/').next().unwrap_or_default();
    service["properties"]["provisioningState"] = "Succeeded".into();
    service["properties"]["gatewayUrl"] = format!("https://{name}.azure-api.net").into();
    service["properties"]["developerPortalUrl"] = format!("https://{name}.developer.azure-api.net").into();
    service
}

pub(super) fn put(store: &mut Store, call: &Call) -> Answer {
    for required in ["/location", "/sku/name", "/properties/publisherName", "/properties/publisherEmail"] {
        if call.body.pointer(required).is_none_or(Value::is_null) {
            return Answer::error(400, "InvalidParameters", &format!("Required parameter {required} is missing."));
        }
    }
    if call.body["location"] == "nowhere" {
        let mut answer = store.begin_in_vain(201, "LocationNotAvailableForResourceType");
        answer.body = call.body.clone();
        return answer;
    }
    let is_restoration = call.body["properties"]["restore"] == Value::Bool(true);
    match (store.graves.remove(&call.path), is_restoration) {
        (Some(dead), true) => {
            store.exhume(dead);
            store.remove(&tomb(&call.path, &call.body["location"]));
        }
        (Some(dead), false) => {
            store.graves.insert(call.path.clone(), dead);
            let message = "The service was soft-deleted: restore or purge it before you create one of this name.";
            return Answer::error(409, "ServiceAlreadyExistsInSoftDeletedState", message);
        }
        (None, true) => return Answer::error(404, "ServiceNotFound", "No deleted service has this name."),
        (None, false) => {
            store.insert(&call.path, ready(&call.path, call.body.clone()));
        }
    }
    let mut answer = store.begin(201, "azure-asyncoperation", None);
    answer.body = call.body.clone();
    answer
}

pub(super) fn delete(store: &mut Store, call: &Call) -> Answer {
    let location = store.resource(&call.path).map(|service| service["location"].clone()).unwrap_or_default();
    let dead = store.bury(&call.path);
    store.graves.insert(call.path.clone(), dead);
    let now = OffsetDateTime::now_utc();
    let properties = json!({
        "serviceId": call.path,
        "deletionDate": to_rfc3339(&now),
        "scheduledPurgeDate": to_rfc3339(&(now + Duration::hours(48))),
    });
    store.insert(&tomb(&call.path, &location), json!({ "location": location, "properties": properties }));
    store.begin(202, "location", None)
}

pub(super) fn purge(store: &mut Store, call: &Call) -> Answer {
    let service = store.resource(&call.path).and_then(|tomb| tomb["properties"]["serviceId"].as_str());
    if let Some(service) = service.map(str::to_owned) {
        store.graves.remove(&service);
    }
    store.remove(&call.path);
    store.begin(202, "location", None)
}

pub(super) fn deleted(store: &Store) -> Vec<Value> {
    let is_one = |path: &str| path.starts_with(PROVIDER) && path.contains("/deletedservices/");
    store.iter().filter(|(path, _)| is_one(path)).map(|(_, deleted)| deleted.clone()).collect()
}

fn tomb(service: &str, location: &Value) -> String {
    let name = service.rsplit('/').next().unwrap_or_default();
    format!("{PROVIDER}/locations/{}/deletedservices/{name}", location.as_str().unwrap_or_default())
}
