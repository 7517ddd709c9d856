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
use crate::arm::model;

/// `Book` of the specification.
#[derive(Clone, Default, SafeDebug)]
#[non_exhaustive]
pub struct Book {
    /// `id` of the specification. Read-only.
    pub id: Option<String>,
    /// `title` of the specification.
    pub title: Option<String>,
}

model! {
    Book {
        id,
        title,
    }
}

// models/common.rs
//! Models that several operation groups share.

use azure_core::fmt::SafeDebug;
use crate::arm::model;

/// `Resource` of the specification.
#[derive(Clone, Default, SafeDebug)]
#[non_exhaustive]
pub struct Resource {
    /// `id` of the specification. Read-only.
    pub id: Option<String>,
}

model! {
    Resource {
        id,
    }
}

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

use crate::arm::Parameter;

pub(crate) static ID: Parameter = Parameter::new("id");

