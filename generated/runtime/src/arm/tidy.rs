//! Answers whose body is no model: lists, dictionaries and single values, which serde alone would read strictly.

use super::adapter::Adapter;
use super::answer::Answered;
use super::scalar::Lenient;
use super::{error, redact};
use azure_core::error::ErrorKind;
use azure_core::http::RawResponse;
use azure_core::{Error, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Puts a body into the form that its type reads; `None` when it is in that form.
pub type Tidy = fn(&[u8]) -> serde_json::Result<Option<Vec<u8>>>;

/// The [`Tidy`] of a type: what the adapter makes of the body.
pub fn tidy<A: Adapter<T>, T: Serialize + DeserializeOwned>(body: &[u8]) -> serde_json::Result<Option<Vec<u8>>> {
    if serde_json::from_slice::<T>(body).is_ok() {
        return Ok(None);
    }
    let value = A::deserialize(Lenient(serde_json::from_slice(body)?))?;
    serde_json::to_vec(&value).map(Some)
}

/// The answer with its body in the form that its type reads. One that is no JSON is left for others to tell.
pub(super) fn tidied(response: RawResponse, tidy: Option<Tidy>) -> Result<RawResponse> {
    let Some(tidy) = tidy.filter(|_| !response.body().is_empty()) else { return Ok(response) };
    match tidy(response.body()) {
        Ok(Some(body)) => {
            let (status, headers, _) = response.deconstruct();
            Ok(RawResponse::from_bytes(status, headers, body))
        }
        Err(error) if error.is_data() => {
            let complaint = redact::without_quoted_value(&error.to_string());
            let message = format!("{}: {complaint}", error::status_line(response.status()));
            Err(Error::with_error(ErrorKind::DataConversion, Answered(response), message))
        }
        Ok(None) | Err(_) => Ok(response),
    }
}
