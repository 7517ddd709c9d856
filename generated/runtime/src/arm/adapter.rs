//! How fields are written and read: `Opt<Rfc3339>` is an optional instant.

use super::patch::Patch;
use super::redact;
use super::scalar::{Lenient, widened, write_float};
use super::time::TimeFormat;
use azure_core::base64;
use azure_core::time::OffsetDateTime;
use serde::de::{DeserializeOwned, Error as _};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Number, Value};
use std::collections::HashMap;
use std::fmt::Display;
use std::marker::PhantomData;

/// A way to write and read a `T`.
pub trait Adapter<T>: Sized {
    /// Whether `null` is a value among the items of a list, where its place means something, or of a dictionary.
    const NULL_IS_A_VALUE: bool = false;

    fn serialize<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error>;

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error>;

    /// What the absence of a property means; `None` when it must be there.
    fn absent() -> Option<T> {
        None
    }

    /// Whether the value is written by leaving the property out.
    fn is_absent(_: &T) -> bool {
        false
    }

    fn deserialize_optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
        Ok(Option::<Read<T, Self>>::deserialize(deserializer)?.map(|read| read.0))
    }
}

/// A value that serde reads through an adapter.
struct Read<T, A>(T, PhantomData<A>);

impl<'de, T, A: Adapter<T>> Deserialize<'de> for Read<T, A> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(A::deserialize(deserializer)?, PhantomData))
    }
}

/// A value that serde writes through an adapter.
struct Write<'a, T, A>(&'a T, PhantomData<A>);

impl<T, A: Adapter<T>> Serialize for Write<'_, T, A> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        A::serialize(self.0, serializer)
    }
}

/// A value as JSON text, as the adapter `A` writes it.
pub(super) fn to_json<A: Adapter<T>, T>(value: &T) -> azure_core::Result<Vec<u8>> {
    Ok(serde_json::to_vec(&Write::<T, A>(value, PhantomData))?)
}

/// As the type itself does.
pub struct Same;

impl<T: Serialize + DeserializeOwned> Adapter<T> for Same {
    fn serialize<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::deserialize(deserializer)
    }
}

/// Any JSON, as it is: `null` too.
pub struct Any;

impl Adapter<Value> for Any {
    const NULL_IS_A_VALUE: bool = true;

    fn serialize<S: Serializer>(value: &Value, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        Value::deserialize(deserializer)
    }
}

/// A number that can have a fraction. A whole one is written without.
pub struct Float;

impl Adapter<f64> for Float {
    fn serialize<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
        write_float(*value, serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
        f64::deserialize(deserializer)
    }
}

impl Adapter<f32> for Float {
    fn serialize<S: Serializer>(value: &f32, serializer: S) -> Result<S::Ok, S::Error> {
        write_float(widened(*value), serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f32, D::Error> {
        f32::deserialize(deserializer)
    }
}

/// A number that is kept as it is written.
impl Adapter<Number> for Float {
    fn serialize<S: Serializer>(value: &Number, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Number, D::Error> {
        let value = Value::deserialize(deserializer)?;
        let quoted = value.as_str().and_then(|text| text.trim().parse().ok());
        quoted.map_or_else(|| Number::deserialize(value).map_err(D::Error::custom), Ok)
    }
}

macro_rules! time_adapter {
    ($name:ident, $write:expr, $doc:literal) => {
        #[doc = $doc]
        pub struct $name;

        impl Adapter<OffsetDateTime> for $name {
            fn serialize<S: Serializer>(value: &OffsetDateTime, serializer: S) -> Result<S::Ok, S::Error> {
                let write: fn(&OffsetDateTime) -> azure_core::Result<_> = $write;
                write(value).map_err(S::Error::custom)?.serialize(serializer)
            }

            fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<OffsetDateTime, D::Error> {
                read_time(TimeFormat::$name, &time_text(deserializer)?)
            }

            fn deserialize_optional<'de, D: Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Option<OffsetDateTime>, D::Error> {
                let text = Some(time_text(deserializer)?).filter(|text| !text.trim().is_empty());
                text.map(|text| read_time(TimeFormat::$name, &text)).transpose()
            }
        }
    };
}

/// What may be an instant: a text or a number. Nothing else is one, and `null` is as empty as an empty text.
fn time_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::String(text) => Ok(text),
        Value::Number(number) => Ok(number.to_string()),
        Value::Null => Ok(String::new()),
        other => String::deserialize(other).map_err(D::Error::custom),
    }
}

fn read_time<E: serde::de::Error>(format: TimeFormat, text: &str) -> Result<OffsetDateTime, E> {
    format.read(text).map_err(E::custom)
}

