//! The specifications that Microsoft publishes, where a checkout of them is at hand.

use std::io::Write;
use std::path::{Path, PathBuf};

/// The stable versions of API Management in azure-rest-api-specs.
const STABLE: &str = "specification/apimanagement/resource-manager/Microsoft.ApiManagement/stable";

/// A version, such as `2024-05-01`, or a file of it; `None`, with a word, when `AZURE_REST_API_SPECS` names no checkout.
pub(crate) fn stable(path: &str) -> Option<PathBuf> {
    let Some(checkout) = std::env::var_os("AZURE_REST_API_SPECS") else {
        // Written past the print macros, which the test runner swallows.
        let mut stderr = std::io::stderr();
        let _ = writeln!(stderr, "skipped: AZURE_REST_API_SPECS names no checkout of azure-rest-api-specs");
        return None;
    };
    Some(Path::new(&checkout).join(STABLE).join(path))
}
