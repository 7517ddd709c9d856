//! Importing published specifications: what arrives, what is remembered, what is refused.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const CONFIG: &str =
    "# What to generate from.\nroots = [\"own.yaml\"]\napi-version = \"1\" # the first\nclient = \"KeysClient\"\n";

/// A folder of published specifications, as checkouts have them, and one with a configuration beside it.
struct Fixture(TempDir);

impl Fixture {
    fn new() -> Self {
        let fixture = Self(tempfile::tempdir().expect("a temporary folder"));
        fixture.write("specs/apim.toml", CONFIG);
        fixture.publish("1", "a key");
        fixture.publish("2", "a newer key");
        fixture.write("specification/common/types.json", r#"{"definitions": {"Key": {"type": "object"}}}"#);
        fixture.write("specification/common/unused.json", "{}");
        fixture
    }

    fn publish(&self, version: &str, description: &str) {
        let keys = format!(
            r#"{{"swagger": "2.0", "info": {{"title": "Keys", "version": "{version}"}}, "host": "management.azure.com",
            "paths": {{"/keys": {{"get": {{"operationId": "Key_Get", "responses": {{"200": {{
                "description": "{description}", "schema": {{"$ref": "../../common/types.json#/definitions/Key"}}}}}},
                "x-ms-examples": {{"Get": {{"$ref": "./examples/Get.json"}}}}}}}}}}}}"#
        );
        self.write(&format!("specification/stable/{version}/keys.json"), &keys);
        self.write(
            &format!("specification/stable/{version}/examples/Get.json"),
            r#"{"parameters": {}, "responses": {"200": {"body": {}}}}"#,
        );
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn has(&self, path: &str) -> bool {
        self.0.path().join(path).exists()
    }

    fn import(&self, version: &str) -> Output {
        self.xtask(&["specs", "import", &format!("specification/stable/{version}"), "--config", "specs/apim.toml"])
    }

    fn generate(&self, more: &[&str]) -> Output {
        self.xtask(&[&["codegen", "--config", "specs/apim.toml", "--out", "crate"], more].concat())
    }

    fn xtask(&self, arguments: &[&str]) -> Output {
        run(Command::new(env!("CARGO_BIN_EXE_apim-codegen")).args(arguments), self.0.path())
    }

    fn git(&self, arguments: &[&str]) -> Output {
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
        run(Command::new("git").args(identity).args(arguments), &self.0.path().join("specification"))
    }
}

fn run(command: &mut Command, folder: &Path) -> Output {
    command.current_dir(folder).env_remove("GIT_DIR").output().expect("it runs")
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned()
}

fn succeeds(output: &Output) {
    assert_eq!(output.status.code(), Some(0), "{}", text(output));
}

#[test]
fn the_closure_arrives_and_is_what_is_generated_from() {
    let fixture = Fixture::new();
    let output = fixture.import("1");
    succeeds(&output);
    assert!(
        text(&output).contains("3 files from specification/stable/1 imported to specs/imported"),
        "{}",
        text(&output)
    );
    for file in ["stable/1/keys.json", "stable/1/examples/Get.json", "common/types.json"] {
        assert_eq!(fixture.read(&format!("specs/imported/{file}")), fixture.read(&format!("specification/{file}")));
    }
    assert!(!fixture.has("specs/imported/common/unused.json"));
    let config = fixture.read("specs/apim.toml");
    assert!(config.contains("roots = [\"imported/stable/1\"]"), "{config}");
    assert!(config.contains("# What to generate from.") && config.contains("client = \"KeysClient\""), "{config}");
    // What `sha256sum` says of the file.
    let lock = fixture.read("specs/import.lock");
    let digest = "2cd31247008770cf725901c88d4637725de5b3855273e302d97d09c678053307";
    assert!(lock.contains(&format!("\"common/types.json\" = \"{digest}\"")), "{lock}");
    assert!(!lock.contains("commit"), "no repository, no commit: {lock}");
    succeeds(&fixture.generate(&[]));
    succeeds(&fixture.generate(&["--check"]));
}

#[test]
fn a_file_stays_a_root_of_its_own() {
    let fixture = Fixture::new();
    succeeds(&fixture.xtask(&["specs", "import", "specification/stable/1/keys.json", "--config", "specs/apim.toml"]));
    let config = fixture.read("specs/apim.toml");
    assert!(config.contains("roots = [\"imported/stable/1/keys.json\"]"), "{config}");
    succeeds(&fixture.generate(&[]));
}

#[test]
fn the_next_version_takes_the_place_of_the_last() {
    let fixture = Fixture::new();
    succeeds(&fixture.import("1"));
    succeeds(&fixture.import("2"));
    assert!(fixture.has("specs/imported/stable/2/keys.json"));
    assert!(!fixture.has("specs/imported/stable/1"));
    assert!(fixture.read("specs/apim.toml").contains("api-version = \"2\""), "{}", fixture.read("specs/apim.toml"));
    assert!(fixture.read("specs/import.lock").contains("source = [\"specification/stable/2\"]"));
}

