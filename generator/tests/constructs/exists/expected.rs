// clients/book.rs
//! The operation group `Book`.

use azure_core::Result;
use azure_core::http::Method;
use crate::arm::{Client, MethodOptions};
use crate::generated::wire;

/// The operations of the group `Book`, from [`LibraryClient::book`](crate::LibraryClient::book).
#[derive(Clone, Debug)]
pub struct BookClient {
    pub(crate) client: Client,
}

impl BookClient {
    /// The operation `Book_Exists`.
    ///
    /// `HEAD /books/{id}`
    ///
    /// # Arguments
    /// * `id`
    pub async fn exists(
        &self,
        id: &str,
        options: Option<BookClientExistsOptions<'_>>,
    ) -> Result<bool> {
        let options = options.unwrap_or_default();
        let path = "/books/{id}";
        let call = self
            .client
            .call("Book_Exists", Method::Head, path, &[])
            .without_api_version()
            .path(&wire::ID, &id);
        self.client.exists(call, options.method_options).await
    }
}

/// Options of [`BookClient::exists`].
pub type BookClientExistsOptions<'a> = MethodOptions<'a>;

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

use crate::arm::Parameter;

pub(crate) static ID: Parameter = Parameter::new("id");

