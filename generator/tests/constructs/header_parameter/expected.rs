// clients/book.rs
//! The operation group `Book`.

use azure_core::Result;
use azure_core::http::{Etag, Method, NoFormat, Response};
use crate::arm::{Client, MethodOptions};
use crate::generated::wire;

/// The operations of the group `Book`, from [`LibraryClient::book`](crate::LibraryClient::book).
#[derive(Clone, Debug)]
pub struct BookClient {
    pub(crate) client: Client,
}

impl BookClient {
    /// The operation `Book_Delete`.
    ///
    /// `DELETE /books/{id}`
    ///
    /// # Arguments
    /// * `id`
    /// * `if_match`: The entity tag that the book has.
    pub async fn delete(
        &self,
        id: &str,
        if_match: Etag,
        options: Option<BookClientDeleteOptions<'_>>,
    ) -> Result<Response<(), NoFormat>> {
        let options = options.unwrap_or_default();
        let path = "/books/{id}";
        let call = self
            .client
            .call("Book_Delete", Method::Delete, path, &[])
            .without_api_version()
            .path(&wire::ID, &id)
            .header(&wire::IF_MATCH, &if_match);
        Ok(self.client.send(call, options.method_options).await?.into())
    }
}

/// Options of [`BookClient::delete`].
pub type BookClientDeleteOptions<'a> = MethodOptions<'a>;

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

use crate::arm::Parameter;

pub(crate) static ID: Parameter = Parameter::new("id");
pub(crate) static IF_MATCH: Parameter = Parameter::new("if-match");

