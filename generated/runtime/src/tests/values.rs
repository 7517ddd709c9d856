//! Values that services spell in their own ways: what they say is neither lost nor changed.

use super::script::{Script, json as answer};
use super::things::thing;
use crate::arm::{
    Any, Dict, Float, List, Nullable, Opt, Parameter, ParameterValue, Same, TimeFormat, header, header_time, model,
    string_enum, tidy,
};
use azure_core::http::headers::Headers;
use azure_core::http::{Method, Response};
use azure_core::time::OffsetDateTime;
use serde_json::{Number, Value, json};
use std::collections::HashMap;

#[derive(Debug, Default)]
struct Table {
    rows: Option<Vec<Vec<Value>>>,
    bag: Option<HashMap<String, Value>>,
    bags: Option<Vec<HashMap<String, Value>>>,
    names: Option<Vec<String>>,
    gaps: Option<Vec<Option<String>>>,
    holes: Option<HashMap<String, Option<f64>>>,
    rest: HashMap<String, Value>,
}
model! {
    Table {
        rows: Opt<List<List<Any>>>,
        bag: Opt<Dict<Any>>,
        bags: Opt<List<Dict<Any>>>,
        names: Opt<List<Same>>,
        gaps: Opt<List<Nullable<Same>>>,
        holes: Opt<Dict<Nullable<Float>>>,
        ..rest: Dict<Any>,
    }
}

fn table(value: Value) -> Result<Value, String> {
    let table: Table = serde_json::from_value(value).map_err(|error| error.to_string())?;
    serde_json::to_value(table).map_err(|error| error.to_string())
}

#[test]
fn null_is_kept_where_it_is_a_value() {
    let whole = json!({
        "rows": [[1, null, "x"], [null, [null], {"a": null}]], "bag": {"a": null, "b": [null]}, "bags": [{"a": null}],
        "gaps": [null, "a", null], "holes": {"a": null, "b": 2}, "undeclared": null, "more": {"deep": [null]},
    });
    assert_eq!(table(whole.clone()), Ok(whole));
}

#[test]
fn null_is_left_out_where_it_is_none() {
    let odd = json!({"names": [null, "a"], "rows": [null, [null]], "gaps": null});
    assert_eq!(table(odd), Ok(json!({"names": ["a"], "rows": [[null]]})));
}

#[derive(Debug)]
struct Bag {
    kind: Option<String>,
    known: Option<String>,
    rest: HashMap<String, i64>,
}
model! {
    Bag by "kind" = "bag" {
        kind,
        known,
        ..rest: Dict<Same>,
    }
}

