//! The lives of things.

use super::{SERVICE, request, send, with_service};
use crate::{Emulator, Request, Source};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn user(name: &str) -> Value {
    json!({"properties": {"email": format!("{name}@b.example"), "firstName": name, "lastName": "L", "note": "n"}})
}

#[test]
fn a_thing_is_made_read_changed_and_deleted() {
    let emulator = with_service();
    let path = format!("{SERVICE}/users/Ada");
    assert_eq!(send(&emulator, "GET", &path, Value::Null).status, 404);
    let made = send(&emulator, "PUT", &path, user("Ada"));
    assert_eq!(made.status, 201, "{}", made.value());
    let tag = made.header("etag").expect("a tag").to_owned();
    let read = send(&emulator, "GET", &format!("{SERVICE}/users/ADA"), Value::Null);
    assert_eq!((read.status, read.header("etag")), (200, Some(tag.as_str())));
    let value = read.value();
    assert_eq!(value["name"], "Ada");
    assert_eq!(value["id"], path);
    assert_eq!(value["type"], "Microsoft.ApiManagement/service/users");
    assert_eq!(value["properties"]["state"], "active");
    assert!(value["properties"]["password"].is_null());
    let again = send(&emulator, "PUT", &path, user("Ada"));
    assert_eq!(again.status, 200);
    let stale = emulator.handle(&request("PATCH", &path).header("if-match", "\"AAAAAAAAAAA=\"").json(&json!({})));
    assert_eq!(stale.status, 412);
    let changes = json!({"properties": {"firstName": "Augusta", "note": null}});
    let changed = emulator.handle(&request("PATCH", &path).header("if-match", "*").json(&changes));
    assert_eq!(changed.status, 200, "{}", changed.value());
    assert_eq!(changed.value()["properties"]["firstName"], "Augusta");
    assert!(changed.value()["properties"].get("note").is_none());
    assert_ne!(changed.header("etag"), Some(tag.as_str()));
    let gone = emulator.handle(&request("DELETE", &path).header("if-match", "*"));
    assert_eq!(gone.status, 202);
    let ended = emulator.handle(&Request::new("GET", gone.header("location").unwrap()).header("authorization", "x"));
    assert_eq!(ended.status, 200);
    assert_eq!(send(&emulator, "GET", &path, Value::Null).status, 404);
}

#[test]
fn pages_hold_every_thing_once() {
    let emulator = with_service();
    for number in 0..7 {
        send(&emulator, "PUT", &format!("{SERVICE}/users/u{number}"), user(&format!("U{number}")));
    }
    for top in 1..9 {
        let mut names = Vec::new();
        let mut next = Some(format!("https://management.azure.com{SERVICE}/users?api-version=2024-05-01&$top={top}"));
        while let Some(link) = next {
            let page = emulator.handle(&Request::new("GET", link).header("authorization", "x")).value();
            assert_eq!(page["count"], 7);
            names.extend(page["value"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap().to_owned()));
            next = page["nextLink"].as_str().map(str::to_owned);
        }
        assert_eq!(names, ["u0", "u1", "u2", "u3", "u4", "u5", "u6"]);
    }
    let filtered =
        send(&emulator, "GET", &format!("{SERVICE}/users?$filter=firstName%20eq%20'U3'"), Value::Null).value();
    assert_eq!((&filtered["count"], &filtered["value"][0]["name"]), (&json!(1), &json!("u3")));
    let refused = send(&emulator, "GET", &format!("{SERVICE}/users?$filter=length(name)%20eq%201"), Value::Null);
    assert_eq!(refused.status, 400);
}

#[test]
fn secrets_come_when_they_are_asked_for() {
    let emulator = with_service();
    let product = json!({"properties": {"displayName": "P"}});
    assert_eq!(send(&emulator, "PUT", &format!("{SERVICE}/products/p"), product).status, 201);
    let path = format!("{SERVICE}/subscriptions/s");
    let body = json!({"properties": {"scope": "/products/p", "displayName": "S", "state": "active"}});
    let made = send(&emulator, "PUT", &path, body).value();
    let keys = send(&emulator, "POST", &format!("{path}/listSecrets"), Value::Null).value();
    assert_eq!(made["properties"]["primaryKey"], keys["primaryKey"]);
    assert!(keys["primaryKey"].as_str().is_some_and(|key| key.len() == 32), "{keys}");
    let read = send(&emulator, "GET", &path, Value::Null).value();
    assert!(read["properties"]["primaryKey"].is_null());
    assert_eq!(send(&emulator, "POST", &format!("{path}/regeneratePrimaryKey"), Value::Null).status, 204);
    let renewed = send(&emulator, "POST", &format!("{path}/listSecrets"), Value::Null).value();
    assert_ne!(renewed["primaryKey"], keys["primaryKey"]);
    assert_eq!(renewed["secondaryKey"], keys["secondaryKey"]);
}

#[test]
fn links_need_both_ends() {
    let emulator = with_service();
    send(&emulator, "PUT", &format!("{SERVICE}/products/p"), json!({"properties": {"displayName": "P"}}));
    let link = format!("{SERVICE}/products/p/apis/echo");
    assert_eq!(send(&emulator, "PUT", &link, Value::Null).status, 404);
    let api = json!({"properties": {"path": "echo", "displayName": "Echo"}});
    assert_eq!(send(&emulator, "PUT", &format!("{SERVICE}/apis/echo"), api).status, 201);
    let made = send(&emulator, "PUT", &link, Value::Null);
    assert_eq!(made.status, 201, "{}", made.value());
    assert_eq!(made.value()["id"], link);
    assert_eq!(send(&emulator, "HEAD", &link, Value::Null).status, 204);
    let apis = send(&emulator, "GET", &format!("{SERVICE}/products/p/apis"), Value::Null).value();
    assert_eq!(apis["value"][0]["properties"]["path"], "echo");
    let products = send(&emulator, "GET", &format!("{SERVICE}/apis/echo/products"), Value::Null).value();
    assert_eq!(products["value"][0]["name"], "p");
    emulator.handle(&request("DELETE", &format!("{SERVICE}/apis/echo")).header("if-match", "*"));
}

#[test]
fn the_sources_of_answers_are_told() {
    let mut counts: BTreeMap<Source, Vec<String>> = BTreeMap::new();
    for coverage in Emulator::apim().coverage() {
        counts.entry(coverage.source).or_default().push(coverage.operation);
    }
    let count = |source| counts.get(&source).map_or(0, Vec::len);
    println!("{:?}", counts.get(&Source::Example));
    println!("{:?}", counts.get(&Source::None));
    let derived = count(Source::Derived) + count(Source::Rule);
    assert!(derived >= 514, "{derived} of {}", counts.values().map(Vec::len).sum::<usize>());
    assert_eq!(count(Source::None), 0);
}
