// clients/book.rs
//! The operation group `Book`.

use azure_core::Result;
use azure_core::http::{Method, NoFormat, Response};
use crate::arm::{Client, MethodOptions};
use crate::generated::wire;
use crate::models::Order;

/// The operations of the group `Book`, from [`LibraryClient::book`](crate::LibraryClient::book).
#[derive(Clone, Debug)]
pub struct BookClient {
    pub(crate) client: Client,
}

impl BookClient {
    /// The operation `Book_List`.
    ///
    /// `GET /books`
    ///
    /// # Arguments
    /// * `order`
    pub async fn list(
        &self,
        order: Order,
        options: Option<BookClientListOptions<'_>>,
    ) -> Result<Response<(), NoFormat>> {
        let options = options.unwrap_or_default();
        let path = "/books";
        let call = self
            .client
            .call("Book_List", Method::Get, path, &[])
            .without_api_version()
            .query(&wire::ORDER, &order);
        Ok(self.client.send(call, options.method_options).await?.into())
    }
}

/// Options of [`BookClient::list`].
pub type BookClientListOptions<'a> = MethodOptions<'a>;

// models/book.rs
//! Models of the operation group `book`.

use crate::arm::string_enum;

/// `Order` of the specification.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Order {
    /// `up`.
    Up,
    /// `down`.
    Down,
}

string_enum! {
    closed Order {
        Up = "up",
        Down = "down",
    }
}

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

use crate::arm::Parameter;

pub(crate) static ORDER: Parameter = Parameter::new("order");

