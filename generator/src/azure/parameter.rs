//! Extensions of parameters.

use super::{Fault, any, extensions, flag};
use crate::ir;
use serde_json::Value;

extensions! {
    /// The value is sent as it is.
    SkipUrlEncoding = "x-ms-skip-url-encoding" as bool, flag;
    /// Whether the client or each call has the value.
    ParameterLocation = "x-ms-parameter-location" as &'v Value, any;
    /// How a list is written, where lifting found what OpenAPI 3.0 has no term for.
    CollectionFormat = "x-collection-format" as ir::CollectionFormat, collection;
}

fn collection(value: &Value) -> Result<ir::CollectionFormat, Fault> {
    match value.as_str() {
        Some("multi") => Ok(ir::CollectionFormat::Multi),
        Some("ssv") => Ok(ir::CollectionFormat::Ssv),
        Some("tsv") => Ok(ir::CollectionFormat::Tsv),
        Some("pipes") => Ok(ir::CollectionFormat::Pipes),
        _ => Err(Fault::whole("`multi`, `ssv`, `tsv` or `pipes`")),
    }
}
