//! What is known of API Management besides its specification; faults, time, strictness.

use super::{SERVICE, request, send, with_service};
use crate::{ApiVersions, Emulator, Fault, Mishap, Request, Strictness};
use serde_json::{Value, json};
use std::time::Duration;

const DELETED: &str =
    "/subscriptions/00000000-0000-0000-0000-000000000000/providers/Microsoft.ApiManagement/deletedservices";

fn service() -> Value {
    json!({
        "location": "westeurope", "sku": {"name": "Developer", "capacity": 1},
        "properties": {"publisherEmail": "a@b.example", "publisherName": "A"},
    })
}

/// Asks about what an answer has begun, until the end.
fn follow(emulator: &Emulator, answer: &crate::Answer) -> crate::Answer {
    let link = answer.header("location").expect("a link");
    emulator.handle(&Request::new("GET", link).header("authorization", "x"))
}

#[test]
fn a_deleted_service_waits_for_two_days() {
    let emulator = with_service();
    send(&emulator, "PUT", &format!("{SERVICE}/products/p"), json!({"properties": {"displayName": "P"}}));
    let gone = send(&emulator, "DELETE", SERVICE, Value::Null);
    assert_eq!((gone.status, &gone.value()["properties"]["provisioningState"]), (202, &json!("Deleting")));
    follow(&emulator, &gone);
    assert_eq!(send(&emulator, "GET", SERVICE, Value::Null).status, 404);
    assert_eq!(send(&emulator, "GET", DELETED, Value::Null).value()["value"][0]["name"], "svc");
    let refused = send(&emulator, "PUT", SERVICE, service());
    assert_eq!(refused.value()["error"]["code"], "ServiceAlreadyExistsInSoftDeletedState");

    let mut restored = service();
    restored["properties"]["restore"] = json!(true);
    assert_eq!(send(&emulator, "PUT", SERVICE, restored).status, 201);
    assert_eq!(send(&emulator, "GET", &format!("{SERVICE}/products/p"), Value::Null).status, 200);

    follow(&emulator, &send(&emulator, "DELETE", SERVICE, Value::Null));
    emulator.advance(Duration::from_secs(47 * 3600));
    assert_eq!(send(&emulator, "GET", DELETED, Value::Null).value()["value"].as_array().map(Vec::len), Some(1));
    emulator.advance(Duration::from_secs(2 * 3600));
    assert_eq!(send(&emulator, "GET", DELETED, Value::Null).value()["value"].as_array().map(Vec::len), Some(0));
    assert_eq!(send(&emulator, "PUT", SERVICE, service()).status, 201);
}

