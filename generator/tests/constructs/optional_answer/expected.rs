// clients/book.rs
//! The operation group `Book`.

use azure_core::Result;
use azure_core::http::{Method, Response};
use crate::arm::{Client, MethodOptions};
use crate::models::Book;

/// The operations of the group `Book`, from [`LibraryClient::book`](crate::LibraryClient::book).
#[derive(Clone, Debug)]
pub struct BookClient {
    pub(crate) client: Client,
}

impl BookClient {
    /// The operation `Book_Next`.
    ///
    /// `POST /books/next`
    pub async fn next(
        &self,
        options: Option<BookClientNextOptions<'_>>,
    ) -> Result<Response<Option<Book>>> {
        let options = options.unwrap_or_default();
        let path = "/books/next";
        let call = self
            .client
            .call("Book_Next", Method::Post, path, &[200, 204])
            .without_api_version();
        Ok(self.client.send_optional(call, options.method_options).await?.into())
    }
}

/// Options of [`BookClient::next`].
pub type BookClientNextOptions<'a> = MethodOptions<'a>;

// models/book.rs
//! Models of the operation group `book`.

use azure_core::fmt::SafeDebug;
use crate::arm::model;

/// `Book` of the specification.
#[derive(Clone, Default, SafeDebug)]
#[non_exhaustive]
pub struct Book {
    /// `title` of the specification.
    pub title: Option<String>,
}

model! {
    Book {
        title,
    }
}

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

