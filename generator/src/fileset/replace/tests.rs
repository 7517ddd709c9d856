//! Every rename fails once.

use super::super::{BANNER, TextFile, differences};
use super::*;
use std::cell::Cell;
use std::collections::BTreeMap;

/// Each file below a root.
fn contents(root: &Path) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let text = fs::read_to_string(&path).expect("a text");
                found.insert(path, text);
            }
        }
    }
    found
}

fn file(path: &str, body: &str) -> TextFile {
    TextFile { path: path.into(), text: format!("// {BANNER}\n{body}\n") }
}

/// A crate of which one file changes, two are new, one of them in a new folder, and one goes.
fn outdated() -> (tempfile::TempDir, Drift) {
    let root = tempfile::tempdir().expect("a temporary folder");
    for TextFile { path, text } in [file("src/changed.rs", "old"), file("src/orphan.rs", "old")] {
        fs::create_dir_all(root.path().join("src")).expect("a folder");
        fs::write(root.path().join(path), text).expect("a file");
    }
    let files = [file("src/changed.rs", "new"), file("src/deep/new.rs", "new"), file("src/new.rs", "new")];
    let drift = differences(root.path(), &files, &["src".into()]).expect("nothing in the way");
    assert_eq!(drift.differences.len(), 4);
    (root, drift)
}

#[test]
fn a_rename_that_fails_leaves_the_old_files() {
    for failing in 0..3 {
        let (root, drift) = outdated();
        let before = contents(root.path());
        let calls = Cell::new(0);
        let rename = |from: &Path, to: &Path| {
            calls.set(calls.get() + 1);
            if calls.get() == failing + 1 { Err(io::Error::other("no luck")) } else { fs::rename(from, to) }
        };
        let error = replace(root.path(), &drift, &rename).expect_err("a failure");
        assert!(error.to_string().ends_with("no luck"), "{error}");
        assert_eq!(contents(root.path()), before, "after rename {failing}");
        assert!(!root.path().join("src/deep").exists());
    }
}

#[test]
fn files_that_cannot_be_put_back_are_named() {
    let (root, drift) = outdated();
    let calls = Cell::new(0);
    let rename = |from: &Path, to: &Path| {
        calls.set(calls.get() + 1);
        if calls.get() > 1 { Err(io::Error::other("no luck")) } else { fs::rename(from, to) }
    };
    let error = replace(root.path(), &drift, &rename).expect_err("a failure").to_string();
    assert!(error.contains("deep") && error.contains("changed.rs: cannot be put back: no luck"), "{error}");
    assert!(error.ends_with("generate again"), "{error}");
    replace(root.path(), &drift, &|from, to| fs::rename(from, to)).expect("it mends");
    assert_eq!(contents(root.path()).len(), 3);
}

#[test]
fn removal_that_fails_leaves_the_old_files() {
    let (root, drift) = outdated();
    let orphan = root.path().join("src/orphan.rs");
    let rename = |from: &Path, to: &Path| {
        // What is to be removed is a folder by the time it is its turn.
        if to.ends_with("src/new.rs") {
            fs::remove_file(&orphan)?;
            fs::create_dir(&orphan)?;
        }
        fs::rename(from, to)
    };
    replace(root.path(), &drift, &rename).expect_err("a failure");
    let left = contents(root.path());
    let texts: Vec<_> = left.values().collect();
    assert_eq!(texts, [&file("", "old").text], "only the changed file, as it was: {left:?}");
}
