// clients/key.rs
//! The operation group `Key`.

use azure_core::Result;
use azure_core::http::{Method, Response};
use crate::arm::{Client, MethodOptions};
use crate::models::Keys;

/// The operations of the group `Key`, from [`LibraryClient::key`](crate::LibraryClient::key).
#[derive(Clone, Debug)]
pub struct KeyClient {
    pub(crate) client: Client,
}

impl KeyClient {
    /// The operation `Key_List`.
    ///
    /// `POST /keys`
    pub async fn list(
        &self,
        options: Option<KeyClientListOptions<'_>>,
    ) -> Result<Response<Keys>> {
        let options = options.unwrap_or_default();
        let path = "/keys";
        let call = self
            .client
            .call("Key_List", Method::Post, path, &[200])
            .without_api_version();
        Ok(self.client.send_json(call, options.method_options).await?.into())
    }
}

/// Options of [`KeyClient::list`].
pub type KeyClientListOptions<'a> = MethodOptions<'a>;

// models/key.rs
//! Models of the operation group `key`.

use azure_core::credentials::Secret;
use azure_core::fmt::SafeDebug;
use crate::arm::{List, Opt, Same, model};

/// `Keys` of the specification.
#[derive(Clone, Default, SafeDebug)]
#[non_exhaustive]
pub struct Keys {
    /// `primary` of the specification.
    pub primary: Option<Secret>,
    /// `others` of the specification.
    pub others: Option<Vec<Secret>>,
}

model! {
    Keys {
        primary,
        others: Opt<List<Same>>,
    }
}

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

