//! Links that the service gives.

use super::redact;
use azure_core::error::ErrorKind;
use azure_core::http::Url;
use azure_core::{Error, Result};

/// The hosts of Azure Resource Manager, one per cloud. Each region has one too, `eastus.management.azure.com`, and a
/// service may link from any to any.
const CLOUDS: [&str; 3] = ["management.azure.com", "management.usgovcloudapi.net", "management.chinacloudapi.cn"];

/// The address that `link` means, seen from `base`, the address that answered.
///
/// The link is opaque and stays as it is; it gets the API version if it has none. It must not lead to a foreign host,
/// because the request carries the caller's token, nor bring credentials of its own.
pub(super) fn follow(base: &Url, link: &str, api_version: &str) -> Result<Url> {
    let refused = |what: String| Error::with_message(ErrorKind::Other, format!("{what}: not followed"));
    let mut url = base.join(link).map_err(|error| refused(format!("the service's link is no address ({error})")))?;
    let (ours, theirs) = (base.host_str().unwrap_or_default(), url.host_str().unwrap_or_default());
    if url.scheme() == "http" && base.scheme() == "https" {
        return Err(refused(format!("the service links to http://{theirs}, where https is due")));
    }
    if !is_ours(base, &url) {
        return Err(refused(format!("the service links to {}://{theirs}, which is not {ours}", url.scheme())));
    }
    if has_credentials(&url) {
        return Err(refused(format!("the service's link to {} has credentials in it", redact::address(&url))));
    }
    add_version(&mut url, api_version);
    Ok(url)
}

/// Holds the address of a request that the caller has made to that of the service, whose token it is to carry, and gives
/// it the API version if it has none.
pub(super) fn admit(base: &Url, url: &mut Url, api_version: &str) -> Result<()> {
    if !is_ours(base, url) || has_credentials(url) {
        let (ours, theirs) = (redact::address(base), redact::address(url));
        let message = format!("a request to {theirs} would show it the token of {ours}: not sent");
        return Err(Error::with_message(ErrorKind::Other, message));
    }
    add_version(url, api_version);
    Ok(())
}

/// Whether a name or a password stands in an address.
pub(super) fn has_credentials(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

fn add_version(url: &mut Url, api_version: &str) {
    if !url.query_pairs().any(|(name, _)| name.eq_ignore_ascii_case("api-version")) {
        url.query_pairs_mut().append_pair("api-version", api_version);
    }
}

/// Whether an address is one of the service that has the other.
fn is_ours(base: &Url, url: &Url) -> bool {
    let (ours, theirs) = (base.host_str().unwrap_or_default(), url.host_str().unwrap_or_default());
    let same_host = theirs == ours || cloud(ours).is_some_and(|ours| cloud(theirs) == Some(ours));
    let same_port = url.port_or_known_default() == base.port_or_known_default();
    same_host && same_port && url.scheme() == base.scheme()
}

/// The cloud whose Azure Resource Manager has the host, if any has. An address has its host in lower case.
fn cloud(host: &str) -> Option<&'static str> {
    let has = |cloud: &&str| match host.strip_suffix(*cloud) {
        Some("") => true,
        Some(region) => region.len() > 1 && region.ends_with('.'),
        None => false,
    };
    CLOUDS.into_iter().find(has)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn followed(base: &str, link: &str) -> Result<String> {
        let base = Url::parse(base).expect("an address");
        Ok(follow(&base, link, "v1")?.to_string())
    }

    #[test]
    fn regions_and_the_global_host_of_a_cloud_link_to_each_other() {
        for cloud in CLOUDS {
            let hosts = [cloud.to_owned(), format!("eastus.{cloud}"), format!("west-us-2.{cloud}")];
            for (ours, theirs) in hosts.iter().flat_map(|ours| hosts.iter().map(move |theirs| (ours, theirs))) {
                let link = format!("https://{theirs}/x?api-version=v2");
                assert_eq!(followed(&format!("https://{ours}/y"), &link).unwrap(), link);
                assert!(followed(&format!("https://{ours}/y"), &link.to_uppercase()).is_ok());
            }
        }
    }

    #[test]
    fn other_hosts_have_links_to_themselves_only() {
        for host in ["proxy.example", "vault.azure.example", "127.0.0.1", "[::1]"] {
            let base = format!("https://{host}:8443/base/x");
            assert!(followed(&base, &format!("https://{host}:8443/y?api-version=v2")).is_ok());
            for other in ["sub.proxy.example", "example", "eastus.management.azure.com", "management.azure.com"] {
                assert!(followed(&base, &format!("https://{other}:8443/y")).is_err(), "{host} to {other}");
            }
            assert!(followed(&base, &format!("https://sub.{}:8443/y", host.trim_matches(['[', ']']))).is_err());
        }
    }

    #[test]
    fn links_that_lead_elsewhere_are_refused() {
        let links = [
            "http://management.azure.com/x",
            "https://management.azure.com:444/x",
            "https://user@management.azure.com/x",
            "https://user:word@management.azure.com/x",
            "https://management.azure.com@evil.example/x",
            "https://management.azure.com%2F@evil.example/x",
            "https://management.azure.com.evil.example/x",
            "https://evilmanagement.azure.com/x",
            "https://azure.com/x",
            "https://com/x",
            "https://.management.azure.com/x",
            "https://management.azure.com./x",
            "https://eastus.management.azure.com./x",
            "https://management.usgovcloudapi.net/x",
            "https://eastus.management.chinacloudapi.cn/x",
            "https://mаnagement.azure.com/x",
            "https://management.azure。com.evil.example/x",
            "https://127.0.0.1/x",
            "https:\\\\evil.example/x",
            "\\\\evil.example/x",
            "//evil.example/x",
            "///evil.example/x",
            "ftp://management.azure.com/x",
            "javascript:alert(1)",
            "data:,x",
        ];
        for base in ["https://management.azure.com/y", "https://eastus.management.azure.com/y"] {
            for link in links {
                let error = followed(base, link).expect_err(link).to_string();
                assert!(error.ends_with("not followed"), "{link}: {error}");
                assert!(!error.contains("word"), "{link}: {error}");
            }
        }
    }

    #[test]
    fn a_relative_link_is_seen_from_the_address_that_answered() {
        let base = "https://eastus.management.azure.com/a/b?api-version=v2";
        let seen = |link| followed(base, link).unwrap();
        assert_eq!(seen("/x?api-version=v3"), "https://eastus.management.azure.com/x?api-version=v3");
        assert_eq!(seen("x?$skip=1"), "https://eastus.management.azure.com/a/x?$skip=1&api-version=v1");
        assert_eq!(seen("?$skip=1&API-Version=v3"), "https://eastus.management.azure.com/a/b?$skip=1&API-Version=v3");
    }
}
