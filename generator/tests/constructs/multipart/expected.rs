// clients/cover.rs
//! The operation group `Cover`.

use azure_core::Result;
use azure_core::fmt::SafeDebug;
use azure_core::http::{ClientMethodOptions, Method, NoFormat, Response};
use crate::arm::{Client, File};
use crate::generated::wire;

/// The operations of the group `Cover`, from [`LibraryClient::cover`](crate::LibraryClient::cover).
#[derive(Clone, Debug)]
pub struct CoverClient {
    pub(crate) client: Client,
}

impl CoverClient {
    /// The operation `Cover_Send`.
    ///
    /// `POST /covers`
    ///
    /// # Arguments
    /// * `image`
    pub async fn send(
        &self,
        image: File,
        options: Option<CoverClientSendOptions<'_>>,
    ) -> Result<Response<(), NoFormat>> {
        let options = options.unwrap_or_default();
        let path = "/covers";
        let call = self
            .client
            .call("Cover_Send", Method::Post, path, &[])
            .without_api_version()
            .part(&wire::IMAGE, &image)
            .part(&wire::TITLE, &options.title);
        Ok(self.client.send(call, options.method_options).await?.into())
    }
}

/// Options of [`CoverClient::send`].
#[derive(Clone, Default, SafeDebug)]
pub struct CoverClientSendOptions<'a> {
    /// `title`.
    pub title: Option<String>,
    /// The context.
    pub method_options: ClientMethodOptions<'a>,
}

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

use crate::arm::Parameter;

pub(crate) static IMAGE: Parameter = Parameter::new("image");
pub(crate) static TITLE: Parameter = Parameter::new("title");

