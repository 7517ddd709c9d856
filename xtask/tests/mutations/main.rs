//! Whatever one key of the specification is changed to: what is not refused gives a crate that compiles without a
//! warning.
//!
//! Thousands of changes are accepted. Most of them touch descriptions alone, and the others leave most files as they
//! were, so each distinct file is compiled once for all crates that it is part of.

#[allow(dead_code, reason = "the module has more than this test needs")]
#[path = "../../../generator/fuzz/src/specification.rs"]
mod specification;
#[path = "../../../generator/tests/robustness/spoilt.rs"]
mod spoilt;
mod trees;
mod units;

use spoilt::Extent;
use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use trees::Tree;

/// The trees are spread over so many crates, which are compiled side by side.
const CRATES: usize = 2;

#[test]
#[ignore = "exhaustive: takes minutes"]
fn exhaustive_what_is_accepted_compiles() {
    let found = accepted_compiles(Extent::All);
    assert!(found.cases > 8 * 900, "only {} cases", found.cases);
    assert!(found.trees.len() > 300, "only {} distinct crates", found.trees.len());
}

#[test]
fn a_sample_of_what_is_accepted_compiles() {
    let found = accepted_compiles(Extent::OneIn(61));
    assert!(found.cases > 100, "only {} cases", found.cases);
    assert!(found.trees.len() > 10, "only {} distinct crates", found.trees.len());
}

fn accepted_compiles(extent: Extent) -> trees::Found {
    let start = Instant::now();
    let found = trees::all(extent);
    let generated = start.elapsed().as_secs();
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace().join("target"), PathBuf::from);
    let target = std::path::absolute(target).expect("a path");
    let (name, command) = match extent {
        Extent::All => ("mutations", "check"),
        // What the workspace is tested with is built, and serves here too.
        Extent::OneIn(_) => ("sample", "build"),
    };
    let root = target.join(name);
    let compiled = write(&root, &found.trees, &found.package);
    let cargo = std::env::var_os("CARGO");
    let output = Command::new(cargo.as_deref().unwrap_or(OsStr::new("cargo")))
        .args([command, "--quiet", "--workspace", "--tests", "--config", r#"profile.dev.package."*".debug=false"#])
        .current_dir(&root)
        .env("CARGO_TARGET_DIR", &target)
        .env("CARGO_PROFILE_DEV_DEBUG", "line-tables-only")
        .output()
        .expect("cargo runs");
    let printed = String::from_utf8_lossy(&output.stderr);
    let first: String = printed.chars().take(20_000).collect();
    assert!(output.status.success(), "{first}\n{}", units::blamed(&printed, &found.trees));
    // Written past the print macros, which the test runner swallows.
    let _ = writeln!(
        std::io::stderr(),
        "{} cases: {} refused, {} accepted; {} distinct crates of {compiled} distinct files compile ({generated} s to \
         generate, {} s in all)",
        found.cases,
        found.refused,
        found.cases - found.refused,
        found.trees.len(),
        start.elapsed().as_secs()
    );
    found
}

/// Writes the crates; yields how many files of the trees are in them.
fn write(root: &Path, trees: &[Tree], package: &trees::Package) -> usize {
    if root.exists() {
        fs::remove_dir_all(root).expect("a folder that can be cleared");
    }
    let mut members = Vec::new();
    let mut compiled = 0;
    for (index, part) in trees.chunks(trees.len().div_ceil(CRATES)).enumerate() {
        let name = format!("{}-{index}", root.file_name().expect("a name").display());
        let offset = index * trees.len().div_ceil(CRATES);
        let member = units::member(part, offset, package);
        compiled += member.units;
        for (path, text) in [("Cargo.toml".into(), package.manifest(&name))].into_iter().chain(member.files) {
            let path = root.join(&name).join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder that can be made");
            fs::write(path, text).expect("a file that can be written");
        }
        members.push(format!("{name:?}"));
    }
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", "));
    fs::write(root.join("Cargo.toml"), manifest).expect("a manifest that can be written");
    // The versions that the workspace is tested with, so that its compiled dependencies serve here too.
    fs::copy(workspace().join("Cargo.lock"), root.join("Cargo.lock")).expect("a lock file");
    compiled
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace").to_path_buf()
}
