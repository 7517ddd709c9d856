// clients/cover.rs
//! The operation group `Cover`.

use azure_core::Result;
use azure_core::http::{AsyncResponse, Method};
use crate::arm::{Client, MethodOptions};
use crate::generated::wire;

/// The operations of the group `Cover`, from [`LibraryClient::cover`](crate::LibraryClient::cover).
#[derive(Clone, Debug)]
pub struct CoverClient {
    pub(crate) client: Client,
}

impl CoverClient {
    /// The operation `Cover_Download`.
    ///
    /// `GET /books/{id}/cover`
    ///
    /// # Arguments
    /// * `id`
    pub async fn download(
        &self,
        id: &str,
        options: Option<CoverClientDownloadOptions<'_>>,
    ) -> Result<AsyncResponse> {
        let options = options.unwrap_or_default();
        let path = "/books/{id}/cover";
        let call = self
            .client
            .call("Cover_Download", Method::Get, path, &[200])
            .without_api_version()
            .fixed_header("accept", "image/png")
            .path(&wire::ID, &id);
        self.client.stream(call, options.method_options).await
    }
}

/// Options of [`CoverClient::download`].
pub type CoverClientDownloadOptions<'a> = MethodOptions<'a>;

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

use crate::arm::Parameter;

pub(crate) static ID: Parameter = Parameter::new("id");

