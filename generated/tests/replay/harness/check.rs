//! What the client is held to: the answer, through its model.

use super::case::Kind;
use super::compare::{MISSING, differ};
use super::replay::Replay;
use azure_core::http::headers::CONTENT_TYPE;
use azure_core::http::pager::Page;
use azure_core::http::{AsyncResponse, Method, NoFormat, Pager, Request, Response};
use azure_core::{Bytes, Result};
use futures::StreamExt as _;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::fmt::Display;

impl Replay {
    pub(crate) fn check_model<T: DeserializeOwned + Serialize>(&self, result: Result<Response<T>>) {
        if let Some(response) = self.accepted(result) {
            let body = response.body().to_vec();
            let model = if body.is_empty() { None } else { self.model::<T>(&body) };
            self.finish(model);
        }
    }

    /// As [`Replay::check_model`], for a body that some answers do not have.
    pub(crate) fn check_optional<T: DeserializeOwned + Serialize>(&self, result: Result<Response<Option<T>>>) {
        if let Some(response) = self.accepted(result) {
            let model = match response.into_model() {
                Ok(model) => model,
                Err(error) if self.explains(&error) => return self.finish(None),
                Err(error) => self.fail(format!("unreadable answer: {error}")),
            };
            let model = model.map(|model| serde_json::to_value(model).unwrap());
            let expected = self.service.first.body.clone();
            self.compare("answer", expected.as_ref(), model.as_ref());
            self.finish(model);
        }
    }

    pub(crate) fn check_empty<T>(&self, result: Result<Response<T, NoFormat>>) {
        if self.accepted(result).is_some() {
            self.finish(None);
        }
    }

    pub(crate) fn check_exists(&self, result: Result<bool>) {
        let exists = result.unwrap_or_else(|error| self.fail(format!("failed: {error}")));
        if exists == (self.service.first.status == 404) {
            self.fail(format!("exists() is {exists}"));
        }
        self.finish(None);
    }

    pub(crate) async fn check_stream(&self, result: Result<AsyncResponse>) {
        if let Some(response) = self.accepted(result) {
            let body = response.into_body().collect().await;
            let body = body.unwrap_or_else(|error| self.fail(format!("unreadable answer: {error}")));
            if body != self.service.first.bytes() {
                self.fail("the body is another one");
            }
            self.finish(None);
        }
    }

    pub(crate) async fn check_page<P>(&self, result: Result<Pager<P>>)
    where
        P: Page + DeserializeOwned + Serialize + Send,
    {
        let Some(items) = self.case.kind.items() else { self.fail("the case is not paged") };
        let pager = result.unwrap_or_else(|error| self.fail(format!("failed: {error}")));
        let pages: Vec<_> = pager.into_pages().collect().await;
        let requests = self.service.seen.lock().unwrap().clone();
        if let Some(Err(error)) = pages.get(1) {
            self.fail(format!("the page after the first failed: {error}"));
        }
        if pages.len() != requests.len() {
            self.fail(format!("{} pages of {} requests", pages.len(), requests.len()));
        }
        self.check_further_pages(&requests);
        let Some(first) = pages.into_iter().next().and_then(|page| self.accepted(page)) else { return };
        let body = first.body().to_vec();
        let Some(model) = self.model::<P>(&body) else { return self.finish(None) };
        let page: P = serde_json::from_slice(&body).unwrap_or_else(|error| self.fail(format!("{error}")));
        let count = page.into_items().await.map(Iterator::count).unwrap_or_default();
        let documented = self.service.first.body.as_ref().and_then(|body| body[items].as_array());
        let documented = documented.map(Vec::as_slice).unwrap_or_default();
        let nulls = documented.iter().filter(|item| item.is_null()).count();
        let documented = documented.len();
        // Where `null` is a value, it is an item.
        if count != documented && count + nulls != documented {
            self.fail(format!("{count} items of {documented}"));
        }
        self.finish(Some(model));
    }

