//! The IR in readable text, for `cargo xtask ir`.

use super::Api;

/// Writes the API, or the one operation named, with the definitions it reaches.
pub fn to_text(api: &Api, operation: Option<&str>) -> String {
    let _ = (api, operation);
    String::new()
}
