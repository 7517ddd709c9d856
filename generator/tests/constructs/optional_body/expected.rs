// clients/shelf.rs
//! The operation group `Shelf`.

use azure_core::Result;
use azure_core::fmt::SafeDebug;
use azure_core::http::{ClientMethodOptions, Method, NoFormat, RequestContent, Response};
use crate::arm::Client;
use crate::models::Sorting;

/// The operations of the group `Shelf`, from [`LibraryClient::shelf`](crate::LibraryClient::shelf).
#[derive(Clone, Debug)]
pub struct ShelfClient {
    pub(crate) client: Client,
}

impl ShelfClient {
    /// The operation `Shelf_Sort`.
    ///
    /// `POST /shelves/sort`
    pub async fn sort(
        &self,
        options: Option<ShelfClientSortOptions<'_>>,
    ) -> Result<Response<(), NoFormat>> {
        let options = options.unwrap_or_default();
        let path = "/shelves/sort";
        let call = self
            .client
            .call("Shelf_Sort", Method::Post, path, &[])
            .without_api_version()
            .json_optional(options.how);
        Ok(self.client.send(call, options.method_options).await?.into())
    }
}

/// Options of [`ShelfClient::sort`].
#[derive(Clone, Default, SafeDebug)]
pub struct ShelfClientSortOptions<'a> {
    /// The body.
    pub how: Option<RequestContent<Sorting>>,
    /// The context.
    pub method_options: ClientMethodOptions<'a>,
}

// models/shelf.rs
//! Models of the operation group `shelf`.

use azure_core::fmt::SafeDebug;
use crate::arm::{model, request_body};

/// `Sorting` of the specification.
#[derive(Clone, Default, SafeDebug)]
pub struct Sorting {
    /// `by` of the specification.
    pub by: Option<String>,
}

model! {
    Sorting {
        by,
    }
}

request_body!(Sorting);

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

