//! Values that nobody expects: complaints name the property without its value. `tests/replay/models.rs` tries every model.

use crate::models::*;
use serde_json::{Value, json};

#[test]
fn a_complaint_leads_to_the_value() {
    let read = |page: Value| serde_json::from_value::<UserCollection>(page).unwrap_err().to_string();
    let users = json!({"value": [null, {"name": "a"}, {"properties": {"groups": [{"displayName": 7.5}]}}]});
    assert_eq!(
        read(users),
        "value[2]: properties: groups[0]: displayName: invalid type: floating point, expected a string"
    );
    assert_eq!(read(json!({"count": "a dozen"})), "count: invalid type: string, expected i64");
    assert_eq!(read(json!({"count": u64::MAX})), "count: invalid value: integer, expected i64");
    assert_eq!(read(json!({"count": 1.5})), "count: invalid type: floating point, expected i64");
    assert_eq!(
        read(json!({"value": [{"properties": {"registrationDate": "yesterday"}}]})),
        "value[0]: properties: registrationDate: it is no instant as Rfc3339 writes it"
    );
}

#[test]
fn what_is_new_is_kept_or_ignored() {
    let user = json!({"name": "a", "new": {"deep": [1]}, "properties": {"state": "napping", "groups": [null]}});
    let user: UserContract = serde_json::from_value(user).unwrap();
    let properties = user.properties.unwrap();
    assert_eq!(properties.state, Some(UserState::UnknownValue("napping".to_owned())));
    assert_eq!(properties.groups.map(|groups| groups.len()), Some(0));
}
