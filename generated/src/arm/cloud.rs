//! Where Azure Resource Manager is, and for whom a token must be.

use super::client::{Endpoint, Service};
use super::redact;
use azure_core::cloud::CloudConfiguration;
use azure_core::error::ErrorKind;
use azure_core::http::Url;
use azure_core::{Error, Result};

/// The key under which a custom cloud names the address of its Azure Resource Manager.
///
/// ```
/// use azure_core::cloud::{Audiences, CloudConfiguration, CustomConfiguration};
/// use apim::arm::Audience;
/// let mut custom = CustomConfiguration::default();
/// custom.audiences = Audiences::new().with::<Audience>("https://management.example.com".into());
/// let cloud = CloudConfiguration::from(custom);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Audience;

/// The address that the caller names, and the scope of its tokens. Tokens go there, so it must be encrypted.
pub(super) fn given(endpoint: &str, service: &Service) -> Result<(Url, String)> {
    let url = Url::parse(endpoint)?;
    if url.scheme() != "https" || !is_bare(&url) {
        return Err(no_address(&url));
    }
    let scope = match service.endpoint {
        Endpoint::Given { scope: Some(scope) } => scope.to_owned(),
        _ => format!("{}/.default", url.origin().ascii_serialization()),
    };
    Ok((url, scope))
}

/// The endpoint of the cloud, and the scope of its tokens.
pub(super) fn endpoint(cloud: Option<&CloudConfiguration>, service: &Service) -> Result<(Url, String)> {
    let Endpoint::Cloud { host } = service.endpoint else {
        return Err(Error::with_message(ErrorKind::Other, "no cloud has an address for the service"));
    };
    let public = format!("https://{host}");
    let base = match cloud {
        None | Some(CloudConfiguration::AzurePublic) => public.as_str(),
        Some(CloudConfiguration::AzureGovernment) => "https://management.usgovcloudapi.net",
        Some(CloudConfiguration::AzureChina) => "https://management.chinacloudapi.cn",
        Some(CloudConfiguration::Custom(custom)) => custom.audiences.get::<Audience>().ok_or_else(|| {
            Error::with_message(
                ErrorKind::Credential,
                "the custom cloud names no `Audience` for Azure Resource Manager",
            )
        })?,
        Some(other) => return Err(Error::with_message(ErrorKind::Other, format!("unknown cloud {other:?}"))),
    };
    let endpoint = Url::parse(base)?;
    if !is_bare(&endpoint) {
        return Err(no_address(&endpoint));
    }
    Ok((endpoint, format!("{}/.default", base.trim_end_matches('/'))))
}

/// Whether the address has a host, and nothing besides a path: credentials would show wherever it does.
fn is_bare(url: &Url) -> bool {
    let credentials = !url.username().is_empty() || url.password().is_some();
    url.has_host() && !credentials && url.query().is_none() && url.fragment().is_none()
}

fn no_address(url: &Url) -> Error {
    let shown = redact::address(url);
    Error::with_message(ErrorKind::Other, format!("{shown} is no address of a service, such as https://name.example"))
}
