//! Lists that come page by page.

use super::script::{Answer, Script, json, reason, thing};
use crate::arm::page;
use azure_core::Result;
use azure_core::http::pager::{PagerContinuation, PagerOptions};
use azure_core::http::{Method, Pager};
use futures::TryStreamExt as _;
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
struct Numbers {
    value: Option<Vec<i32>>,
}

page!(Numbers, value, i32);

fn pager(script: &Arc<Script>, continuation: Option<PagerContinuation>) -> Pager<Numbers> {
    let client = script.client();
    let options = PagerOptions { continuation, ..Default::default() };
    client.pager(thing(&client, Method::Get), Some("nextLink"), options).unwrap()
}

async fn items(script: &Arc<Script>) -> Result<Vec<i32>> {
    pager(script, None).try_collect().await
}

const LAST: &str = r#"{"value": [3], "nextLink": ""}"#;

fn pages(next: &'static str) -> [Answer; 2] {
    [json(200, next), json(200, LAST)]
}

#[tokio::test]
async fn links_are_followed_as_they_are() {
    let script = Script::of([
        json(
            200,
            r#"{"value": [1, 2], "nextLink": "https://management.azure.com/things/a?api-version=v1&$skip=2%2f&x=a+b"}"#,
        ),
        json(200, r#"{"value": [], "nextLink": "/things/a?$skip=4"}"#),
        json(200, r#"{"value": null, "nextLink": "https://eu.management.azure.com/things/a?API-version=v0"}"#),
        json(200, LAST),
    ]);
    assert_eq!(items(&script).await.unwrap(), [1, 2, 3]);
    assert_eq!(
        script.seen(),
        [
            "Get /things/a?api-version=v1",
            "Get /things/a?api-version=v1&$skip=2%2f&x=a+b",
            "Get /things/a?$skip=4&api-version=v1",
            "Get https://eu.management.azure.com/things/a?API-version=v0",
        ]
    );
}

#[tokio::test]
async fn foreign_links_get_no_token() {
    for link in [
        r#"{"value": [1], "nextLink": "https://evil.example/steal"}"#,
        r#"{"value": [1], "nextLink": "https://evilmanagement.azure.com/steal"}"#,
        r#"{"value": [1], "nextLink": "http://management.azure.com/steal"}"#,
        r#"{"value": [1], "nextLink": "http://management.azure.com:443/steal"}"#,
        r#"{"value": [1], "nextLink": "//evil.example/steal"}"#,
        r#"{"value": [1], "nextLink": "https://management.azure.com:8443/steal"}"#,
        r#"{"value": [1], "nextLink": "https://management.azure.com@evil.example/steal"}"#,
    ] {
        let script = Script::of(pages(link));
        let error = items(&script).await.unwrap_err().to_string();
        assert!(error.contains("not followed"), "{error}");
        assert_eq!(script.seen().len(), 1);
    }
}

#[tokio::test]
async fn a_page_that_names_itself_ends_with_an_error() {
    let script = Script::of(pages(r#"{"value": [1], "nextLink": "/things/a?api-version=v1"}"#));
    let error = items(&script).await.unwrap_err();
    assert_eq!(
        reason(&error),
        "the pages go round in a circle: https://management.azure.com/things/a?api-version=… comes again"
    );
    assert_eq!(script.seen().len(), 1);
}

#[tokio::test]
async fn paging_resumes_where_it_stopped() {
    let script = Script::of(pages(r#"{"value": [1, 2], "nextLink": "/things/a?p=2"}"#));
    let mut pages = pager(&script, None).into_pages();
    assert!(pages.try_next().await.unwrap().is_some());
    let continuation = pages.into_continuation();
    let rest: Vec<i32> = pager(&script, continuation).try_collect().await.unwrap();
    assert_eq!(rest, [3]);
    assert_eq!(script.seen(), ["Get /things/a?api-version=v1", "Get /things/a?p=2&api-version=v1"]);
}

#[tokio::test]
async fn a_foreign_continuation_is_refused() {
    let script = Script::of([]);
    let continuation = PagerContinuation::Token("https://evil.example/".to_owned());
    let resumed: Result<Vec<i32>> = pager(&script, Some(continuation)).try_collect().await;
    assert!(resumed.unwrap_err().to_string().contains("not followed"));
}

#[tokio::test]
async fn a_failing_page_ends_the_list_with_its_error() {
    let failing = json(403, r#"{"error": {"code": "Forbidden", "message": "No."}}"#);
    let script = Script::of([json(200, r#"{"value": [1], "nextLink": "/things/a?p=2"}"#), failing]);
    let mut pager = pager(&script, None);
    assert_eq!(pager.try_next().await.unwrap(), Some(1));
    assert_eq!(reason(&pager.try_next().await.unwrap_err()), "403 Forbidden Forbidden: No.");
    assert_eq!(pager.try_next().await.unwrap(), None);
}

#[tokio::test]
async fn without_a_link_name_the_first_page_is_all() {
    let script = Script::of(pages(r#"{"value": [1], "nextLink": "/things/a?p=2"}"#));
    let client = script.client();
    let pager: Pager<Numbers> = client.pager(thing(&client, Method::Get), None, Default::default()).unwrap();
    assert_eq!(pager.try_collect::<Vec<_>>().await.unwrap(), [1]);
}

#[tokio::test]
async fn an_empty_body_is_an_empty_page() {
    assert_eq!(items(&Script::of([json(200, "")])).await.unwrap(), [0; 0]);
}
