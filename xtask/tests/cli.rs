//! The command line as its users meet it: what it prints, what it leaves on disk, how it exits.

use std::collections::BTreeMap;
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
        let mut command = Command::new(env!("CARGO_BIN_EXE_apim-codegen"));
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
        let printed = String::from_utf8_lossy(&output.stderr).into_owned();
        let says_what_to_do = printed.contains("help: ") || printed.contains("For more information, try '--help'");
        assert!(printed.starts_with("error") && says_what_to_do, "{arguments:?}: {printed}");
    }
}

#[test]
fn what_cannot_be_understood_is_left_out_when_asked() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let spec = small_specification(folder.path());
    let good = fs::read_to_string(&spec).expect("the specification");
    let bad = "  /parts:\n    get: {operationId: Part_Get, responses: {'404': {description: None.}}}\n";
    fs::write(&spec, format!("{good}{bad}")).expect("a writable folder");
    let out = folder.path().join("out").to_string_lossy().into_owned();
    let refused = xtask(&["codegen", "--spec", &spec, "--out", &out]);
    assert_eq!(refused.status.code(), Some(2), "{}", text(&refused));
    assert!(!Path::new(&out).exists(), "something was written");
    let kept = xtask(&["codegen", "--spec", &spec, "--out", &out, "--keep-going"]);
    assert_eq!(kept.status.code(), Some(1), "{}", text(&kept));
    assert!(text(&kept).contains("error[E404]"), "{}", text(&kept));
    assert!(text(&kept).contains("1 operations, 0 definitions (1 left out)"), "{}", text(&kept));
    let report = xtask(&["report", "--spec", &spec, "--keep-going"]);
    assert_eq!(report.status.code(), Some(1), "{}", text(&report));
    assert!(text(&report).contains("Part_Get: E404: "), "{}", text(&report));
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

/// A small specification, and the arguments that name it.
fn small_specification(folder: &Path) -> String {
    let path = folder.join("things.yaml");
    let text = "swagger: '2.0'\ninfo: {title: Things, version: '1'}\nhost: management.azure.com\npaths:\n  /things:\n    get: {operationId: Thing_Get, parameters: [{name: api-version, in: query, required: true, type: string}], responses: {'200': {description: Done.}}}\n";
    fs::write(&path, text).expect("a writable folder");
    path.to_string_lossy().into_owned()
}

/// All files below `root` but those of the generator's own folder, with their texts.
fn texts(root: &Path) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a readable folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() && path.file_name() != Some(".codegen".as_ref()) {
                open.push(path);
            } else if path.is_file() {
                let text = fs::read_to_string(&path).expect("a text");
                found.insert(path.strip_prefix(root).expect("below").to_path_buf(), text);
            }
        }
    }
    found
}

#[test]
fn a_stand_alone_crate_stays_whole_when_it_is_kept_in_step() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let specification = small_specification(folder.path());
    let root = folder.path().join("crate");
    let codegen = |option: &str| xtask(&["codegen", "--spec", &specification, option, &root.to_string_lossy()]);
    assert_eq!(codegen("--out").status.code(), Some(0));
    let before = texts(&root);
    assert!(before.keys().any(|path| path.starts_with("tests/replay/harness")), "no harness");
    let kept = codegen("--into");
    assert_eq!(kept.status.code(), Some(0), "{}", text(&kept));
    assert!(text(&kept).contains("nothing changed"), "{}", text(&kept));
    assert_eq!(texts(&root), before);

    // What is lost comes back, what somebody took over stays, and the manifest is nobody else's business.
    fs::remove_dir_all(root.join("tests/replay/harness")).expect("a folder");
    fs::remove_file(root.join("src/arm/value.rs")).expect("a file");
    for own in ["src/arm/pace.rs", "Cargo.toml", "src/lib.rs"] {
        fs::write(root.join(own), "# my own\n").expect("a writable file");
    }
    let kept = codegen("--into");
    assert_eq!(kept.status.code(), Some(0), "{}", text(&kept));
    let mut expected = before;
    for own in ["src/arm/pace.rs", "Cargo.toml", "src/lib.rs"] {
        expected.insert(own.into(), "# my own\n".to_owned());
    }
    assert_eq!(texts(&root), expected);

    // A whole crate cannot be written over what somebody took over.
    let refused = codegen("--out");
    assert_eq!(refused.status.code(), Some(2), "{}", text(&refused));
    assert_eq!(texts(&root), expected);
}

