// clients/shelf.rs
//! The operation group `Shelf`.

use azure_core::Result;
use azure_core::credentials::Secret;
use azure_core::http::Method;
use crate::arm::{ArmOperation, Client, FinalState, LongRunning, Outcome, PollOptions};
use crate::generated::wire;
use crate::models::Shelf;

/// The operations of the group `Shelf`, from [`LibraryClient::shelf`](crate::LibraryClient::shelf).
#[derive(Clone, Debug)]
pub struct ShelfClient {
    pub(crate) client: Client,
}

impl ShelfClient {
    const BUILD: LongRunning = LongRunning {
        id: "Shelf_Build",
        final_state: FinalState::AzureAsyncOperation,
        outcome: Outcome::Result,
        tidy: None,
    };
    /// The operation `Shelf_Build`.
    ///
    /// `PUT /shelves/{id}`
    ///
    /// # Arguments
    /// * `id`
    pub fn begin_build(
        &self,
        id: &str,
        options: Option<ShelfClientBuildOptions<'_>>,
    ) -> Result<ArmOperation<Shelf>> {
        let options = options.unwrap_or_default();
        let path = "/shelves/{id}";
        let call = self
            .client
            .call("Shelf_Build", Method::Put, path, &[200, 202])
            .without_api_version()
            .path(&wire::ID, &id);
        self.client.operation(call, Self::BUILD, options.method_options)
    }

    /// Goes on with an operation that [`begin_build`](Self::begin_build) began, by its token.
    pub fn resume_build(
        &self,
        token: &Secret,
        options: Option<PollOptions<'_>>,
    ) -> Result<ArmOperation<Shelf>> {
        self.client
            .resume(Self::BUILD, token, options.unwrap_or_default().method_options)
    }
}

/// Options of [`ShelfClient::begin_build`].
pub type ShelfClientBuildOptions<'a> = PollOptions<'a>;

// models/shelf.rs
//! Models of the operation group `shelf`.

use azure_core::fmt::SafeDebug;
use crate::arm::model;

/// `Shelf` of the specification.
#[derive(Clone, Default, SafeDebug)]
#[non_exhaustive]
pub struct Shelf {
    /// `boards` of the specification.
    pub boards: Option<i64>,
}

model! {
    Shelf {
        boards,
    }
}

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

use crate::arm::Parameter;

pub(crate) static ID: Parameter = Parameter::new("id");

