//! Operations as they are declared.

use super::arena::DraftId;
use super::{Type, Value};
use crate::ir::{self, Conditional, Docs, FinalState, Method, NextPage};
use crate::naming::Name;
use crate::source::Location;

pub(in crate::lower) type Parameter = ir::Parameter<Value>;
pub(in crate::lower) type Body = ir::Body<Value>;
pub(in crate::lower) type Response = ir::Response<Value>;
pub(in crate::lower) type Header = ir::Header<Value>;
pub(in crate::lower) type ErrorResponse = ir::ErrorResponse<DraftId>;

/// An operation group.
#[derive(Debug)]
pub(in crate::lower) struct Group {
    pub(in crate::lower) name: Name,
    /// Rust type of the client.
    pub(in crate::lower) client: String,
    pub(in crate::lower) docs: Docs,
    pub(in crate::lower) operations: Vec<Operation>,
}

/// An operation.
#[derive(Debug)]
pub(in crate::lower) struct Operation {
    pub(in crate::lower) id: String,
    /// Rust method.
    pub(in crate::lower) rust: String,
    /// Rust type of the options.
    pub(in crate::lower) options: String,
    pub(in crate::lower) method: Method,
    pub(in crate::lower) path: String,
    pub(in crate::lower) fixed_query: Vec<(String, String)>,
    pub(in crate::lower) docs: Docs,
    pub(in crate::lower) reference_url: Option<String>,
    pub(in crate::lower) deprecated: bool,
    pub(in crate::lower) parameters: Vec<Parameter>,
    pub(in crate::lower) body: Option<Body>,
    pub(in crate::lower) responses: Vec<Response>,
    pub(in crate::lower) accept: Option<String>,
    pub(in crate::lower) error: Option<DraftId>,
    pub(in crate::lower) failures: Vec<ErrorResponse>,
    pub(in crate::lower) ending: Ending,
    pub(in crate::lower) paging: Option<Paging>,
    pub(in crate::lower) conditional: Conditional,
    pub(in crate::lower) location: Location,
}

/// What an operation ends with, whether it comes in pages or not.
#[derive(Debug)]
pub(in crate::lower) enum Ending {
    Nothing,
    Body(Type),
    OptionalBody(Type),
    /// Bodies of several types; the text is the Rust type of the result.
    ByStatus(String),
    Exists,
    Stream,
    /// A long-running operation.
    LongRunning {
        final_state: FinalState,
        /// Rust method that goes on with a running operation.
        resume: String,
        result: Option<Type>,
    },
}

impl Ending {
    /// The type of the body.
    pub(in crate::lower) fn body(&self) -> Option<&Type> {
        match self {
            Self::Body(body) | Self::OptionalBody(body) => Some(body),
            Self::LongRunning { result, .. } => result.as_ref(),
            Self::Nothing | Self::ByStatus(_) | Self::Exists | Self::Stream => None,
        }
    }
}

/// What a pageable operation declares.
#[derive(Debug)]
pub(in crate::lower) struct Paging {
    pub(in crate::lower) next_link: Option<String>,
    pub(in crate::lower) next_page: NextPage,
    /// The property with the items.
    pub(in crate::lower) items: String,
}

impl Operation {
    /// The definitions that answers have.
    pub(in crate::lower) fn answered(&self) -> impl Iterator<Item = DraftId> {
        let bodies = self.responses.iter().filter_map(Response::body_type);
        // `final-state-schema` can name what no response declares.
        bodies.chain(self.ending.body()).filter_map(Type::definition).chain(self.error)
    }

    /// The definition that the body of the request has.
    pub(in crate::lower) fn sent_body(&self) -> Option<DraftId> {
        self.body.as_ref()?.value.type_ref.definition()
    }

    /// The definitions that parameters have.
    pub(in crate::lower) fn parameter_definitions(&self) -> impl Iterator<Item = DraftId> {
        self.parameters.iter().filter_map(|parameter| parameter.value.type_ref.definition())
    }
}

/// The operations of all groups.
pub(in crate::lower) fn operations(groups: &[Group]) -> impl Iterator<Item = &Operation> {
    groups.iter().flat_map(|group| &group.operations)
}
