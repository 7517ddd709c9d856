//! Fields of PATCH requests.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A field of a PATCH request: absent leaves the value as it is, null deletes it, a value sets it.
///
/// ```
/// use apim::arm::Patch;
///
/// let untouched: Patch<String> = Patch::Absent;
/// let deleted: Patch<String> = Patch::Null;
/// let set: Patch<String> = "a note".into();
///
/// assert_eq!(Patch::default(), untouched);
/// assert_eq!(Patch::from(None::<String>), deleted);
/// assert_eq!(Patch::from(Some("a note".to_owned())), set);
/// assert_eq!(set.value().map(String::as_str), Some("a note"));
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Patch<T> {
    /// The service keeps what it has: the field is not sent.
    #[default]
    Absent,
    /// The service deletes what it has: the field is sent as `null`.
    Null,
    /// The service takes this value.
    Value(T),
}

impl<T> Patch<T> {
    /// Whether the field is left out.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// The value, if one is set.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }
}

impl<T> From<T> for Patch<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// `None` deletes.
impl<T> From<Option<T>> for Patch<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl From<&str> for Patch<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

/// `null` unless there is a value; leaving an absent field out is the struct's part.
impl<T: Serialize> Serialize for Patch<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.into())
    }
}
