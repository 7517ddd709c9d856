//! How far a long-running operation is, and the token that tells it to another process.

use super::state::{Asked, FinalState};
use super::{link, redact};
use azure_core::base64;
use azure_core::credentials::Secret;
use azure_core::error::ErrorKind;
use azure_core::http::headers::{HeaderName, Headers};
use azure_core::http::{Method, Url};
use azure_core::{Error, Result};
use serde::{Deserialize, Serialize};

/// The headers that name a status monitor, the most telling first.
const MONITORS: [HeaderName; 2] =
    [HeaderName::from_static("azure-asyncoperation"), HeaderName::from_static("operation-location")];
const LOCATION: HeaderName = HeaderName::from_static("location");

/// Version of the token's content.
const VERSION: u32 = 1;

/// A link as the service gave it, with the address that answered. Whether it may be followed is asked when it is.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(super) struct Link {
    #[serde(with = "as_text")]
    base: Url,
    text: String,
}

impl Link {
    fn of(headers: &Headers, name: &HeaderName, base: &Url) -> Option<Self> {
        let text = headers.get_optional_str(name).map(str::trim).filter(|text| !text.is_empty())?;
        Some(Self { base: base.clone(), text: text.to_owned() })
    }

    /// The link that stands in the body of an answer from `base`.
    pub(super) fn from_body(base: &Url, text: &str) -> Self {
        Self { base: base.clone(), text: text.to_owned() }
    }

    pub(super) fn to(url: Url) -> Self {
        Self { text: url.to_string(), base: url }
    }

    pub(super) fn follow(&self, api_version: &str) -> Result<Url> {
        link::follow(&self.base, &self.text, api_version)
    }
}

/// The links that an operation is followed by; a newer one replaces an older one.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub(super) struct Links {
    monitor: Option<Link>,
    location: Option<Link>,
    /// The first `Location`, where ARM has the final result.
    result: Option<Link>,
}

impl Links {
    pub(super) fn are_there(&self) -> bool {
        self.monitor.is_some() || self.location.is_some()
    }

    /// Takes the links of an answer from `base`, and tells whether one of them names a monitor.
    pub(super) fn take(&mut self, headers: &Headers, base: &Url) -> bool {
        let monitor = MONITORS.iter().find_map(|name| Link::of(headers, name, base));
        let location = Link::of(headers, &LOCATION, base);
        let has_monitor = monitor.is_some();
        self.result = self.result.take().or_else(|| location.clone());
        self.monitor = monitor.or(self.monitor.take());
        self.location = location.or(self.location.take());
        has_monitor
    }

    /// Where to ask: the first link that can be followed, or the resource if there is no link.
    pub(super) fn target(&self, resource: &Url, api_version: &str) -> Result<(Target, Url)> {
        let monitor = self.monitor.as_ref().map(|link| Ok((Target::Monitor, link.follow(api_version)?)));
        let location = self.location.as_ref().map(|link| Ok((Target::Location, link.follow(api_version)?)));
        match (monitor, location) {
            (Some(Ok(found)), _) | (Some(Err(_)), Some(Ok(found))) | (None, Some(Ok(found))) => Ok(found),
            (Some(Err(error)), _) | (None, Some(Err(error))) => Err(error),
            (None, None) => Ok((Target::Resource, resource.clone())),
        }
    }

    /// Where the final result is read, once the `asked` target has told of success; `None` when it told that, too.
    pub(super) fn result(&self, asked: Target, via: FinalState, method: Method, resource: &Url) -> Option<Link> {
        let resource = || Link::to(resource.clone());
        match (asked, via, method) {
            (Target::Location | Target::Resource, ..) | (_, _, Method::Delete) => None,
            (_, FinalState::AzureAsyncOperation, Method::Post) => None,
            (_, FinalState::OriginalUri, _) => Some(resource()),
            (_, FinalState::Location, _) if self.result.is_some() => self.result.clone(),
            (_, _, Method::Put | Method::Patch) => Some(resource()),
            (_, _, Method::Post) => self.result.clone(),
            _ => None,
        }
    }
}

