//! The replay harness itself: it accepts what is right, and fails on what is not.

use crate::harness::{Case, Kind, Place, Replay};
use apim::clients::{UserClient, UserClientCreateOrUpdateOptions, UserClientListByServiceOptions};
use apim::models::{UserCreateParameters, UserUpdateParameters};
use apim::{ApiManagementClient, ApiManagementClientOptions};
use azure_core::http::RequestContent;

const USER: &str = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/users/{userId}";
const CREATE_JSON: &str = r#"{
    "parameters": {
        "subscriptionId": "sub", "api-version": "2024-05-01", "resourceGroupName": "rg 1", "serviceName": "svc",
        "userId": "u/1", "notify": true,
        "parameters": {"properties": {"email": "a@b", "firstName": "A", "lastName": "B", "state": "active"}}
    },
    "responses": {
        "200": {"body": {"id": "/x", "properties": {"registrationDate": "2024-05-01T10:00:00.1234567Z", "note": null}}},
        "201": {"headers": {"ETag": "\"1\""}, "body": {"id": "/x", "properties": {"state": "odd"}}}
    }
}"#;
const CREATE: Case = Case {
    operation: "User_CreateOrUpdate",
    example: "Create.json",
    method: "PUT",
    path: USER,
    fixed_query: &[],
    parameters: &[
        ("resourceGroupName", Place::Path),
        ("serviceName", Place::Path),
        ("userId", Place::Path),
        ("subscriptionId", Place::Path),
        ("notify", Place::Query),
        ("api-version", Place::Query),
        ("If-Match", Place::Header),
    ],
    body: Some("parameters"),
    kind: Kind::Plain,
    read_only: &[],
    anomalies: &[],
    json: CREATE_JSON,
};

fn client(replay: &Replay) -> UserClient {
    let options = ApiManagementClientOptions {
        api_version: replay.api_version(),
        client_options: replay.client_options(),
        ..Default::default()
    };
    ApiManagementClient::new(replay.subscription_id(), replay.credential(), Some(options)).unwrap().user()
}

fn options(replay: &Replay) -> UserClientCreateOrUpdateOptions<'static> {
    UserClientCreateOrUpdateOptions {
        notify: replay.optional("notify"),
        if_match: replay.optional_etag("If-Match"),
        ..Default::default()
    }
}

/// Replays a case with the real client.
async fn create(case: &'static Case) {
    for replay in case.replays().into_iter().map(Replay::unlogged) {
        let result = client(&replay)
            .create_or_update(
                &replay.text("resourceGroupName"),
                &replay.text("serviceName"),
                &replay.text("userId"),
                replay.body::<UserCreateParameters>(),
                Some(options(&replay)),
            )
            .await;
        replay.check_model(result);
    }
}

#[tokio::test]
async fn the_right_exchange_passes() {
    static CASE: Case = CREATE;
    assert_eq!(CASE.replays().len(), 2);
    create(&CASE).await;
}

#[tokio::test]
#[should_panic(expected = "the path is")]
async fn another_path_fails() {
    static CASE: Case =
        Case { path: "/subscriptions/{subscriptionId}/{resourceGroupName}/{serviceName}/{userId}", ..CREATE };
    create(&CASE).await;
}

#[tokio::test]
#[should_panic(expected = "the method is PUT, not POST")]
async fn another_method_fails() {
    static CASE: Case = Case { method: "POST", ..CREATE };
    create(&CASE).await;
}

#[tokio::test]
#[should_panic(expected = "the query differs")]
async fn a_missing_query_pair_fails() {
    static CASE: Case = Case { fixed_query: &[("export", "true")], ..CREATE };
    create(&CASE).await;
}

#[tokio::test]
#[should_panic(expected = "the headers differs")]
async fn an_additional_header_fails() {
    static CASE: Case = CREATE;
    let replay = CASE.replays().remove(0);
    let options = UserClientCreateOrUpdateOptions { if_match: Some("*".into()), ..options(&replay) };
    let body = replay.body::<UserCreateParameters>();
    replay.check_model(client(&replay).create_or_update("rg 1", "svc", "u/1", body, Some(options)).await);
}

