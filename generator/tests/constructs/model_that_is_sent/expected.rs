// clients/book.rs
//! The operation group `Book`.

use azure_core::Result;
use azure_core::http::{Method, NoFormat, Response};
use crate::arm::{Client, IntoContent, MethodOptions};
use crate::models::Order;

/// The operations of the group `Book`, from [`LibraryClient::book`](crate::LibraryClient::book).
#[derive(Clone, Debug)]
pub struct BookClient {
    pub(crate) client: Client,
}

impl BookClient {
    /// The operation `Book_Order`.
    ///
    /// `POST /books`
    ///
    /// # Arguments
    /// * `order`
    pub async fn order(
        &self,
        order: impl IntoContent<Order>,
        options: Option<BookClientOrderOptions<'_>>,
    ) -> Result<Response<(), NoFormat>> {
        let options = options.unwrap_or_default();
        let path = "/books";
        let call = self
            .client
            .call("Book_Order", Method::Post, path, &[])
            .without_api_version()
            .json(order.into_content());
        Ok(self.client.send(call, options.method_options).await?.into())
    }
}

/// Options of [`BookClient::order`].
pub type BookClientOrderOptions<'a> = MethodOptions<'a>;

// models/book.rs
//! Models of the operation group `book`.

use azure_core::fmt::SafeDebug;
use crate::arm::{Patch, Patched, Same, model, request_body};

/// `Order` of the specification.
#[derive(Clone, SafeDebug)]
pub struct Order {
    /// `title` of the specification. At least 1 character. Required by the service.
    pub title: String,
    /// `copies` of the specification. Default: `1`. Required by the service.
    pub copies: i32,
    /// `note` of the specification.
    pub note: Patch<String>,
}

model! {
    Order {
        title: Same,
        copies: Same,
        note: Patched<Same>,
    }
}

impl Order {
    /// With what the service requires.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            copies: 1,
            note: Patch::Absent,
        }
    }
}

request_body!(Order);

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

