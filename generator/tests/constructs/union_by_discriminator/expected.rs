// clients/media.rs
//! The operation group `Media`.

use azure_core::Result;
use azure_core::http::{Method, Response};
use crate::arm::{Client, MethodOptions};
use crate::generated::wire;
use crate::models::Medium;

/// The operations of the group `Media`, from [`LibraryClient::media`](crate::LibraryClient::media).
#[derive(Clone, Debug)]
pub struct MediaClient {
    pub(crate) client: Client,
}

impl MediaClient {
    /// The operation `Media_Get`.
    ///
    /// `GET /media/{id}`
    ///
    /// # Arguments
    /// * `id`
    pub async fn get(
        &self,
        id: &str,
        options: Option<MediaClientGetOptions<'_>>,
    ) -> Result<Response<Medium>> {
        let options = options.unwrap_or_default();
        let path = "/media/{id}";
        let call = self
            .client
            .call("Media_Get", Method::Get, path, &[200])
            .without_api_version()
            .path(&wire::ID, &id);
        Ok(self.client.send_json(call, options.method_options).await?.into())
    }
}

/// Options of [`MediaClient::get`].
pub type MediaClientGetOptions<'a> = MethodOptions<'a>;

// models/media.rs
//! Models of the operation group `media`.

use azure_core::fmt::SafeDebug;
use crate::arm::{model, union};
use serde_json::{Map, Value};

/// `Book` of the specification.
#[derive(Clone, Default, SafeDebug)]
#[non_exhaustive]
pub struct Book {
    /// `kind` of the specification. Required by the service. `None` is sent as `book`.
    pub kind: Option<String>,
    /// `title` of the specification.
    pub title: Option<String>,
    /// `pages` of the specification.
    pub pages: Option<i64>,
}

model! {
    Book by "kind" = "book" {
        kind,
        title,
        pages,
    }
}

/// `Medium` of the specification.
///
/// The property `kind` tells the kind.
#[derive(Clone, SafeDebug)]
pub enum Medium {
    /// `book`.
    Book(Book),
    /// `record`.
    Record(Record),
    /// A kind that this version of the client does not know, as it came.
    UnknownKind(Map<String, Value>),
}

union! {
    Medium by "kind" {
        Book = "book",
        Record = "record",
    }
}

/// `Medium` of the specification. In the specification: `Medium`.
#[derive(Clone, Default, SafeDebug)]
#[non_exhaustive]
pub struct MediumBase {
    /// `kind` of the specification. Required by the service.
    pub kind: Option<String>,
    /// `title` of the specification.
    pub title: Option<String>,
}

model! {
    MediumBase {
        kind,
        title,
    }
}

/// `Record` of the specification.
#[derive(Clone, Default, SafeDebug)]
#[non_exhaustive]
pub struct Record {
    /// `kind` of the specification. Required by the service. `None` is sent as `record`.
    pub kind: Option<String>,
    /// `title` of the specification.
    pub title: Option<String>,
    /// `minutes` of the specification.
    pub minutes: Option<i64>,
}

model! {
    Record by "kind" = "record" {
        kind,
        title,
        minutes,
    }
}

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

use crate::arm::Parameter;

pub(crate) static ID: Parameter = Parameter::new("id");

