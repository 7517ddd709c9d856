//! Secrets stay out of what is shown.

use super::client;
use super::script::Script;
use crate::arm::redacted;
use crate::models::{SubscriptionContract, UserCreateParameters, UserTokenResult, UserUpdateParameters};
use serde_json::{Value, json};

const CANARY: &str = "k4Rk1N0seCret";

#[test]
fn models_and_clients_show_no_secret() {
    let read = |value: Value| serde_json::from_value::<UserCreateParameters>(value).unwrap();
    let user = read(json!({"properties": {"email": CANARY, "firstName": CANARY, "lastName": CANARY,
        "password": CANARY, "note": CANARY}}));
    let update: UserUpdateParameters = serde_json::from_value(json!({"properties": {"password": CANARY}})).unwrap();
    let token: UserTokenResult = serde_json::from_value(json!({"value": CANARY})).unwrap();
    let keys: SubscriptionContract =
        serde_json::from_value(json!({"properties": {"primaryKey": CANARY, "secondaryKey": CANARY}})).unwrap();
    let password = update.properties.as_ref().map(|properties| &properties.password);
    let primary = keys.primary_key();
    let client = client(&Script::of([]));
    let shown = format!("{user:?} {update:?} {token:?} {keys:?} {password:?} {primary:?} {client:?} {client:#?}");
    assert!(shown.contains("management.azure.com") && !shown.contains(CANARY), "{shown}");
}

#[test]
fn a_model_to_be_logged_shows_no_secret() {
    let user = json!({"properties": {"email": "e", "firstName": "Ada", "lastName": "L", "password": CANARY, "identities": [{"id": "1"}]}});
    let model: UserCreateParameters = serde_json::from_value(user).unwrap();
    let shown = redacted(&model).unwrap();
    assert_eq!(shown["properties"]["firstName"], "Ada");
    assert_eq!(shown["properties"]["password"], "…");
    // Named like any other value, and of the type of secrets.
    let token: UserTokenResult = serde_json::from_value(json!({"value": CANARY})).unwrap();
    assert_eq!(redacted(&token).unwrap(), json!({"value": "…"}));
    let update: UserUpdateParameters = serde_json::from_value(json!({"properties": {"password": CANARY}})).unwrap();
    assert_eq!(redacted(&update).unwrap(), json!({"properties": {"password": "…"}}));
    let keys: SubscriptionContract =
        serde_json::from_value(json!({"properties": {"primaryKey": CANARY, "displayName": "d"}})).unwrap();
    assert_eq!(redacted(&[keys]).unwrap(), json!([{"properties": {"primaryKey": "…", "displayName": "d"}}]));
    // What is sent is whole.
    assert_eq!(serde_json::to_value(&token).unwrap(), json!({"value": CANARY}));
}
