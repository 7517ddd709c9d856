//! What an operation gives when it succeeds.

use super::{DefinitionId, TypeRef};
use serde::Serialize;

/// What an operation gives when it succeeds.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub enum Outcome {
    /// Items, page by page.
    Pages(Paging),
    /// A long-running operation, which gives its result in the end.
    Operation(LongRunning),
    /// A body of this type.
    Model(TypeRef),
    /// A body of this type or none, by status.
    OptionalModel(TypeRef),
    /// Bodies of several types, by status: see [`super::Operation::responses`]. The text is the Rust type of the result.
    ByStatus(String),
    /// HEAD with a declared 404: whether the entity exists.
    Exists,
    /// Raw bytes, streamed.
    Stream,
    /// No body.
    Empty,
}

impl Outcome {
    /// The type of the body that it gives: a page, a final result, a model.
    pub fn body(&self) -> Option<&TypeRef> {
        match self {
            Self::Pages(paging) => Some(&paging.page),
            Self::Operation(long_running) => long_running.result.as_ref(),
            Self::Model(body) | Self::OptionalModel(body) => Some(body),
            Self::ByStatus(_) | Self::Exists | Self::Stream | Self::Empty => None,
        }
    }

    /// How it pages, if it does.
    pub fn paging(&self) -> Option<&Paging> {
        match self {
            Self::Pages(paging) => Some(paging),
            Self::Operation(long_running) => long_running.paging.as_ref(),
            _ => None,
        }
    }

    /// How it runs, if it runs long.
    pub fn long_running(&self) -> Option<&LongRunning> {
        match self {
            Self::Operation(long_running) => Some(long_running),
            _ => None,
        }
    }
}

/// `x-ms-pageable`.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Paging<Id = DefinitionId> {
    /// Type of a page.
    pub page: TypeRef<Id>,
    /// Property with the link to the next page, or the path to it with dots between; `None` when the list is always
    /// whole.
    pub next_link: Option<String>,
    /// How the next page is asked for.
    pub next_page: NextPage,
    /// Wire name of the property with the items.
    pub items: String,
    /// Type of one item.
    pub item: TypeRef<Id>,
}

/// How a page after the first is asked for.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
pub enum NextPage {
    /// With a GET of the link.
    #[default]
    Get,
    /// With a POST to the link.
    Post,
    /// With a POST to the link that has the body of the first request again.
    PostAgain,
}

/// `x-ms-long-running-operation`.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct LongRunning {
    /// `final-state-via`.
    pub final_state: FinalState,
    /// Rust method that goes on with a running operation, such as `resume_delete`.
    pub resume: String,
    /// Type of what it gives in the end, if that is a model.
    pub result: Option<TypeRef>,
    /// How its result goes on, if that is the first of several pages.
    pub paging: Option<Paging>,
}

/// Where the final result of a long-running operation is read.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
pub enum FinalState {
    /// Not said: ARM's rules decide.
    #[default]
    Default,
    /// `location`.
    Location,
    /// `original-uri`.
    OriginalUri,
    /// `azure-async-operation`.
    AzureAsyncOperation,
}
