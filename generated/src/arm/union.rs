//! Objects whose discriminator tells their kind.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Error, Map, Value};

/// Reads the object as a kind; the discriminator is no field of the kind.
pub(crate) fn read_kind<T: DeserializeOwned>(mut object: Map<String, Value>, property: &str) -> Result<T, Error> {
    object.remove(property);
    serde_json::from_value(Value::Object(object))
}

/// Writes a kind, with its discriminator.
pub(crate) fn write_kind<T: Serialize>(kind: &T, property: &str, value: &str) -> Result<Map<String, Value>, Error> {
    let mut object = Map::new();
    object.insert(property.to_owned(), value.into());
    if let Value::Object(fields) = serde_json::to_value(kind)? {
        object.extend(fields.into_iter().filter(|(name, _)| name != property));
    }
    Ok(object)
}

/// Gives a union its JSON: `union! { Shape by "kind" { Circle = "circle", Square = "square" } }`.
///
/// The discriminator is matched without regard to case. Objects of an unknown kind are kept whole in the variant
/// `UnknownKind`, but a known kind with a malformed field is an error.
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
                let object = ::serde_json::Map::<::std::string::String, ::serde_json::Value>::deserialize(deserializer)?;
                let kind = object.get($property).and_then(::serde_json::Value::as_str).unwrap_or_default();
                $(if kind.eq_ignore_ascii_case($value) {
                    return $crate::arm::union::read_kind(object, $property)
                        .map(Self::$variant)
                        .map_err(::serde::de::Error::custom);
                })*
                Ok(Self::UnknownKind(object))
            }
        }
    };
}
pub(crate) use union;
