//! `cargo xtask specs compare` as its users meet it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[test]
fn equal_specifications() {
    let output = compare(&["specs", "specs/apim.toml"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert!(text(&output).contains("no difference"), "{}", text(&output));
}

#[test]
fn a_difference_is_told_with_its_places_and_its_effects() {
    let changed = changed();
    let output = compare(&["specs/users.yaml", &changed.path().join("users.yaml").to_string_lossy()]);
    let printed = text(&output);
    assert_eq!(output.status.code(), Some(1), "{printed}");
    assert!(
        printed.contains("breaking in requests: User_CreateOrUpdate: query notify: a parameter is now required"),
        "{printed}"
    );
    assert!(printed.contains("`Option<bool>` → `bool`"), "{printed}");
    assert!(printed.contains("specs/users.yaml:"), "{printed}");
    assert!(printed.contains("suggested version step: major"), "{printed}");
}

#[test]
fn json_and_markdown() {
    let changed = changed();
    let right = changed.path().join("users.yaml");
    let output = compare(&["specs/users.yaml", &right.to_string_lossy(), "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let row = report["differences"].as_array().and_then(|rows| rows.first()).expect("a difference");
    assert_eq!(row["rule"], "parameter-became-required");
    assert_eq!(row["level"], "breaking");
    assert_eq!(report["step"], "major");
    assert!(row["left"]["line"].is_u64(), "{row}");
    let output = compare(&["specs/users.yaml", &right.to_string_lossy(), "--format", "markdown"]);
    assert!(text(&output).contains("### Breaking"), "{}", text(&output));
}

#[test]
fn what_does_less_than_asked_for_is_left_out() {
    let changed = changed();
    let right = changed.path().join("users.yaml");
    // The other way round the parameter becomes optional, which breaks nobody.
    let output = compare(&[&right.to_string_lossy(), "specs/users.yaml", "--level", "breaking"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    let output = compare(&[&right.to_string_lossy(), "specs/users.yaml", "--level", "additive"]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
}

#[test]
fn bad_input_is_refused_on_both_sides_at_once() {
    let output = compare(&["nowhere.json", "neither.yaml"]);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    assert!(text(&output).contains("nowhere.json") && text(&output).contains("neither.yaml"), "{}", text(&output));
}

/// The specification, with one parameter required that was optional.
fn changed() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy(&workspace().join("specs"), folder.path());
    let file = folder.path().join("users.yaml");
    let before = fs::read_to_string(&file).expect("the specification");
    let optional = "name: notify\n          in: query\n          required: false";
    let after = before.replacen(optional, &optional.replace("false", "true"), 1);
    assert_ne!(before, after);
    fs::write(file, after).expect("a writable file");
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

fn compare(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_apim-codegen"));
    command.args(["specs", "compare"]).args(arguments).current_dir(workspace()).output().expect("xtask runs")
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace").to_path_buf()
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}
