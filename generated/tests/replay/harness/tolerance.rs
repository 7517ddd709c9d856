//! Models that meet values which no service should send: nothing panics, null is absence, complaints keep values to
//! themselves.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::fmt::Debug;

/// What no complaint and no `Debug` may show.
const SECRET: &str = "CANARY";

/// Whether a model may insist on a property.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Manners {
    /// It comes back from the service: it takes what comes.
    Lenient,
    /// It is only sent: it may insist.
    Strict,
}

/// Reads a model and writes it again: its `Debug` and its JSON, or the complaint.
pub(crate) type Reader = fn(Value) -> Result<(String, Value), String>;

/// The [`Reader`] of a model.
pub(crate) fn read<M: DeserializeOwned + Serialize + Debug>(value: Value) -> Result<(String, Value), String> {
    let model: M = serde_json::from_value(value).map_err(|error| format!("{error} {error:?}"))?;
    let json = serde_json::to_value(&model).map_err(|error| format!("what was read cannot be written: {error}"))?;
    Ok((format!("{model:?} {model:#?}"), json))
}

/// Gives each property of the model each odd value.
pub(crate) fn check(model: &str, read: Reader, manners: Manners, properties: &[&str]) {
    for property in properties {
        for value in odd_values() {
            let object = json!({ *property: value });
            match read(object.clone()) {
                Ok((debug, _)) => assert!(!debug.contains(SECRET), "{model} shows {object}: {debug}"),
                Err(complaint) => {
                    // Only an enum that is sent says what it does not know.
                    let tells = complaint.contains(SECRET) && !complaint.contains("is no value of");
                    assert!(!tells, "{model} quotes {object}: {complaint}");
                    let is_unwritable = complaint.starts_with("what was read cannot be written");
                    assert!(!is_unwritable, "{model} loses {object}: {complaint}");
                    let refuses_null = value.is_null() && manners == Manners::Lenient;
                    assert!(!refuses_null, "{model} refuses null for `{property}`: {complaint}");
                }
            }
        }
    }
    let nulls: Map<String, Value> = properties.iter().map(|property| ((*property).to_owned(), Value::Null)).collect();
    let mut unknown = nulls.clone();
    unknown.insert("never heard of".to_owned(), json!({ "a": [SECRET] }));
    for object in [nulls, unknown] {
        let result = read(Value::Object(object));
        assert!(manners == Manners::Strict || result.is_ok(), "{model} refuses nulls: {result:?}");
    }
    let text = read(json!(SECRET));
    assert!(text.as_ref().is_err_and(|complaint| !complaint.contains(SECRET)), "{model} from a text: {text:?}");
}

fn odd_values() -> Vec<Value> {
    vec![
        json!(null),
        json!([null]),
        json!({ "x": null }),
        json!(SECRET),
        json!([SECRET, { "name": [SECRET] }]),
        json!({ "name": SECRET, "properties": SECRET, "state": SECRET }),
        json!(true),
        json!(1.5),
        json!(u64::MAX),
        json!(1e300),
        json!(-1e300),
        json!("1e400"),
        json!("NaN"),
        json!(""),
        json!([1.0, "2", null, [null]]),
        json!({ "x": [null, { "y": null }] }),
        json!("2024-13-45T99:99:99Z"),
        json!("9999-12-31T23:59:59-23:59"),
        json!("3/4/2015 12:00:00 AM +00:00"),
    ]
}
