// clients/book.rs
//! The operation group `Book`.

use azure_core::Result;
use azure_core::http::{Method, Response};
use crate::arm::{Client, MethodOptions};
use crate::generated::wire;
use crate::models::Book;

/// The operations of the group `Book`, from [`LibraryClient::book`](crate::LibraryClient::book).
#[derive(Clone, Debug)]
pub struct BookClient {
    pub(crate) client: Client,
}

impl BookClient {
    /// The operation `Book_Get`.
    ///
    /// `GET /books/{id}`
    ///
    /// # Arguments
    /// * `id`
    pub async fn get(
        &self,
        id: &str,
        options: Option<BookClientGetOptions<'_>>,
    ) -> Result<Response<Book>> {
        let options = options.unwrap_or_default();
        let path = "/books/{id}";
        let call = self
            .client
            .call("Book_Get", Method::Get, path, &[200])
            .without_api_version()
            .path(&wire::ID, &id);
        Ok(self.client.send_json(call, options.method_options).await?.into())
    }
}

/// Options of [`BookClient::get`].
pub type BookClientGetOptions<'a> = MethodOptions<'a>;

// models/book.rs
//! Models of the operation group `book`.

use azure_core::fmt::SafeDebug;
use azure_core::time::OffsetDateTime;
use crate::arm::{List, Opt, Rfc3339, Same, model};

/// A book.
#[derive(Clone, Default, SafeDebug)]
#[non_exhaustive]
pub struct Book {
    /// What is written on its back. Required by the service.
    pub title: Option<String>,
    /// `pages` of the specification.
    pub pages: Option<i32>,
    /// `printed` of the specification.
    pub printed: Option<OffsetDateTime>,
    /// `tags` of the specification.
    pub tags: Option<Vec<String>>,
}

model! {
    Book {
        title,
        pages,
        printed: Opt<Rfc3339>,
        tags: Opt<List<Same>>,
    }
}

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

use crate::arm::Parameter;

pub(crate) static ID: Parameter = Parameter::new("id");

