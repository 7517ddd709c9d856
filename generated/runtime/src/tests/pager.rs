//! Lists that come page by page.

use super::script::{Answer, Script, json};
use super::things::{NAME, thing};
use crate::arm::{Call, NextPage, Parameter, page};
use azure_core::http::headers::HeaderName;
use azure_core::http::pager::{PagerContinuation, PagerOptions};
use azure_core::http::{Method, Pager, Request};
use azure_core::stream::SeekableStream;
use azure_core::{Bytes, Result};
use futures::io::AsyncRead;
use futures::{StreamExt as _, TryStreamExt as _};
use serde::Deserialize;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

#[derive(Debug, Deserialize)]
pub(super) struct Numbers {
    value: Option<Vec<i32>>,
}

page!(Numbers, value, i32);

pub(super) fn pager(script: &Arc<Script>, continuation: Option<PagerContinuation>) -> Pager<Numbers> {
    let client = script.client();
    let options = PagerOptions { continuation, ..Default::default() };
    client.pager(thing(&client, Method::Get), Some("nextLink"), options).unwrap()
}

pub(super) async fn items(script: &Arc<Script>) -> Result<Vec<i32>> {
    pager(script, None).try_collect().await
}

pub(super) const LAST: &str = r#"{"value": [3], "nextLink": ""}"#;

