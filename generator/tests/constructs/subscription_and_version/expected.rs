// clients/shelf.rs
//! The operation group `Shelf`.

use azure_core::Result;
use azure_core::http::{Method, NoFormat, Response};
use crate::arm::{Client, MethodOptions};

/// The operations of the group `Shelf`, from [`LibraryClient::shelf`](crate::LibraryClient::shelf).
#[derive(Clone, Debug)]
pub struct ShelfClient {
    pub(crate) client: Client,
}

impl ShelfClient {
    /// The operation `Shelf_Count`.
    ///
    /// `GET /subscriptions/{subscriptionId}/shelves`
    pub async fn count(
        &self,
        options: Option<ShelfClientCountOptions<'_>>,
    ) -> Result<Response<(), NoFormat>> {
        let options = options.unwrap_or_default();
        let path = "/subscriptions/{subscriptionId}/shelves";
        let call = self.client.call("Shelf_Count", Method::Get, path, &[]);
        Ok(self.client.send(call, options.method_options).await?.into())
    }
}

/// Options of [`ShelfClient::count`].
pub type ShelfClientCountOptions<'a> = MethodOptions<'a>;

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

