// clients/book.rs
//! The operation group `Book`.

use azure_core::Result;
use azure_core::http::{Method, Pager};
use crate::arm::{Client, IntoContent, NextPage, PageOptions};
use crate::models::{BookPage, Query};

/// The operations of the group `Book`, from [`LibraryClient::book`](crate::LibraryClient::book).
#[derive(Clone, Debug)]
pub struct BookClient {
    pub(crate) client: Client,
}

impl BookClient {
    /// The operation `Book_Query`.
    ///
    /// `POST /books/query`
    ///
    /// # Arguments
    /// * `query`
    pub fn query(
        &self,
        query: impl IntoContent<Query>,
        options: Option<BookClientQueryOptions<'_>>,
    ) -> Result<Pager<BookPage>> {
        let options = options.unwrap_or_default();
        let path = "/books/query";
        let call = self
            .client
            .call("Book_Query", Method::Post, path, &[200])
            .without_api_version()
            .json(query.into_content());
        self.client
            .pager_by(NextPage::PostAgain, call, Some("next"), options.method_options)
    }
}

/// Options of [`BookClient::query`].
pub type BookClientQueryOptions<'a> = PageOptions<'a>;

// models/book.rs
//! Models of the operation group `book`.

use azure_core::fmt::SafeDebug;
use crate::arm::{List, Same, model, page, request_body};

/// `BookPage` of the specification.
#[derive(Clone, Default, SafeDebug)]
#[non_exhaustive]
pub struct BookPage {
    /// `books` of the specification.
    pub books: Vec<String>,
    /// `next` of the specification.
    pub next: Option<String>,
}

model! {
    BookPage {
        books: List<Same>,
        next,
    }
}

page!(BookPage, books, String);

/// `Query` of the specification.
#[derive(Clone, Default, SafeDebug)]
pub struct Query {
    /// `words` of the specification.
    pub words: Option<String>,
}

model! {
    Query {
        words,
    }
}

request_body!(Query);

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

