//! The specifications that Microsoft publishes. Tests that read them are ignored, as not everybody has them: with a
//! checkout of azure-rest-api-specs at `AZURE_REST_API_SPECS`, `--include-ignored` runs them.
#![allow(dead_code, reason = "a test, a bench and the fuzzer each need a part of it")]

use std::path::{Path, PathBuf};

/// Where the stable versions of API Management are in azure-rest-api-specs: as services are laid out today, and as they
/// were when a folder held one service only.
const STABLE: [&str; 2] = [
    "specification/apimanagement/resource-manager/Microsoft.ApiManagement/ApiManagement/stable",
    "specification/apimanagement/resource-manager/Microsoft.ApiManagement/stable",
];

/// A version, such as `2024-05-01`, or a file of it.
///
/// # Panics
/// When `AZURE_REST_API_SPECS` is not set: the test was asked for, and cannot be skipped in silence.
pub(crate) fn stable(path: &str) -> PathBuf {
    let checkout = std::env::var_os("AZURE_REST_API_SPECS");
    let checkout = checkout.expect("AZURE_REST_API_SPECS must name a checkout of Azure/azure-rest-api-specs");
    stable_in(Path::new(&checkout), path)
}

/// A version, or a file of it, in a checkout of either layout.
pub(crate) fn stable_in(checkout: &Path, path: &str) -> PathBuf {
    let [today, before] = STABLE.map(|folder| checkout.join(folder).join(path));
    if today.exists() { today } else { before }
}
