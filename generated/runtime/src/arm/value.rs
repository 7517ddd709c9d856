//! Values that travel outside a body, as text.

use super::multipart::File;
use super::parameter::Parameter;
use super::scalar::{float_text, widened};
use azure_core::Result;
use azure_core::credentials::Secret;
use azure_core::http::Etag;
use azure_core::time::OffsetDateTime;

/// A value on its way to text, with what a constraint needs to know.
#[derive(Debug)]
pub enum Value {
    /// There is none.
    Absent,
    /// Text.
    Text(String),
    /// Text that no message shows.
    Secret(String),
    /// A number.
    Number {
        /// As it is sent.
        text: String,
        /// As it is compared.
        number: f64,
    },
    /// Several values.
    List(Vec<Value>),
    /// A file, which only a form can hold.
    File(File),
}

/// A checked value as it is sent.
pub(super) enum Text {
    One(String),
    Many(Vec<String>),
}

impl Text {
    /// The value as one text, its items apart by the separator, or else by commas.
    pub(super) fn joined(self, separator: Option<&str>) -> String {
        match self {
            Self::One(text) => text,
            Self::Many(items) => items.join(separator.unwrap_or(",")),
        }
    }
}

/// What can be a path, query, header or form value.
pub trait ParameterValue {
    /// The value as the parameter has it on the wire.
    ///
    /// # Errors
    /// When the parameter does not allow it.
    fn to_value(&self, parameter: &Parameter) -> Result<Value>;
}

impl<T: ParameterValue + ?Sized> ParameterValue for &T {
    fn to_value(&self, parameter: &Parameter) -> Result<Value> {
        (**self).to_value(parameter)
    }
}

impl<T: ParameterValue> ParameterValue for Option<T> {
    fn to_value(&self, parameter: &Parameter) -> Result<Value> {
        self.as_ref().map_or(Ok(Value::Absent), |value| value.to_value(parameter))
    }
}

impl<T: ParameterValue> ParameterValue for [T] {
    fn to_value(&self, parameter: &Parameter) -> Result<Value> {
        Ok(Value::List(self.iter().map(|item| item.to_value(parameter)).collect::<Result<_>>()?))
    }
}

impl<T: ParameterValue> ParameterValue for Vec<T> {
    fn to_value(&self, parameter: &Parameter) -> Result<Value> {
        self.as_slice().to_value(parameter)
    }
}

impl ParameterValue for Vec<u8> {
    fn to_value(&self, parameter: &Parameter) -> Result<Value> {
        Ok(Value::Text(if parameter.is_base64url() {
            azure_core::base64::encode_url_safe(self)
        } else {
            azure_core::base64::encode(self)
        }))
    }
}

impl ParameterValue for OffsetDateTime {
    fn to_value(&self, parameter: &Parameter) -> Result<Value> {
        Ok(Value::Text(parameter.time_format().write(*self)?))
    }
}

impl ParameterValue for Secret {
    fn to_value(&self, _: &Parameter) -> Result<Value> {
        Ok(Value::Secret(self.secret().to_owned()))
    }
}

macro_rules! text {
    ($($type:ty)*) => {$(
        impl ParameterValue for $type {
            fn to_value(&self, _: &Parameter) -> Result<Value> {
                Ok(Value::Text(self.to_string()))
            }
        }
    )*};
}
text!(str String bool Etag serde_json::Number);

macro_rules! number {
    ($($type:ty, $text:expr;)*) => {$(
        impl ParameterValue for $type {
            fn to_value(&self, _: &Parameter) -> Result<Value> {
                let text: fn(&$type) -> String = $text;
                Ok(Value::Number { text: text(self), number: *self as f64 })
            }
        }
    )*};
}
number! {
    i32, i32::to_string;
    i64, i64::to_string;
    f32, |number| float_text(widened(*number));
    f64, |number| float_text(*number);
}
