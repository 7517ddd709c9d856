// clients/book.rs
//! The operation group `Book`.

use azure_core::Result;
use azure_core::fmt::SafeDebug;
use azure_core::http::{ClientMethodOptions, Method, NoFormat, Response};
use crate::arm::Client;
use crate::generated::wire;
use crate::models::BookState;

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
            .without_api_version()
            .query(&wire::STATE, &options.state);
        Ok(self.client.send(call, options.method_options).await?.into())
    }
}

/// Options of [`BookClient::list`].
#[derive(Clone, Default, SafeDebug)]
pub struct BookClientListOptions<'a> {
    /// `state`.
    pub state: Option<BookState>,
    /// The context.
    pub method_options: ClientMethodOptions<'a>,
}

// models/book.rs
//! Models of the operation group `book`.

use crate::arm::string_enum;

/// `BookState` of the specification.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum BookState {
    /// Somebody has it.
    Lent,
    /// It stands in its shelf.
    InHouse,
    /// A value that this version of the client does not know.
    UnknownValue(String),
}

string_enum! {
    open BookState {
        Lent = "onLoan",
        InHouse = "inHouse",
    }
}

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

use crate::arm::Parameter;

pub(crate) static STATE: Parameter = Parameter::new("state");

