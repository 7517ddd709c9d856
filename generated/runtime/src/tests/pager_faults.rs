//! Lists that break off, and how to go on.

use super::pager::{LAST, Numbers, items, pager, pages};
use super::script::{Script, json};
use super::things::{reason, thing};
use crate::arm::NextPage;
use azure_core::error::ErrorKind;
use azure_core::http::pager::{PagerContinuation, PagerOptions};
use azure_core::http::{Method, Pager, Url};
use azure_core::{Error, Result};
use futures::{StreamExt as _, TryStreamExt as _};
use std::sync::Arc;

/// What a list yields, with errors as text.
async fn all(script: &Arc<Script>) -> Vec<std::result::Result<i32, String>> {
    pager(script, None).map(|item| item.map_err(|error| error.to_string())).collect().await
}

fn text(result: Option<Result<i32>>) -> String {
    result.unwrap().unwrap_err().to_string()
}

#[tokio::test]
async fn foreign_links_get_no_token() {
    for link in [
        r#"{"value": [1, 2], "nextLink": "https://evil.example/steal"}"#,
        r#"{"value": [1, 2], "nextLink": "https://evilmanagement.azure.com/steal"}"#,
        r#"{"value": [1, 2], "nextLink": "http://management.azure.com/steal"}"#,
        r#"{"value": [1, 2], "nextLink": "http://management.azure.com:443/steal"}"#,
        r#"{"value": [1, 2], "nextLink": "//evil.example/steal"}"#,
        r#"{"value": [1, 2], "nextLink": "https://management.azure.com:8443/steal"}"#,
        r#"{"value": [1, 2], "nextLink": "https://management.azure.com@evil.example/steal"}"#,
    ] {
        let script = Script::of(pages(link));
        let all = all(&script).await;
        assert_eq!(all[..2], [Ok(1), Ok(2)], "what arrived is delivered");
        assert_eq!(all.len(), 3);
        let error = all[2].as_ref().unwrap_err();
        assert!(error.starts_with("Thing_Call: the list is incomplete: "), "{error}");
        assert!(error.contains("not followed"), "{error}");
        assert_eq!(script.seen().len(), 1);
    }
}

