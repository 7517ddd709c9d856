//! The published specification, read where `AZURE_REST_API_SPECS` says that a checkout of azure-rest-api-specs lies.

#[path = "../../generator/tests/published/mod.rs"]
mod published;

use apim_codegen::compare::{Difference, Rule, compare};
use apim_codegen::config::Config;
use apim_codegen::ir::Api;
use apim_codegen::load::DiskFiles;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What overlays correct, all of it and nothing else.
const CORRECTED: &[&str] = &[
    "ApiExportResult.link: optional-property-added",
    "ApiExportResult.name: optional-property-added",
    "ApiExportResult.properties: optional-property-added",
    "ApiExportResult.type: optional-property-added",
    "ApiExportResultProperties: definition-added",
    "ApiExportResultValue.link: secret-added",
    "ApiRevisionContract.id: optional-property-added",
    "AuthorizationServerContractBaseProperties.resourceOwnerPassword: secret-added",
    "AuthorizationServerSecretsContract.resourceOwnerPassword: secret-added",
    "BackendAuthorizationHeaderCredentials.parameter: secret-added",
    "BackendAuthorizationHeaderCredentials: constructor-changed",
    "BackendContract: constructor-changed",
    "BackendContractProperties.protocol: property-became-optional",
    "BackendContractProperties.url: property-became-optional",
    "BackendContractProperties: constructor-changed",
    "BackendProxyContract.password: secret-added",
    "CacheContract: constructor-changed",
    "CacheContractProperties.connectionString: secret-added",
    "CacheContractProperties: constructor-changed",
    "CacheUpdateProperties.connectionString: secret-added",
    "CertificateCreateOrUpdateProperties.password: secret-added",
    "EmbeddedGroup.displayName: property-became-optional",
    "EmbeddedGroup.id: optional-property-added",
    "EmbeddedGroup.name: optional-property-added",
    "EmbeddedGroup: definition-renamed",
    "GatewayKeysContract.primary: secret-added",
    "GatewayKeysContract.secondary: secret-added",
    "GatewayTokenContract.value: secret-added",
    "GenerateSsoUrlResult.value: secret-added",
    "NamedValueSecretContract.value: secret-added",
    "ProductContract: accessors-changed",
    "ProductContractProperties.groups: optional-property-added",
    "RepresentationContract.generatedSample: optional-property-added",
    "RepresentationContract.sample: optional-property-added",
    "SubscriptionCreateParameterProperties.primaryKey: secret-added",
    "SubscriptionCreateParameterProperties.secondaryKey: secret-added",
    "SubscriptionKeysContract.primaryKey: secret-added",
    "SubscriptionKeysContract.secondaryKey: secret-added",
    "SubscriptionUpdateParameterProperties.primaryKey: secret-added",
    "SubscriptionUpdateParameterProperties.secondaryKey: secret-added",
    "UserCreateParameterProperties.password: secret-added",
    "UserTokenResult.value: secret-added",
    "UserUpdateParametersProperties.password: secret-added",
    "WorkspaceApi_Delete: long-running-added",
    "WorkspaceApi_Delete: operation-renamed",
    "WorkspaceApi_Delete: status-added",
];

#[test]
#[ignore = "reads AZURE_REST_API_SPECS"]
fn specs_state_the_published_facts_but_for_what_overlays_correct() {
    let upstream = published::stable("2024-05-01");
    let theirs = understand(&[upstream], &Config::default());
    let config = configuration();
    let roots = config.root_paths();

    let uncorrected = Config { overlays: Vec::new(), ..config.clone() };
    let ours = understand(&roots, &uncorrected);
    assert_eq!((ours.operations().count(), ours.groups.len()), (613, 137));
    assert_eq!(differences(&theirs, &ours), [""; 0]);

    assert_eq!(differences(&theirs, &understand(&roots, &config)), CORRECTED);
}

/// In what `right` differs from `left`, for the service or for Rust. Definitions that no operation reaches are left out
/// of this project's edition.
fn differences(left: &Api, right: &Api) -> Vec<String> {
    let is_unused = |one: &Difference| one.rule == Rule::DefinitionRemoved && one.operations.is_empty();
    let comparison = compare(left, right).filtered(|difference| !is_unused(difference));
    let row = |difference: &Difference| format!("{}: {}", difference.subject, difference.rule.id());
    let mut rows: Vec<String> = comparison.differences.iter().map(row).collect();
    rows.sort();
    rows
}

#[test]
fn every_correction_has_a_reason_with_a_link() {
    let folder = workspace().join("specs/overlays");
    let mut actions = 0;
    for entry in fs::read_dir(folder).expect("the overlays") {
        let text = fs::read_to_string(entry.expect("an overlay").path()).expect("a readable overlay");
        let overlay: serde_json::Value = serde_yaml::from_str(&text).expect("YAML");
        for action in overlay["actions"].as_array().expect("actions") {
            let reason = action["description"].as_str().expect("a reason");
            assert!(reason.lines().any(|line| line.starts_with("https://")), "no link in: {reason}");
            actions += 1;
        }
    }
    assert!(actions > 10, "only {actions} actions");
}

#[test]
#[ignore = "reads AZURE_REST_API_SPECS"]
fn the_crate_from_the_published_users_file_compiles_and_replays() {
    let upstream = published::stable("2024-05-01/apimusers.json");
    let verified = Command::new(env!("CARGO_BIN_EXE_apim-codegen"))
        .args(["verify", "--spec", &upstream.to_string_lossy()])
        .output()
        .expect("xtask runs");
    let printed = String::from_utf8_lossy(&[verified.stdout, verified.stderr].concat()).into_owned();
    assert_eq!(verified.status.code(), Some(0), "{printed}");
    assert!(printed.contains("13 operations"), "{printed}");
    assert!(printed.contains("13 examples replayed, 0 with anomalies, 0 failed"), "{printed}");
    assert!(!printed.contains("warning"), "the published file gives diagnostics: {printed}");
}

fn configuration() -> Config {
    let path = workspace().join("specs/apim.toml");
    let text = fs::read_to_string(&path).expect("the configuration");
    Config::parse(&text, &path).expect("a valid configuration")
}

fn understand(roots: &[PathBuf], config: &Config) -> Api {
    match apim_codegen::understand(roots, config, &DiskFiles, &mut |_| ()) {
        Ok(understood) => understood.api,
        Err(rejected) => panic!("{roots:?}: {:?}", rejected.diagnostics),
    }
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace").to_path_buf()
}
