//! Structs as JSON objects: one list of fields serves both ways.
//!
//! What serde would derive is the same code for every struct, and most of what a large client takes to compile; here
//! a struct only lists its fields, and functions that all structs share do the rest.

use super::adapter::Adapter;
use super::scalar::Lenient;
use super::{redact, redacted};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use serde_json::value::Serializer as ToValue;
use serde_json::{Error, Map, Value};
use std::any::type_name;
use std::collections::HashMap;

/// The JSON object that a struct is read from, or written to.
#[derive(Debug, Default)]
pub struct Object {
    properties: Map<String, Value>,
    /// Declared properties that were left out.
    left_out: Vec<&'static str>,
}

impl Object {
    /// Takes a property out.
    pub fn take<A: Adapter<T>, T>(&mut self, name: &str) -> Result<T, Error> {
        let read = match self.properties.remove(name) {
            Some(value) => A::deserialize(Lenient(value)),
            None => A::absent().ok_or_else(|| de::Error::custom("it is required, and absent")),
        };
        read.map_err(|error: Error| complaint(name, &error.to_string()))
    }

    /// Puts a property in, unless its value stands for absence.
    pub fn put<A: Adapter<T>, T>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        if A::is_absent(value) {
            self.left_out.push(name);
        } else {
            let value = redacted::property(type_name::<T>(), A::serialize(value, ToValue)?);
            self.properties.insert(name.to_owned(), value);
        }
        Ok(())
    }

    /// Puts a discriminator in, where a field of its name can replace it.
    pub fn put_kind(&mut self, property: &str, kind: &str) {
        self.properties.insert(property.to_owned(), kind.into());
    }

    /// Takes all properties that are left.
    pub fn take_rest<A: Adapter<HashMap<String, T>>, T>(&mut self) -> Result<HashMap<String, T>, Error> {
        A::deserialize(Lenient(Value::Object(std::mem::take(&mut self.properties))))
    }

    /// Puts all entries in as properties. One that is called like a declared property gives way to its value; where
    /// that has none, nobody can tell which of the two is meant.
    pub fn put_rest<A: Adapter<HashMap<String, T>>, T>(&mut self, rest: &HashMap<String, T>) -> Result<(), Error> {
        let rest = redacted::property(type_name::<T>(), A::serialize(rest, ToValue)?);
        let Value::Object(rest) = rest else { return Ok(()) };
        for (name, value) in rest {
            if self.properties.contains_key(&name) {
                continue;
            }
            if self.left_out.contains(&name.as_str()) {
                let about = "it is declared, and its value stands among the undeclared properties";
                return Err(complaint(&name, about));
            }
            self.properties.insert(name, value);
        }
        Ok(())
    }
}

/// What is wrong with a property, by its path. The value may be secret, and is not quoted.
fn complaint(name: &str, about: &str) -> Error {
    let about = redact::without_quoted_value(about);
    let separator = if about.starts_with('[') { "" } else { ": " };
    de::Error::custom(format_args!("{name}{separator}{about}"))
}

/// A struct that is a JSON object on the wire; [`model!`] implements it.
pub trait Model: Sized {
    /// Takes the fields out of an object.
    fn read(object: &mut Object) -> Result<Self, Error>;

    /// Puts the fields into an object.
    fn write(&self, object: &mut Object) -> Result<(), Error>;
}

/// Reads a model as serde does.
pub fn read_model<'de, M: Model, D: Deserializer<'de>>(deserializer: D) -> Result<M, D::Error> {
    let properties = Map::deserialize(deserializer)
        .map_err(|error| de::Error::custom(redact::without_quoted_value(&error.to_string())))?;
    M::read(&mut Object { properties, ..Object::default() }).map_err(de::Error::custom)
}

/// Writes a model as serde does.
pub fn write_model<M: Model, S: Serializer>(model: &M, serializer: S) -> Result<S::Ok, S::Error> {
    let mut object = Object::default();
    model.write(&mut object).map_err(ser::Error::custom)?;
    object.properties.serialize(serializer)
}

/// Gives a struct its JSON:
///
/// ```text
/// model! {
///     Circle by "kind" = "circle" {
///         id,
///         first_name as "firstName",
///         groups: Opt<List<Same>>,
///         ..rest: Dict<Same>,
///     }
/// }
/// ```
///
/// A field is followed by its name on the wire where that differs, and by its adapter unless it is `Opt<Same>`. `by`
/// adds a discriminator, unless the field of that name has a value; `..` gathers the properties that are not listed.
#[doc(hidden)]
#[macro_export]
macro_rules! model {
    ($model:ident $(by $property:literal = $kind:literal)* {
        $($field:ident $(as $wire:literal)? $(: $adapter:ty)?,)* $(..$rest:ident: $others:ty,)?
    }) => {
        impl $crate::arm::Model for $model {
            fn read(object: &mut $crate::arm::Object) -> ::std::result::Result<Self, ::serde_json::Error> {
                let _ = &object;
                ::std::result::Result::Ok(Self {
                    $($field: object.take::<$crate::arm::model!(@adapter $($adapter)?), _>($crate::arm::model!(@wire $field $($wire)?))?,)*
                    $($rest: object.take_rest::<$others, _>()?,)?
                })
            }

            fn write(&self, object: &mut $crate::arm::Object) -> ::std::result::Result<(), ::serde_json::Error> {
                let _ = &object;
                $(object.put_kind($property, $kind);)*
                $(object.put::<$crate::arm::model!(@adapter $($adapter)?), _>($crate::arm::model!(@wire $field $($wire)?), &self.$field)?;)*
                $(object.put_rest::<$others, _>(&self.$rest)?;)?
                ::std::result::Result::Ok(())
            }
        }

        impl ::serde::Serialize for $model {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::arm::write_model(self, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $model {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                $crate::arm::read_model(deserializer)
            }
        }
    };
    (@wire $field:ident) => { stringify!($field) };
    (@wire $field:ident $wire:literal) => { $wire };
    (@adapter) => { $crate::arm::Opt<$crate::arm::Same> };
    (@adapter $adapter:ty) => { $adapter };
}
pub use model;
