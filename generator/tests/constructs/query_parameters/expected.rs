// clients/book.rs
//! The operation group `Book`.

use azure_core::Result;
use azure_core::fmt::SafeDebug;
use azure_core::http::{ClientMethodOptions, Method, NoFormat, Response};
use azure_core::time::OffsetDateTime;
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
    ///
    /// # Arguments
    /// * `since`
    pub async fn search(
        &self,
        since: OffsetDateTime,
        options: Option<BookClientSearchOptions<'_>>,
    ) -> Result<Response<(), NoFormat>> {
        let options = options.unwrap_or_default();
        let path = "/books";
        let call = self
            .client
            .call("Book_Search", Method::Get, path, &[])
            .without_api_version()
            .query(&wire::FILTER, &options.filter)
            .query(&wire::TOP, &options.top)
            .query(&wire::SINCE, &since);
        Ok(self.client.send(call, options.method_options).await?.into())
    }
}

/// Options of [`BookClient::search`].
#[derive(Clone, Default, SafeDebug)]
pub struct BookClientSearchOptions<'a> {
    /// What to look for.
    pub filter: Option<String>,
    /// `top`. At least 1.
    pub top: Option<i32>,
    /// The context.
    pub method_options: ClientMethodOptions<'a>,
}

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

use crate::arm::Parameter;

pub(crate) static FILTER: Parameter = Parameter::new("$filter");
pub(crate) static SINCE: Parameter = Parameter::new("since");
pub(crate) static TOP: Parameter = Parameter::new("$top").range(Some(1.0), None);

