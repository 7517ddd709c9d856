//! Watching a checkout of published specifications: what counts as newer.

use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const TODAY: &str = "specification/keys/resource-manager/Microsoft.Keys/Keys";
const BEFORE: &str = "specification/keys/resource-manager/Microsoft.Keys";

/// A specification of one version, and a checkout with these folders.
fn checkout(version: &str, folders: &[String]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = "/subscriptions/{subscriptionId}/providers/Microsoft.Keys/keys";
    let text = format!(
        r#"{{"swagger": "2.0", "info": {{"title": "Keys", "version": "{version}"}}, "host": "management.azure.com",
        "paths": {{"{path}": {{"get": {{"operationId": "Key_List", "parameters": [{{"name": "subscriptionId", "in": "path",
        "required": true, "type": "string"}}], "responses": {{"200": {{"description": "Keys"}}}}}}}}}}}}"#
    );
    fs::write(folder.path().join("keys.json"), text).expect("a file");
    for inner in folders {
        fs::create_dir_all(folder.path().join("published").join(inner)).expect("a folder");
    }
    folder
}

/// Exit code and output of watching.
fn watch(folder: &Path, below: &str, more: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_apim-codegen"));
    command.args(["specs", "watch", "--spec", "keys.json", "--checkout", below]).args(more).current_dir(folder);
    let output = command.output().expect("the program");
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&text).into_owned())
}

#[test]
fn a_newer_version_is_told_in_either_layout() {
    for layout in [TODAY, BEFORE] {
        let folders = ["stable/2022-01-01", "stable/2024-05-01", "stable/2025-03-01", "preview/2023-01-01-preview"];
        let folder = checkout("2024-05-01", &folders.map(|version| format!("{layout}/{version}")));
        let (code, text) = watch(folder.path(), "published", &[]);
        assert_eq!(code, Some(1), "{text}");
        assert!(text.contains("Microsoft.Keys, here 2024-05-01"), "{text}");
        assert!(text.contains(&format!("newer      {layout}/stable/2025-03-01")), "{text}");
        assert!(text.contains("preview  2023-01-01-preview   not newer"), "{text}");
    }
}

#[test]
fn the_newest_is_fine() {
    let folders = ["stable/2022-01-01", "stable/2024-05-01", "preview/2024-05-01-preview"];
    let folder = checkout("2024-05-01", &folders.map(|version| format!("{TODAY}/{version}")));
    let service = format!("published/{TODAY}");
    for below in ["published", "published/specification/keys", &service, &format!("{service}/..")] {
        let (code, text) = watch(folder.path(), below, &[]);
        assert_eq!(code, Some(0), "{below}: {text}");
    }
}

#[test]
fn previews_count_unless_they_are_left_out() {
    let folders = ["stable/2024-05-01", "preview/2024-06-01-preview"];
    let folder = checkout("2024-05-01", &folders.map(|version| format!("{TODAY}/{version}")));
    assert_eq!(watch(folder.path(), "published", &[]).0, Some(1));
    assert_eq!(watch(folder.path(), "published", &["--stable"]).0, Some(0));
    let folder = checkout("2024-05-01-preview", &[format!("{TODAY}/stable/2024-05-01")]);
    assert_eq!(watch(folder.path(), "published", &[]).0, Some(1), "the stable one of a day is newer than its preview");
}

#[test]
fn other_services_of_the_provider_do_not_count() {
    let own = "specification/keys/resource-manager/Microsoft.Keys/Keys/stable/2024-05-01".to_owned();
    let other = "specification/keys/resource-manager/Microsoft.Keys/Vaults/stable/2026-01-01".to_owned();
    let (code, text) = watch(checkout("2024-05-01", &[own, other.clone()]).path(), "published", &[]);
    assert_eq!(code, Some(0), "{text}");
    let (code, text) = watch(checkout("2024-05-01", &[other]).path(), "published", &[]);
    assert!(code == Some(1) && text.contains("Vaults"), "{text}");
}

#[test]
fn what_cannot_be_watched_is_refused() {
    let folder =
        checkout("2024-05-01", &["specification/locks/resource-manager/Microsoft.Locks/stable/2026-01-01".into()]);
    let (code, text) = watch(folder.path(), "published", &[]);
    assert!(code == Some(2) && text.contains("no version of Microsoft.Keys"), "{text}");
    assert_eq!(watch(folder.path(), "missing", &[]).0, Some(2));
    let (code, text) = watch(checkout("v1", &[format!("{TODAY}/stable/2024-05-01")]).path(), "published", &[]);
    assert!(code == Some(2) && text.contains("begins with no date"), "{text}");
}
