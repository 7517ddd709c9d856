// clients/book.rs
//! The operation group `Book`.

use azure_core::Result;
use azure_core::http::{Method, NoFormat, Response};
use crate::arm::{Client, MethodOptions};
use crate::generated::wire;
use crate::models::{Book, Ticket};

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
    pub async fn put(
        &self,
        id: &str,
        options: Option<BookClientPutOptions<'_>>,
    ) -> Result<BookClientPutResult> {
        let options = options.unwrap_or_default();
        let path = "/books/{id}";
        let call = self
            .client
            .call("Book_Put", Method::Put, path, &[200, 202, 204])
            .without_api_version()
            .path(&wire::ID, &id);
        let response = self.client.send(call, options.method_options).await?;
        Ok(
            match u16::from(response.status()) {
                200 => BookClientPutResult::Ok(response.into()),
                202 => BookClientPutResult::Accepted(response.into()),
                _ => BookClientPutResult::NoContent(response.into()),
            },
        )
    }
}

/// Options of [`BookClient::put`].
pub type BookClientPutOptions<'a> = MethodOptions<'a>;

/// What `Book_Put` answers.
#[derive(Debug)]
pub enum BookClientPutResult {
    /// It was there.
    Ok(Response<Book>),
    /// It will be.
    Accepted(Response<Ticket>),
    /// Nothing is to be done.
    NoContent(Response<(), NoFormat>),
}

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

/// `Ticket` of the specification.
#[derive(Clone, Default, SafeDebug)]
#[non_exhaustive]
pub struct Ticket {
    /// `number` of the specification.
    pub number: Option<i64>,
}

model! {
    Ticket {
        number,
    }
}

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

use crate::arm::Parameter;

pub(crate) static ID: Parameter = Parameter::new("id");

