// clients/things.rs
//! The operation group `Things`.

use azure_core::Result;
use azure_core::http::{Method, Response};
use crate::arm::{Client, MethodOptions};
use crate::generated::wire;
use crate::models::Thing;

/// The operations of the group `Things`, from [`ThingsClient::things`](crate::ThingsClient::things).
#[derive(Clone, Debug)]
pub struct ThingsOperationsClient {
    pub(crate) client: Client,
}

impl ThingsOperationsClient {
    /// The operation `Things_Get`.
    ///
    /// `GET /things/{name}`
    ///
    /// # Arguments
    /// * `name`
    pub async fn get(
        &self,
        name: &str,
        options: Option<ThingsOperationsClientGetOptions<'_>>,
    ) -> Result<Response<Thing>> {
        let options = options.unwrap_or_default();
        let path = "/things/{name}";
        let call = self
            .client
            .call("Things_Get", Method::Get, path, &[200])
            .without_api_version()
            .path(&wire::NAME, &name);
        Ok(self.client.send_json(call, options.method_options).await?.into())
    }
}

/// Options of [`ThingsOperationsClient::get`].
pub type ThingsOperationsClientGetOptions<'a> = MethodOptions<'a>;

// models/things.rs
//! Models of the operation group `things`.

use azure_core::fmt::SafeDebug;
use crate::arm::{Base64, Float, Opt, model, string_enum};
use serde_json::Value;

/// `Owner` of the specification.
#[derive(Clone, Default, SafeDebug)]
#[non_exhaustive]
pub struct Owner {
    /// `name` of the specification.
    pub name: Option<String>,
}

model! {
    Owner {
        name,
    }
}

/// `Thing` of the specification.
#[derive(Clone, Default, SafeDebug)]
#[non_exhaustive]
pub struct Thing {
    /// `kind` of the specification. Required by the service.
    pub kind: Option<ThingKind>,
    /// A name for people. Required by the service.
    pub label: Option<String>,
    /// `size` of the specification. More than 0 and less than 10.
    pub size: Option<i32>,
    /// `weight` of the specification. At least 1.
    pub weight: Option<f64>,
    /// `owner` of the specification.
    pub owner: Option<Owner>,
    /// Who made it.
    pub maker: Option<Owner>,
    /// `image` of the specification.
    pub image: Option<Vec<u8>>,
    /// `notes` of the specification. Any JSON value.
    pub notes: Option<Value>,
}

model! {
    Thing {
        kind,
        label,
        size,
        weight: Opt<Float>,
        owner,
        maker,
        image: Opt<Base64>,
        notes,
    }
}

/// `kind` of the specification. In the specification: `kind`.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum ThingKind {
    /// `thing`.
    Thing,
    /// A value that this version of the client does not know.
    UnknownValue(String),
}

string_enum! {
    open ThingKind {
        Thing = "thing",
    }
}

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

use crate::arm::Parameter;

pub(crate) static NAME: Parameter = Parameter::new("name");

