//! How far references lead.

use super::*;

#[test]
fn references_out_of_the_file_system() {
    refused(
        &["a.json"],
        &[(
            "a.json",
            r##"{"swagger": "2.0", "x": [{"$ref": "https://example.com/a.json#/b"}, {"$ref": "/etc/passwd"}]}"##,
        )],
        expect![[r#"
            a.json:1:35: error[E204]: `https://example.com/a.json` is a URL or an absolute path
            a.json:1:78: error[E204]: `/etc/passwd` is a URL or an absolute path
        "#]],
    );
}

/// A root that refers to a file, both by their paths, and what a marker of the folder of the specification is.
fn reach(root: &str, reference: &str, target: &str, marker: Option<&str>) -> String {
    let text = format!(r##"{{"swagger": "2.0", "x": {{"$ref": "{reference}"}}}}"##);
    let files = [(root, text.as_str()), (target, "{}")].into_iter().chain(marker.map(|marker| (marker, "")));
    let (documents, diagnostics) = read(&[root], &files.collect::<Vec<_>>());
    assert_ne!(documents.find(Path::new(target)).is_some(), diagnostics.has_errors(), "{diagnostics:?}");
    render(&diagnostics, &documents, MessageFormat::Short, Style::Plain)
}

#[test]
fn references_stay_in_the_folder_of_the_specification() {
    let fine = |root, reference, target, marker| assert_eq!(reach(root, reference, target, marker), "");
    fine("repo/specification/a/b/root.json", "../../common/t.json", "repo/specification/common/t.json", None);
    fine("specs/a/root.json", "../t.json", "specs/t.json", None);
    fine("a/b/root.json", "../t.json", "a/t.json", Some("a/apim.toml"));
    fine("a/b/root.json", "../t.json", "a/t.json", Some("a/.git/HEAD"));
    fine("a/root.json", "b/../t.json", "a/t.json", None);
    let refused = |root, reference, target, marker| {
        let report = reach(root, reference, target, marker);
        let expected =
            format!("{root}:1:34: error[E206]: `{reference}` leads out of the folder of the specification\n");
        assert_eq!(report, expected);
    };
    refused("a/root.json", "../t.json", "t.json", None);
    refused("repo/specification/a/root.json", "../../t.json", "repo/t.json", None);
    // The nearest folder that is marked is the one.
    refused("a/b/c/root.json", "../../t.json", "a/t.json", Some("a/b/apim.toml"));
    refused("a/root.json", "b/../../../../../../etc/passwd", "/etc/passwd", None);
    assert!(reach("a/root.json", "%2e%2e/t.json", "t.json", None).contains("error[E206]: `../t.json` leads out"));
    // A name that begins alike is another folder.
    refused("a/root.json", "../ab/t.json", "ab/t.json", None);
}

#[test]
fn two_roots_reach_each_other() {
    order(
        &["a/root.json", "b/root.json"],
        &[
            ("a/root.json", r##"{"swagger": "2.0", "x": {"$ref": "../b/root.json"}}"##),
            ("b/root.json", r#"{"swagger": "2.0"}"#),
        ],
        &["a/root.json", "b/root.json"],
    );
}

#[test]
fn a_given_boundary_counts_instead() {
    let root = ("specs/a/root.json", r##"{"swagger": "2.0", "x": [{"$ref": "../../t.json"}, {"$ref": "b.json"}]}"##);
    let files: MemoryFiles = [root, ("t.json", "{}"), ("specs/a/b.json", "{}")].into_iter().collect();
    let report = |boundary: &str| {
        let mut diagnostics = Diagnostics::default();
        let documents = load_within(Some(Path::new(boundary)), &[root.0.into()], &files, &mut diagnostics);
        render(&diagnostics, &documents, MessageFormat::Short, Style::Plain).lines().count()
    };
    assert_eq!(
        [report(""), report("specs/.."), report("specs"), report("specs/c"), report("no/such")],
        [0, 0, 1, 2, 2]
    );
}

/// Notes which files are asked for.
struct Noting(MemoryFiles, Mutex<Vec<PathBuf>>);

impl Noting {
    fn note(&self, path: &Path) {
        self.1.lock().expect("no panic before").push(path.to_owned());
    }
}

impl FileReader for Noting {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.note(path);
        self.0.read(path)
    }
    fn length(&self, path: &Path) -> io::Result<u64> {
        self.note(path);
        self.0.length(path)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.note(folder);
        self.0.list(folder)
    }
    fn folders(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        self.0.folders(path)
    }

    fn is_folder(&self, path: &Path) -> bool {
        self.0.is_folder(path)
    }
    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        self.note(path);
        self.0.real_path(path)
    }
}

#[test]
fn a_file_outside_is_not_even_looked_for() {
    let root =
        r##"{"swagger": "2.0", "x": [{"$ref": "../../etc/passwd"}, {"$ref": "/etc/passwd"}, {"$ref": "../no"}]}"##;
    let files = [("a/root.json", root), ("../etc/passwd", "secret"), ("/etc/passwd", "secret")];
    let reader = Noting(files.into_iter().collect(), Mutex::default());
    let mut diagnostics = Diagnostics::default();
    let documents = load(&["a/root.json".into()], &reader, &mut diagnostics);
    assert_eq!(diagnostics.len(), 3);
    assert!(!render(&diagnostics, &documents, MessageFormat::Human, Style::Plain).contains("secret"));
    let asked = reader.1.into_inner().expect("no panic before");
    assert!(asked.contains(&PathBuf::from("a/root.json")), "{asked:?}");
    assert!(!asked.iter().any(|path| path.ends_with("passwd") || path.ends_with("no")), "{asked:?}");
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_out_either() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let at = |path: &str| folder.path().join(path);
    for inner in ["outside", "specs", "specs/real"] {
        fs::create_dir(at(inner)).unwrap();
    }
    fs::write(at("outside/secret.json"), "secret { that is no JSON").unwrap();
    fs::write(at("specs/real/fine.json"), "{}").unwrap();
    symlink(at("outside/secret.json"), at("specs/link.json")).unwrap();
    symlink(at("outside"), at("specs/folder")).unwrap();
    symlink(at("specs/real"), at("specs/inside")).unwrap();
    symlink(at("nowhere"), at("specs/broken.json")).unwrap();
    let references = [
        "link.json",
        "broken.json",
        "folder/secret.json",
        "folder/secert.json",
        "inside/fine.json",
        "folder/../real/fine.json",
    ];
    let references = references.map(|reference| format!(r##"{{"$ref": "{reference}"}}"##)).join(",\n");
    fs::write(at("specs/root.json"), format!(r##"{{"swagger": "2.0", "x": [{references}]}}"##)).unwrap();
    let report = |root: PathBuf, format| {
        let mut diagnostics = Diagnostics::default();
        let documents = load(&[root], &DiskFiles, &mut diagnostics);
        let text = render(&diagnostics, &documents, format, Style::Plain);
        text.replace(&folder.path().display().to_string(), "")
    };
    expect![[r#"
        /specs/root.json:1:35: error[E206]: the link `/specs/link.json` leads out of the folder of the specification
        /specs/root.json:2:10: error[E201]: there is no file `/specs/broken.json`
        /specs/root.json:3:10: error[E206]: the link `/specs/folder/secret.json` leads out of the folder of the specification
        /specs/root.json:4:10: error[E201]: there is no file `/specs/folder/secert.json`
    "#]]
    .assert_eq(&report(at("specs/root.json"), MessageFormat::Short));
    // A link among the files of a folder is found there, not named.
    expect![[r#"
        /specs/link.json:1:1: error[E206]: the link `/specs/link.json` leads out of the folder of the specification
        /specs/root.json:2:10: error[E201]: there is no file `/specs/broken.json`
        /specs/root.json:3:10: error[E206]: the link `/specs/folder/secret.json` leads out of the folder of the specification
        /specs/root.json:4:10: error[E201]: there is no file `/specs/folder/secert.json`
    "#]]
    .assert_eq(&report(at("specs"), MessageFormat::Short));
    let human = report(at("specs/root.json"), MessageFormat::Human);
    assert!(!human.contains("that is no JSON") && !human.contains("folder/secret.json`?"), "{human}");
}