#[test]
fn a_crate_can_depend_on_the_runtime_instead_of_carrying_it() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let specification = small_specification(folder.path());
    let root = folder.path().join("crate");
    let out = root.to_string_lossy();
    let output = xtask(&["codegen", "--spec", &specification, "--out", &out, "--runtime", "generated/runtime"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    let files = texts(&root);
    assert!(!files.keys().any(|path| path.starts_with("src/arm")), "it carries the runtime");
    let manifest: toml::Table = files[Path::new("Cargo.toml")].parse().expect("TOML");
    let path = manifest["dependencies"]["apim-runtime"]["path"].as_str().expect("a path");
    assert!(root.join(path).join("src/arm/mod.rs").is_file(), "{path}");
    assert!(files[Path::new("src/lib.rs")].contains("pub use apim_runtime::arm;"));

    // It is kept in step, and where its runtime is stays its own business.
    for option in ["--into", "--out"] {
        let mut arguments = vec!["codegen", "--spec", &specification, "--check", option, &out];
        if option == "--out" {
            arguments.extend(["--runtime", "generated/runtime"]);
        }
        let kept = xtask(&arguments);
        assert!(text(&kept).contains("up to date"), "{}", text(&kept));
    }
    let kept = xtask(&["codegen", "--spec", &specification, "--into", &out]);
    assert!(text(&kept).contains("nothing changed"), "{}", text(&kept));
    assert_eq!(texts(&root), files);

    // Carried again, it is all there; what is no runtime is refused before anything is written.
    let refused = xtask(&["codegen", "--spec", &specification, "--out", &out, "--runtime", "generated"]);
    assert_eq!(refused.status.code(), Some(2), "{}", text(&refused));
    assert!(text(&refused).contains("generated: it is not the crate `apim-runtime`"), "{}", text(&refused));
    let carried = xtask(&["codegen", "--spec", &specification, "--out", &out]);
    assert_eq!(carried.status.code(), Some(0), "{}", text(&carried));
    assert!(root.join("src/arm/mod.rs").is_file());
}

#[test]
fn a_whole_crate_is_not_written_over_one_that_is_kept_in_step() {
    let folder = generated_crate();
    let before = texts(folder.path());
    let output = xtask(&["codegen", "--config", "specs/apim.toml", "--out", &folder.path().to_string_lossy()]);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    assert!(text(&output).contains("was not generated and stands in the way"), "{}", text(&output));
    assert_eq!(texts(folder.path()), before);
}

#[test]
fn a_crate_that_is_not_there_is_told_in_a_line() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let specification = small_specification(folder.path());
    let root = folder.path().join("crate");
    let output = xtask(&["codegen", "--spec", &specification, "--check", "--out", &root.to_string_lossy()]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    assert_eq!(text(&output).lines().count(), 1, "{}", text(&output));
    assert!(text(&output).contains(" missing, 0 orphaned; run `cargo xtask codegen --spec"), "{}", text(&output));
}

#[test]
fn only_a_crate_is_kept_in_step() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let specification = small_specification(folder.path());
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).expect("a folder");
    for root in [empty.clone(), folder.path().join("mistyped")] {
        for check in [&["--check"][..], &[]] {
            let shown = root.to_string_lossy();
            let arguments = [&["codegen", "--spec", specification.as_str(), "--into", &shown], check].concat();
            let output = xtask(&arguments);
            assert_eq!(output.status.code(), Some(2), "{}", text(&output));
            assert!(text(&output).contains("error: "), "{}", text(&output));
            assert!(
                text(&output).contains(&format!("help: correct the path, or write a whole crate with `--out {shown}`")),
                "{}",
                text(&output)
            );
        }
    }
    assert_eq!(fs::read_dir(&empty).expect("a folder").count(), 0, "something was written");
    assert!(!folder.path().join("mistyped").exists(), "something was written");
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
    let result = part["operation"]["outcome"]["Model"]["Definition"].to_string();
    assert_eq!(part["definitions"][&result]["name"]["rust"], "UserTokenResult");
}

fn xtask(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_apim-codegen"))
        .args(arguments)
        .current_dir(workspace())
        .output()
        .expect("xtask runs")
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
    for path in ["Cargo.toml", "src/lib.rs", "tests/replay/harness"] {
        let (from, to) = (workspace().join("generated").join(path), folder.path().join(path));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::create_dir_all(to.parent().expect("a parent")).expect("a writable folder");
            fs::copy(&from, &to).expect("a readable file");
        }
    }
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
