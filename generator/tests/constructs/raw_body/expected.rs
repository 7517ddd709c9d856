// clients/cover.rs
//! The operation group `Cover`.

use azure_core::Result;
use azure_core::http::{Body, Method, NoFormat, Response};
use crate::arm::{Client, MethodOptions};
use crate::generated::wire;

/// The operations of the group `Cover`, from [`LibraryClient::cover`](crate::LibraryClient::cover).
#[derive(Clone, Debug)]
pub struct CoverClient {
    pub(crate) client: Client,
}

impl CoverClient {
    /// The operation `Cover_Upload`.
    ///
    /// `PUT /books/{id}/cover`
    ///
    /// # Arguments
    /// * `id`
    /// * `image`
    pub async fn upload(
        &self,
        id: &str,
        image: Body,
        options: Option<CoverClientUploadOptions<'_>>,
    ) -> Result<Response<(), NoFormat>> {
        let options = options.unwrap_or_default();
        let path = "/books/{id}/cover";
        let call = self
            .client
            .call("Cover_Upload", Method::Put, path, &[])
            .without_api_version()
            .path(&wire::ID, &id)
            .content("image/png", image);
        Ok(self.client.send(call, options.method_options).await?.into())
    }
}

/// Options of [`CoverClient::upload`].
pub type CoverClientUploadOptions<'a> = MethodOptions<'a>;

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

use crate::arm::Parameter;

pub(crate) static ID: Parameter = Parameter::new("id");

