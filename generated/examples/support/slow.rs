//! A service that takes a few seconds to be created. It keeps nothing in memory: when the creation began stands in the
//! link that it gives, so that another process finds it as far as it is.

use azure_core::Result;
use azure_core::http::headers::Headers;
use azure_core::http::{AsyncRawResponse, HttpClient, Method, Request};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// Milliseconds that a creation takes.
const TAKES: u64 = 6000;

pub(crate) fn service() -> Arc<dyn HttpClient> {
    Arc::new(Slow)
}

#[derive(Debug)]
struct Slow;

impl Slow {
    fn answer(request: &Request) -> (u16, Option<String>, Value) {
        let url = request.url();
        let began = url.query_pairs().find(|(name, _)| name == "began").and_then(|(_, began)| began.parse().ok());
        match (request.method(), began) {
            (Method::Put, _) => (201, Some(format!("/operations/1?began={}", now())), json!({})),
            (Method::Get, Some(began)) => {
                let passed = now().saturating_sub(began).min(TAKES);
                let status = if passed < TAKES { "InProgress" } else { "Succeeded" };
                (200, None, json!({ "status": status, "percentComplete": passed * 100 / TAKES }))
            }
            _ => (200, None, json!({ "id": url.path(), "properties": { "provisioningState": "Succeeded" } })),
        }
    }
}

fn now() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(now.as_millis()).unwrap_or(u64::MAX)
}

#[async_trait::async_trait]
impl HttpClient for Slow {
    async fn execute_request(&self, request: &Request) -> Result<AsyncRawResponse> {
        let (status, monitor, body) = Self::answer(request);
        let mut headers = Headers::new();
        headers.insert("retry-after", "1");
        if let Some(monitor) = monitor {
            headers.insert("azure-asyncoperation", monitor);
        }
        Ok(AsyncRawResponse::from_bytes(status.into(), headers, body.to_string()))
    }
}
