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
use crate::arm::{Opt, Rfc3339, model};

/// `Book` of the specification.
#[derive(Clone, Default, SafeDebug)]
#[non_exhaustive]
pub struct Book {
    /// `id` of the specification.
    pub id: Option<String>,
    /// `properties` of the specification.
    pub properties: Option<BookProperties>,
}

model! {
    Book {
        id,
        properties,
    }
}

impl Book {
    /// What is written on its back.
    ///
    /// [`properties.title`](crate::models::BookProperties::title)
    pub fn title(&self) -> Option<&str> {
        self.properties.as_ref()?.title.as_deref()
    }

    /// Whether somebody has it.
    ///
    /// [`properties.lent`](crate::models::BookProperties::lent)
    pub fn lent(&self) -> Option<bool> {
        self.properties.as_ref()?.lent
    }

    /// [`properties.due`](crate::models::BookProperties::due)
    pub fn due(&self) -> Option<OffsetDateTime> {
        self.properties.as_ref()?.due
    }
}

/// `BookProperties` of the specification.
#[derive(Clone, Default, SafeDebug)]
#[non_exhaustive]
pub struct BookProperties {
    /// What is written on its back. It may be long.
    pub title: Option<String>,
    /// Whether somebody has it.
    pub lent: Option<bool>,
    /// `due` of the specification.
    pub due: Option<OffsetDateTime>,
}

model! {
    BookProperties {
        title,
        lent,
        due: Opt<Rfc3339>,
    }
}

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

use crate::arm::Parameter;

pub(crate) static ID: Parameter = Parameter::new("id");

