//! The command line as its users meet it: what it prints, what it leaves on disk, how it exits.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[test]
fn the_checked_in_client_is_up_to_date() {
    let output = xtask(&["codegen", "--check"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert!(text(&output).contains("up to date"), "{}", text(&output));
}

#[test]
fn a_hand_edit_is_drift() {
    let folder = generated_crate();
    let file = folder.path().join("src/generated/clients/user.rs");
    let changed =
        fs::read_to_string(&file).expect("the user client").replace("/users/{userId}/token", "/users/{userId}/tokens");
    fs::write(&file, changed).expect("a writable file");
    let output = check(folder.path());
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    let printed = text(&output);
    assert!(printed.contains("\n-        let path = ") && printed.contains("/users/{userId}/tokens"), "{printed}");
    assert!(printed.contains("1 changed, 0 missing, 0 orphaned"), "{printed}");
    assert!(printed.contains("cargo xtask codegen"), "{printed}");
}

#[test]
fn missing_and_orphaned_files_are_drift() {
    let folder = generated_crate();
    let clients = folder.path().join("src/generated/clients");
    fs::rename(clients.join("user.rs"), clients.join("orphan.rs")).expect("a writable folder");
    let output = check(folder.path());
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    assert!(text(&output).contains("0 changed, 1 missing, 1 orphaned"), "{}", text(&output));
}

#[test]
fn generation_mends_drift_and_then_changes_nothing() {
    let folder = generated_crate();
    let file = folder.path().join("src/generated/clients/user.rs");
    let before = fs::read_to_string(&file).expect("the user client");
    fs::write(&file, before.lines().take(1).collect::<String>()).expect("a writable file");
    let first = generate(folder.path());
    assert!(text(&first).contains("1 written"), "{}", text(&first));
    assert_eq!(fs::read_to_string(&file).expect("the user client"), before);
    let modified = fs::metadata(&file).and_then(|data| data.modified()).expect("a time");
    let second = generate(folder.path());
    assert!(text(&second).contains("nothing changed"), "{}", text(&second));
    assert_eq!(fs::metadata(&file).and_then(|data| data.modified()).expect("a time"), modified);
}

#[test]
fn the_invented_service_of_the_tests_is_kept_in_step_too() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    copy(&workspace().join("specs"), &root.join("specs"));
    copy(&workspace().join("generated"), &root.join("generated"));
    let codegen = |arguments: &[&str]| {
        let arguments = [&["codegen"], arguments].concat();
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(arguments).env("CARGO_MANIFEST_DIR", root.join("xtask")).current_dir(root);
        command.output().expect("xtask runs")
    };
    let service = root.join("generated/tests/situations/service");
    let file = service.join("generated/clients/meter.rs");
    let before = fs::read_to_string(&file).expect("the client of meters");
    fs::write(&file, before.replace("/meters", "/metres")).expect("a writable file");
    let found = codegen(&["--check"]);
    assert_eq!(found.status.code(), Some(1), "{}", text(&found));
    assert!(text(&found).contains("/metres") && text(&found).contains("cargo xtask codegen"), "{}", text(&found));
    let mended = codegen(&[]);
    assert_eq!(mended.status.code(), Some(0), "{}", text(&mended));
    assert_eq!(fs::read_to_string(&file).expect("the client of meters"), before);
    fs::remove_dir_all(&service).expect("a folder");
    let without = codegen(&["--check"]);
    assert_eq!(without.status.code(), Some(0), "{}", text(&without));
}

#[test]
fn a_changed_path_in_the_specification_is_drift() {
    let specs = tempfile::tempdir().expect("a temporary folder");
    copy(&workspace().join("specs"), specs.path());
    let file = specs.path().join("users.yaml");
    let changed = fs::read_to_string(&file)
        .expect("the specification")
        .replace("/users/{userId}/token", "/users/{userId}/tokens");
    fs::write(&file, changed).expect("a writable file");
    let config = specs.path().join("apim.toml");
    let output = xtask(&["codegen", "--check", "--config", &config.to_string_lossy()]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    assert!(text(&output).contains("/users/{userId}/tokens"), "{}", text(&output));
}

#[test]
fn a_bad_specification_is_refused_with_its_place() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("bad.json");
    fs::write(&file, "{\n  \"swagger\": \"2.0\",\n  \"info\": {\"title\": \"T\", \"version\": \"1\"},\n  \"paths\": {\"/a\": {\"get\": {\"operationId\": \"A_Get\", \"responses\": {\"200\": {\"description\": \"\", \"schema\": {\"$ref\": \"#/definitions/Missing\"}}}}}}\n}\n").expect("a writable folder");
    let out = folder.path().join("out");
    let output = xtask(&[
        "codegen",
        "--spec",
        &file.to_string_lossy(),
        "--out",
        &out.to_string_lossy(),
        "--message-format",
        "short",
    ]);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    assert!(text(&output).contains("bad.json:4:"), "{}", text(&output));
    assert!(text(&output).contains("error[E202]"), "{}", text(&output));
    assert!(!out.exists(), "something was written");
}

#[test]
fn wrong_usage_is_refused() {
    for arguments in [
        &["codegen", "--unknown"][..],
        &["codegen", "--spec", "nowhere.json"],
        &["ir", "--spec", "specs/parameters.yaml"],
        &["ir", "--operation", "User_Gte"],
        &["explain", "E000"],
    ] {
        let output = xtask(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", text(&output));
        assert!(!output.stderr.is_empty(), "{arguments:?} says nothing");
    }
}

#[test]
fn a_folder_of_something_else_is_not_overwritten() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("thesis.txt"), "years of work").expect("a writable folder");
    let spec = workspace().join("specs/users.yaml");
    let output = xtask(&["codegen", "--spec", &spec.to_string_lossy(), "--out", &folder.path().to_string_lossy()]);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    assert_eq!(fs::read_dir(folder.path()).expect("a readable folder").count(), 1);
}

#[test]
fn the_ir_is_shown_as_text_and_json() {
    let shown = text(&xtask(&["ir", "--operation", "User_GetSharedAccessToken"]));
    assert!(shown.contains("POST /subscriptions/{subscriptionId}"), "{shown}");
    assert!(shown.contains("get_shared_access_token"), "{shown}");
    let json = xtask(&["ir", "--format", "json"]);
    let api: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(api["version"], "2024-05-01");
    let json = xtask(&["ir", "--operation", "User_GetSharedAccessToken", "--format", "json"]);
    let part: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(part["operation"]["method"], "POST");
    let result = part["operation"]["returns"]["Body"]["Definition"].to_string();
    assert_eq!(part["definitions"][&result]["name"]["rust"], "UserTokenResult");
}

fn xtask(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).current_dir(workspace()).output().expect("xtask runs")
}

/// `codegen` from the checked-in specification into a crate in another folder.
fn generate(root: &Path) -> Output {
    xtask(&["codegen", "--into", &root.to_string_lossy()])
}

fn check(root: &Path) -> Output {
    xtask(&["codegen", "--check", "--into", &root.to_string_lossy()])
}

/// A crate in step with the specification, whatever the state of the checked-in one.
fn generated_crate() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = generate(folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a writable folder");
    for entry in fs::read_dir(from).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a readable file");
        }
    }
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace").to_path_buf()
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}
