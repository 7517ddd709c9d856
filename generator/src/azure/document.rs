//! Extensions of whole documents.

use super::{Extension, Fault, any, extensions};
use serde::Deserialize;
use serde_json::Value;

extensions! {
    /// Paths that differ in their queries only.
    Paths = "x-ms-paths" as &'v Value, any;
    /// Operation groups that belong together.
    TagGroups = "x-tagGroups" as Vec<TagGroup>, tag_groups;
}

/// One entry of `x-tagGroups`.
#[derive(Deserialize)]
pub(crate) struct TagGroup {
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) tags: Vec<String>,
}

fn tag_groups(value: &Value) -> Result<Vec<TagGroup>, Fault> {
    Deserialize::deserialize(value).map_err(|_| Fault::whole("a list of objects with `name` and `tags`"))
}

/// `x-ms-parameterized-host`: the service has a host per resource.
pub(crate) struct ParameterizedHost;

/// What `x-ms-parameterized-host` says.
pub(crate) struct HostTemplate<'v> {
    pub(crate) template: &'v str,
    /// Whether the template lacks the scheme.
    pub(crate) uses_prefix: bool,
    declared: &'v Value,
}

impl<'v> Extension<'v> for ParameterizedHost {
    const KEY: &'static str = "x-ms-parameterized-host";
    type Value = HostTemplate<'v>;

    fn parse(declared: &'v Value) -> Result<Self::Value, Fault> {
        let template = declared.get("hostTemplate").and_then(Value::as_str);
        let template = template.ok_or(Fault::whole("an object with a `hostTemplate`"))?;
        let uses_prefix = declared.get("useSchemePrefix").and_then(Value::as_bool).unwrap_or(true);
        Ok(HostTemplate { template, uses_prefix, declared })
    }
}

impl<'v> HostTemplate<'v> {
    pub(crate) fn parameters(&self) -> impl Iterator<Item = HostParameter<'v>> {
        let parameters = self.declared.get("parameters").and_then(Value::as_array).into_iter().flatten();
        parameters.filter_map(|declared| Some(HostParameter { name: declared.get("name")?.as_str()?, declared }))
    }
}

/// A parameter of the host.
pub(crate) struct HostParameter<'v> {
    pub(crate) name: &'v str,
    declared: &'v Value,
}

impl<'v> HostParameter<'v> {
    /// The only value that it is known to have.
    pub(crate) fn constant(&self) -> Option<&'v str> {
        match self.declared.get("enum").and_then(Value::as_array).map(Vec::as_slice) {
            Some([only]) => only.as_str(),
            _ => self.declared.get("default").and_then(Value::as_str),
        }
    }
}