#[tokio::test]
#[should_panic(expected = "the body differs: [(\"/properties/email\", \"missing\")]")]
async fn a_dropped_field_of_the_body_fails() {
    static CASE: Case = CREATE;
    let replay = CASE.replays().remove(0);
    let body = RequestContent::from_str(r#"{"properties": {"firstName": "A", "lastName": "B", "state": "active"}}"#);
    replay.check_model(client(&replay).create_or_update("rg 1", "svc", "u/1", body, Some(options(&replay))).await);
}

#[tokio::test]
#[should_panic(expected = "the answer differs: [(\"/properties/surprise\", \"missing\")]")]
async fn a_field_that_the_model_drops_fails() {
    static CASE: Case = Case {
        json: r#"{"parameters": {"resourceGroupName": "rg", "serviceName": "svc", "userId": "u"},
            "responses": {"200": {"body": {"properties": {"surprise": 1}}}}}"#,
        body: None,
        ..CREATE
    };
    let replay = CASE.replays().remove(0);
    let update = UserUpdateParameters::default();
    replay.check_model(client(&replay).update("rg", "svc", "u", "*".into(), update, None).await);
}

/// Replays an answer with a property that the model drops.
async fn surprise(case: &'static Case) {
    let replay = case.replays().remove(0);
    let update = UserUpdateParameters::default();
    replay.check_model(client(&replay).update("rg", "svc", "u", "*".into(), update, None).await);
}

const SURPRISE: Case = Case {
    method: "PATCH",
    json: r#"{"parameters": {"subscriptionId": "sub", "api-version": "v", "resourceGroupName": "rg",
            "serviceName": "svc", "userId": "u", "If-Match": "*", "parameters": {}},
        "responses": {"200": {"body": {"properties": {"identities": [{"id": "1", "surprise": 1}]}}}}}"#,
    ..CREATE
};

#[tokio::test]
async fn an_anomaly_excuses_its_property() {
    static CASE: Case = Case { anomalies: &["response 200.properties.identities[0].surprise: odd"], ..SURPRISE };
    surprise(&CASE).await;
}

#[tokio::test]
#[should_panic(expected = "the answer differs: [(\"/properties/identities/0/surprise\", \"missing\")]")]
async fn an_anomaly_excuses_no_other_property() {
    static CASE: Case =
        Case { anomalies: &["response 200.other.properties.identities[0].surprise: odd", "surprise: odd"], ..SURPRISE };
    surprise(&CASE).await;
}

const INCOMPLETE: Case = Case {
    json: r#"{"parameters": {"subscriptionId": "sub", "api-version": "v", "resourceGroupName": "rg", "serviceName": "s",
            "userId": "u", "parameters": {"properties": {"firstName": "A", "lastName": "B"}}},
        "responses": {"200": {"body": {"id": "/x"}}}}"#,
    ..CREATE
};

#[tokio::test]
#[should_panic(expected = "the model does not take the example")]
async fn a_body_that_lacks_a_required_property_fails() {
    static CASE: Case = INCOMPLETE;
    create(&CASE).await;
}

#[tokio::test]
async fn an_anomaly_excuses_what_a_body_lacks() {
    static CASE: Case = Case { anomalies: &["parameters.properties.email: required, but not given"], ..INCOMPLETE };
    create(&CASE).await;
}

#[test]
fn each_anomaly_is_named() {
    let case = Case { anomalies: &["notify: odd", "response 200.id: odd"], ..CREATE };
    let expected = [
        "anomaly: User_CreateOrUpdate (Create.json): notify: odd",
        "anomaly: User_CreateOrUpdate (Create.json): response 200.id: odd",
    ];
    assert_eq!(case.anomaly_lines(), expected);
    assert_eq!(CREATE.anomaly_lines(), [""; 0]);
}