pub(super) fn pages(next: &'static str) -> [Answer; 2] {
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

#[tokio::test]
async fn a_page_from_another_region_leads_back() {
    let script = Script::of([
        json(200, r#"{"value": [1], "nextLink": "https://eu.management.azure.com/things/a?p=2"}"#),
        json(200, r#"{"value": [2], "nextLink": "?p=3"}"#),
        json(200, r#"{"value": [], "nextLink": "https://management.azure.com/things/a?p=4"}"#),
        json(200, LAST),
    ]);
    assert_eq!(items(&script).await.unwrap(), [1, 2, 3]);
    assert_eq!(
        script.seen(),
        [
            "Get /things/a?api-version=v1",
            "Get https://eu.management.azure.com/things/a?p=2&api-version=v1",
            "Get https://eu.management.azure.com/things/a?p=3&api-version=v1",
            "Get /things/a?p=4&api-version=v1",
        ]
    );
}

#[tokio::test]
async fn the_link_is_found_by_name_or_by_path() {
    for (path, page) in [
        ("@odata.nextLink", r#"{"value": [1], "@odata.nextLink": "/things/a?p=2"}"#),
        ("properties.nextLink", r#"{"properties": {"x": [{}], "nextLink": "/things/a?p=2"}, "value": [1]}"#),
        ("page.@odata.nextLink", r#"{"value": [1], "page": {"@odata.nextLink": "/things/a?p=2", "@odata": 1}}"#),
        ("page.links.next", r#"{"value": [1], "page": {"links": {"next": "/things/a?p=2"}, "next": "/wrong"}}"#),
        ("page.next", r#"{"value": [1], "page": {"next": "/wrong"}, "page.next": "/things/a?p=2"}"#),
        ("page.next", r#"{"value": [1], "page.next": "/things/a?p=2", "page": {"next": "/wrong"}}"#),
        ("page.next", r#"{"value": [1], "page.next": null, "page": {"next": "/things/a?p=2"}}"#),
        ("next", r#"{"value": [1], "n\u0065xt": " /things/a?p=2 ", "nextLink": "/wrong", "p": {"next": "/wrong"}}"#),
    ] {
        let script = Script::of([json(200, page), json(200, r#"{"value": [3]}"#)]);
        let client = script.client();
        let pager: Pager<Numbers> = client.pager(thing(&client, Method::Get), Some(path), Default::default()).unwrap();
        assert_eq!(pager.try_collect::<Vec<_>>().await.unwrap(), [1, 3], "{page}");
        assert_eq!(script.seen()[1], "Get /things/a?p=2&api-version=v1", "{page}");
    }
}

#[tokio::test]
async fn a_page_without_the_link_is_the_last() {
    for page in [
        r#"{"value": [1], "other": "/things/a?p=2", "list": ["nextLink", 1.5, -1, true, null, {"nextLink": "/b"}]}"#,
        r#"{"value": [1], "nextLink": null}"#,
        r#"{"value": [1], "nextLink": "  "}"#,
        r#"{"value": [1], "NextLink": "/things/a?p=2", "nextLink.x": "/things/a?p=2", "nextLin": {"k": "/b"}}"#,
    ] {
        assert_eq!(items(&Script::of([json(200, page)])).await.unwrap(), [1], "{page}");
    }
}

/// A call with a body and a header of the caller's.
fn query(script: &Arc<Script>) -> Call {
    static PAGE_SIZE: Parameter = Parameter::new("x-page-size");
    let client = script.client();
    let call = client.call("Thing_Query", Method::Post, "/things/{name}", &[200]);
    call.path(&NAME, &"a").header(&PAGE_SIZE, &5).content("application/json", r#"{"class": "7b"}"#.into())
}

async fn two_pages(next_page: NextPage) -> Vec<Request> {
    let script = Script::of(pages(r#"{"value": [1], "nextLink": "/more?skip=a%2Fb"}"#));
    let pager: Result<Pager<Numbers>> =
        script.client().pager_by(next_page, query(&script), Some("nextLink"), Default::default());
    assert_eq!(pager.unwrap().try_collect::<Vec<_>>().await.unwrap(), [1, 3]);
    script.requests()
}

fn header<'r>(request: &'r Request, name: &'static str) -> Option<&'r str> {
    request.headers().get_optional_str(&HeaderName::from_static(name))
}

fn body(request: &Request) -> Bytes {
    request.body().into()
}

#[tokio::test]
async fn the_next_page_of_a_post_is_asked_for_as_declared() {
    for (next_page, method, content) in [
        (NextPage::Get, Method::Get, ""),
        (NextPage::Post, Method::Post, ""),
        (NextPage::PostAgain, Method::Post, r#"{"class": "7b"}"#),
    ] {
        let requests = two_pages(next_page).await;
        assert_eq!(requests[0].method(), Method::Post);
        assert_eq!(body(&requests[0]), r#"{"class": "7b"}"#);
        assert_eq!(requests[1].url().as_str(), "https://management.azure.com/more?skip=a%2Fb&api-version=v1");
        assert_eq!(requests[1].method(), method);
        assert_eq!(body(&requests[1]), content);
        let media_type = (!content.is_empty()).then_some("application/json");
        assert_eq!(header(&requests[1], "content-type"), media_type, "{next_page:?}");
    }
}

#[tokio::test]
async fn later_pages_have_the_headers_of_the_first() {
    for next_page in [NextPage::Get, NextPage::Post, NextPage::PostAgain] {
        for request in two_pages(next_page).await {
            assert_eq!(header(&request, "x-page-size"), Some("5"));
            assert_eq!(header(&request, "accept"), Some("application/json"));
            assert_eq!(header(&request, "authorization"), Some("Bearer bearer-secret"));
        }
    }
}

#[tokio::test]
async fn a_list_by_post_resumes_with_a_post() {
    let script = Script::of(pages(r#"{"value": [1], "nextLink": "/more?p=2"}"#));
    let pager = |continuation| -> Pager<Numbers> {
        let options = PagerOptions { continuation, ..Default::default() };
        script.client().pager_by(NextPage::PostAgain, query(&script), Some("nextLink"), options).unwrap()
    };
    let mut pages = pager(None).into_pages();
    assert!(pages.next().await.unwrap().is_ok());
    assert_eq!(pager(pages.into_continuation()).try_collect::<Vec<_>>().await.unwrap(), [3]);
    assert_eq!(script.seen()[1], "Post /more?p=2&api-version=v1");
    assert_eq!(body(&script.requests()[1]), r#"{"class": "7b"}"#);
}

#[tokio::test]
async fn a_post_whose_page_names_its_own_address_is_a_circle() {
    let script = Script::of(pages(r#"{"value": [1], "nextLink": "/things/a?api-version=v1"}"#));
    let pager: Result<Pager<Numbers>> =
        script.client().pager_by(NextPage::PostAgain, query(&script), Some("nextLink"), Default::default());
    let results: Vec<_> = pager.unwrap().collect().await;
    assert_eq!(results.len(), 2);
    assert!(results[1].as_ref().unwrap_err().to_string().contains("in a circle"));
}

/// A stream that is read where its clones stopped, as a file is.
#[derive(Clone, Debug)]
struct Shared(Arc<AtomicUsize>);

impl AsyncRead for Shared {
    fn poll_read(self: Pin<&mut Self>, _: &mut Context<'_>, buffer: &mut [u8]) -> Poll<std::io::Result<usize>> {
        let rest = &b"{}"[self.0.load(Ordering::SeqCst)..];
        buffer[..rest.len()].copy_from_slice(rest);
        self.0.fetch_add(rest.len(), Ordering::SeqCst);
        Poll::Ready(Ok(rest.len()))
    }
}

#[async_trait::async_trait]
impl SeekableStream for Shared {
    async fn reset(&mut self) -> Result<()> {
        self.0.store(0, Ordering::SeqCst);
        Ok(())
    }

    fn len(&self) -> Option<u64> {
        Some(2)
    }
}

#[tokio::test]
async fn a_stream_is_sent_from_its_start_with_every_page() {
    let script = Script::of(pages(r#"{"value": [1], "nextLink": "/more"}"#));
    let position = Arc::new(AtomicUsize::new(0));
    let stream: Box<dyn SeekableStream> = Box::new(Shared(position.clone()));
    let call = thing(&script.client(), Method::Post).content("application/json", stream.into());
    let mut pages = script
        .client()
        .pager_by::<Numbers>(NextPage::PostAgain, call, Some("nextLink"), Default::default())
        .unwrap()
        .into_pages();
    while pages.try_next().await.unwrap().is_some() {
        assert_eq!(position.swap(2, Ordering::SeqCst), 0, "the transport reads it whole");
    }
    assert_eq!(script.seen().len(), 2);
}
