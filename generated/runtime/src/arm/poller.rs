//! Long-running operations as pollers of azure_core.

use super::operation::Progress;
use super::state::{self, Verdict};
use azure_core::fmt::SafeDebug;
use azure_core::http::headers::Headers;
use azure_core::http::poller::{
    PollerContinuation, PollerOptions, PollerResult, PollerResultFuture, PollerStatus, StatusMonitor,
};
use azure_core::http::{Context, Format, JsonFormat, Method, Poller, RawResponse, StatusCode, Url};
use azure_core::time::Duration;
use azure_core::{Error, Result, error::ErrorKind};
use serde::Deserialize;
use serde_json::json;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, PoisonError};

/// State of a long-running operation, as a [`Poller`] of azure_core yields it; `T` and `F` describe the final result.
#[derive(Clone, Deserialize, SafeDebug)]
#[serde(bound = "")]
pub struct ArmStatusMonitor<T, F = JsonFormat> {
    /// State in the service's words, such as `InProgress` or `Updating`.
    #[safe(true)]
    pub status: String,
    #[serde(skip)]
    result: PhantomData<fn() -> (T, F)>,
}

impl<T, F: Format + Send> StatusMonitor for ArmStatusMonitor<T, F> {
    type Output = T;
    type Format = F;

    fn status(&self) -> PollerStatus {
        match state::verdict_of(Method::Get, &self.status) {
            Verdict::Succeeded => PollerStatus::Succeeded,
            Verdict::Failed => PollerStatus::Failed,
            Verdict::Canceled => PollerStatus::Canceled,
            _ => PollerStatus::InProgress,
        }
    }
}

/// The poller that goes on with the operation.
pub(super) fn of<T, F>(progress: Progress) -> Poller<ArmStatusMonitor<T, F>>
where
    T: Send + 'static,
    F: Format + Send + 'static,
{
    let (frequency, resource) = (progress.frequency(), progress.resource().clone());
    let options = PollerOptions { context: Context::new(), frequency };
    let shared = Arc::new(Mutex::new(Some(progress)));
    let step = move |_, _| -> PollerResultFuture<ArmStatusMonitor<T, F>, JsonFormat> {
        let (shared, resource) = (shared.clone(), resource.clone());
        Box::pin(async move { next(&shared, resource).await })
    };
    Poller::new(step, Some(options))
}

type Shared = Mutex<Option<Progress>>;

/// The next state. The operation pauses by itself, so that the poller need not.
async fn next<T, F>(shared: &Arc<Shared>, resource: Url) -> Result<PollerResult<ArmStatusMonitor<T, F>>>
where
    T: Send + 'static,
    F: Format + Send + 'static,
{
    let state = poll_fn(|context| match &mut *lock(shared) {
        Some(progress) => progress.poll_next(context),
        None => std::task::Poll::Ready(None),
    });
    let (response, has_ended) = match state.await.transpose()? {
        Some(state) => (monitor(&state.response, &state.status), lock(shared).as_ref().is_none_or(Progress::has_ended)),
        None => (monitor(&RawResponse::from_bytes(StatusCode::Ok, Headers::new(), ""), "Succeeded"), true),
    };
    if !has_ended {
        // azure_core logs the link, and those of the service may be signed.
        let mut next_link = resource;
        next_link.set_query(None);
        let continuation = PollerContinuation::Links { next_link, final_link: None };
        return Ok(PollerResult::InProgress { response: response.into(), retry_after: Duration::ZERO, continuation });
    }
    let Some(progress) = lock(shared).take() else {
        return Err(Error::with_message(ErrorKind::Other, "the operation has ended already"));
    };
    let target = Box::new(move || Box::pin(async move { Ok(progress.into_result().await?.into()) }) as _);
    Ok(PollerResult::Succeeded { response: response.into(), target })
}

fn lock(shared: &Shared) -> std::sync::MutexGuard<'_, Option<Progress>> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An answer that reads as a status monitor, whatever the service's own body is.
fn monitor(response: &RawResponse, state: &str) -> RawResponse {
    let body = json!({ "status": state }).to_string();
    RawResponse::from_bytes(response.status(), response.headers().clone(), body)
}
