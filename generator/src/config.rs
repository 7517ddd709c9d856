//! `apim.toml`: what to read and how the crate is called.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The configuration of a generation. Unknown keys are refused.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Config {
    /// Root specification files, relative to the configuration file.
    pub roots: Vec<PathBuf>,
    /// The API version that all roots must have; `None` takes the one that most roots have.
    pub api_version: Option<String>,
    /// Name of the crate.
    pub crate_name: Option<String>,
    /// Rust type of the client; derived from `info.title` when absent.
    pub client: Option<String>,
    /// Template of the REST reference page of an operation, with `{group}`, `{operation}` (kebab case) and
    /// `{api-version}`.
    pub reference_url: Option<String>,
    /// Rust names to use: `"User_Get" = "fetch"` for an operation, `"types.json#Resource" = "TrackedBase"` for a
    /// definition of one file, `"Resource" = …` for a definition, `"Resource.type" = "kind"` for a property.
    pub names: BTreeMap<String, String>,
    /// Properties that are secrets though the specification does not say so: `"UserTokenResult.value"`.
    pub secrets: Vec<String>,
}