const LIST: Case = Case {
    operation: "User_ListByService",
    example: "List.json",
    method: "GET",
    path: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ApiManagement/service/{serviceName}/users",
    body: None,
    kind: Kind::Paged { items: "value" },
    parameters: &[
        ("resourceGroupName", Place::Path),
        ("serviceName", Place::Path),
        ("subscriptionId", Place::Path),
        ("$top", Place::Query),
        ("api-version", Place::Query),
    ],
    json: r#"{"parameters": {"subscriptionId": "sub", "api-version": "2024-05-01", "resourceGroupName": "rg", "serviceName": "svc"},
        "responses": {"200": {"body": {"value": [{"id": "/x"}], "nextLink": "https://foo.com"}}}}"#,
    ..CREATE
};

/// Replays a list.
async fn list(case: &'static Case) {
    for replay in case.replays().into_iter().map(Replay::unlogged) {
        let options = UserClientListByServiceOptions { top: replay.optional("$top"), ..Default::default() };
        let result = client(&replay).list_by_service("rg", "svc", Some(options));
        replay.check_page(result).await;
    }
}

#[tokio::test]
async fn a_link_to_another_host_that_is_named_is_replaced() {
    static CASE: Case = Case { anomalies: &["response 200.nextLink: a link to another host"], ..LIST };
    list(&CASE).await;
}

#[tokio::test]
#[should_panic(expected = "the page after the first failed")]
async fn a_link_to_another_host_that_nobody_names_fails() {
    static CASE: Case = LIST;
    list(&CASE).await;
}

#[tokio::test]
#[should_panic(expected = "the page after the first failed")]
async fn a_link_is_not_replaced_for_an_anomaly_of_another_answer() {
    static CASE: Case = Case { anomalies: &["response 201.nextLink: a link to another host"], ..LIST };
    list(&CASE).await;
}

const OTHER_SHAPE: Case = Case {
    json: r#"{"parameters": {"subscriptionId": "sub", "api-version": "1", "resourceGroupName": "rg", "serviceName": "svc",
        "userId": "u", "parameters": {"properties": {"email": "a@b", "firstName": "A", "lastName": "B"}}},
        "responses": {"200": {"body": [1]}}}"#,
    ..CREATE
};

#[tokio::test]
async fn a_body_of_another_shape_that_is_named_is_excused() {
    static CASE: Case = Case { anomalies: &["response 200: an array where an object is declared"], ..OTHER_SHAPE };
    create(&CASE).await;
}

#[tokio::test]
#[should_panic(expected = "unreadable answer")]
async fn a_body_of_another_shape_that_nobody_names_fails() {
    static CASE: Case = OTHER_SHAPE;
    create(&CASE).await;
}

#[tokio::test]
#[should_panic(expected = "unreadable answer")]
async fn an_anomaly_of_another_kind_excuses_no_shape() {
    static CASE: Case = Case { anomalies: &["response 200: no body, but one is declared"], ..OTHER_SHAPE };
    create(&CASE).await;
}

#[tokio::test]
#[should_panic(expected = "the path is")]
async fn an_excused_answer_excuses_no_request() {
    static CASE: Case = Case {
        path: "/subscriptions/{subscriptionId}/users/{userId}",
        anomalies: &["response 200: an array where an object is declared"],
        ..OTHER_SHAPE
    };
    create(&CASE).await;
}

const WORD_FOR_NUMBER: Case = Case {
    json: r#"{"parameters": {"subscriptionId": "sub", "api-version": "1", "resourceGroupName": "rg", "serviceName": "svc", "$top": "many"},
        "responses": {"200": {"body": {"value": []}}}}"#,
    ..LIST
};

#[tokio::test]
async fn a_parameter_of_another_type_that_is_named_has_a_stand_in() {
    static CASE: Case = Case { anomalies: &["$top: `\"many\"` where an integer is declared"], ..WORD_FOR_NUMBER };
    list(&CASE).await;
}

#[tokio::test]
#[should_panic(expected = "of another type")]
async fn a_parameter_of_another_type_that_nobody_names_fails() {
    static CASE: Case = WORD_FOR_NUMBER;
    list(&CASE).await;
}
