//! What a call gives the caller.

use super::run::wrong;
use apim::arm::ArmOperation;
use azure_core::http::headers::Headers;
use azure_core::http::pager::Page;
use azure_core::http::{JsonFormat, NoFormat, Pager, Response};
use azure_core::{Error, Result};
use futures::{Stream, StreamExt as _};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::fmt;
use std::pin::pin;

/// What the caller of a long-running operation is after.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Wants {
    /// Awaits the result.
    Result,
    /// Reads the states as a stream.
    States,
}

/// What a call gives the caller.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// Headers of the last answer that the caller sees.
    pub(super) headers: Option<Headers>,
    /// Whether it is a list.
    pub(super) pages: Option<Vec<Value>>,
    pub(super) items: Vec<Value>,
    pub(super) states: Option<Vec<String>>,
    pub(super) value: Option<Value>,
    pub(super) exists: Option<bool>,
    pub(super) error: Option<Error>,
    /// The scopes of the tokens that were asked for, each once.
    pub(super) scopes: Vec<String>,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |values: &[Value]| Value::Array(values.to_vec());
        if let Some(pages) = &self.pages {
            write!(
                f,
                "\n  {} pages: {}\n  {} items: {}",
                pages.len(),
                list(pages),
                self.items.len(),
                list(&self.items)
            )?;
        }
        if let Some(states) = &self.states {
            write!(f, "\n  the states {states:?}")?;
        }
        match (&self.error, &self.value, self.exists) {
            (Some(error), ..) => write!(f, "\n  the error {}", with_causes(error)),
            (None, Some(value), _) => write!(f, "\n  the value {value}"),
            (None, None, Some(exists)) => write!(f, "\n  exists: {exists}"),
            (None, None, None) => f.write_str("\n  a success"),
        }
    }
}

/// The text of an error and of all that caused it.
pub(super) fn with_causes(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        text.push_str(&format!(": {error}"));
        cause = error.source();
    }
    text
}

impl From<Error> for Outcome {
    fn from(error: Error) -> Self {
        Self { error: Some(error), ..Self::default() }
    }
}

/// Takes what a method returns to its end.
pub(super) trait Settle {
    async fn settle(self, wants: Wants) -> Outcome;
}

impl<T: DeserializeOwned + Serialize> Settle for Result<Response<T>> {
    async fn settle(self, _: Wants) -> Outcome {
        self.map_or_else(Outcome::from, of_json)
    }
}

impl<T> Settle for Result<Response<T, NoFormat>> {
    async fn settle(self, _: Wants) -> Outcome {
        self.map_or_else(Outcome::from, of_nothing)
    }
}

impl Settle for Result<bool> {
    async fn settle(self, _: Wants) -> Outcome {
        self.map_or_else(Outcome::from, |exists| Outcome { exists: Some(exists), ..Outcome::default() })
    }
}

fn of_json<T: DeserializeOwned + Serialize>(response: Response<T>) -> Outcome {
    let headers = Some(response.headers().clone());
    match response.into_model() {
        Ok(model) => Outcome { headers, value: Some(json(&model)), ..Outcome::default() },
        Err(error) => Outcome { headers, ..Outcome::from(error) },
    }
}

fn of_nothing<T>(response: Response<T, NoFormat>) -> Outcome {
    Outcome { headers: Some(response.headers().clone()), ..Outcome::default() }
}

fn json(model: &impl Serialize) -> Value {
    serde_json::to_value(model).unwrap_or_else(|error| wrong(format!("what was read cannot be written: {error}")))
}

impl<P> Settle for Result<Pager<P>>
where
    P: Page<Item: Serialize> + DeserializeOwned + Serialize + Send,
{
    async fn settle(self, _: Wants) -> Outcome {
        let mut outcome = Outcome { pages: Some(Vec::new()), ..Outcome::default() };
        let mut pages = match self {
            Ok(pager) => pager.into_pages(),
            Err(error) => return Outcome::from(error),
        };
        while let Some(page) = pages.next().await {
            match page.map(read::<P>) {
                Ok(Ok((page, whole))) => {
                    outcome.pages.get_or_insert_default().push(whole);
                    match page.into_items().await {
                        Ok(items) => outcome.items.extend(items.map(|item| json(&item))),
                        Err(error) => return Outcome { error: Some(error), ..outcome },
                    }
                }
                Ok(Err(error)) | Err(error) => return Outcome { error: Some(error), ..outcome },
            }
        }
        outcome
    }
}

/// The model of a page, and what it says.
fn read<P: DeserializeOwned + Serialize>(page: Response<P>) -> Result<(P, Value)> {
    let page = page.into_model()?;
    let whole = json(&page);
    Ok((page, whole))
}

/// The states of an operation, each as its text.
async fn states<S>(operation: impl Stream<Item = Result<S>>, text: fn(S) -> String) -> Outcome {
    let mut operation = pin!(operation);
    let mut states = Vec::new();
    while let Some(state) = operation.next().await {
        match state {
            Ok(state) => states.push(text(state)),
            Err(error) => return Outcome { states: Some(states), ..Outcome::from(error) },
        }
    }
    Outcome { states: Some(states), ..Outcome::default() }
}

impl<T: DeserializeOwned + Serialize + Send + 'static> Settle for Result<ArmOperation<T, JsonFormat>> {
    async fn settle(self, wants: Wants) -> Outcome {
        match (self, wants) {
            (Err(error), _) => Outcome::from(error),
            (Ok(operation), Wants::Result) => operation.await.map_or_else(Outcome::from, of_json),
            (Ok(operation), Wants::States) => states(operation, |state| state.status).await,
        }
    }
}

impl<T: Send + 'static> Settle for Result<ArmOperation<T, NoFormat>> {
    async fn settle(self, wants: Wants) -> Outcome {
        match (self, wants) {
            (Err(error), _) => Outcome::from(error),
            (Ok(operation), Wants::Result) => operation.await.map_or_else(Outcome::from, of_nothing),
            (Ok(operation), Wants::States) => states(operation, |state| state.status).await,
        }
    }
}