    /// Checks how the pages after the first were asked for.
    fn check_further_pages(&self, requests: &[Request]) {
        let Some((first, further)) = requests.split_first() else { return };
        let content = |request: &Request| {
            let body: Bytes = request.body().into();
            (body, request.headers().get_optional_string(&CONTENT_TYPE))
        };
        let (method, expected) = match self.case.kind {
            Kind::PagedByPost { .. } => (Method::Post, (Bytes::new(), None)),
            Kind::PagedByPostAgain { .. } => (Method::Post, content(first)),
            _ => (Method::Get, (Bytes::new(), None)),
        };
        for request in further {
            if request.method() != method {
                self.fail(format!("a further page is asked for with {:?}", request.method()));
            }
            if content(request) != expected {
                self.fail(format!("a further page is asked for with {:?}, not {expected:?}", content(request)));
            }
        }
    }

    pub(crate) async fn check_operation<T, O>(&self, result: Result<O>)
    where
        T: DeserializeOwned + Serialize,
        O: IntoFuture<Output = Result<Response<T>>>,
    {
        if let Some(response) = self.awaited(result).await {
            let body = response.body().to_vec();
            let model = if body.is_empty() { None } else { self.model::<T>(&body) };
            self.finish(model);
        }
    }

    pub(crate) async fn check_operation_empty<O>(&self, result: Result<O>)
    where
        O: IntoFuture<Output = Result<Response<(), NoFormat>>>,
    {
        if self.awaited(result).await.is_some() {
            self.finish(None);
        }
    }

    async fn awaited<R, O: IntoFuture<Output = Result<R>>>(&self, result: Result<O>) -> Option<R> {
        let operation = result.unwrap_or_else(|error| self.fail(format!("failed: {error}")));
        self.accepted(operation.await)
    }

    /// The result; a documented error must come back as one, and is then all there is to check.
    fn accepted<T>(&self, result: Result<T>) -> Option<T> {
        let status = self.service.first.status;
        match result {
            Ok(value) if status < 300 => Some(value),
            Ok(_) => self.fail("an error was documented, and none came"),
            Err(error) if error.http_status().is_some_and(|actual| actual == status) && status >= 300 => {
                self.finish(None);
                None
            }
            Err(error) if status < 300 && self.explains(&error) => {
                self.finish(None);
                None
            }
            Err(error) => self.fail(format!("failed: {error}")),
        }
    }

    /// Whether the example explains that the client refuses its answer.
    fn explains(&self, error: &impl Display) -> bool {
        self.case.explains(self.service.first.status, &error.to_string())
    }

    /// What the model says of the body, after a check that it is the same; nothing where the example explains that the
    /// body cannot be read.
    fn model<T: DeserializeOwned + Serialize>(&self, body: &[u8]) -> Option<Value> {
        let model: T = match serde_json::from_slice(body) {
            Ok(model) => model,
            Err(error) if self.explains(&error) => return None,
            Err(error) => self.fail(format!("unreadable answer: {error}")),
        };
        let model = serde_json::to_value(model).unwrap_or_else(|error| self.fail(format!("unwritable model: {error}")));
        let facts: Value = serde_json::from_slice(body).unwrap_or_default();
        self.compare("answer", Some(&facts), Some(&model));
        Some(model)
    }

    pub(super) fn compare(&self, what: &str, expected: Option<&Value>, actual: Option<&Value>) {
        let mut differences = Vec::new();
        let null = Value::Null;
        differ("", expected.unwrap_or(&null), actual.unwrap_or(&null), &mut differences);
        differences.retain(|(pointer, difference)| {
            let left_out = what == "body" && difference == MISSING && self.case.is_read_only(pointer);
            !left_out && !self.case.excuses(what, pointer)
        });
        if !differences.is_empty() {
            self.fail(format!("the {what} differs: {differences:?}"));
        }
    }

    /// Checks the first request, and logs the exchange.
    fn finish(&self, model: Option<Value>) {
        let request = self.service.seen.lock().unwrap().first().cloned();
        let request = request.unwrap_or_else(|| self.fail("nothing was sent"));
        self.check_address(&request);
        self.check_headers(&request);
        let sent: Bytes = request.body().into();
        let actual = (!sent.is_empty()).then(|| {
            serde_json::from_slice(&sent).unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&sent).into_owned()))
        });
        self.check_body(actual.as_ref());
        if self.is_logged {
            self.log(&request, actual, model);
        }
    }
}