#[test]
fn a_release_changes_which_revision_is_current() {
    let emulator = with_service();
    let api = format!("{SERVICE}/apis/echo");
    send(&emulator, "PUT", &api, json!({"properties": {"path": "echo", "displayName": "Echo", "description": "old"}}));
    let operation = |name: &str| json!({"properties": {"displayName": name, "method": "GET", "urlTemplate": "/x", "templateParameters": []}});
    send(&emulator, "PUT", &format!("{api}/operations/a"), operation("A"));
    let revision = json!({"properties": {"path": "echo", "sourceApiId": "/apis/echo"}});
    let made = send(&emulator, "PUT", &format!("{api};rev=2"), revision);
    assert_eq!(made.status, 201, "{}", made.value());
    assert_eq!(made.value()["properties"]["description"], "old");
    send(&emulator, "PUT", &format!("{api};rev=2/operations/b"), operation("B"));
    // The current revision by its number is the API itself.
    assert_eq!(send(&emulator, "GET", &format!("{api};rev=1"), Value::Null).value()["name"], "echo");
    let release = json!({"properties": {"apiId": format!("{api};rev=2")}});
    assert_eq!(send(&emulator, "PUT", &format!("{api}/releases/r"), release).status, 201);
    assert_eq!(send(&emulator, "GET", &api, Value::Null).value()["properties"]["apiRevision"], "2");
    let names = |path: &str| -> Vec<Value> {
        let list = send(&emulator, "GET", &format!("{path}/operations"), Value::Null).value();
        list["value"].as_array().expect("a list").iter().map(|item| item["name"].clone()).collect()
    };
    assert_eq!(names(&api), ["a", "b"]);
    assert_eq!(names(&format!("{api};rev=1")), ["a"]);
    let revisions = send(&emulator, "GET", &format!("{api}/revisions"), Value::Null).value();
    assert_eq!(revisions["value"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_document_is_imported() {
    let emulator = with_service();
    let api = format!("{SERVICE}/apis/pets");
    let import = |format: &str, value: &str| json!({"properties": {"path": "pets", "format": format, "value": value}});
    let text = "{openapi: 3.0.3, info: {title: Pets, version: '1'}, paths: {/pets: {get: {operationId: list, summary: List}}}}";
    let begun = send(&emulator, "PUT", &api, import("openapi", text));
    assert_eq!((begun.status, &begun.value()["properties"]["path"]), (201, &json!("pets")));
    assert!(begun.header("location").is_some_and(|link| link.contains("asyncId=") && link.ends_with("asyncCode=201")));
    let made = follow(&emulator, &begun);
    assert_eq!((made.status, &made.value()["properties"]["displayName"]), (201, &json!("Pets")));
    let operation = send(&emulator, "GET", &format!("{api}/operations/list"), Value::Null).value();
    assert_eq!(operation["properties"]["urlTemplate"], "/pets");
    let refused = send(&emulator, "PUT", &api, import("openapi", "no document"));
    assert_eq!(refused.value()["error"]["details"][0]["target"], "representation");
    // Nothing is fetched.
    let linked = send(&emulator, "PUT", &format!("{SERVICE}/apis/linked"), import("openapi-link", "https://b.example"));
    assert_eq!(follow(&emulator, &linked).status, 201);
}

#[test]
fn secrets_of_named_values_come_with_list_value() {
    let emulator = with_service();
    let path = format!("{SERVICE}/namedValues/key");
    let body = json!({"properties": {"displayName": "key", "value": "hush", "secret": true}});
    follow(&emulator, &send(&emulator, "PUT", &path, body));
    assert!(send(&emulator, "GET", &path, Value::Null).value()["properties"]["value"].is_null());
    assert_eq!(send(&emulator, "POST", &format!("{path}/listValue"), Value::Null).value()["value"], "hush");
}

#[test]
fn a_link_is_made_once() {
    let emulator = with_service();
    send(&emulator, "PUT", &format!("{SERVICE}/tags/t"), json!({"properties": {"displayName": "T"}}));
    let link = json!({"properties": {"apiId": format!("{SERVICE}/apis/echo")}});
    let path = |name: &str| format!("{SERVICE}/tags/t/apiLinks/{name}");
    assert_eq!(send(&emulator, "PUT", &path("one"), link.clone()).status, 201);
    assert_eq!(send(&emulator, "PUT", &path("one"), link.clone()).status, 200);
    let again = send(&emulator, "PUT", &path("two"), link);
    assert_eq!((again.status, &again.value()["error"]["code"]), (409, &json!("Conflict")));
}

#[test]
fn faults_strike_as_they_are_asked_to() {
    let emulator = with_service();
    let path = format!("{SERVICE}/users/ada");
    let user = json!({"properties": {"email": "a@b.example", "firstName": "A", "lastName": "B"}});
    emulator.fault(Fault::at("User_CreateOrUpdate").status(503, "ServerBusy").nth(2));
    let statuses: Vec<u16> = (0..3).map(|_| send(&emulator, "PUT", &path, user.clone()).status).collect();
    assert_eq!(statuses, [201, 503, 200]);
    emulator.fault(Fault::at("User_Get").throttled(7).once());
    let answer = send(&emulator, "GET", &path, Value::Null);
    assert_eq!((answer.status, answer.header("retry-after")), (429, Some("7")));
    emulator.fault(Fault::anywhere().cut(3).delay(Duration::from_millis(5)).once());
    let answer = send(&emulator, "GET", &path, Value::Null);
    assert_eq!((answer.status, answer.mishap, answer.delay), (200, Some(Mishap::Cut(3)), 5));
    let struck = |seed| -> Vec<bool> {
        let emulator = emulator.another();
        emulator.fault(Fault::anywhere().probability(0.5, seed).reset());
        (0..20).map(|_| send(&emulator, "GET", &path, Value::Null).mishap.is_some()).collect()
    };
    assert_eq!(struck(1), struck(1));
    assert!(struck(1).contains(&true) && struck(1).contains(&false));
}

#[test]
fn what_begins_can_fail_and_what_nobody_asks_about_ends() {
    let emulator = with_service();
    emulator.fault(Fault::at("NamedValue_CreateOrUpdate").fails("Unlucky").once());
    let path = format!("{SERVICE}/namedValues/key");
    let body = json!({"properties": {"displayName": "key", "value": "v"}});
    let failed = follow(&emulator, &send(&emulator, "PUT", &path, body.clone()));
    assert_eq!(failed.value()["error"]["code"], "Unlucky");
    assert_eq!(send(&emulator, "GET", &path, Value::Null).status, 404);
    send(&emulator, "PUT", &path, body);
    let change = json!({"properties": {"displayName": "changed"}});
    send(&emulator, "PATCH", &path, change);
    let name = || send(&emulator, "GET", &path, Value::Null).value()["properties"]["displayName"].clone();
    assert_eq!(name(), "key", "nobody has asked about it");
    emulator.advance(Duration::from_secs(3600));
    assert_eq!(name(), "changed");
}

#[test]
fn what_is_below_a_service_is_accepted_as_its_version_does_it() {
    let emulator = Emulator::builder().api_versions(ApiVersions::Any).build().expect("a table");
    emulator.ensure(SERVICE, service());
    let begun = |name: &str, version: &str| {
        let url = format!("{SERVICE}/namedValues/{name}?api-version={version}");
        let body = json!({"properties": {"displayName": name, "value": "v"}});
        let put = Request::new("PUT", url).header("authorization", "Bearer any").json(&body);
        let answer = emulator.handle(&put);
        (answer.status, answer.header("location").is_some())
    };
    assert_eq!(begun("recorded", "2021-08-01"), (202, true));
    assert_eq!(begun("former", "2022-08-01"), (202, true));
    assert_eq!(begun("own", "2024-05-01"), (201, true));
}

#[test]
fn an_operation_takes_its_time() {
    let hour = Duration::from_secs(3600);
    let emulator = Emulator::builder().takes(hour).build().expect("a table");
    let begun = send(&emulator, "PUT", SERVICE, service());
    let monitor = begun.header("azure-asyncoperation").expect("a link").to_owned();
    let state = || {
        let get = Request::new("GET", monitor.as_str()).header("authorization", "Bearer any");
        emulator.handle(&get).value()["status"].clone()
    };
    assert_eq!((state(), state()), (json!("InProgress"), json!("InProgress")));
    emulator.advance(hour);
    assert_eq!(state(), "Succeeded");
}

#[test]
fn a_world_is_bounded() {
    let emulator = Emulator::builder().things(2).journal(3).build().expect("a table");
    emulator.ensure(SERVICE, service());
    let user = json!({"properties": {"email": "a@b.example", "firstName": "A", "lastName": "B"}});
    let put = |name: &str| send(&emulator, "PUT", &format!("{SERVICE}/users/{name}"), user.clone()).status;
    assert_eq!((put("ada"), put("bob"), put("ada")), (201, 507, 200));
    let journal = emulator.requests();
    assert_eq!((journal.all().len(), journal.dropped()), (3, 0));
    put("ada");
    let journal = emulator.requests();
    assert_eq!((journal.all().len(), journal.dropped()), (3, 1));
}

#[test]
fn a_world_can_be_strict_and_is_kept_and_restored() {
    let emulator = Emulator::builder().strictness(Strictness::AsSpecified).build().expect("a table");
    emulator.ensure(SERVICE, service());
    let path = format!("{SERVICE}/users/ada");
    let mut user = json!({"properties": {"email": "a@b.example", "firstName": "A", "lastName": "B", "nick": "a"}});
    let refused = send(&emulator, "PUT", &path, user.clone()).value();
    assert_eq!(refused["error"]["details"][0]["target"], "properties.nick");
    user["properties"]["nick"].take();
    user["properties"].as_object_mut().expect("an object").remove("nick");
    assert_eq!(send(&emulator, "PUT", &path, user).status, 201);
    let changes = request("PATCH", &path).json(&json!({}));
    assert_eq!(emulator.handle(&changes).status, 400, "there is no tag");

    let other = Emulator::apim();
    assert_eq!(other.restore(&emulator.dump()).expect("a dump"), 2);
    assert_eq!(send(&other, "GET", &path, Value::Null).value()["properties"]["firstName"], "A");
    assert!(other.restore(&json!({"things": [{"id": "/x", "path": "/nowhere"}]})).is_err());
    emulator.reset();
    assert_eq!(send(&emulator, "GET", &path, Value::Null).status, 404);
    assert_eq!(emulator.requests().all().len(), 1);
}

#[test]
fn what_every_request_needs() {
    let emulator = with_service();
    let path = format!("https://management.azure.com{SERVICE}");
    let told = |request: &Request| {
        let answer = emulator.handle(request);
        (answer.status, answer.value()["error"]["code"].as_str().unwrap_or_default().to_owned())
    };
    let with_token = |url: String| Request::new("GET", url).header("authorization", "x");
    assert_eq!(told(&Request::new("GET", path.clone())), (401, "AuthenticationFailed".to_owned()));
    assert_eq!(told(&with_token(path.clone())), (400, "MissingApiVersionParameter".to_owned()));
    assert_eq!(
        told(&with_token(format!("{path}?api-version=2000-01-01"))),
        (400, "NoRegisteredProviderFound".to_owned())
    );
    assert_eq!(
        told(&with_token(format!("{path}/things?api-version=2024-05-01"))),
        (404, "InvalidResourceType".to_owned())
    );
    assert_eq!(told(&request("POST", &format!("{SERVICE}/users"))), (405, "MethodNotAllowed".to_owned()));
    assert_eq!(told(&request("GET", &format!("{SERVICE}x/users"))), (404, "ResourceNotFound".to_owned()));
    let orphan = request("PUT", &format!("{SERVICE}/apis/none/operations/o"));
    let body = json!({"properties": {"displayName": "O", "method": "GET", "urlTemplate": "/"}});
    assert_eq!(told(&orphan.json(&body)), (404, "ParentResourceNotFound".to_owned()));
    let long = request("PUT", &format!("{SERVICE}/users/{}", "x".repeat(81)));
    assert_eq!(told(&long.json(&json!({"properties": {}}))), (400, "ValidationError".to_owned()));
}
