//! What PATCH requests delete.

use azure_core::error::ErrorKind;
use azure_core::http::RequestContent;
use azure_core::{Bytes, Error, Result, json};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

/// A field of a PATCH request: absent leaves the value as it is, null deletes it, a value sets it.
///
/// ```
/// use apim_runtime::arm::Patch;
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
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.into())
    }
}

/// The model as a request's body, in which the properties at `paths` are `null`, so that a PATCH deletes them.
///
/// It is for models that PATCH shares with other requests, whose fields are plain `Option`s. A path has the names of
/// the properties on the wire, or the keys of a dictionary, as they are: `&["properties", "description"]`,
/// `&["tags", "cost.center"]`. Objects on the way are made where the model has none. Whatever the model has at the end
/// of the path gives way, and what the service owns is left out, as from every request.
///
/// It is an error if a path is empty, or leads through something that is no object. Whether the service knows the
/// property is for the service to say.
pub fn with_nulls<T>(model: T, paths: &[&[&str]]) -> Result<RequestContent<T>>
where
    RequestContent<T>: TryFrom<T, Error = Error>,
{
    let content = RequestContent::try_from(model)?;
    let body: Bytes = content.body().into();
    let mut value: Value = serde_json::from_slice(&body)?;
    paths.iter().try_for_each(|path| set_null(&mut value, path))?;
    Ok(json::to_json(&value)?.into())
}

fn set_null(value: &mut Value, path: &[&str]) -> Result<()> {
    let failure = |about: String| Error::with_message(ErrorKind::Other, about);
    let Some((last, way)) = path.split_last() else {
        return Err(failure("an empty path names no property".to_owned()));
    };
    let mut holder = value;
    for (depth, name) in way.iter().chain([last]).enumerate() {
        let Value::Object(properties) = holder else {
            let (above, _) = path.split_at(depth);
            return Err(failure(format!("{path:?} leads through {above:?}, which is no object")));
        };
        let next = properties.entry(*name);
        holder = if depth < way.len() {
            next.or_insert_with(|| Value::Object(Map::new()))
        } else {
            let end = next.or_insert(Value::Null);
            *end = Value::Null;
            end
        };
    }
    Ok(())
}
