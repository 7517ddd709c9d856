// clients/label.rs
//! The operation group `Label`.

use azure_core::Result;
use azure_core::fmt::SafeDebug;
use azure_core::http::{ClientMethodOptions, Method, NoFormat, Response};
use crate::arm::Client;
use crate::generated::wire;

/// The operations of the group `Label`, from [`LibraryClient::label`](crate::LibraryClient::label).
#[derive(Clone, Debug)]
pub struct LabelClient {
    pub(crate) client: Client,
}

impl LabelClient {
    /// The operation `Label_Print`.
    ///
    /// `POST /labels`
    ///
    /// # Arguments
    /// * `text`
    pub async fn print(
        &self,
        text: &str,
        options: Option<LabelClientPrintOptions<'_>>,
    ) -> Result<Response<(), NoFormat>> {
        let options = options.unwrap_or_default();
        let path = "/labels";
        let call = self
            .client
            .call("Label_Print", Method::Post, path, &[])
            .without_api_version()
            .form(&wire::TEXT, &text)
            .form(&wire::SIZE, &options.size);
        Ok(self.client.send(call, options.method_options).await?.into())
    }
}

/// Options of [`LabelClient::print`].
#[derive(Clone, Default, SafeDebug)]
pub struct LabelClientPrintOptions<'a> {
    /// `size`.
    pub size: Option<i64>,
    /// The context.
    pub method_options: ClientMethodOptions<'a>,
}

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

use crate::arm::Parameter;

pub(crate) static SIZE: Parameter = Parameter::new("size");
pub(crate) static TEXT: Parameter = Parameter::new("text");