time_adapter!(Rfc3339, |time| TimeFormat::Rfc3339.write(*time), "An instant as RFC 3339 writes it.");
time_adapter!(Rfc1123, |time| TimeFormat::Rfc1123.write(*time), "An instant as the HTTP `Date` header has it.");
time_adapter!(Unix, |time| Ok(time.unix_timestamp()), "An instant as seconds since 1970.");

macro_rules! bytes_adapter {
    ($name:ident, $encode:ident, $decode:ident, $doc:literal) => {
        #[doc = $doc]
        pub struct $name;

        impl Adapter<Vec<u8>> for $name {
            fn serialize<S: Serializer>(value: &Vec<u8>, serializer: S) -> Result<S::Ok, S::Error> {
                base64::$encode(value).serialize(serializer)
            }

            fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
                base64::$decode(String::deserialize(deserializer)?).map_err(D::Error::custom)
            }
        }
    };
}
bytes_adapter!(Base64, encode, decode, "Bytes in the standard alphabet of base64.");
bytes_adapter!(Base64Url, encode_url_safe, decode_url_safe, "Bytes in the URL-safe alphabet of base64.");

/// `None` when there is nothing, or `null`.
pub struct Opt<A>(PhantomData<A>);

impl<T, A: Adapter<T>> Adapter<Option<T>> for Opt<A> {
    const NULL_IS_A_VALUE: bool = true;

    fn serialize<S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
        value.as_ref().map(|value| Write::<T, A>(value, PhantomData)).serialize(serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
        A::deserialize_optional(deserializer)
    }

    fn absent() -> Option<Option<T>> {
        Some(None)
    }

    fn is_absent(value: &Option<T>) -> bool {
        value.is_none()
    }
}

/// `None` when there is nothing, or `null`, and always written: `None` as `null`.
pub struct Nullable<A>(PhantomData<A>);

impl<T, A: Adapter<T>> Adapter<Option<T>> for Nullable<A> {
    const NULL_IS_A_VALUE: bool = true;

    fn serialize<S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
        Opt::<A>::serialize(value, serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
        A::deserialize_optional(deserializer)
    }

    fn absent() -> Option<Option<T>> {
        Some(None)
    }
}

/// A complaint about one of several values.
fn at<E: serde::de::Error>(place: &dyn Display, error: &serde_json::Error) -> E {
    let complaint = redact::without_quoted_value(&error.to_string());
    let separator = if complaint.starts_with('[') { "" } else { ": " };
    E::custom(format_args!("[{place}]{separator}{complaint}"))
}

/// A list; `null` is empty, and `null` elements are left out unless they are values.
pub struct List<A>(PhantomData<A>);

impl<T, A: Adapter<T>> Adapter<Vec<T>> for List<A> {
    fn serialize<S: Serializer>(value: &Vec<T>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(value.iter().map(|item| Write::<T, A>(item, PhantomData)))
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
        let items = Option::<Vec<Value>>::deserialize(deserializer)?.unwrap_or_default();
        let items = items.into_iter().enumerate().filter(|(_, item)| A::NULL_IS_A_VALUE || !item.is_null());
        let read = |(index, item)| A::deserialize(Lenient(item)).map_err(|error| at(&index, &error));
        items.map(read).collect()
    }

    fn absent() -> Option<Vec<T>> {
        Some(Vec::new())
    }
}

/// A dictionary; `null` is empty, and entries without a value are left out, unless `null` is one.
pub struct Dict<A>(PhantomData<A>);

impl<T, A: Adapter<T>> Adapter<HashMap<String, T>> for Dict<A> {
    fn serialize<S: Serializer>(value: &HashMap<String, T>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(value.iter().map(|(key, value)| (key, Write::<T, A>(value, PhantomData))))
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<HashMap<String, T>, D::Error> {
        let entries = Option::<Map<String, Value>>::deserialize(deserializer)?.unwrap_or_default();
        let entries = entries.into_iter().filter(|(_, value)| A::NULL_IS_A_VALUE || !value.is_null());
        let read = |(key, value)| match A::deserialize(Lenient(value)) {
            Ok(value) => Ok((key, value)),
            Err(error) => Err(at(&key, &error)),
        };
        entries.map(read).collect()
    }
}

/// The value of a [`Patch`].
pub struct Patched<A>(PhantomData<A>);

impl<T, A: Adapter<T>> Adapter<Patch<T>> for Patched<A> {
    fn serialize<S: Serializer>(value: &Patch<T>, serializer: S) -> Result<S::Ok, S::Error> {
        value.value().map(|value| Write::<T, A>(value, PhantomData)).serialize(serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Patch<T>, D::Error> {
        Ok(A::deserialize_optional(deserializer)?.into())
    }

    fn absent() -> Option<Patch<T>> {
        Some(Patch::Absent)
    }

    fn is_absent(value: &Patch<T>) -> bool {
        value.is_absent()
    }
}
