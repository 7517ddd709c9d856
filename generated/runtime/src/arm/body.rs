//! Models on their way into a request: what the service owns is left out here, and nowhere else.

use azure_core::http::RequestContent;
use azure_core::{Error, Result, json};
use serde::Serialize;
use serde_json::{Map, Value};

/// Where in a model the service owns a property.
#[derive(Debug)]
pub struct Shape {
    /// Properties that are never sent.
    pub read_only: &'static [&'static str],
    /// Properties that hold models, with the shapes of these.
    pub nested: &'static [(&'static str, &'static Shape)],
    /// The shape of each item of a list, or of each value of a dictionary.
    pub each: Option<&'static Shape>,
    /// The discriminator of a union, with the shape of each kind; the rest is for values of another kind.
    pub kinds: Option<(&'static str, &'static [(&'static str, &'static Shape)])>,
}

impl Shape {
    /// Nothing is left out.
    pub const NONE: Self = Self { read_only: &[], nested: &[], each: None, kinds: None };
}

/// What a method takes as the body of its request: a model `T`, or content for one that is made already, such as that of
/// [`with_nulls`](super::with_nulls) or JSON of your own, `RequestContent::from(bytes)`.
///
/// A type of yours can be one, too.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no body of a request that takes a `{T}`",
    note = "pass the model itself, or a `RequestContent` of it"
)]
pub trait IntoContent<T> {
    /// The content as it is sent.
    ///
    /// # Errors
    /// When there is no JSON for the value, such as for the same property in a field and among the undeclared ones. The
    /// method that the body is passed to gives this error, with the name of its operation.
    fn into_content(self) -> Result<RequestContent<T>>;
}

impl<T> IntoContent<T> for T
where
    RequestContent<T>: TryFrom<T, Error = Error>,
{
    fn into_content(self) -> Result<RequestContent<T>> {
        self.try_into()
    }
}

impl<T> IntoContent<T> for RequestContent<T> {
    fn into_content(self) -> Result<Self> {
        Ok(self)
    }
}

/// The model as a request's body.
pub fn body<T: Serialize>(value: &T) -> Result<RequestContent<T>> {
    Ok(json::to_json(value)?.into())
}

/// The model as a request's body, without what the service owns.
pub fn body_without_read_only<T: Serialize>(value: &T, shape: &'static Shape) -> Result<RequestContent<T>> {
    let mut value = serde_json::to_value(value)?;
    strip(&mut value, shape);
    Ok(json::to_json(&value)?.into())
}

/// The JSON of a body that holds models, without what the service owns in them.
pub(super) fn without_read_only(body: &[u8], shape: &'static Shape) -> Result<Vec<u8>> {
    let mut value = serde_json::from_slice(body)?;
    strip(&mut value, shape);
    Ok(serde_json::to_vec(&value)?)
}

fn strip(value: &mut Value, shape: &Shape) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| strip(item, shape.each.unwrap_or(shape))),
        Value::Object(properties) => match kind(properties, shape) {
            Some(kind) => strip(value, kind),
            None => strip_object(properties, shape),
        },
        _ => {}
    }
}

/// The shape of the kind that an object is of, as its discriminator tells.
fn kind(properties: &Map<String, Value>, shape: &Shape) -> Option<&'static Shape> {
    let (property, kinds) = shape.kinds?;
    let kind = properties.get(property)?.as_str()?;
    kinds.iter().find(|(value, _)| value.eq_ignore_ascii_case(kind)).map(|(_, shape)| *shape)
}

fn strip_object(properties: &mut Map<String, Value>, shape: &Shape) {
    properties.retain(|name, _| !shape.read_only.contains(&name.as_str()));
    for (name, value) in properties.iter_mut() {
        let nested = shape.nested.iter().find(|(nested, _)| nested == name).map(|(_, shape)| *shape);
        if let Some(shape) = nested.or(shape.each) {
            strip(value, shape);
        }
    }
}

/// Lets a model be the body of a request: `request_body!(ApiContract, API_CONTRACT_SHAPE)`, where the shape tells what
/// the service owns.
#[doc(hidden)]
#[macro_export]
macro_rules! request_body {
    ($model:ty $(, $shape:ident)?) => {
        impl ::std::convert::TryFrom<$model> for ::azure_core::http::RequestContent<$model> {
            type Error = ::azure_core::Error;

            fn try_from(model: $model) -> ::azure_core::Result<Self> {
                $crate::arm::request_body!(@content model $(, $shape)?)
            }
        }
    };
    (@content $model:ident) => {
        $crate::arm::body(&$model)
    };
    (@content $model:ident, $shape:ident) => {
        $crate::arm::body_without_read_only(&$model, &$shape)
    };
}
pub use request_body;

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    static TREE: Shape = Shape {
        read_only: &["id"],
        nested: &[("children", &TREES), ("named", &TREES), ("animal", &ANIMAL)],
        ..Shape::NONE
    };
    static TREES: Shape = Shape { each: Some(&TREE), ..Shape::NONE };
    static ANIMAL: Shape = Shape {
        read_only: &["born"],
        kinds: Some(("kind", &[("cat", &CAT), ("fossil", &Shape::NONE), ("fish", &FISH)])),
        ..Shape::NONE
    };
    static FISH: Shape = Shape { kinds: Some(("sort", &[("cod", &COD)])), ..Shape::NONE };
    static COD: Shape = Shape { read_only: &["caught"], ..Shape::NONE };
    static CAT: Shape = Shape { read_only: &["born", "lives"], ..Shape::NONE };

    fn stripped(mut value: Value, shape: &Shape) -> Value {
        strip(&mut value, shape);
        value
    }

    #[test]
    fn read_only_properties_go_at_every_depth() {
        let tree = json!({
            "id": 1, "name": "a",
            "children": [{"id": 2, "children": [{"id": 3, "name": "c"}]}],
            "named": {"id": {"id": 4, "name": "d"}},
        });
        let expected = json!({
            "name": "a",
            "children": [{"children": [{"name": "c"}]}],
            "named": {"id": {"name": "d"}},
        });
        assert_eq!(stripped(tree, &TREE), expected);
    }

    #[test]
    fn a_property_that_no_shape_names_stays() {
        let tree = json!({"other": {"id": 1}});
        assert_eq!(stripped(tree.clone(), &TREE), tree);
    }

    #[test]
    fn kinds_lose_what_is_theirs_and_unknown_ones_what_all_share() {
        let cat = json!({"animal": {"kind": "Cat", "born": 2020, "lives": 9, "name": "Tom"}});
        assert_eq!(stripped(cat, &TREE), json!({"animal": {"kind": "Cat", "name": "Tom"}}));
        let dog = json!({"animal": {"kind": "dog", "born": 2020, "lives": 1}});
        assert_eq!(stripped(dog, &TREE), json!({"animal": {"kind": "dog", "lives": 1}}));
        let fossil = json!({"animal": {"kind": "fossil", "born": -1}});
        assert_eq!(stripped(fossil.clone(), &TREE), fossil);
    }

    #[test]
    fn kinds_of_kinds_lose_what_is_theirs() {
        let cod = json!({"animal": {"kind": "fish", "sort": "cod", "caught": 1, "born": 2}});
        assert_eq!(stripped(cod, &TREE), json!({"animal": {"kind": "fish", "sort": "cod", "born": 2}}));
    }
}
