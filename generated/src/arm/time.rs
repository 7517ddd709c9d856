//! Instants as text: written with their full precision, read leniently.

use azure_core::error::ErrorKind;
use azure_core::time::{OffsetDateTime, parse_rfc3339, parse_rfc7231, parse_unix_time, to_rfc3339, to_rfc7231};
use azure_core::{Error, Result};

/// How an instant is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum TimeFormat {
    /// `2024-05-01T00:00:00Z`.
    Rfc3339,
    /// `Wed, 01 May 2024 00:00:00 GMT`.
    Rfc1123,
    /// Seconds since 1970.
    Unix,
}

impl TimeFormat {
    pub(super) fn write(self, time: OffsetDateTime) -> Result<String> {
        let time = in_utc(time)?;
        Ok(match self {
            Self::Rfc3339 => to_rfc3339(&time),
            Self::Rfc1123 => to_rfc7231(&time),
            Self::Unix => time.unix_timestamp().to_string(),
        })
    }

    pub(super) fn read(self, text: &str) -> Result<OffsetDateTime> {
        match self {
            // Some services leave out the offset and mean UTC.
            Self::Rfc3339 => parse_rfc3339(text).or_else(|error| parse_rfc3339(&format!("{text}Z")).map_err(|_| error)),
            Self::Rfc1123 => parse_rfc7231(text),
            Self::Unix => parse_unix_time(text),
        }
    }
}

/// The formats have room for years of four digits, and for offsets of whole minutes.
fn in_utc(time: OffsetDateTime) -> Result<OffsetDateTime> {
    let utc = OffsetDateTime::from_unix_timestamp_nanos(time.unix_timestamp_nanos())
        .map_err(|error| Error::new(ErrorKind::DataConversion, error))?;
    if (0..=9999).contains(&utc.year()) {
        Ok(utc)
    } else {
        Err(Error::with_message(ErrorKind::DataConversion, format!("the year {} cannot be written", utc.year())))
    }
}
