//! Ids of resources, taken apart and put together.

use azure_core::error::ErrorKind;
use azure_core::{Error, Result};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::str::FromStr;

/// The id of a resource, such as
/// `/subscriptions/…/resourceGroups/rg/providers/Microsoft.ApiManagement/service/contoso/apis/echo`.
///
/// Azure tells ids apart whatever the case of their letters, and so do comparison, order and hash; what is shown is what was
/// written.
///
/// ```
/// use apim_runtime::arm::ResourceId;
///
/// let service = ResourceId::of_subscription("00000000-0000-0000-0000-000000000000")?
///     .resource_group("rg")?
///     .resource("Microsoft.ApiManagement", "service", "contoso")?;
/// let api: ResourceId = format!("{service}/apis/echo;rev=2").parse()?;
/// assert_eq!(api.name(), "echo;rev=2");
/// assert_eq!(api.resource_type(), "Microsoft.ApiManagement/service/apis");
/// assert_eq!(api.resource_group_name(), Some("rg"));
/// assert_eq!(api.name_of("service"), Some("contoso"));
/// assert_eq!(api.parent(), Some(service));
/// # Ok::<(), azure_core::Error>(())
/// ```
///
/// What a service sends is an `Option<String>`, which converts: `ResourceId::try_from(&model.id)?`.
#[derive(Clone)]
pub struct ResourceId {
    text: String,
    levels: Vec<Level>,
}

/// A kind and a name: all ids are made of these.
#[derive(Clone, Debug)]
struct Level {
    /// The namespace, where `providers/<namespace>` stands before the kind.
    provider: Option<Range<usize>>,
    kind: Range<usize>,
    name: Range<usize>,
}

const PROVIDERS: &str = "providers";

impl ResourceId {
    /// The id of a subscription.
    ///
    /// # Errors
    /// When the id of the subscription is empty or has a `/` in it.
    pub fn of_subscription(subscription_id: &str) -> Result<Self> {
        Self { text: String::new(), levels: Vec::new() }.child("subscriptions", subscription_id)
    }

    /// A resource group in this subscription.
    ///
    /// # Errors
    /// When the name is empty or has a `/` in it.
    pub fn resource_group(&self, name: &str) -> Result<Self> {
        self.child("resourceGroups", name)
    }

    /// A resource of a provider, such as `("Microsoft.ApiManagement", "service", "contoso")`: in this resource group or
    /// subscription, or an extension of this resource.
    ///
    /// # Errors
    /// When a part is empty or has a `/` in it.
    pub fn resource(&self, provider: &str, kind: &str, name: &str) -> Result<Self> {
        self.joined(&[PROVIDERS, provider, kind, name])
    }

    /// A child of this resource, such as `("apis", "echo")`.
    ///
    /// # Errors
    /// When a part is empty or has a `/` in it.
    pub fn child(&self, kind: &str, name: &str) -> Result<Self> {
        self.joined(&[kind, name])
    }

    fn joined(&self, parts: &[&str]) -> Result<Self> {
        if let Some(part) = parts.iter().find(|part| part.is_empty() || part.contains('/')) {
            return Err(invalid(part, "a part of an id is not empty and has no `/`"));
        }
        format!("{}/{}", self.text, parts.join("/")).parse()
    }

    /// The id, as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The name of the resource: `echo`.
    pub fn name(&self) -> &str {
        self.levels.last().map_or("", |level| &self.text[level.name.clone()])
    }

    /// The type of the resource, such as `Microsoft.ApiManagement/service/apis`. Subscriptions, resource groups and providers
    /// are types of `Microsoft.Resources`.
    pub fn resource_type(&self) -> String {
        let own = self.levels.iter().rposition(|level| level.provider.is_some());
        let (provider, levels) = match own {
            Some(own) => (self.levels[own].provider.clone(), &self.levels[own..]),
            None => (None, self.levels.last().map_or(&[][..], std::slice::from_ref)),
        };
        let provider = provider.map_or("Microsoft.Resources", |provider| &self.text[provider]);
        levels.iter().fold(provider.to_owned(), |kind, level| kind + "/" + &self.text[level.kind.clone()])
    }

    /// The namespace of the resource's provider: `Microsoft.ApiManagement`.
    pub fn provider(&self) -> Option<&str> {
        self.levels.iter().rev().find_map(|level| level.provider.clone()).map(|provider| &self.text[provider])
    }

