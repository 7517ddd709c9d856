//! What makes the emitted files a crate of their own: manifest, readme, root module, runtime.

use crate::emit::agreed::Context;
use crate::emit::{Runtime, Source, docs};

/// Files that are carried along as they are, with their paths in either crate.
macro_rules! carried {
    ($folder:literal: $($path:literal,)*) => {
        &[$(($path, include_str!(concat!("../../../../generated/", $folder, $path)))),*]
    };
}

/// What all clients have in common.
const RUNTIME: &[(&str, &str)] = carried![
    "runtime/":
    "src/arm/adapter.rs",
    "src/arm/agent.rs",
    "src/arm/answer.rs",
    "src/arm/attempt.rs",
    "src/arm/body.rs",
    "src/arm/call.rs",
    "src/arm/cause.rs",
    "src/arm/client.rs",
    "src/arm/cloud.rs",
    "src/arm/context.rs",
    "src/arm/credential.rs",
    "src/arm/encode.rs",
    "src/arm/ending.rs",
    "src/arm/error.rs",
    "src/arm/follow.rs",
    "src/arm/header.rs",
    "src/arm/link.rs",
    "src/arm/markup.rs",
    "src/arm/mod.rs",
    "src/arm/model.rs",
    "src/arm/multipart.rs",
    "src/arm/operation.rs",
    "src/arm/options.rs",
    "src/arm/pace.rs",
    "src/arm/pager.rs",
    "src/arm/parameter.rs",
    "src/arm/patch.rs",
    "src/arm/policy.rs",
    "src/arm/poller.rs",
    "src/arm/progress.rs",
    "src/arm/provider.rs",
    "src/arm/reason.rs",
    "src/arm/redact.rs",
    "src/arm/redacted.rs",
    "src/arm/resource_id.rs",
    "src/arm/scalar.rs",
    "src/arm/state.rs",
    "src/arm/string_enum.rs",
    "src/arm/tidy.rs",
    "src/arm/time.rs",
    "src/arm/union.rs",
    "src/arm/value.rs",
];

/// What the tests of all clients have in common.
const HARNESS: &[(&str, &str)] = carried![
    "":
    "tests/replay/harness/case.rs",
    "tests/replay/harness/check.rs",
    "tests/replay/harness/compare.rs",
    "tests/replay/harness/log.rs",
    "tests/replay/harness/mod.rs",
    "tests/replay/harness/replay.rs",
    "tests/replay/harness/request.rs",
    "tests/replay/harness/service.rs",
    "tests/replay/harness/text.rs",
    "tests/replay/harness/tolerance.rs",
];

/// The files around the emitted ones, with their texts.
pub(in crate::emit) fn files(context: &Context<'_>, runtime: &Runtime) -> Vec<(&'static str, String)> {
    let mut files = vec![
        ("Cargo.toml", manifest(context, runtime)),
        ("README.md", readme(context)),
        ("rustfmt.toml", "disable_all_formatting = true\n".to_owned()),
        ("src/lib.rs", root(context, runtime)),
    ];
    files.extend(HARNESS.iter().map(|(path, text)| (*path, (*text).to_owned())));
    if *runtime == Runtime::Carried {
        // The examples in its documentation name the crate that it is developed in.
        let library = format!("use {}::", context.library());
        files.extend(RUNTIME.iter().map(|(path, text)| (*path, text.replace("use apim_runtime::", &library))));
    }
    files
}

fn title(context: &Context<'_>) -> String {
    docs::one_line(&context.api.title).trim_end_matches('.').to_owned()
}

fn manifest(context: &Context<'_>, runtime: &Runtime) -> String {
    let name = &context.api.crate_name;
    let runtime = dependencies(runtime);
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
{runtime}async-trait = "0.1"
azure_core = {{ version = "1.1", default-features = false }}
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

/// The entries of a manifest that the runtime is the reason for.
fn dependencies(runtime: &Runtime) -> String {
    let source = match runtime {
        Runtime::Carried => {
            return "futures-core = { version = \"0.3\", default-features = false }\nregex-lite = \"0.1\"\ntracing = { version = \"0.1\", default-features = false }\n".to_owned();
        }
        Runtime::Dependency(source) => match source {
            Source::Path(path) => format!(", path = {}", toml(path)),
            Source::Git { url, revision: None } => format!(", git = {}", toml(url)),
            Source::Git { url, revision: Some(revision) } => format!(", git = {}, rev = {}", toml(url), toml(revision)),
            Source::Registry => String::new(),
        },
    };
    let (package, version) = (Runtime::PACKAGE, Runtime::VERSION);
    format!(
        "# Generated code and its runtime change together.\n\
         {package} = {{ version = \"={version}\"{source}, default-features = false }}\n"
    )
}

/// A text as TOML writes it.
fn toml(text: &str) -> toml::Value {
    toml::Value::String(text.to_owned())
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

fn root(context: &Context<'_>, runtime: &Runtime) -> String {
    let items = match runtime {
        Runtime::Carried => "pub mod arm;\nmod generated;\n\npub use generated::*;\n",
        Runtime::Dependency(_) => {
            "mod generated;\n\n#[doc(inline)]\npub use apim_runtime::arm;\npub use generated::*;\n"
        }
    };
    format!(
        "//! {title}, API version {version}: a Rust client on `azure_core`.\n\n\
         #![forbid(unsafe_code)]\n\n\
         {items}",
        title = title(context),
        version = docs::code(&context.api.version),
    )
}