#[tokio::test]
async fn a_link_that_cannot_be_followed_comes_after_its_page() {
    for (page, problem) in [
        (
            r#"{"value": [1], "nextLink": "/things/a?api-version=v1"}"#,
            "the pages go round in a circle: https://management.azure.com/things/a?api-version=… comes again",
        ),
        (r#"{"nextLink": "https://[", "value": [1]}"#, "the service's link is no address (invalid IPv6 address)"),
        (r#"{"value": [1], "nextLink": "https://"}"#, "the service's link is no address (empty host): not followed"),
        (
            r#"{"value": [1], "nextLink": "https://u:SECRET@management.azure.com/x?sig=SECRET"}"#,
            "the service's link to https://management.azure.com/x?sig=… has credentials in it: not followed",
        ),
        (
            r#"{"value": [1], "nextLink": "javascript:alert(1)"}"#,
            "the service links to javascript://, which is not management.azure.com: not followed",
        ),
        (r#"{"value": [1], "nextLink": 5}"#, "nextLink: the link is no text"),
        (r#"{"value": [1], "nextLink": -5}"#, "nextLink: the link is no text"),
        (r#"{"value": [1], "nextLink": 0.5}"#, "nextLink: the link is no text"),
        (r#"{"value": [1], "nextLink": true}"#, "nextLink: the link is no text"),
        (r#"{"value": [1], "nextLink": ["/things/a?p=2"]}"#, "nextLink: the link is no text"),
        (r#"{"value": [1], "nextLink": {"nextLink": "/things/a?p=2"}}"#, "nextLink: the link is no text"),
    ] {
        let all = all(&Script::of([json(200, page)])).await;
        let error = all.last().unwrap().clone().unwrap_err();
        assert!(error.starts_with(&format!("Thing_Call: the list is incomplete: {problem}")), "{error}");
        assert_eq!(all[..all.len() - 1], [Ok(1)], "{page}");
    }
}

#[tokio::test]
async fn a_circle_of_several_pages_ends() {
    let script = Script::of([
        json(200, r#"{"value": [1], "nextLink": "/things/a?p=2"}"#),
        json(200, r#"{"value": [2], "nextLink": "/things/a?p=3"}"#),
        json(200, r#"{"value": [3], "nextLink": "/things/a?p=2"}"#),
    ]);
    let all = all(&script).await;
    assert_eq!(all[..3], [Ok(1), Ok(2), Ok(3)]);
    assert!(all[3].as_ref().unwrap_err().contains("p=2"));
    assert_eq!(all.len(), 4);
}

#[tokio::test]
async fn after_a_broken_link_the_same_page_can_be_asked_again() {
    let broken = r#"{"value": [2], "nextLink": "https://evil.example/"}"#;
    let script = Script::of([
        json(200, r#"{"value": [1], "nextLink": "/things/a?p=2"}"#),
        json(200, broken),
        json(200, broken),
        json(200, r#"{"value": [2], "nextLink": "/things/a?p=3"}"#),
        json(200, LAST),
    ]);
    let mut first = pager(&script, None);
    assert_eq!(first.next().await.unwrap().unwrap(), 1);
    assert_eq!(first.next().await.unwrap().unwrap(), 2);
    assert!(text(first.next().await).contains("incomplete"));
    assert!(first.next().await.is_none());

    let mut second = pager(&script, first.into_continuation());
    assert_eq!(second.next().await.unwrap().unwrap(), 2);
    assert!(text(second.next().await).contains("incomplete"));

    let third: Result<Vec<i32>> = pager(&script, second.into_continuation()).try_collect().await;
    assert_eq!(third.unwrap(), [2, 3]);
    let page = "Get /things/a?p=2&api-version=v1";
    assert_eq!(script.seen()[1..4], [page, page, page]);
}

#[tokio::test]
async fn the_current_page_is_read_again_though_its_link_is_broken() {
    let broken = r#"{"value": [1, 2], "nextLink": "https://evil.example/"}"#;
    for continuation in [None, Some("https://management.azure.com/things/a?p=2")] {
        let script = Script::of([json(200, broken), json(200, broken)]);
        let continuation = continuation.map(|link| PagerContinuation::Token(link.to_owned()));
        let mut items = pager(&script, continuation);
        assert_eq!(items.next().await.unwrap().unwrap(), 1);
        let pages: Vec<_> = items.into_pages().collect().await;
        assert!(matches!(pages[..], [Ok(_), Err(_)]));
        assert_eq!(script.seen().len(), 2);
    }
}

#[tokio::test]
async fn the_first_page_of_a_post_is_asked_again_with_a_post() {
    let broken = r#"{"value": [1], "nextLink": "https://evil.example/"}"#;
    let script = Script::of([json(200, broken), json(200, r#"{"value": [1]}"#)]);
    let pager = |continuation| -> Pager<Numbers> {
        let options = PagerOptions { continuation, ..Default::default() };
        let call = thing(&script.client(), Method::Post).content("application/json", "{}".into());
        script.client().pager_by(NextPage::Get, call, Some("nextLink"), options).unwrap()
    };
    let mut first = pager(None);
    assert_eq!(first.next().await.unwrap().unwrap(), 1);
    assert!(text(first.next().await).contains("incomplete"));
    assert_eq!(pager(first.into_continuation()).try_collect::<Vec<_>>().await.unwrap(), [1]);
    assert_eq!(script.seen(), ["Post /things/a?api-version=v1"; 2]);
}

#[tokio::test]
async fn a_list_goes_on_from_a_link_only() {
    for token in ["x y", "", "abc", "/things/a?p=2", "?p=2", "things", "//management.azure.com/things/a"] {
        let script = Script::of([]);
        let continuation = PagerContinuation::Token(token.to_owned());
        let error = text(pager(&script, Some(continuation)).next().await);
        assert_eq!(
            error,
            "Thing_Call: a list goes on from the link that `into_continuation` gives, and this is no address"
        );
        assert!(script.seen().is_empty());
    }
    let link = "https://management.azure.com/things/a?p=2&api-version=v1";
    for continuation in [PagerContinuation::Token(link.to_owned()), PagerContinuation::Link(Url::parse(link).unwrap())]
    {
        let script = Script::of([json(200, LAST)]);
        let rest: Result<Vec<i32>> = pager(&script, Some(continuation)).try_collect().await;
        assert_eq!(rest.unwrap(), [3]);
        assert_eq!(script.seen(), ["Get /things/a?p=2&api-version=v1"]);
    }
}

#[tokio::test]
async fn a_foreign_continuation_is_refused() {
    for link in
        ["https://evil.example/", "http://management.azure.com/", "mailto:x", "https://u:p@management.azure.com/"]
    {
        for continuation in
            [PagerContinuation::Token(link.to_owned()), PagerContinuation::Link(Url::parse(link).unwrap())]
        {
            let script = Script::of([]);
            assert!(text(pager(&script, Some(continuation)).next().await).contains("not followed"), "{link}");
        }
    }
}

#[tokio::test]
async fn a_failing_page_ends_the_list_with_its_error() {
    let failing = json(403, r#"{"error": {"code": "Forbidden", "message": "No."}}"#);
    let script = Script::of([json(200, r#"{"value": [1], "nextLink": "/things/a?p=2"}"#), failing, json(200, LAST)]);
    let mut first = pager(&script, None);
    assert_eq!(first.try_next().await.unwrap(), Some(1));
    assert_eq!(reason(&first.try_next().await.unwrap_err()), "403 Forbidden Forbidden: No.");
    assert_eq!(first.try_next().await.unwrap(), None);
    let rest: Result<Vec<i32>> = pager(&script, first.into_continuation()).try_collect().await;
    assert_eq!(rest.unwrap(), [3]);
}

const MALFORMED: &str = r#"{"value": [2, "two"], "nextLink": "/things/a?p=3"}"#;

#[tokio::test]
async fn a_malformed_item_costs_its_page_and_no_other() {
    let script = Script::of([
        json(200, r#"{"value": [1], "nextLink": "/things/a?p=2"}"#),
        json(200, MALFORMED),
        json(200, r#"{"value": [3], "nextLink": "/things/a?p=4"}"#),
        json(200, r#"{"value": "none"}"#),
    ]);
    let all = all(&script).await;
    assert_eq!((&all[0], &all[2]), (&Ok(1), &Ok(3)));
    assert!(all[1].is_err() && all[3].is_err());
    assert_eq!(all.len(), 4);
}

#[tokio::test]
async fn the_raw_page_of_a_malformed_item_is_had() {
    let script = Script::of([
        json(200, r#"{"value": [1], "nextLink": "/things/a?p=2"}"#),
        json(200, MALFORMED),
        json(200, MALFORMED),
        json(200, LAST),
    ]);
    let mut items = pager(&script, None);
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert!(items.next().await.unwrap().is_err());
    // Pages begin with the one that failed.
    let mut pages = items.into_pages();
    let page = pages.next().await.unwrap().unwrap();
    assert_eq!(page.body().as_ref(), MALFORMED.as_bytes());
    assert!(page.into_model().is_err());
    let last: Numbers = pages.next().await.unwrap().unwrap().into_model().unwrap();
    assert_eq!(format!("{last:?}"), "Numbers { value: Some([3]) }");
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn a_page_that_is_no_json_ends_the_list_where_it_goes_on_later() {
    for page in ["<html>Sign in</html>", r#"{"value": [2], "nextLink": "/th"#, r#"{"value": [2]} {}"#, "nul"] {
        let script =
            Script::of([json(200, r#"{"value": [1], "nextLink": "/things/a?p=2"}"#), json(200, page), json(200, LAST)]);
        let mut first = pager(&script, None);
        assert_eq!(first.next().await.unwrap().unwrap(), 1);
        let error: Error = first.next().await.unwrap().unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::DataConversion));
        assert!(error.to_string().contains("is no JSON"), "{error}");
        assert!(first.next().await.is_none());
        let rest: Result<Vec<i32>> = pager(&script, first.into_continuation()).try_collect().await;
        assert_eq!(rest.unwrap(), [3]);
        assert_eq!(script.seen()[2], "Get /things/a?p=2&api-version=v1");
    }
}

#[tokio::test]
async fn a_page_that_is_no_object_is_told() {
    assert!(items(&Script::of([json(200, "[1, 2]")])).await.is_err());
    assert!(items(&Script::of([json(200, r#""nextLink""#)])).await.is_err());
}
