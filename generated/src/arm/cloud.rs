//! Where Azure Resource Manager is, and for whom a token must be.

use super::client::{Endpoint, Service};
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
    if url.scheme() != "https" || !url.has_host() || url.query().is_some() || url.fragment().is_some() {
        let message = format!("{endpoint} is no address of a service, such as https://name.example");
        return Err(Error::with_message(ErrorKind::Other, message));
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
    if !endpoint.has_host() {
        return Err(Error::with_message(ErrorKind::Other, format!("{base} is no address of a service")));
    }
    Ok((endpoint, format!("{}/.default", base.trim_end_matches('/'))))
}
