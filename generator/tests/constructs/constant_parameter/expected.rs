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
    /// The operation `Book_List`.
    ///
    /// `GET /books/{kind}`
    pub async fn list(
        &self,
        options: Option<BookClientListOptions<'_>>,
    ) -> Result<Response<(), NoFormat>> {
        let options = options.unwrap_or_default();
        let path = "/books/{kind}";
        let call = self
            .client
            .call("Book_List", Method::Get, path, &[])
            .without_api_version()
            .fixed_query("format", "short")
            .path(&wire::KIND, &"paper");
        Ok(self.client.send(call, options.method_options).await?.into())
    }
}

/// Options of [`BookClient::list`].
pub type BookClientListOptions<'a> = MethodOptions<'a>;

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

use crate::arm::Parameter;

pub(crate) static KIND: Parameter = Parameter::new("kind");