#[test]
fn a_declared_property_wins_over_an_undeclared_one_of_its_name() {
    let bag: Bag = serde_json::from_value(json!({"kind": "bag", "known": "k", "other": 7})).unwrap();
    assert_eq!((bag.known.as_deref(), bag.rest.len()), (Some("k"), 1));
    let refused = |name| format!("{name}: it is declared, and its value stands among the undeclared properties");
    let write = |known: Option<&str>, rest: &[(&str, i64)]| {
        let rest = rest.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect();
        serde_json::to_value(Bag { kind: None, known: known.map(str::to_owned), rest })
            .map_err(|error| error.to_string())
    };
    assert_eq!(write(Some("k"), &[("known", 7), ("kind", 7)]), Ok(json!({"kind": "bag", "known": "k"})));
    assert_eq!(write(None, &[("known", 7)]), Err(refused("known")));
    assert_eq!(write(None, &[("other", 7)]), Ok(json!({"kind": "bag", "other": 7})));
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum UserState {
    Active,
    UnknownValue(String),
}
string_enum! {
    open UserState {
        Active = "active",
    }
}

#[derive(Debug, Default)]
struct Scalars {
    int: Option<i32>,
    long: Option<i64>,
    longs: Option<Vec<i64>>,
    single: Option<f32>,
    double: Option<f64>,
    doubles: Option<HashMap<String, Vec<f64>>>,
    decimal: Option<Number>,
    text: Option<String>,
    state: Option<UserState>,
    flag: Option<bool>,
    free: Option<Value>,
}
model! {
    Scalars {
        int,
        long,
        longs,
        single: Opt<Float>,
        double: Opt<Float>,
        doubles: Opt<Dict<List<Float>>>,
        decimal: Opt<Float>,
        text,
        state,
        flag,
        free,
    }
}

fn scalars(value: Value) -> Result<Value, String> {
    let scalars: Scalars = serde_json::from_value(value).map_err(|error| error.to_string())?;
    serde_json::to_value(scalars).map_err(|error| error.to_string())
}

#[track_caller]
fn becomes(read: &str, written: &str) {
    let value = serde_json::from_str(read).unwrap();
    assert_eq!(scalars(value).map(|value| value.to_string()).as_deref(), Ok(written), "{read}");
}

#[test]
fn a_whole_number_is_an_integer_however_it_is_spelled() {
    for spelling in ["50", "50.0", "5e1", "\"50\"", "\"50.0\"", "\"5e1\"", "\" 50 \""] {
        becomes(&format!("{{\"long\":{spelling}}}"), r#"{"long":50}"#);
        becomes(&format!("{{\"int\":{spelling}}}"), r#"{"int":50}"#);
        becomes(&format!("{{\"longs\":[{spelling}]}}"), r#"{"longs":[50]}"#);
    }
    becomes(r#"{"long":"9223372036854775807"}"#, r#"{"long":9223372036854775807}"#);
    becomes(r#"{"long":"9007199254740993.0"}"#, r#"{"long":9007199254740993}"#);
    becomes(r#"{"long":-9007199254740991.0}"#, r#"{"long":-9007199254740991}"#);
}

#[test]
fn what_is_no_integer_is_told_with_its_place_and_not_quoted() {
    let float = "invalid type: floating point, expected i64";
    let table = [
        (json!({"long": 50.5}), "long", float),
        (json!({"long": 1e300}), "long", float),
        // A service may have written 9007199254740993.
        (json!({"long": 9007199254740992.0}), "long", float),
        (json!({"long": "NotDefined"}), "long", "invalid type: string, expected i64"),
        (json!({"long": ""}), "long", "invalid type: string, expected i64"),
        (json!({"long": "0x10"}), "long", "invalid type: string, expected i64"),
        (json!({"long": "Infinity"}), "long", "invalid type: string, expected i64"),
        (json!({"long": true}), "long", "invalid type: boolean, expected i64"),
        (json!({"long": u64::MAX}), "long", "invalid value: integer, expected i64"),
        (json!({"int": 2147483648.0}), "int", "invalid value: integer, expected i32"),
        (json!({"int": "2147483648"}), "int", "invalid value: integer, expected i32"),
        (json!({"single": 1e300}), "single", "invalid value: floating point, expected f32"),
        (json!({"double": "wide"}), "double", "invalid type: string, expected f64"),
        (json!({"double": "inf"}), "double", "invalid type: string, expected f64"),
        (json!({"double": "1e400"}), "double", "invalid type: string, expected f64"),
        (json!({"decimal": "wide"}), "decimal", "invalid type: string, expected a JSON number"),
        (json!({"flag": "true"}), "flag", "invalid type: string, expected a boolean"),
        (json!({"flag": 1}), "flag", "invalid type: integer, expected a boolean"),
        (json!({"text": 1.5}), "text", "invalid type: floating point, expected a string"),
        (json!({"text": [7]}), "text", "invalid type: sequence, expected a string"),
        (json!({"longs": {"a": 1}}), "longs", "invalid type: map, expected a sequence"),
        (json!({"longs": 1}), "longs", "invalid type: integer, expected a sequence"),
    ];
    for (value, place, complaint) in table {
        assert_eq!(scalars(value.clone()), Err(format!("{place}: {complaint}")), "{value}");
    }
    assert!(scalars(json!({"doubles": {"a": [1, "wide"]}})).unwrap_err().starts_with("doubles[a][1]: "));
}

#[test]
fn a_whole_float_is_written_without_a_fraction() {
    becomes(r#"{"double":50.0}"#, r#"{"double":50}"#);
    becomes(r#"{"single":50.0}"#, r#"{"single":50}"#);
    becomes(r#"{"doubles":{"a":[1.0,2.5,"3.0","4"]}}"#, r#"{"doubles":{"a":[1,2.5,3,4]}}"#);
    becomes(r#"{"double":1e300}"#, r#"{"double":1e+300}"#);
    becomes(r#"{"double":1e18}"#, r#"{"double":1e+18}"#);
    becomes(r#"{"double":-0.0}"#, r#"{"double":-0.0}"#);
    becomes(r#"{"double":0.0}"#, r#"{"double":0}"#);
    becomes(r#"{"double":"1015.7607923076923"}"#, r#"{"double":1015.7607923076923}"#);
    becomes(r#"{"decimal":50.0}"#, r#"{"decimal":50.0}"#);
    becomes(r#"{"decimal":"1.25"}"#, r#"{"decimal":1.25}"#);
}

#[test]
fn a_single_float_has_the_digits_of_its_own() {
    becomes(r#"{"single":0.1}"#, r#"{"single":0.1}"#);
    becomes(r#"{"single":16777217.5}"#, r#"{"single":16777218}"#);
    for float in [0.1f32, 1.0 / 3.0, f32::MIN_POSITIVE, f32::MAX, 123_456.79] {
        let value = serde_json::to_value(Scalars { single: Some(float), ..Default::default() }).unwrap();
        assert_eq!(serde_json::from_value::<Scalars>(value).unwrap().single, Some(float));
    }
}

#[test]
fn what_is_no_number_is_a_text() {
    for text in ["NaN", "Infinity", "-Infinity"] {
        becomes(&format!(r#"{{"double":"{text}"}}"#), &format!(r#"{{"double":"{text}"}}"#));
        becomes(&format!(r#"{{"single":"{text}"}}"#), &format!(r#"{{"single":"{text}"}}"#));
    }
}

#[test]
fn free_values_keep_their_spelling() {
    let free = r#"{"free":{"a":[50.0,"5",1e300,null,18446744073709551615]}}"#;
    becomes(free, &free.replace("1e300", "1e+300"));
}

#[test]
fn integers_and_booleans_are_texts_where_a_text_is_declared() {
    becomes(r#"{"text":7}"#, r#"{"text":"7"}"#);
    becomes(r#"{"text":false}"#, r#"{"text":"false"}"#);
    let read: Scalars = serde_json::from_value(json!({"state": 0})).unwrap();
    assert_eq!(read.state, Some(UserState::UnknownValue("0".to_owned())));
}

#[tokio::test]
async fn numbers_in_parameters_are_written_as_in_bodies() {
    static SIZE: Parameter = Parameter::new("size");
    let sizes: [(&dyn ParameterValue, &str); 7] = [
        (&50.0f64, "50"),
        (&50.0f32, "50"),
        (&0.1f32, "0.1"),
        (&2.5f64, "2.5"),
        (&f64::INFINITY, "Infinity"),
        (&f32::NEG_INFINITY, "-Infinity"),
        (&f64::NAN, "NaN"),
    ];
    for (size, expected) in sizes {
        let script = Script::of([answer(200, "{}")]);
        let client = script.client();
        client.send(thing(&client, Method::Get).query(&SIZE, size), Default::default()).await.unwrap();
        assert_eq!(script.seen(), [format!("Get /things/a?api-version=v1&size={expected}")]);
    }
}

#[test]
fn headers_are_as_lenient_as_bodies() {
    let mut headers = Headers::new();
    for (name, value) in [
        ("x-count", "50.0"),
        ("x-flag", "True"),
        ("x-time", "2024-05-31T12:00:00+0000"),
        ("x-none", ""),
        ("x-odd", "SECRET"),
    ] {
        headers.insert(name, value);
    }
    assert_eq!(header::<i64>(&headers, "x-count").unwrap(), Some(50));
    assert_eq!(header::<f64>(&headers, "x-count").unwrap(), Some(50.0));
    assert_eq!(header::<String>(&headers, "x-count").unwrap().as_deref(), Some("50.0"));
    assert_eq!(header::<bool>(&headers, "x-flag").unwrap(), Some(true));
    assert_eq!(header::<i64>(&headers, "x-absent").unwrap(), None);
    let time = header_time(&headers, "x-time", TimeFormat::Rfc1123).unwrap();
    assert_eq!(time.map(OffsetDateTime::unix_timestamp), Some(1717156800));
    assert_eq!(header_time(&headers, "x-none", TimeFormat::Rfc1123).unwrap(), None);
    let error = header::<i64>(&headers, "x-odd").unwrap_err().to_string();
    assert_eq!(error, "the header x-odd is malformed: invalid digit found in string");
    let error = header_time(&headers, "x-odd", TimeFormat::Unix).unwrap_err().to_string();
    assert_eq!(error, "the header x-odd is malformed: it is no instant as Unix writes it");
}

#[derive(Debug)]
struct Place {
    location: Option<String>,
}

model! {
    Place {
        location,
    }
}

#[tokio::test]
async fn an_answer_that_is_a_bare_list_is_read_as_one_in_a_model() {
    let read = async |body: &'static str| -> Result<Vec<Place>, String> {
        let client = Script::of([answer(200, body)]).client();
        let call = thing(&client, Method::Get).tidied(tidy::<List<Same>, Vec<Place>>);
        let response = client.send_json(call, Default::default()).await.map_err(|error| error.to_string())?;
        let response: Response<Vec<Place>> = response.into();
        response.into_model().map_err(|error| error.to_string())
    };
    let items = read(r#"[null, {"location": "West", "status": null}, null]"#).await.unwrap();
    assert_eq!(items.iter().map(|item| item.location.as_deref()).collect::<Vec<_>>(), [Some("West")]);
    assert_eq!(read("null").await.map(|items| items.len()), Ok(0));
    let complaint = "Thing_Call: 200 OK: [1]: location: invalid type: floating point, expected a string [GET https://management.azure.com/things/a?api-version=…]";
    assert_eq!(read(r#"[{}, {"location": 7.5}]"#).await.err().as_deref(), Some(complaint));
    assert!(read("[{}").await.unwrap_err().starts_with("Thing_Call: 200 OK: the body (3 bytes) is no JSON"));
}

#[tokio::test]
async fn a_bare_body_in_its_own_form_is_not_touched() {
    let body = r#"[{"location": "West",   "new": 1}]"#;
    let client = Script::of([answer(200, body)]).client();
    let call = thing(&client, Method::Get).tidied(tidy::<List<Same>, Vec<Place>>);
    let response = client.send_json(call, Default::default()).await.unwrap();
    assert_eq!(response.body().as_ref(), body.as_bytes());
}
