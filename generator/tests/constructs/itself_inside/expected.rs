// clients/chapter.rs
//! The operation group `Chapter`.

use azure_core::Result;
use azure_core::http::{Method, Response};
use crate::arm::{Client, MethodOptions};
use crate::models::Chapter;

/// The operations of the group `Chapter`, from [`LibraryClient::chapter`](crate::LibraryClient::chapter).
#[derive(Clone, Debug)]
pub struct ChapterClient {
    pub(crate) client: Client,
}

impl ChapterClient {
    /// The operation `Chapter_Get`.
    ///
    /// `GET /chapters`
    pub async fn get(
        &self,
        options: Option<ChapterClientGetOptions<'_>>,
    ) -> Result<Response<Chapter>> {
        let options = options.unwrap_or_default();
        let path = "/chapters";
        let call = self
            .client
            .call("Chapter_Get", Method::Get, path, &[200])
            .without_api_version();
        Ok(self.client.send_json(call, options.method_options).await?.into())
    }
}

/// Options of [`ChapterClient::get`].
pub type ChapterClientGetOptions<'a> = MethodOptions<'a>;

// models/chapter.rs
//! Models of the operation group `chapter`.

use azure_core::fmt::SafeDebug;
use crate::arm::{List, Opt, Same, model};

/// `Chapter` of the specification.
#[derive(Clone, Default, SafeDebug)]
#[non_exhaustive]
pub struct Chapter {
    /// `next` of the specification.
    pub next: Option<Box<Chapter>>,
    /// `parts` of the specification.
    pub parts: Option<Vec<Chapter>>,
}

model! {
    Chapter {
        next,
        parts: Opt<List<Same>>,
    }
}

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

