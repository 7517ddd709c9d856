//! The specifications that Microsoft publishes. Tests that read them are ignored, as not everybody has them: with a
//! checkout of azure-rest-api-specs at `AZURE_REST_API_SPECS`, `--include-ignored` runs them.

use std::path::{Path, PathBuf};

/// The stable versions of API Management in azure-rest-api-specs.
const STABLE: &str = "specification/apimanagement/resource-manager/Microsoft.ApiManagement/stable";

/// A version, such as `2024-05-01`, or a file of it.
///
/// # Panics
/// When `AZURE_REST_API_SPECS` is not set: the test was asked for, and cannot be skipped in silence.
pub(crate) fn stable(path: &str) -> PathBuf {
    let checkout = std::env::var_os("AZURE_REST_API_SPECS");
    let checkout = checkout.expect("AZURE_REST_API_SPECS must name a checkout of Azure/azure-rest-api-specs");
    Path::new(&checkout).join(STABLE).join(path)
}
