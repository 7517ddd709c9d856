//! Optional values under their names on the wire, which the examples of the specification mostly leave out.

use super::client;
use super::script::{self, Script};
use crate::clients::{UserClientCreateOrUpdateOptions, UserClientDeleteOptions, UserClientListByServiceOptions};
use crate::models::{AppType, Confirmation, UserCreateParameters, UserIdentityContract, UserState};
use azure_core::credentials::Secret;
use azure_core::http::Body;
use azure_core::http::headers::{CONTENT_TYPE, IF_MATCH};
use futures::TryStreamExt as _;
use serde_json::{Value, json};

const USERS: &str = "/subscriptions/sub/resourceGroups/rg/providers/Microsoft.ApiManagement/service/svc/users";

#[tokio::test]
async fn a_filtered_list() {
    let script = Script::of([script::json(200, r#"{"value": []}"#)]);
    let options = UserClientListByServiceOptions {
        filter: Some("email eq 'a+b@c d'".to_owned()),
        top: Some(10),
        skip: Some(20),
        expand_groups: Some(true),
        ..Default::default()
    };
    let users = client(&script).user().list_by_service("rg", "svc", Some(options)).unwrap();
    assert!(users.try_collect::<Vec<_>>().await.unwrap().is_empty());
    let query = "api-version=2024-05-01&$filter=email%20eq%20%27a%2Bb%40c%20d%27&$top=10&$skip=20&expandGroups=true";
    assert_eq!(script.seen(), [format!("Get {USERS}?{query}")]);
}

#[tokio::test]
async fn a_deletion_with_all_options() {
    let script = Script::of([script::json(204, "")]);
    let options = UserClientDeleteOptions {
        delete_subscriptions: Some(true),
        notify: Some(false),
        app_type: Some(AppType::DeveloperPortal),
        ..Default::default()
    };
    client(&script).user().begin_delete("rg", "svc", "u", "W/\"1\"".into(), Some(options)).unwrap().await.unwrap();
    let query = "api-version=2024-05-01&deleteSubscriptions=true&notify=false&appType=developerPortal";
    assert_eq!(script.seen(), [format!("Delete {USERS}/u?{query}")]);
    let requests = script.requests();
    assert_eq!(requests[0].headers().get_str(&IF_MATCH).unwrap(), "W/\"1\"");
    assert!(requests[0].headers().get_optional_str(&CONTENT_TYPE).is_none());
}

#[tokio::test]
async fn a_user_with_every_property() {
    let script = Script::of([script::json(201, "{}")]);
    let mut user = UserCreateParameters::new("a@b.c", "Ada", "Lovelace");
    user.properties.state = Some(UserState::Pending);
    user.properties.note = Some("a note".to_owned());
    user.properties.identities =
        Some(vec![UserIdentityContract { provider: Some("Basic".into()), id: Some("1".into()) }]);
    user.properties.password = Some(Secret::new("A-SECRET"));
    user.properties.app_type = Some(AppType::Portal);
    user.properties.confirmation = Some(Confirmation::Invite);
    let options =
        UserClientCreateOrUpdateOptions { notify: Some(true), if_match: Some("*".into()), ..Default::default() };
    let users = client(&script).user();
    users.create_or_update("rg", "svc", "u", user, Some(options)).await.unwrap();

    assert_eq!(script.seen(), [format!("Put {USERS}/u?api-version=2024-05-01&notify=true")]);
    let requests = script.requests();
    assert_eq!(requests[0].headers().get_str(&IF_MATCH).unwrap(), "*");
    assert_eq!(requests[0].headers().get_str(&CONTENT_TYPE).unwrap(), "application/json");
    let Body::Bytes(body) = requests[0].body() else { panic!("the body is a stream") };
    let expected = json!({"properties": {
        "email": "a@b.c", "firstName": "Ada", "lastName": "Lovelace", "state": "pending", "note": "a note",
        "identities": [{"provider": "Basic", "id": "1"}], "password": "A-SECRET", "appType": "portal",
        "confirmation": "invite",
    }});
    assert_eq!(serde_json::from_slice::<Value>(body).unwrap(), expected);
}
