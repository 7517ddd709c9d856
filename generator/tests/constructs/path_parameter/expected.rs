// clients/shelf.rs
//! The operation group `Shelf`.

use azure_core::Result;
use azure_core::http::{Method, NoFormat, Response};
use crate::arm::{Client, MethodOptions};
use crate::generated::wire;

/// The operations of the group `Shelf`, from [`LibraryClient::shelf`](crate::LibraryClient::shelf).
#[derive(Clone, Debug)]
pub struct ShelfClient {
    pub(crate) client: Client,
}

impl ShelfClient {
    /// Reads a shelf.
    ///
    /// `GET /shelves/{shelfId}`
    ///
    /// # Arguments
    /// * `shelf_id`: Which shelf. At most 80 characters, matching `^[a-z]+$`.
    pub async fn get(
        &self,
        shelf_id: &str,
        options: Option<ShelfClientGetOptions<'_>>,
    ) -> Result<Response<(), NoFormat>> {
        let options = options.unwrap_or_default();
        let path = "/shelves/{shelfId}";
        let call = self
            .client
            .call("Shelf_Get", Method::Get, path, &[])
            .without_api_version()
            .path(&wire::SHELF_ID, &shelf_id);
        Ok(self.client.send(call, options.method_options).await?.into())
    }
}

/// Options of [`ShelfClient::get`].
pub type ShelfClientGetOptions<'a> = MethodOptions<'a>;

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

use crate::arm::Parameter;

pub(crate) static SHELF_ID: Parameter = Parameter::new("shelfId")
    .length(0, Some(80))
    .pattern("^[a-z]+$");

