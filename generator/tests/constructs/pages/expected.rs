// clients/book.rs
//! The operation group `Book`.

use azure_core::Result;
use azure_core::http::{Method, Pager};
use crate::arm::{Client, PageOptions};
use crate::models::BookPage;

/// The operations of the group `Book`, from [`LibraryClient::book`](crate::LibraryClient::book).
#[derive(Clone, Debug)]
pub struct BookClient {
    pub(crate) client: Client,
}

impl BookClient {
    /// The operation `Book_List`.
    ///
    /// `GET /books`
    pub fn list(
        &self,
        options: Option<BookClientListOptions<'_>>,
    ) -> Result<Pager<BookPage>> {
        let options = options.unwrap_or_default();
        let path = "/books";
        let call = self
            .client
            .call("Book_List", Method::Get, path, &[200])
            .without_api_version();
        self.client.pager(call, Some("nextLink"), options.method_options)
    }
}

/// Options of [`BookClient::list`].
pub type BookClientListOptions<'a> = PageOptions<'a>;

// models/book.rs
//! Models of the operation group `book`.

use azure_core::fmt::SafeDebug;
use crate::arm::{List, Same, model, page};

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

/// `BookPage` of the specification.
#[derive(Clone, Default, SafeDebug)]
#[non_exhaustive]
pub struct BookPage {
    /// `value` of the specification.
    pub value: Vec<Book>,
    /// `nextLink` of the specification.
    pub next_link: Option<String>,
}

model! {
    BookPage {
        value: List<Same>,
        next_link as "nextLink",
    }
}

page!(BookPage, value, Book);

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

