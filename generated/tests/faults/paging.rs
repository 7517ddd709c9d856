//! Long lists.

use super::client::with_transport;
use azure_core::http::headers::Headers;
use azure_core::http::{AsyncRawResponse, HttpClient, Request, StatusCode};
use azure_core::{Bytes, Result};
use futures::TryStreamExt as _;
use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A service of users in `pages` pages of `items` each, which counts the bodies that someone still holds.
#[derive(Debug)]
struct Pages {
    pages: usize,
    items: usize,
    asked: AtomicUsize,
    held: Arc<AtomicUsize>,
    most_held: AtomicUsize,
}

/// The bytes of a body, missed when they are gone.
struct Held(String, Arc<AtomicUsize>);

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.1.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Pages {
    fn new(pages: usize, items: usize) -> Arc<Self> {
        Arc::new(Self { pages, items, asked: 0.into(), held: Arc::default(), most_held: 0.into() })
    }

    fn page(&self, page: usize) -> String {
        let items: Vec<_> = (0..self.items).map(|item| format!(r#"{{"name": "{page}-{item}"}}"#)).collect();
        let mut text = format!(r#"{{"value": [{}]"#, items.join(","));
        if page < self.pages {
            write!(text, r#", "nextLink": "https://management.azure.com/users?$skiptoken={page}""#).unwrap();
        }
        text.push('}');
        text
    }
}

#[async_trait::async_trait]
impl HttpClient for Pages {
    async fn execute_request(&self, _: &Request) -> Result<AsyncRawResponse> {
        let page = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
        let held = self.held.fetch_add(1, Ordering::SeqCst) + 1;
        self.most_held.fetch_max(held, Ordering::SeqCst);
        let body = Bytes::from_owner(Held(self.page(page), self.held.clone()));
        Ok(AsyncRawResponse::from_bytes(StatusCode::Ok, Headers::new(), body))
    }
}

async fn count(service: &Arc<Pages>) -> usize {
    let mut users = with_transport(service.clone(), 1).user().list_by_service("rg", "svc", None).unwrap();
    let mut count = 0;
    while users.try_next().await.unwrap().is_some() {
        count += 1;
    }
    count
}

#[tokio::test]
async fn of_many_pages_few_are_held() {
    let service = Pages::new(10_000, 2);
    assert_eq!(count(&service).await, 20_000);
    assert_eq!(service.asked.load(Ordering::SeqCst), 10_000);
    assert!(service.most_held.load(Ordering::SeqCst) <= 2, "{service:?}");
}

#[tokio::test]
async fn a_large_page_is_read_whole() {
    assert_eq!(count(&Pages::new(1, 10_000)).await, 10_000);
}

#[tokio::test]
async fn pages_without_items_are_passed_over() {
    assert_eq!(count(&Pages::new(1_000, 0)).await, 0);
}
