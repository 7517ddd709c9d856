//! Instants as text: written with their full precision, read leniently.

use super::scalar::{float_in, integer_in};
use azure_core::error::ErrorKind;
use azure_core::time::{OffsetDateTime, parse_rfc3339, to_rfc3339, to_rfc7231};
use azure_core::{Error, Result};

/// How an instant is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TimeFormat {
    /// `2024-05-01T00:00:00Z`.
    Rfc3339,
    /// `Wed, 01 May 2024 00:00:00 GMT`.
    Rfc1123,
    /// Seconds since 1970.
    Unix,
}

impl TimeFormat {
    pub(super) fn write(self, time: OffsetDateTime) -> Result<String> {
        let time = match in_utc(time) {
            Ok(time) => time,
            // The last hours of the year 9999 have years of four digits in the west only.
            Err(_) if self == Self::Rfc3339 && is_writable(time) => time,
            Err(error) => return Err(error),
        };
        Ok(match self {
            Self::Rfc3339 => to_rfc3339(&time),
            Self::Rfc1123 => to_rfc7231(&time),
            Self::Unix => time.unix_timestamp().to_string(),
        })
    }

    /// Reads an instant in its own format, or in another one that leaves no doubt. The text, which may be anything, is
    /// not quoted.
    pub(super) fn read(self, text: &str) -> Result<OffsetDateTime> {
        let text = text.trim();
        let unix = if self == Self::Unix { seconds(text) } else { None };
        let time = unix.or_else(|| iso(text)).or_else(|| http_date(text)).or_else(|| slashed(text));
        // What could not be written again would be lost later, and far from here.
        let time = time.filter(|time| self.write(*time).is_ok());
        let message = || format!("it is no instant as {self:?} writes it");
        time.ok_or_else(|| Error::with_message(ErrorKind::DataConversion, message()))
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

fn is_writable(time: OffsetDateTime) -> bool {
    (0..=9999).contains(&time.year()) && time.offset().seconds_past_minute() == 0
}

/// Seconds since 1970, perhaps with a fraction.
fn seconds(text: &str) -> Option<OffsetDateTime> {
    if let Some(seconds) = integer_in(text) {
        return OffsetDateTime::from_unix_timestamp(seconds.as_i64()?).ok();
    }
    let seconds = float_in(text).filter(|seconds| seconds.is_finite())?;
    let whole = OffsetDateTime::from_unix_timestamp(seconds.floor() as i64).ok()?;
    whole.checked_add(azure_core::time::Duration::seconds_f64(seconds - seconds.floor()))
}

/// `2024-05-01T10:00:00.5+02:00`, with a space or a small letter for `T`, a shorter offset, without offset or time.
fn iso(text: &str) -> Option<OffsetDateTime> {
    let (date, rest) = (text.get(..10)?, text.get(10..)?);
    if rest.is_empty() {
        return instant(date, "00:00:00", "");
    }
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let end = rest.find(|c: char| !(c.is_ascii_digit() || ":.,".contains(c))).unwrap_or(rest.len());
    let (time, zone) = rest.split_at(end);
    instant(date, time, zone)
}

/// `Wed, 01 May 2024 10:00:00 GMT`, with names at length or without a weekday, and `1` for `01`.
fn http_date(text: &str) -> Option<OffsetDateTime> {
    let text = text.replace(',', " ");
    let mut words = text.split_whitespace().peekable();
    words.next_if(|word| WEEKDAYS.iter().any(|day| is_name(word, day)));
    let day: u8 = words.next()?.parse().ok()?;
    let month = words.next()?;
    let month = MONTHS.iter().position(|name| is_name(month, name))? + 1;
    let (year, time) = (words.next().filter(|year| year.len() == 4)?, words.next()?);
    let zone: String = words.collect();
    instant(&format!("{year}-{month:02}-{day:02}"), time, &zone)
}

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Whether a word is a name, or its first three letters or more.
fn is_name(word: &str, name: &str) -> bool {
    word.len() >= 3 && name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// `3/31/2015 12:00:00 AM +00:00`, as .NET writes it. Of `3/4/2015`, nobody knows whether it is in March or April.
fn slashed(text: &str) -> Option<OffsetDateTime> {
    let mut words = text.split_whitespace().peekable();
    let mut date = words.next()?.split('/');
    let (first, second, year) = (date.next()?, date.next()?, date.next().filter(|year| year.len() == 4)?);
    let (first, second): (u8, u8) = (first.parse().ok()?, second.parse().ok()?);
    let time = words.next().unwrap_or("0:00");
    let half = words.next_if(|word| word.eq_ignore_ascii_case("AM") || word.eq_ignore_ascii_case("PM"));
    let time = half.map_or(Some(time.to_owned()), |half| in_24_hours(time, half))?;
    let zone: String = words.collect();
    let read = |month: u8, day: u8| instant(&format!("{year}-{month:02}-{day:02}"), &time, &zone);
    match (date.next(), read(first, second), read(second, first)) {
        (None, Some(american), Some(other)) if american == other => Some(american),
        (None, Some(only), None) | (None, None, Some(only)) => Some(only),
        _ => None,
    }
}

/// `1:30` in the afternoon is `13:30`.
fn in_24_hours(time: &str, half: &str) -> Option<String> {
    let (hour, rest) = time.split_once(':')?;
    let hour: u8 = hour.parse().ok().filter(|hour| (1..=12).contains(hour))?;
    let afternoon = if half.eq_ignore_ascii_case("PM") { 12 } else { 0 };
    Some(format!("{}:{rest}", hour % 12 + afternoon))
}

/// The instant of a date such as `2024-05-01`, a time such as `9:30` and an offset such as `+02`. Some services leave
/// out the offset and mean UTC.
fn instant(date: &str, time: &str, zone: &str) -> Option<OffsetDateTime> {
    let (hour, rest) = time.split_once(':')?;
    let seconds = if rest.contains(':') { "" } else { ":00" };
    let rest = rest.replace(',', ".");
    parse_rfc3339(&format!("{date}T{hour:0>2}:{rest}{seconds}{}", offset(zone.trim())?)).ok()
}

/// `Z`, or hours and minutes.
fn offset(zone: &str) -> Option<String> {
    if ["", "Z", "UTC", "GMT", "UT"].iter().any(|utc| utc.eq_ignore_ascii_case(zone)) {
        return Some("Z".to_owned());
    }
    let (sign, digits) = zone.split_at_checked(1).filter(|(sign, _)| matches!(*sign, "+" | "-"))?;
    let digits = digits.replacen(':', "", 1);
    let (hours, minutes) = digits.split_at_checked(2)?;
    Some(format!("{sign}{hours}:{}", if minutes.is_empty() { "00" } else { minutes }))
}
