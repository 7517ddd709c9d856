//! Extensions of operations, of their bodies and of their responses.

use super::{Extension, Fault, any, extensions, flag, text};
use crate::ir::FinalState;
use serde_json::Value;

extensions! {
    /// The operation goes on after its answer.
    LongRunning = "x-ms-long-running-operation" as bool, flag;
    /// Calls that the specification shows, by name.
    Examples = "x-ms-examples" as &'v Value, any;
    /// The definition that OData queries are about.
    OData = "x-ms-odata" as &'v Value, any;
    /// What the body is called: OpenAPI 3.0 has no name for it.
    RequestBodyName = "x-ms-requestBody-name" as &'v str, text;
    /// The response is an error, whatever its status.
    ErrorResponse = "x-ms-error-response" as bool, flag;
}

/// `x-ms-long-running-operation-options`.
pub(crate) struct LongRunningOptions;

/// What `x-ms-long-running-operation-options` says.
#[derive(Clone, Copy, Default)]
pub(crate) struct FinalResult<'v> {
    /// Where the result is read.
    pub(crate) final_state: FinalState,
    /// A reference to the definition of the result.
    pub(crate) schema: Option<&'v str>,
}

impl LongRunningOptions {
    pub(crate) const SCHEMA: &'static str = "final-state-schema";
}

impl<'v> Extension<'v> for LongRunningOptions {
    const KEY: &'static str = "x-ms-long-running-operation-options";
    type Value = FinalResult<'v>;

    fn parse(value: &'v Value) -> Result<Self::Value, Fault> {
        let final_state = match value.get("final-state-via").map(Value::as_str) {
            None => FinalState::Default,
            Some(Some("location")) => FinalState::Location,
            Some(Some("original-uri")) => FinalState::OriginalUri,
            Some(Some("azure-async-operation" | "operation-location")) => FinalState::AzureAsyncOperation,
            Some(_) => {
                let expected = "`location`, `original-uri`, `azure-async-operation` or `operation-location`";
                return Err(Fault { key: Some("final-state-via"), expected });
            }
        };
        Ok(FinalResult { final_state, schema: value.get(Self::SCHEMA).and_then(Value::as_str) })
    }
}

/// `x-ms-pageable`.
pub(crate) struct Pageable;

/// What `x-ms-pageable` says.
pub(crate) struct Pages<'v> {
    /// The property with the link to the next page, or the path to it with dots between.
    pub(crate) next_link: Option<&'v str>,
    /// The property with the items.
    pub(crate) items: Option<&'v str>,
    /// The operation that reads further pages.
    pub(crate) operation: Option<&'v str>,
}

impl Pageable {
    pub(crate) const NEXT_LINK: &'static str = "nextLinkName";
    pub(crate) const ITEMS: &'static str = "itemName";
    pub(crate) const OPERATION: &'static str = "operationName";
}

impl<'v> Extension<'v> for Pageable {
    const KEY: &'static str = "x-ms-pageable";
    type Value = Pages<'v>;

    fn parse(value: &'v Value) -> Result<Self::Value, Fault> {
        let text = |key: &str| match value.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.as_str()).filter(|text| !text.is_empty())),
            Some(_) => Err(()),
        };
        match (value.is_object(), text(Self::NEXT_LINK), text(Self::ITEMS), text(Self::OPERATION)) {
            (true, Ok(next_link), Ok(items), Ok(operation)) => Ok(Pages { next_link, items, operation }),
            _ => Err(Fault::whole(
                "an object with `nextLinkName`, a text or null, and perhaps `itemName` and `operationName`, texts",
            )),
        }
    }
}
