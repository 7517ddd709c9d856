//! Headers of answers.

use super::time::TimeFormat;
use azure_core::Result;
use azure_core::http::headers::{HeaderName, Headers};
use azure_core::time::OffsetDateTime;
use std::str::FromStr;

/// The header's value, if the answer has the header. `name` is in lower case.
pub(crate) fn header<T>(headers: &Headers, name: &'static str) -> Result<Option<T>>
where
    T: FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    headers.get_optional_as(&HeaderName::from_static(name))
}

/// The instant in the header, if the answer has the header. `name` is in lower case.
pub(crate) fn header_time(headers: &Headers, name: &'static str, format: TimeFormat) -> Result<Option<OffsetDateTime>> {
    headers.get_optional_str(&HeaderName::from_static(name)).map(|text| format.read(text)).transpose()
}