    /// The subscription.
    pub fn subscription_id(&self) -> Option<&str> {
        self.levels.first().filter(|level| self.is(level, "subscriptions")).map(|level| &self.text[level.name.clone()])
    }

    /// The resource group.
    pub fn resource_group_name(&self) -> Option<&str> {
        let group = self.levels.get(1).filter(|level| self.is(level, "resourceGroups"))?;
        self.subscription_id().map(|_| &self.text[group.name.clone()])
    }

    /// The name at this kind, whatever its case: of `service` in the id of an API, the service. The last one, should there
    /// be several.
    pub fn name_of(&self, kind: &str) -> Option<&str> {
        let level = self.levels.iter().rev().find(|level| self.text[level.kind.clone()].eq_ignore_ascii_case(kind));
        level.map(|level| &self.text[level.name.clone()])
    }

    /// What the resource belongs to: the service of an API, the resource group of a service. A subscription belongs to
    /// nothing.
    pub fn parent(&self) -> Option<Self> {
        let (_, levels) = self.levels.split_last()?;
        let end = levels.last()?.name.end;
        Some(Self { text: self.text[..end].to_owned(), levels: levels.to_vec() })
    }

    /// Whether a level that is no resource of a provider has this kind.
    fn is(&self, level: &Level, kind: &str) -> bool {
        level.provider.is_none() && self.text[level.kind.clone()].eq_ignore_ascii_case(kind)
    }

    fn lower(&self) -> impl Iterator<Item = u8> {
        self.text.bytes().map(|byte| byte.to_ascii_lowercase())
    }
}

fn invalid(text: &str, why: &str) -> Error {
    Error::with_message(ErrorKind::DataConversion, format!("`{text}` is no id of a resource: {why}"))
}

impl FromStr for ResourceId {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let text = text.strip_suffix('/').unwrap_or(text);
        let path = text.strip_prefix('/').ok_or_else(|| invalid(text, "it begins with a `/`"))?;
        let mut start = 1;
        let segments = path.split('/').map(|segment| {
            let range = start..start + segment.len();
            start = range.end + 1;
            range
        });
        let segments: Vec<_> = segments.collect();
        if segments.iter().any(Range::is_empty) {
            return Err(invalid(text, "a part of it is empty"));
        }
        let (mut levels, mut rest) = (Vec::new(), &segments[..]);
        while let Some((first, after)) = rest.split_first() {
            let is_provider = text[first.clone()].eq_ignore_ascii_case(PROVIDERS);
            let (level, left) = match after {
                [namespace, kind, name, left @ ..] if is_provider => {
                    (Level { provider: Some(namespace.clone()), kind: kind.clone(), name: name.clone() }, left)
                }
                [_, _] if is_provider => return Err(invalid(text, "a name is missing at its end")),
                [name, left @ ..] => (Level { provider: None, kind: first.clone(), name: name.clone() }, left),
                [] => return Err(invalid(text, "a name is missing at its end")),
            };
            levels.push(level);
            rest = left;
        }
        Ok(Self { text: text.to_owned(), levels })
    }
}

impl TryFrom<&str> for ResourceId {
    type Error = Error;

    fn try_from(text: &str) -> Result<Self> {
        text.parse()
    }
}

/// From the `id` of a model.
impl TryFrom<&Option<String>> for ResourceId {
    type Error = Error;

    fn try_from(id: &Option<String>) -> Result<Self> {
        id.as_deref().ok_or_else(|| Error::with_message(ErrorKind::DataConversion, "the resource has no id"))?.parse()
    }
}

impl fmt::Display for ResourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for ResourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ResourceId").field(&self.text).finish()
    }
}

impl PartialEq for ResourceId {
    fn eq(&self, other: &Self) -> bool {
        self.text.eq_ignore_ascii_case(&other.text)
    }
}

impl Eq for ResourceId {}

impl Hash for ResourceId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.lower().for_each(|byte| byte.hash(state));
        state.write_u8(0);
    }
}

impl Ord for ResourceId {
    fn cmp(&self, other: &Self) -> Ordering {
        self.lower().cmp(other.lower())
    }
}

impl PartialOrd for ResourceId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Serialize for ResourceId {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for ResourceId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}
