//! Generating a crate that stands alone, and holding it to what is asked of every crate.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Generates the crate of a specification without a diagnostic, checks that it compiles without a warning and that its
/// replay passes, and returns the log of the calls.
pub(crate) fn generate_and_test(specification: &Path, folder: &Path) -> String {
    let (out, log) = (folder.join("client"), folder.join("wire.jsonl"));
    let generated = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["codegen", "--spec", &specification.to_string_lossy(), "--out", &out.to_string_lossy()])
        .output()
        .expect("xtask runs");
    let printed = String::from_utf8_lossy(&generated.stderr).into_owned();
    assert_eq!(generated.status.code(), Some(0), "{printed}");
    assert_eq!(printed, "", "the specification gives diagnostics");
    fs::copy(workspace().join("Cargo.lock"), out.join("Cargo.lock")).expect("the lock file");
    cargo(&out, &["clippy", "--all-targets", "--", "-D", "warnings"], &log);
    cargo(&out, &["test"], &log);
    fs::read_to_string(&log).expect("the replay writes its log")
}

/// Runs cargo on a generated crate, with the dependencies that the workspace has built.
fn cargo(folder: &Path, arguments: &[&str], log: &Path) {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", workspace().join("target"))
        .env("RUSTFLAGS", "-D warnings")
        .env("APIM_WIRE_LOG", log)
        .output()
        .expect("cargo runs");
    let printed = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    assert!(output.status.success(), "cargo {}:\n{}", arguments.join(" "), String::from_utf8_lossy(&printed));
}

/// The folder of the workspace.
pub(crate) fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace").to_path_buf()
}
