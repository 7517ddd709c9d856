// clients/book.rs
//! The operation group `Book`.

use azure_core::Result;
use azure_core::http::{Method, NoFormat, Response};
use crate::arm::{Client, IntoContent, MethodOptions};
use crate::generated::wire;
use crate::models::Change;

/// The operations of the group `Book`, from [`LibraryClient::book`](crate::LibraryClient::book).
#[derive(Clone, Debug)]
pub struct BookClient {
    pub(crate) client: Client,
}

impl BookClient {
    /// The operation `Book_Update`.
    ///
    /// `PATCH /books/{id}`
    ///
    /// # Arguments
    /// * `id`
    /// * `change`
    pub async fn update(
        &self,
        id: &str,
        change: impl IntoContent<Change>,
        options: Option<BookClientUpdateOptions<'_>>,
    ) -> Result<Response<(), NoFormat>> {
        let options = options.unwrap_or_default();
        let path = "/books/{id}";
        let call = self
            .client
            .call("Book_Update", Method::Patch, path, &[])
            .without_api_version()
            .path(&wire::ID, &id)
            .json(change.into_content());
        Ok(self.client.send(call, options.method_options).await?.into())
    }
}

/// Options of [`BookClient::update`].
pub type BookClientUpdateOptions<'a> = MethodOptions<'a>;

// models/book.rs
//! Models of the operation group `book`.

use azure_core::fmt::SafeDebug;
use crate::arm::{Patch, Patched, Same, model, request_body};
use std::collections::HashMap;

/// `Change` of the specification.
#[derive(Clone, Default, SafeDebug)]
pub struct Change {
    /// `title` of the specification.
    pub title: Patch<String>,
    /// `labels` of the specification.
    pub labels: Patch<HashMap<String, Option<String>>>,
}

model! {
    Change {
        title: Patched<Same>,
        labels: Patched<Same>,
    }
}

request_body!(Change);

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

use crate::arm::Parameter;

pub(crate) static ID: Parameter = Parameter::new("id");

