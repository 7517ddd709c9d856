//! Where Azure Resource Manager is, and for whom a token must be.

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

/// The endpoint of the cloud, and the scope of its tokens. `host` serves the public cloud.
pub(super) fn endpoint(cloud: Option<&CloudConfiguration>, host: &str) -> Result<(Url, String)> {
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
