//! Links that the service gives.

use super::redact;
use azure_core::error::ErrorKind;
use azure_core::http::Url;
use azure_core::{Error, Result};

/// The address that `link` means, seen from `base`.
///
/// The link is opaque and stays as it is; it gets the API version if it has none. It must not lead to a foreign host,
/// because the request carries the caller's token, nor bring credentials of its own.
pub(super) fn follow(base: &Url, link: &str, api_version: &str) -> Result<Url> {
    let refused = |what: String| Error::with_message(ErrorKind::Other, format!("{what}: not followed"));
    let mut url = base.join(link).map_err(|error| refused(format!("the service's link is no address ({error})")))?;
    let (ours, theirs) = (base.host_str().unwrap_or_default(), url.host_str().unwrap_or_default());
    let family = theirs == ours || theirs.strip_suffix(ours).is_some_and(|sub| sub.ends_with('.') && !ours.is_empty());
    let same_port = url.port_or_known_default() == base.port_or_known_default();
    if url.scheme() == "http" && base.scheme() == "https" {
        return Err(refused(format!("the service links to http://{theirs}, where https is due")));
    }
    if url.scheme() != base.scheme() || !family || !same_port {
        return Err(refused(format!("the service links to {}://{theirs}, which is not {ours}", url.scheme())));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refused(format!("the service's link to {} has credentials in it", redact::address(&url))));
    }
    if !url.query_pairs().any(|(name, _)| name.eq_ignore_ascii_case("api-version")) {
        url.query_pairs_mut().append_pair("api-version", api_version);
    }
    Ok(url)
}
