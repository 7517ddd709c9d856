//! What the client makes of the emulator's answers.

use super::compare::differ;
use super::replay::Replay;
use azure_core::Result;
use azure_core::http::pager::Page;
use azure_core::http::{AsyncResponse, NoFormat, Pager, Response};
use futures::StreamExt as _;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

impl Replay {
    pub(crate) fn check_model<T: DeserializeOwned + Serialize>(&self, result: Result<Response<T>>) {
        if let Some(response) = self.accepted(result) {
            self.round_trip::<T>(response.body());
        }
    }

    pub(crate) fn check_optional<T: DeserializeOwned + Serialize>(&self, result: Result<Response<Option<T>>>) {
        if let Some(response) = self.accepted(result) {
            self.round_trip::<T>(response.body());
        }
    }

    pub(crate) fn check_empty<T>(&self, result: Result<Response<T, NoFormat>>) {
        self.accepted(result);
    }

    pub(crate) fn check_exists(&self, result: Result<bool>) {
        self.accepted(result);
    }

    pub(crate) async fn check_stream(&self, result: Result<AsyncResponse>) {
        self.accepted(result);
    }

    pub(crate) async fn check_page<P>(&self, result: Result<Pager<P>>)
    where
        P: Page + DeserializeOwned + Serialize + Send,
    {
        let Some(pager) = self.accepted(result) else { return };
        let pages: Vec<_> = pager.into_pages().collect().await;
        for page in pages {
            let Some(page) = self.accepted(page) else { return };
            self.round_trip::<P>(page.body());
        }
    }

    pub(crate) async fn check_operation<T, O>(&self, result: Result<O>)
    where
        T: DeserializeOwned + Serialize,
        O: IntoFuture<Output = Result<Response<T>>>,
    {
        let Some(operation) = self.accepted(result) else { return };
        if let Some(response) = self.accepted(operation.await) {
            self.round_trip::<T>(response.body());
        }
    }

    pub(crate) async fn check_operation_empty<O>(&self, result: Result<O>)
    where
        O: IntoFuture<Output = Result<Response<(), NoFormat>>>,
    {
        if let Some(operation) = self.accepted(result) {
            self.accepted(operation.await);
        }
    }

    /// What came, unless the emulator refused the example's request, which has to be the example's mistake: what it
    /// sends is then named as an anomaly.
    fn accepted<T>(&self, result: Result<T>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) if error.to_string().contains("ValidationError") && self.is_odd() => None,
            Err(error) => self.fail(format!("failed: {error}")),
        }
    }

    /// Whether something of the request is an anomaly.
    fn is_odd(&self) -> bool {
        self.case.anomalies.iter().any(|anomaly| !anomaly.starts_with("response "))
    }

    fn round_trip<T: DeserializeOwned + Serialize>(&self, body: &[u8]) {
        if body.is_empty() {
            return;
        }
        let facts: Value = serde_json::from_slice(body).unwrap_or_else(|error| self.fail(format!("no JSON: {error}")));
        let model: T = match serde_json::from_slice(body) {
            Ok(model) => model,
            // What an example has there the emulator has from it.
            Err(_) if self.is_explained() => return,
            Err(error) => self.fail(format!("unreadable answer: {error}: {facts}")),
        };
        let model = serde_json::to_value(model).unwrap_or_else(|error| self.fail(format!("unwritable model: {error}")));
        let mut differences = Vec::new();
        differ("", &facts, &model, &mut differences);
        differences.retain(|(pointer, _)| !self.case.excuses("answer", pointer));
        if !differences.is_empty() {
            self.fail(format!("the answer differs: {differences:?}"));
        }
    }

    fn is_explained(&self) -> bool {
        self.case.anomalies.iter().any(|anomaly| anomaly.starts_with("response "))
    }
}
