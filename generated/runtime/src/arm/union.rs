//! Objects whose discriminator tells their kind.

use super::redact;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::{Error, Map, Value};

/// Reads the object that a union is.
pub fn read_object<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Map<String, Value>, D::Error> {
    Map::deserialize(deserializer).map_err(|error| de::Error::custom(redact::without_quoted_value(&error.to_string())))
}

/// Reads the object as a kind.
pub fn read_kind<T: DeserializeOwned, E: de::Error>(object: Map<String, Value>) -> Result<T, E> {
    serde_json::from_value(Value::Object(object)).map_err(E::custom)
}

/// Writes a kind, with its discriminator if it does not tell it itself.
pub fn write_kind<T: Serialize>(kind: &T, property: &str, value: &str) -> Result<Value, Error> {
    let mut written = serde_json::to_value(kind)?;
    if let Value::Object(object) = &mut written
        && object.get(property).is_none_or(Value::is_null)
    {
        object.insert(property.to_owned(), value.into());
    }
    Ok(written)
}

/// Gives a union its JSON: `union! { Shape by "kind" { Circle = "circle", Square = "square" } }`.
///
/// The discriminator is matched without regard to case, and a kind that has a field for it keeps it as it came. Objects
/// of an unknown kind are kept whole in the variant `UnknownKind`, but a known kind with a malformed field is an error.
#[doc(hidden)]
#[macro_export]
macro_rules! union {
    ($name:ident by $property:literal { $($variant:ident = $value:literal),* $(,)? }) => {
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(kind) => $crate::arm::union::write_kind(kind, $property, $value)
                        .map_err(::serde::ser::Error::custom)?
                        .serialize(serializer),)*
                    Self::UnknownKind(object) => object.serialize(serializer),
                }
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                let object = $crate::arm::union::read_object(deserializer)?;
                let kind = object.get($property).and_then(::serde_json::Value::as_str);
                $(if kind.is_some_and(|kind| kind.eq_ignore_ascii_case($value)) {
                    return $crate::arm::union::read_kind(object).map(Self::$variant);
                })*
                Ok(Self::UnknownKind(object))
            }
        }
    };
}
pub use union;
