//! Adapters, enums and patches, to and from JSON.

use crate::arm::{
    Base64, Base64Url, Dict, List, Nullable, Opt, Patch, Patched, Rfc1123, Rfc3339, Same, Unix, model, string_enum,
};
use azure_core::time::OffsetDateTime;
use serde_json::{Value, json};
use std::collections::HashMap;

#[derive(Debug, Default, PartialEq)]
struct Everything {
    time: Option<OffsetDateTime>,
    date: Option<OffsetDateTime>,
    unix: Option<OffsetDateTime>,
    bytes: Option<Vec<u8>>,
    url_bytes: Option<Vec<u8>>,
    times: Option<Vec<OffsetDateTime>>,
    lists: Option<HashMap<String, Vec<i32>>>,
    patch: Patch<OffsetDateTime>,
    boxed: Option<Box<Everything>>,
}
model! {
    Everything {
        time: Opt<Rfc3339>,
        date: Opt<Rfc1123>,
        unix: Opt<Unix>,
        bytes: Opt<Base64>,
        url_bytes as "urlBytes": Opt<Base64Url>,
        times: Opt<List<Rfc3339>>,
        lists: Opt<Dict<List<Same>>>,
        patch: Patched<Rfc3339>,
        boxed,
    }
}

#[derive(Debug, PartialEq)]
struct Strict {
    kind: Option<String>,
    name: String,
    owner: Option<String>,
    tags: Vec<String>,
    others: HashMap<String, i32>,
}
model! {
    Strict by "kind" = "strict" {
        kind,
        name: Same,
        owner: Nullable<Same>,
        tags: List<Same>,
        ..others: Dict<Same>,
    }
}

#[test]
fn what_is_required_is_missed_by_name() {
    let error = serde_json::from_value::<Strict>(json!({"tags": []})).unwrap_err();
    assert_eq!(error.to_string(), "name: it is required, and absent");
    let error = serde_json::from_value::<Everything>(json!({"boxed": {"unix": "x"}})).unwrap_err();
    assert_eq!(error.to_string(), "boxed: unix: it is no instant as Unix writes it");
}

#[test]
fn discriminator_null_and_other_properties_are_written() {
    let mut strict: Strict = serde_json::from_value(json!({"kind": "STRICT", "name": "a", "more": 1})).unwrap();
    assert_eq!((&strict.owner, strict.tags.len(), strict.others.get("more")), (&None, 0, Some(&1)));
    let written = serde_json::to_value(&strict).unwrap();
    assert_eq!(written, json!({"kind": "STRICT", "name": "a", "owner": null, "tags": [], "more": 1}));
    strict.kind = None;
    let written = serde_json::to_value(&strict).unwrap();
    assert_eq!(written, json!({"kind": "strict", "name": "a", "owner": null, "tags": [], "more": 1}));
}

fn round_trip(value: Value) -> Value {
    serde_json::to_value(serde_json::from_value::<Everything>(value).unwrap()).unwrap()
}

#[test]
fn values_survive() {
    let value = json!({
        "time": "2024-05-01T10:00:00.1234567Z", "date": "Wed, 01 May 2024 10:00:00 GMT", "unix": 1714557600,
        "bytes": "+/8=", "urlBytes": "-_8", "times": ["2024-05-01T10:00:00Z"], "lists": {"a": [1, 2]},
        "patch": null, "boxed": {"unix": -1},
    });
    assert_eq!(round_trip(value.clone()), value);
}

#[test]
fn numbers_survive_to_the_last_digit() {
    for text in ["1015.7607923076923", "973.2262000000001", "9007199254740993"] {
        let value: Value = serde_json::from_str(text).unwrap();
        assert_eq!(value.to_string(), text);
    }
}

#[test]
fn instants_are_read_leniently() {
    let utc = json!({"time": "2024-05-01T10:00:00.5Z"});
    assert_eq!(round_trip(json!({"time": "2024-05-01T10:00:00.5"})), utc);
    assert_eq!(round_trip(json!({"time": "2024-05-01T12:00:00.5+02:00"})), utc);
    assert_eq!(round_trip(json!({"time": "", "date": ""})), json!({}));
    assert!(serde_json::from_value::<Everything>(json!({"time": "yesterday"})).is_err());
}

#[test]
fn null_is_absent_and_null_items_are_left_out() {
    let nulls = json!({"time": null, "unix": null, "bytes": null, "times": null, "lists": null, "boxed": null});
    assert_eq!(round_trip(nulls), json!({}));
    let items = json!({"times": [null, "2024-05-01T10:00:00Z"], "lists": {"a": null, "b": [1, null]}});
    assert_eq!(round_trip(items), json!({"times": ["2024-05-01T10:00:00Z"], "lists": {"b": [1]}}));
}

#[test]
fn an_instant_that_cannot_be_written_is_an_error() {
    let ancient = OffsetDateTime::from_unix_timestamp(-100_000_000_000).unwrap();
    assert!(serde_json::to_value(Everything { time: Some(ancient), ..Default::default() }).is_err());
}

#[test]
fn absent_null_and_value_are_told_apart() {
    struct Change {
        note: Patch<String>,
    }
    model! {
        Change {
            note: Patched<Same>,
        }
    }
    let json = |note| serde_json::to_value(Change { note }).unwrap();
    assert_eq!(json(Patch::Absent), json!({}));
    assert_eq!(json(Patch::Null), json!({"note": null}));
    assert_eq!(json("x".into()), json!({"note": "x"}));
    for value in [json!({}), json!({"note": null}), json!({"note": "x"})] {
        assert_eq!(serde_json::to_value(serde_json::from_value::<Change>(value.clone()).unwrap()).unwrap(), value);
    }
}

#[derive(Clone, Debug, Eq, Hash, PartialEq)]
enum Color {
    Red,
    DarkBlue,
    UnknownValue(String),
}
string_enum! { open Color { Red = "red", DarkBlue = "darkBlue" } }

#[derive(Clone, Debug, Eq, Hash, PartialEq)]
enum Key {
    Primary,
}
string_enum! { closed Key { Primary = "primary" } }

#[test]
fn open_enums_keep_what_they_do_not_know() {
    assert_eq!(Color::from("darkBlue"), Color::DarkBlue);
    assert_eq!(Color::from("DARKBLUE"), Color::DarkBlue);
    assert_eq!("mauve".parse::<Color>(), Ok(Color::UnknownValue("mauve".to_owned())));
    for text in ["red", "mauve", ""] {
        assert_eq!(serde_json::to_value(serde_json::from_value::<Color>(json!(text)).unwrap()).unwrap(), json!(text));
        assert_eq!(Color::from(text.to_owned()).to_string(), text);
    }
    assert!(serde_json::from_value::<Color>(json!(1)).is_err());
}

#[test]
fn closed_enums_name_what_they_refuse() {
    assert_eq!("Primary".parse::<Key>().unwrap(), Key::Primary);
    assert_eq!("x".parse::<Key>().unwrap_err().to_string(), "\"x\" is no value of Key");
    assert_eq!(serde_json::from_value::<Key>(json!("x")).unwrap_err().to_string(), "\"x\" is no value of Key");
    assert_eq!(serde_json::to_value(Key::Primary).unwrap(), json!("primary"));
}