#[test]
fn a_changed_import_is_drift_and_is_not_replaced() {
    let fixture = Fixture::new();
    succeeds(&fixture.import("1"));
    succeeds(&fixture.generate(&[]));
    fixture.write("specs/imported/common/types.json", r#"{"definitions": {"Key": {"type": "object", "title": "k"}}}"#);
    fixture.write("specs/imported/notes.txt", "mine");
    fixture.write("specs/imported/stable/1/examples/Get.json", "{}");
    for output in [fixture.generate(&["--check"]), fixture.import("2")] {
        let printed = text(&output);
        assert_ne!(output.status.code(), Some(0), "{printed}");
        assert!(printed.contains("types.json is not what was imported"), "{printed}");
        assert!(printed.contains("Get.json is not what was imported"), "{printed}");
        assert!(printed.contains("notes.txt was not imported"), "{printed}");
    }
    assert_eq!(fixture.read("specs/imported/notes.txt"), "mine");
    assert!(fixture.read("specs/apim.toml").contains("api-version = \"1\""));
}

#[test]
fn what_is_refused_changes_nothing() {
    let fixture = Fixture::new();
    fixture.write("specification/stable/2/keys.json", r#"{"swagger": "2.0", "paths": {"/a": {"$ref": "gone.json"}}}"#);
    let output = fixture.import("2");
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    assert!(text(&output).contains("gone.json"), "{}", text(&output));
    assert_eq!(fixture.read("specs/apim.toml"), CONFIG);
    assert!(!fixture.has("specs/imported") && !fixture.has("specs/import.lock"));

    fixture.write("specs/apim.toml", "roots = [");
    let output = fixture.import("1");
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    assert!(!fixture.has("specs/imported") && !fixture.has("specs/import.lock"));

    fixture.write("specs/apim.toml", CONFIG);
    fixture.write("specs/imported/notes.txt", "mine");
    let output = fixture.import("1");
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    assert_eq!(fixture.read("specs/imported/notes.txt"), "mine");
}

#[test]
fn a_checkout_tells_its_commit_unless_it_was_changed() {
    let fixture = Fixture::new();
    for arguments in [
        &["init", "-q"][..],
        &["remote", "add", "origin", "https://somebody:secret@example.com/specs.git"],
        &["add", "."],
        &["commit", "-qm", "Publish"],
    ] {
        succeeds(&fixture.git(arguments));
    }
    let commit = text(&fixture.git(&["rev-parse", "HEAD"]));
    succeeds(&fixture.import("1"));
    let lock = fixture.read("specs/import.lock");
    assert!(lock.contains(&format!("commit = \"{}\"", commit.trim())), "{lock}");
    assert!(lock.contains("repository = \"https://example.com/specs.git\""), "{lock}");
    assert!(lock.contains("source = [\"stable/1\"]"), "{lock}");
    fixture.publish("1", "a key, changed");
    succeeds(&fixture.import("1"));
    assert!(!fixture.read("specs/import.lock").contains("commit"), "{}", fixture.read("specs/import.lock"));
}

#[test]
fn a_repository_that_is_only_around_the_files_tells_nothing() {
    let fixture = Fixture::new();
    fixture.write("specification/.gitignore", "stable\n");
    for arguments in [&["init", "-q"][..], &["add", "."], &["commit", "-qm", "Another project"]] {
        succeeds(&fixture.git(arguments));
    }
    succeeds(&fixture.import("1"));
    let lock = fixture.read("specs/import.lock");
    assert!(!lock.contains("commit") && lock.contains("source = [\"specification/stable/1\"]"), "{lock}");
}

/// Services are laid out so today: one file, made from TypeSpec, and its examples.
#[test]
fn a_single_file_is_imported_with_its_examples() {
    let fixture = Fixture::new();
    let folder = "specification/keys/resource-manager/Microsoft.Keys/Keys/stable/2025-01-01";
    let published = fixture.read("specification/stable/1/keys.json");
    let deeper = published.replace("../../common/types.json", "../../../../../../common/types.json");
    fixture
        .write(&format!("{folder}/openapi.json"), &deeper.replace("\"version\": \"1\"", "\"version\": \"2025-01-01\""));
    fixture.write(&format!("{folder}/examples/Get.json"), &fixture.read("specification/stable/1/examples/Get.json"));
    succeeds(&fixture.xtask(&["specs", "import", &format!("{folder}/openapi.json"), "--config", "specs/apim.toml"]));
    let imported = "specs/imported/keys/resource-manager/Microsoft.Keys/Keys/stable/2025-01-01";
    for file in ["openapi.json", "examples/Get.json"] {
        assert!(fixture.has(&format!("{imported}/{file}")), "{file}");
    }
    assert!(fixture.read("specs/apim.toml").contains("api-version = \"2025-01-01\""));
    succeeds(&fixture.generate(&[]));
}