/// What is asked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Target {
    Monitor,
    Location,
    Resource,
}

impl Target {
    pub(super) fn asked(self, url: &Url) -> Asked<'_> {
        match self {
            Self::Monitor => Asked::Monitor,
            Self::Location => Asked::Location(url),
            Self::Resource => Asked::Resource,
        }
    }
}

/// What another process must know to follow the operation.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(super) struct Token {
    version: u32,
    pub(super) operation: String,
    #[serde(with = "as_text")]
    pub(super) endpoint: Url,
    pub(super) api_version: String,
    method: String,
    #[serde(with = "as_text")]
    pub(super) resource: Url,
    pub(super) request_id: String,
    pub(super) links: Links,
    /// Set when only the result is left to be read.
    pub(super) result: Option<Link>,
}

/// What every token says, whatever its version.
#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

impl Token {
    pub(super) fn new(operation: &str, method: Method, resource: &Url, endpoint: &Url, api_version: &str) -> Self {
        Self {
            version: VERSION,
            operation: operation.to_owned(),
            endpoint: endpoint.clone(),
            api_version: api_version.to_owned(),
            method: method.as_str().to_owned(),
            resource: resource.clone(),
            request_id: String::new(),
            links: Links::default(),
            result: None,
        }
    }

    pub(super) fn write(&self) -> Option<Secret> {
        serde_json::to_vec(self).ok().map(|json| Secret::new(base64::encode_url_safe(json)))
    }

    pub(super) fn read(token: &Secret) -> Result<Self> {
        let damaged = || refused("the token is none of a long-running operation, or damaged");
        let json = base64::decode_url_safe(token.secret().trim()).map_err(|_| damaged())?;
        let Versioned { version } = serde_json::from_slice(&json).map_err(|_| damaged())?;
        if version != VERSION {
            return Err(refused(format!("the token is of version {version}, and this client reads version {VERSION}")));
        }
        serde_json::from_slice(&json).map_err(|_| damaged())
    }

    pub(super) fn method(&self) -> Result<Method> {
        match self.method.as_str() {
            "PUT" => Ok(Method::Put),
            "PATCH" => Ok(Method::Patch),
            "POST" => Ok(Method::Post),
            "DELETE" => Ok(Method::Delete),
            "GET" => Ok(Method::Get),
            "HEAD" => Ok(Method::Head),
            _ => Err(refused("the token names no method")),
        }
    }

    /// Holds the token to the operation, and to where and how the client asks.
    pub(super) fn check(&self, operation: &str, endpoint: &Url, api_version: &str) -> Result<()> {
        let belongs = |what: &str, theirs: &str, ours: &str| {
            if theirs == ours {
                Ok(())
            } else {
                Err(refused(format!("the token belongs to {what} {theirs}, not {ours}")))
            }
        };
        belongs("the operation", &self.operation, operation)?;
        belongs("the endpoint", &redact::address(&self.endpoint), &redact::address(endpoint))?;
        belongs("the API version", &self.api_version, api_version)?;
        let links = [&self.links.monitor, &self.links.location, &self.links.result, &self.result];
        let bases = links.into_iter().flatten().map(|link| &link.base);
        // Whoever changed the token could otherwise have ours sent anywhere.
        let is_ours = |url: &Url| link::follow(endpoint, url.as_str(), api_version).is_ok();
        if bases.chain([&self.resource]).all(is_ours) {
            Ok(())
        } else {
            Err(refused("the token names an address of another endpoint"))
        }
    }
}

/// Addresses as text, which azure_core leaves to its users.
mod as_text {
    use azure_core::http::Url;
    use serde::{Deserialize as _, Deserializer, Serializer, de};

    pub(super) fn serialize<S: Serializer>(url: &Url, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(url.as_str())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Url, D::Error> {
        Url::parse(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

fn refused(what: impl Into<String>) -> Error {
    Error::with_message(ErrorKind::Other, what.into())
}
