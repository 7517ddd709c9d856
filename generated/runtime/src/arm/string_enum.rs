//! Enums whose values are strings.

use azure_core::error::ErrorKind;
use azure_core::{Error, Result};

/// An enum with a table of its values.
pub trait Known: Sized + Clone + 'static {
    /// Name of the type, for complaints.
    const NAME: &'static str;
    /// The variants that have a text, with it.
    const KNOWN: &'static [(Self, &'static str)];

    /// The variant with this text: exactly, or else without regard to case.
    fn known(text: &str) -> Option<Self> {
        let exact = Self::KNOWN.iter().find(|(_, wire)| *wire == text);
        let found = exact.or_else(|| Self::KNOWN.iter().find(|(_, wire)| wire.eq_ignore_ascii_case(text)));
        found.map(|(variant, _)| variant.clone())
    }

    /// The variant of a text.
    ///
    /// # Errors
    /// When none has it.
    fn known_or_error(text: &str) -> Result<Self> {
        Self::known(text).ok_or_else(|| {
            Error::with_message(ErrorKind::DataConversion, format!("{text:?} is no value of {}", Self::NAME))
        })
    }
}

/// Gives an enum its texts: `string_enum! { open UserState { Active = "active" } }`.
///
/// An `open` enum keeps unknown texts in its variant `UnknownValue`; a `closed` one refuses them.
#[doc(hidden)]
#[macro_export]
macro_rules! string_enum {
    (open $name:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        $crate::arm::string_enum!(@table $name { $($variant = $text),* } { UnknownValue });

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                Ok(text.into())
            }
        }

        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                <Self as $crate::arm::Known>::known(text).unwrap_or_else(|| Self::UnknownValue(text.to_owned()))
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                <Self as $crate::arm::Known>::known(&text).unwrap_or(Self::UnknownValue(text))
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                Ok(<::std::string::String as ::serde::Deserialize>::deserialize(deserializer)?.into())
            }
        }
    };
    (closed $name:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        $crate::arm::string_enum!(@table $name { $($variant = $text),* } {});

        impl ::std::str::FromStr for $name {
            type Err = ::azure_core::Error;

            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                <Self as $crate::arm::Known>::known_or_error(text)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                let text = <::std::string::String as ::serde::Deserialize>::deserialize(deserializer)?;
                <Self as $crate::arm::Known>::known_or_error(&text).map_err(::serde::de::Error::custom)
            }
        }
    };
    (@table $name:ident { $($variant:ident = $text:literal),* } { $($unknown:ident)? }) => {
        impl $crate::arm::Known for $name {
            const NAME: &'static str = stringify!($name);
            const KNOWN: &'static [(Self, &'static str)] = &[$((Self::$variant, $text)),*];
        }

        impl ::std::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    $(Self::$unknown(text) => text,)?
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_ref())
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_ref())
            }
        }

        impl $crate::arm::ParameterValue for $name {
            fn to_value(&self, _: &$crate::arm::Parameter) -> ::azure_core::Result<$crate::arm::Value> {
                Ok($crate::arm::Value::Text(self.to_string()))
            }
        }
    };
}
pub use string_enum;
