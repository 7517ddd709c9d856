// clients/book.rs
//! The operation group `Book`.

use azure_core::Result;
use azure_core::http::{Method, NoFormat, Response};
use crate::arm::{Client, MethodOptions};
use crate::generated::wire;

/// The operations of the group `Book`, from [`LibraryClient::book`](crate::LibraryClient::book).
#[derive(Clone, Debug)]
pub struct BookClient {
    pub(crate) client: Client,
}

impl BookClient {
    /// The operation `Book_Head`.
    ///
    /// `GET /books/{id}`
    ///
    /// # Arguments
    /// * `id`
    pub async fn head(
        &self,
        id: &str,
        options: Option<BookClientHeadOptions<'_>>,
    ) -> Result<Response<(), NoFormat>> {
        let options = options.unwrap_or_default();
        let path = "/books/{id}";
        let call = self
            .client
            .call("Book_Head", Method::Get, path, &[])
            .without_api_version()
            .path(&wire::ID, &id);
        Ok(self.client.send(call, options.method_options).await?.into())
    }
}

/// Options of [`BookClient::head`].
pub type BookClientHeadOptions<'a> = MethodOptions<'a>;

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

use crate::arm::Parameter;

pub(crate) static ID: Parameter = Parameter::new("id");

