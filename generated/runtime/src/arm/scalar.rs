//! Scalars as services spell them: `50.0` and `"5"` are integers, and a whole float is written as one.
//!
//! What is read is what was meant, to the last digit: of what leaves room for doubt, nothing is made.

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, Error as _, IntoDeserializer, Unexpected, Visitor};
use serde::ser::Serializer;
use serde_json::{Error, Number, Value};

/// Below 2^53, a whole float is the integer that was written; from there on it may be another one.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The integer that a float is.
fn whole(float: f64) -> Option<i64> {
    (float.fract() == 0.0 && float.abs() < EXACT).then_some(float as i64)
}

/// The integer in a text: `5`, `5.0`, `5e0`.
pub(super) fn integer_in(text: &str) -> Option<Number> {
    let text = text.trim();
    let digits = match text.split_once('.') {
        Some((digits, zeros)) if !zeros.is_empty() && zeros.bytes().all(|digit| digit == b'0') => digits,
        _ => text,
    };
    let integer = digits.parse().map(i64::into).or_else(|_| digits.parse().map(u64::into));
    integer.ok().or_else(|| float_in(text).and_then(whole).map(Number::from))
}

/// The float in a text. JSON has no spelling of its own for those that are no numbers.
pub(super) fn float_in(text: &str) -> Option<f64> {
    match text.trim() {
        "NaN" => Some(f64::NAN),
        "Infinity" => Some(f64::INFINITY),
        "-Infinity" => Some(f64::NEG_INFINITY),
        number if number.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte)) => {
            number.parse().ok().filter(|float: &f64| float.is_finite())
        }
        _ => None,
    }
}

/// A float as text.
pub(super) fn float_text(float: f64) -> String {
    if float.is_infinite() {
        return if float > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    float.to_string()
}

/// A float with the digits of its `f32`: 0.1, where a cast has 0.10000000149011612.
pub(super) fn widened(float: f32) -> f64 {
    float.to_string().parse().unwrap_or_else(|_| f64::from(float))
}

/// Writes a whole float as an integer, which some services insist on, and one that is no number as text.
pub(super) fn write_float<S: Serializer>(float: f64, serializer: S) -> Result<S::Ok, S::Error> {
    match whole(float) {
        Some(integer) if integer != 0 || float.is_sign_positive() => serializer.serialize_i64(integer),
        _ if float.is_finite() => serializer.serialize_f64(float),
        _ => serializer.serialize_str(&float_text(float)),
    }
}

/// A JSON value that is read as what its reader asks for, if it says that in another spelling.
pub(super) struct Lenient(pub(super) Value);

impl Lenient {
    /// The integer, where one is asked for.
    fn integer(self) -> Value {
        let found = match &self.0 {
            Value::Number(number) if number.is_f64() => number.as_f64().and_then(whole).map(Number::from),
            Value::String(text) => integer_in(text),
            _ => None,
        };
        found.map_or(self.0, Value::Number)
    }

    /// The text, where one is asked for. A float is none: of `1.10`, only `1.1` is known.
    fn text(self) -> Value {
        match self.0 {
            Value::Number(number) if !number.is_f64() => Value::String(number.to_string()),
            Value::Bool(flag) => Value::String(flag.to_string()),
            other => other,
        }
    }

    fn itself(self) -> Value {
        self.0
    }

    fn float(&self) -> Option<f64> {
        match &self.0 {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => float_in(text),
            _ => None,
        }
    }
}

impl<'de> IntoDeserializer<'de, Error> for Lenient {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// Methods that hand on what another method makes of the value.
macro_rules! hand_on {
    ($what:ident: $($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            self.$what().$method(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Lenient {
    type Error = Error;

    hand_on!(integer: deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128);
    hand_on!(integer: deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128);
    hand_on!(text: deserialize_char deserialize_str deserialize_string);
    hand_on!(itself: deserialize_any deserialize_bool deserialize_bytes deserialize_byte_buf deserialize_unit);
    hand_on!(itself: deserialize_identifier deserialize_ignored_any);

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.float() {
            Some(float) if float.is_finite() && (float as f32).is_infinite() => {
                Err(Error::invalid_value(Unexpected::Float(float), &"f32"))
            }
            _ => self.deserialize_f64(visitor),
        }
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.float() {
            Some(float) => visitor.visit_f64(float),
            None => self.0.deserialize_f64(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(items) => visitor.visit_seq(SeqDeserializer::new(items.into_iter().map(Lenient))),
            other => other.deserialize_seq(visitor),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Object(entries) => {
                let entries = entries.into_iter().map(|(key, value)| (key, Lenient(value)));
                visitor.visit_map(MapDeserializer::new(entries))
            }
            other => other.deserialize_map(visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        self.0.deserialize_unit_struct(name, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.0.deserialize_enum(name, variants, visitor)
    }
}
