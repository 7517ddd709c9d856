// clients/book.rs
//! The operation group `Book`.

use azure_core::Result;
use azure_core::fmt::SafeDebug;
use azure_core::http::{ClientMethodOptions, Method, NoFormat, Response};
use crate::arm::Client;
use crate::generated::wire;

/// The operations of the group `Book`, from [`LibraryClient::book`](crate::LibraryClient::book).
#[derive(Clone, Debug)]
pub struct BookClient {
    pub(crate) client: Client,
}

impl BookClient {
    /// The operation `Book_Search`.
    ///
    /// `GET /books`
    pub async fn search(
        &self,
        options: Option<BookClientSearchOptions<'_>>,
    ) -> Result<Response<(), NoFormat>> {
        let options = options.unwrap_or_default();
        let path = "/books";
        let call = self
            .client
            .call("Book_Search", Method::Get, path, &[])
            .without_api_version()
            .query(&wire::WORDS, &options.words)
            .query(&wire::TAGS, &options.tags)
            .query(&wire::YEARS, &options.years);
        Ok(self.client.send(call, options.method_options).await?.into())
    }
}

/// Options of [`BookClient::search`].
#[derive(Clone, Default, SafeDebug)]
pub struct BookClientSearchOptions<'a> {
    /// `words`.
    pub words: Option<Vec<String>>,
    /// `tags`.
    pub tags: Option<Vec<String>>,
    /// `years`.
    pub years: Option<Vec<i64>>,
    /// The context.
    pub method_options: ClientMethodOptions<'a>,
}

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

use crate::arm::{Collection, Parameter};

pub(crate) static TAGS: Parameter = Parameter::new("tags").collection(Collection::Multi);
pub(crate) static WORDS: Parameter = Parameter::new("words");
pub(crate) static YEARS: Parameter = Parameter::new("years")
    .collection(Collection::Pipes);

