// clients/book.rs
//! The operation group `Book`.

use azure_core::Result;
use azure_core::http::{Method, Response};
use crate::arm::{Client, IntoContent, MethodOptions};
use crate::generated::wire;
use crate::models::Book;

/// The operations of the group `Book`, from [`LibraryClient::book`](crate::LibraryClient::book).
#[derive(Clone, Debug)]
pub struct BookClient {
    pub(crate) client: Client,
}

impl BookClient {
    /// The operation `Book_Put`.
    ///
    /// `PUT /books/{id}`
    ///
    /// # Arguments
    /// * `id`
    /// * `book`
    pub async fn put(
        &self,
        id: &str,
        book: impl IntoContent<Book>,
        options: Option<BookClientPutOptions<'_>>,
    ) -> Result<Response<Book>> {
        let options = options.unwrap_or_default();
        let path = "/books/{id}";
        let call = self
            .client
            .call("Book_Put", Method::Put, path, &[200])
            .without_api_version()
            .path(&wire::ID, &id)
            .json(book.into_content());
        Ok(self.client.send_json(call, options.method_options).await?.into())
    }
}

/// Options of [`BookClient::put`].
pub type BookClientPutOptions<'a> = MethodOptions<'a>;

// models/book.rs
//! Models of the operation group `book`.

use azure_core::fmt::SafeDebug;
use crate::arm::{Shape, model, request_body};

/// `Book` of the specification.
#[derive(Clone, Default, SafeDebug)]
pub struct Book {
    /// `id` of the specification. Read-only.
    pub id: Option<String>,
    /// `title` of the specification.
    pub title: Option<String>,
    /// `shelf` of the specification.
    pub shelf: Option<Place>,
}

model! {
    Book {
        id,
        title,
        shelf,
    }
}

request_body!(Book, BOOK_SHAPE);

pub(crate) static BOOK_SHAPE: Shape = Shape {
    read_only: &["id"],
    nested: &[("shelf", &PLACE_SHAPE)],
    ..Shape::NONE
};

/// `Place` of the specification.
#[derive(Clone, Default, SafeDebug)]
pub struct Place {
    /// `row` of the specification.
    pub row: Option<i64>,
    /// `label` of the specification. Read-only.
    pub label: Option<String>,
}

model! {
    Place {
        row,
        label,
    }
}

pub(crate) static PLACE_SHAPE: Shape = Shape {
    read_only: &["label"],
    ..Shape::NONE
};

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

use crate::arm::Parameter;

pub(crate) static ID: Parameter = Parameter::new("id");

