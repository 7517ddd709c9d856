//! What makes the emitted files a crate of their own: manifest, readme, root module, runtime.

use crate::emit::agreed::Context;
use crate::emit::docs;

/// A file that is carried along as it is, with its path in either crate.
macro_rules! carried {
    ($path:literal) => {
        ($path, include_str!(concat!("../../../../generated/", $path)))
    };
}

/// The runtime and the test harness, which know no service.
const CARRIED: &[(&str, &str)] = &[
    carried!("src/arm/adapter.rs"),
    carried!("src/arm/agent.rs"),
    carried!("src/arm/answer.rs"),
    carried!("src/arm/attempt.rs"),
    carried!("src/arm/body.rs"),
    carried!("src/arm/call.rs"),
    carried!("src/arm/cause.rs"),
    carried!("src/arm/client.rs"),
    carried!("src/arm/cloud.rs"),
    carried!("src/arm/context.rs"),
    carried!("src/arm/credential.rs"),
    carried!("src/arm/encode.rs"),
    carried!("src/arm/ending.rs"),
    carried!("src/arm/error.rs"),
    carried!("src/arm/follow.rs"),
    carried!("src/arm/header.rs"),
    carried!("src/arm/link.rs"),
    carried!("src/arm/markup.rs"),
    carried!("src/arm/mod.rs"),
    carried!("src/arm/model.rs"),
    carried!("src/arm/multipart.rs"),
    carried!("src/arm/operation.rs"),
    carried!("src/arm/options.rs"),
    carried!("src/arm/pace.rs"),
    carried!("src/arm/pager.rs"),
    carried!("src/arm/parameter.rs"),
    carried!("src/arm/patch.rs"),
    carried!("src/arm/poller.rs"),
    carried!("src/arm/progress.rs"),
    carried!("src/arm/reason.rs"),
    carried!("src/arm/redact.rs"),
    carried!("src/arm/redacted.rs"),
    carried!("src/arm/scalar.rs"),
    carried!("src/arm/state.rs"),
    carried!("src/arm/string_enum.rs"),
    carried!("src/arm/tidy.rs"),
    carried!("src/arm/time.rs"),
    carried!("src/arm/union.rs"),
    carried!("src/arm/value.rs"),
    carried!("tests/replay/harness/case.rs"),
    carried!("tests/replay/harness/check.rs"),
    carried!("tests/replay/harness/compare.rs"),
    carried!("tests/replay/harness/log.rs"),
    carried!("tests/replay/harness/mod.rs"),
    carried!("tests/replay/harness/replay.rs"),
    carried!("tests/replay/harness/request.rs"),
    carried!("tests/replay/harness/service.rs"),
    carried!("tests/replay/harness/text.rs"),
    carried!("tests/replay/harness/tolerance.rs"),
];

/// Where the runtime is developed, its tests need all of it. A crate that it is carried to has no such tests.
const UNLESS_TESTED: &str = "#![cfg_attr(\n    not(test),\n    allow(dead_code, unused_imports, unused_macros, reason = \"a client needs a part of it; the tests need all\")\n)]";
const IN_PART: &str = "#![allow(dead_code, unused_imports, unused_macros, reason = \"a client needs a part of it\")]";

/// The files around the emitted ones, with their texts.
pub(in crate::emit) fn files(context: &Context<'_>) -> Vec<(&'static str, String)> {
    let mut files = vec![
        ("Cargo.toml", manifest(context)),
        ("README.md", readme(context)),
        ("rustfmt.toml", "disable_all_formatting = true\n".to_owned()),
        ("src/lib.rs", root(context)),
    ];
    // The examples in the runtime's documentation name the crate that it is developed in.
    let library = format!("use {}::", context.library());
    let carried = |text: &str| text.replace("use apim::", &library).replace(UNLESS_TESTED, IN_PART);
    files.extend(CARRIED.iter().map(|(path, text)| (*path, carried(text))));
    files
}

fn title(context: &Context<'_>) -> String {
    docs::one_line(&context.api.title).trim_end_matches('.').to_owned()
}

fn manifest(context: &Context<'_>) -> String {
    let name = &context.api.crate_name;
    format!(
        r#"[package]
name = "{name}"
version = "0.1.0"
edition = "2024"
rust-version = "1.88"
publish = false

[features]
default = ["azure_core/default"]

[dependencies]
async-trait = "0.1"
azure_core = {{ version = "1.1", default-features = false }}
futures-core = {{ version = "0.3", default-features = false }}
regex-lite = "0.1"
serde = {{ version = "1", features = ["derive"] }}
# Without it, a number that the service sends may come back changed in its last digit.
serde_json = {{ version = "1", features = ["float_roundtrip"] }}

[dev-dependencies]
futures = {{ version = "0.3", default-features = false, features = ["std"] }}
tokio = {{ version = "1", features = ["macros", "rt"] }}

# The crate stands alone, also inside the folder of another workspace.
[workspace]
"#
    )
}

fn readme(context: &Context<'_>) -> String {
    let (name, library) = (&context.api.crate_name, context.library());
    let (client, version) = (&context.api.client, docs::code(&context.api.version));
    let endpoint = if context.api.endpoint.is_some() { "endpoint, " } else { "" };
    let subscription = if context.api.has_subscription { "subscription_id, " } else { "" };
    format!(
        "# {name}\n\n\
         {title}, API version {version}: a Rust client on `azure_core` (unofficial).\n\n\
         ```rust,ignore\n\
         let credential = azure_identity::DeveloperToolsCredential::new(None)?;\n\
         let client = {library}::{client}::new({endpoint}{subscription}credential, None)?;\n\
         ```\n\n\
         `cargo test` replays the examples of the specification without a network.\n",
        title = title(context),
    )
}

fn root(context: &Context<'_>) -> String {
    format!(
        "//! {title}, API version {version}: a Rust client on `azure_core`.\n\n\
         #![forbid(unsafe_code)]\n\n\
         pub mod arm;\n\
         mod generated;\n\n\
         pub use generated::*;\n",
        title = title(context),
        version = docs::code(&context.api.version),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runtime_says_that_it_is_carried_whole() {
        assert!(CARRIED.iter().any(|(path, text)| *path == "src/arm/mod.rs" && text.contains(UNLESS_TESTED)));
    }
}
