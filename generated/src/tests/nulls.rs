//! Every property of every model, with values of every kind: nothing panics, null is absence, and complaints name the
//! property without its value.

use crate::models::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::path::Path;

const SECRET: &str = "CANARY";

/// Models that are only sent: they may insist on a property.
const SENT: &[&str] =
    &["UserCreateParameterProperties", "UserCreateParameters", "UserTokenParameterProperties", "UserTokenParameters"];

/// The properties of each model, by its name, as the models' `model!` lists tell them.
fn listed() -> BTreeMap<String, Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/generated/models");
    let texts = std::fs::read_dir(folder).unwrap().map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap());
    let texts: Vec<_> = texts.collect();
    texts.iter().flat_map(|text| text.split("model! {").skip(1)).map(model).collect()
}

/// `Name { field, other "wire" [Adapter] }`, and whatever follows.
fn model(text: &str) -> (String, Vec<String>) {
    let (name, rest) = text.split_once('{').unwrap();
    let (fields, _) = rest.split_once('}').unwrap();
    let fields = fields.split(',').map(|field| {
        let (field, _) = field.split_once('[').unwrap_or((field, ""));
        field.split('"').nth(1).unwrap_or(field).trim().to_owned()
    });
    (name.trim().to_owned(), fields.filter(|field| !field.is_empty()).collect())
}

fn check<M: DeserializeOwned + Serialize + Debug>(name: &str, properties: &[String]) {
    let odd = [
        json!(null),
        json!([null]),
        json!({"x": null}),
        json!(SECRET),
        json!([SECRET, {"name": [SECRET]}]),
        json!({"name": SECRET, "properties": SECRET, "state": SECRET}),
        json!(true),
        json!(1.5),
        json!(u64::MAX),
        json!("2024-13-45T99:99:99Z"),
    ];
    for property in properties {
        for value in &odd {
            let object = json!({property: value});
            match serde_json::from_value::<M>(object.clone()) {
                Ok(model) => {
                    assert!(!format!("{model:?} {model:#?}").contains(SECRET), "{name}: {object}");
                    serde_json::to_value(&model).unwrap();
                }
                Err(error) => {
                    let text = format!("{error} {error:?}");
                    assert!(!text.contains(SECRET) || text.contains("is no value of"), "{name}: {object}: {text}");
                    let named = properties.iter().any(|property| text.starts_with(property.as_str()));
                    assert!(named, "{name}: {object}: {text}");
                    assert!(!value.is_null() || SENT.contains(&name), "{name}: {property} refuses null: {text}");
                }
            }
        }
    }
    let nulls: Map<_, _> = properties.iter().map(|property| (property.clone(), Value::Null)).collect();
    let mut unknown = nulls.clone();
    unknown.insert("never heard of".to_owned(), json!({"a": [SECRET]}));
    for object in [nulls, unknown] {
        assert!(serde_json::from_value::<M>(Value::Object(object)).is_ok() || SENT.contains(&name), "{name}");
    }
    assert!(serde_json::from_value::<M>(json!(SECRET)).is_err_and(|error| !error.to_string().contains(SECRET)));
}

macro_rules! check_each {
    ($($model:ident)*) => {{
        let mut models = listed();
        $({
            let properties = models.remove(stringify!($model)).unwrap();
            assert!(!properties.is_empty());
            check::<$model>(stringify!($model), &properties);
        })*
        assert!(models.is_empty(), "not checked: {:?}", models.keys());
    }};
}

#[test]
fn no_model_trips_over_a_value() {
    check_each!(
        ErrorAdditionalInfo ErrorDetail ErrorResponse GenerateSsoUrlResult GroupCollection GroupContract
        GroupContractProperties ProxyResource Resource SubscriptionCollection SubscriptionContract
        SubscriptionContractProperties UserCollection UserContract UserContractProperties UserCreateParameterProperties
        UserCreateParameters UserEntityBaseParameters UserIdentityCollection UserIdentityContract
        UserTokenParameterProperties UserTokenParameters UserTokenResult UserUpdateParameters
        UserUpdateParametersProperties
    );
}

#[test]
fn a_complaint_leads_to_the_value() {
    let read = |page: Value| serde_json::from_value::<UserCollection>(page).unwrap_err().to_string();
    let users = json!({"value": [null, {"name": "a"}, {"properties": {"groups": [{"displayName": 7}]}}]});
    assert_eq!(read(users), "value[2]: properties: groups[0]: displayName: invalid type: integer, expected a string");
    assert_eq!(read(json!({"count": "12"})), "count: invalid type: string, expected i64");
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
