//! Headers of answers.

use super::scalar::integer_in;
use super::time::TimeFormat;
use azure_core::error::ErrorKind;
use azure_core::http::Etag;
use azure_core::http::headers::{HeaderName, Headers};
use azure_core::time::OffsetDateTime;
use azure_core::{Error, Result};
use std::str::FromStr;

/// The entity tag `*`, which every version of an entity has: a change with it overwrites what is there, whoever wrote it last.
///
/// ```
/// use apim_runtime::arm::any_etag;
///
/// assert_eq!(any_etag().to_string(), "*");
/// ```
pub fn any_etag() -> Etag {
    Etag::from("*")
}

/// The header's value, if the answer has the header. `name` is in lower case.
///
/// As in bodies, `50.0` is an integer. All of a header is text, so `True` is a boolean there too.
pub fn header<T>(headers: &Headers, name: &'static str) -> Result<Option<T>>
where
    T: FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    let Some(text) = headers.get_optional_str(&HeaderName::from_static(name)) else { return Ok(None) };
    let trimmed = text.trim();
    let read = text.parse().or_else(|error| {
        let others = [Some(trimmed.to_ascii_lowercase()), integer_in(trimmed).map(|integer| integer.to_string())];
        others.into_iter().flatten().find_map(|other| other.parse().ok()).ok_or(error)
    });
    read.map(Some).map_err(|error: T::Err| {
        let message = format!("the header {name} is malformed: {error}");
        Error::with_error(ErrorKind::DataConversion, error, message)
    })
}

/// The instant in the header, if the answer has the header. `name` is in lower case.
pub fn header_time(headers: &Headers, name: &'static str, format: TimeFormat) -> Result<Option<OffsetDateTime>> {
    let text = headers.get_optional_str(&HeaderName::from_static(name)).filter(|text| !text.trim().is_empty());
    let read = text.map(|text| format.read(text)).transpose();
    read.map_err(|error| {
        Error::with_message(ErrorKind::DataConversion, format!("the header {name} is malformed: {error}"))
    })
}
