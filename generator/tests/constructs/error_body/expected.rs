// clients/book.rs
//! The operation group `Book`.

use azure_core::Result;
use azure_core::http::{Method, NoFormat, Response};
use crate::arm::{Client, MethodOptions};

/// The operations of the group `Book`, from [`LibraryClient::book`](crate::LibraryClient::book).
#[derive(Clone, Debug)]
pub struct BookClient {
    pub(crate) client: Client,
}

impl BookClient {
    /// The operation `Book_List`.
    ///
    /// `GET /books`
    pub async fn list(
        &self,
        options: Option<BookClientListOptions<'_>>,
    ) -> Result<Response<(), NoFormat>> {
        let options = options.unwrap_or_default();
        let path = "/books";
        let call = self
            .client
            .call("Book_List", Method::Get, path, &[])
            .without_api_version();
        Ok(self.client.send(call, options.method_options).await?.into())
    }
}

/// Options of [`BookClient::list`].
pub type BookClientListOptions<'a> = MethodOptions<'a>;

// models/book.rs
//! Models of the operation group `book`.

use azure_core::fmt::SafeDebug;
use crate::arm::{error_body, model};

/// `Problem` of the specification.
#[derive(Clone, Default, SafeDebug)]
#[non_exhaustive]
pub struct Problem {
    /// `reason` of the specification.
    pub reason: Option<String>,
}

model! {
    Problem {
        reason,
    }
}

impl Problem {
    /// The error as the service worded it, if the call failed by its answer.
    pub fn from_error(error: &azure_core::Error) -> Option<Self> {
        error_body(error)
    }
}

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

