// clients/fact.rs
//! The operation group `Fact`.

use azure_core::Result;
use azure_core::http::{Method, Response};
use crate::arm::{Client, MethodOptions};
use crate::models::Facts;

/// The operations of the group `Fact`, from [`LibraryClient::fact`](crate::LibraryClient::fact).
#[derive(Clone, Debug)]
pub struct FactClient {
    pub(crate) client: Client,
}

impl FactClient {
    /// The operation `Fact_Get`.
    ///
    /// `GET /facts`
    pub async fn get(
        &self,
        options: Option<FactClientGetOptions<'_>>,
    ) -> Result<Response<Facts>> {
        let options = options.unwrap_or_default();
        let path = "/facts";
        let call = self
            .client
            .call("Fact_Get", Method::Get, path, &[200])
            .without_api_version();
        Ok(self.client.send_json(call, options.method_options).await?.into())
    }
}

/// Options of [`FactClient::get`].
pub type FactClientGetOptions<'a> = MethodOptions<'a>;

// models/fact.rs
//! Models of the operation group `fact`.

use azure_core::fmt::SafeDebug;
use azure_core::time::OffsetDateTime;
use crate::arm::{Base64, Float, List, Nullable, Opt, Rfc1123, Same, Unix, model};
use serde_json::{Number, Value};

/// `Facts` of the specification.
#[derive(Clone, Default, SafeDebug)]
#[non_exhaustive]
pub struct Facts {
    /// `whole` of the specification.
    pub whole: Option<i64>,
    /// `part` of the specification.
    pub part: Option<f64>,
    /// `price` of the specification.
    pub price: Option<Number>,
    /// `day` of the specification. A date, such as `2024-05-01`.
    pub day: Option<String>,
    /// `sent` of the specification.
    pub sent: Option<OffsetDateTime>,
    /// `stamp` of the specification.
    pub stamp: Option<OffsetDateTime>,
    /// `bytes` of the specification.
    pub bytes: Option<Vec<u8>>,
    /// `any` of the specification. Any JSON value.
    pub any: Option<Value>,
    /// `gaps` of the specification.
    pub gaps: Option<Vec<Option<String>>>,
}

model! {
    Facts {
        whole,
        part: Opt<Float>,
        price: Opt<Float>,
        day,
        sent: Opt<Rfc1123>,
        stamp: Opt<Unix>,
        bytes: Opt<Base64>,
        any,
        gaps: Opt<List<Nullable<Same>>>,
    }
}

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

