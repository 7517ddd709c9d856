//! Where a service is, and for whom a token must be.

use super::client::{Endpoint, Service};
use super::{link, redact};
use azure_core::cloud::CloudConfiguration;
use azure_core::error::ErrorKind;
use azure_core::http::Url;
use azure_core::{Error, Result};

const GOVERNMENT: &str = "https://management.usgovcloudapi.net";
const CHINA: &str = "https://management.chinacloudapi.cn";

/// What a scope is made of an audience with.
const DEFAULT_SCOPE: &str = "/.default";

/// The key under which a custom cloud names the address of its Azure Resource Manager. It is the audience of tokens too,
/// unless the client's options name another one; and if they name another endpoint, it is the audience only.
///
/// ```
/// use azure_core::cloud::{Audiences, CloudConfiguration, CustomConfiguration};
/// use apim_runtime::arm::Audience;
/// let mut custom = CustomConfiguration::default();
/// custom.audiences = Audiences::new().with::<Audience>("https://management.example.com".into());
/// let cloud = CloudConfiguration::from(custom);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Audience;

/// Where a client finds its service, as far as the caller says.
#[derive(Debug)]
pub struct Site {
    /// The service.
    pub service: &'static Service,
    /// Where the caller says that requests go.
    pub endpoint: Option<String>,
    /// For whom the caller says that tokens are.
    pub audience: Option<String>,
}

impl Site {
    /// The endpoint, and the scope of its tokens.
    pub(super) fn resolve(&self, cloud: Option<&CloudConfiguration>) -> Result<(Url, String)> {
        match &self.service.endpoint {
            Endpoint::Cloud { host } => self.of_cloud(cloud, host),
            Endpoint::Given { scope, path } => self.of_caller(*scope, path),
        }
    }

    /// The options come first, and what they do not say is the cloud's.
    fn of_cloud(&self, cloud: Option<&CloudConfiguration>, host: &str) -> Result<(Url, String)> {
        let endpoint = match &self.endpoint {
            Some(endpoint) => address("the endpoint", endpoint)?,
            None => address("the cloud's `Audience`, which is its endpoint too,", &of_cloud(cloud, host)?)?,
        };
        let scope = match &self.audience {
            Some(audience) => scope("the audience", audience)?,
            None => scope("the cloud's `Audience`", &of_cloud(cloud, host)?)?,
        };
        Ok((endpoint, scope))
    }

    /// The caller names the address, to which `path` is added if it is not there already. Without a `scope`, a token is
    /// for the address itself.
    fn of_caller(&self, declared: Option<&str>, path: &str) -> Result<(Url, String)> {
        let mut url = address("the endpoint", self.endpoint.as_deref().unwrap_or_default())?;
        let base = url.path().trim_end_matches('/').to_owned();
        if !base.ends_with(path) {
            url.set_path(&format!("{base}{path}"));
        }
        let scope = match (&self.audience, declared) {
            (Some(audience), _) => scope("the audience", audience)?,
            (None, Some(scope)) => scope.to_owned(),
            (None, None) => format!("{}{DEFAULT_SCOPE}", url.origin().ascii_serialization()),
        };
        Ok((url, scope))
    }
}

/// The address of Azure Resource Manager in the cloud, which is its audience too.
fn of_cloud(cloud: Option<&CloudConfiguration>, host: &str) -> Result<String> {
    Ok(match cloud {
        None | Some(CloudConfiguration::AzurePublic) => format!("https://{host}"),
        Some(CloudConfiguration::AzureGovernment) => GOVERNMENT.to_owned(),
        Some(CloudConfiguration::AzureChina) => CHINA.to_owned(),
        Some(CloudConfiguration::Custom(custom)) => {
            custom.audiences.get::<Audience>().map(str::to_owned).ok_or_else(|| {
                let message = "the custom cloud names no `Audience` for Azure Resource Manager: \
                               give it one, or set both `endpoint` and `audience` in the client's options";
                Error::with_message(ErrorKind::Credential, message)
            })?
        }
        Some(other) => return Err(invalid(format!("unknown cloud {other:?}"))),
    })
}

/// The address in `text`, a bare host meaning `https`. Tokens go there, so it must be encrypted, and it has nothing
/// besides a path: what else it had would be lost, or shown wherever the address is.
fn address(what: &str, text: &str) -> Result<Url> {
    let refused = |problem: &str| invalid(format!("{what} {problem}: write an address such as https://name.example"));
    if text.is_empty() {
        return Err(refused("is empty"));
    }
    if text.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '\\' | '{' | '}')) {
        return Err(refused("has a character that no address has, such as a blank or a brace"));
    }
    let url = if text.contains("://") {
        Url::parse(text)
    } else if is_bare_host(text) {
        Url::parse(&format!("https://{text}"))
    } else {
        return Err(refused("is no address"));
    };
    let url = url.map_err(|error| refused(&format!("is no address ({error})")))?;
    let shown = redact::address(&url);
    if link::has_credentials(&url) {
        return Err(refused(&format!("{shown} has credentials in it, which do not belong there")));
    }
    match url.scheme() {
        "https" => {}
        "http" => return Err(refused(&format!("{shown} is not encrypted, and tokens go there: https is due"))),
        _ => return Err(refused(&format!("{shown} is no address of https"))),
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(refused(&format!("{shown} has a query or a fragment, which do not belong there")));
    }
    if url.path().contains("//") {
        return Err(refused(&format!("{shown} has an empty segment in its path")));
    }
    Ok(url)
}

/// Whether the text is a host, perhaps with a port and a path, and not an address of another kind (`mailto:…`).
fn is_bare_host(text: &str) -> bool {
    let authority = text.split('/').next().unwrap_or_default();
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !authority.ends_with(']') => (host, port),
        _ => (authority, "1"),
    };
    let is_port = !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    !host.is_empty() && is_port && !host.contains('@') && (host.starts_with('[') || !host.contains(':'))
}

/// The scope of tokens for the audience: an address, or the id of an application.
fn scope(what: &str, audience: &str) -> Result<String> {
    let name = audience.strip_suffix(DEFAULT_SCOPE);
    let bare = name.unwrap_or_else(|| audience.trim_end_matches('/'));
    if bare.is_empty() {
        return Err(invalid(format!("{what} is empty: write one such as https://management.azure.com")));
    }
    let is_address = Url::parse(bare).is_ok_and(|url| {
        let is_plain = url.username().is_empty() && url.query().is_none() && url.fragment().is_none();
        url.has_host() && url.host_str() != Some("") && is_plain
    });
    let has_space = bare.contains(|c: char| c.is_whitespace() || c.is_control());
    if has_space || !(is_address || azure_core::Uuid::parse_str(bare).is_ok()) {
        let problem = "is neither an address, such as https://management.azure.com, nor the id of an application";
        return Err(invalid(format!("{what} {problem}")));
    }
    Ok(format!("{bare}{DEFAULT_SCOPE}"))
}

/// Refuses what is no id of a subscription: it stands in paths by itself.
pub(super) fn check_subscription(id: &str) -> Result<()> {
    let problem = match id {
        "" => "is empty",
        "." | ".." => "is a dot segment",
        _ if id.contains(['/', '\\', '?', '#']) => "has a character of an address",
        _ if id.trim() != id || id.contains(char::is_control) => "has a space or a control character around it",
        _ => return Ok(()),
    };
    let advice = "write the id alone, such as 00000000-0000-0000-0000-000000000000";
    Err(invalid(format!("subscriptionId: {id:?} {problem}: {advice}")))
}

fn invalid(message: String) -> Error {
    Error::with_message(ErrorKind::Other, message)
}
