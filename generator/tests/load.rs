//! Which files are read, in which order, and what is refused.

mod published;

use apim_codegen::diagnostic::{Diagnostics, MessageFormat, Style, render};
use apim_codegen::load::{DiskFiles, FileReader, MemoryFiles, load, load_within};
use apim_codegen::source::{Documents, Location, Pointer};
use expect_test::{Expect, expect};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::{fs, io};

fn read(roots: &[&str], files: &[(&str, &str)]) -> (Documents, Diagnostics) {
    let roots: Vec<PathBuf> = roots.iter().map(PathBuf::from).collect();
    let reader: MemoryFiles = files.iter().copied().collect();
    let mut diagnostics = Diagnostics::default();
    let documents = load(&roots, &reader, &mut diagnostics);
    (documents, diagnostics)
}

fn paths(documents: &Documents) -> Vec<&str> {
    documents.iter().filter_map(|(_, document)| document.path.to_str()).collect()
}

/// The files that are read, from roots that are read without complaint.
fn order(roots: &[&str], files: &[(&str, &str)], expected: &[&str]) {
    let (documents, diagnostics) = read(roots, files);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(paths(&documents), expected);
}

fn refused(roots: &[&str], files: &[(&str, &str)], expected: Expect) {
    let (documents, diagnostics) = read(roots, files);
    assert!(diagnostics.has_errors());
    expected.assert_eq(&render(&diagnostics, &documents, MessageFormat::Short, Style::Plain));
}

#[test]
fn roots_come_first_then_references_breadth_first() {
    order(
        &["z.json", "a.json"],
        &[
            (
                "z.json",
                r##"{"swagger": "2.0", "x": [{"$ref": "n.json#/p"}, {"$ref": "#/local"}], "y": {"$ref": "m.json"}}"##,
            ),
            ("a.json", r##"{"swagger": "2.0", "x": {"$ref": "b.json#/q"}}"##),
            ("n.json", r##"{"$ref": "deep/c.json"}"##),
            ("m.json", "{}"),
            ("b.json", r##"{"x": {"$ref": "z.json"}, "y": {"$ref": "./deep/../m.json"}}"##),
            ("deep/c.json", r##"{"$ref": "../a.json"}"##),
        ],
        &["z.json", "a.json", "n.json", "m.json", "b.json", "deep/c.json"],
    );
}

#[test]
fn a_folder_gives_its_specifications_sorted() {
    let (documents, diagnostics) = read(
        &["api"],
        &[
            ("api/b.yml", "swagger: '2.0'"),
            ("api/a.json", r##"{"openapi": "3.0.0", "x": {"$ref": "part.json"}}"##),
            ("api/part.json", "{}"),
            ("api/unused.json", "{}"),
            ("api/readme.md", "not read"),
            ("api/examples/e.json", "not read either"),
        ],
    );
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(paths(&documents), ["api/a.json", "api/b.yml", "api/part.json"]);
    assert_eq!(documents.roots().count(), 2);
}

#[test]
fn two_spellings_are_one_document() {
    order(
        &["./api/../a.json", "a.json"],
        &[
            ("a.json", r##"{"swagger": "2.0", "x": {"$ref": "./b%20c.json"}, "y": {"$ref": "x/../b c.json"}}"##),
            ("b c.json", "{}"),
        ],
        &["a.json", "b c.json"],
    );
}

#[test]
fn references_in_data_are_data() {
    order(
        &["a.json"],
        &[(
            "a.json",
            r##"{"swagger": "2.0", "definitions": {"A": {
                "default": {"$ref": "no.json"}, "example": {"$ref": "no.json"}, "enum": [{"$ref": "no.json"}],
                "examples": {"application/json": {"$ref": "no.json"}},
                "x-ms-examples": {"inline": {"parameters": {"$ref": "no.json"}}}
            }}}"##,
        )],
        &["a.json"],
    );
}

#[test]
fn names_that_look_like_keywords_are_followed() {
    order(
        &["a.json"],
        &[
            (
                "a.json",
                r##"{"swagger": "2.0",
                "definitions": {"default": {"properties": {"enum": {"$ref": "1.json"}, "properties": {"default": 1}}}},
                "paths": {"/x": {"get": {"responses": {"default": {"schema": {"$ref": "2.json"}}}}}}}"##,
            ),
            ("1.json", "{}"),
            ("2.json", "{}"),
        ],
        &["a.json", "1.json", "2.json"],
    );
}

#[test]
fn examples_are_read_but_followed_only_when_they_are_more_than_examples() {
    order(
        &["a.json"],
        &[
            (
                "a.json",
                r##"{"swagger": "2.0", "x-ms-examples": {"E": {"$ref": "e.json"}, "F": {"$ref": "f.json"}},
                "definitions": {"G": {"$ref": "g.json"}}}"##,
            ),
            ("e.json", r##"{"body": {"$ref": "no.json"}}"##),
            ("f.json", r##"{"body": {"$ref": "h.json"}}"##),
            ("g.json", r##"{"$ref": "f.json"}"##),
            ("h.json", "{}"),
        ],
        &["a.json", "e.json", "f.json", "g.json", "h.json"],
    );
}

#[test]
fn odata_extension_is_a_reference() {
    order(
        &["a.json"],
        &[("a.json", r##"{"swagger": "2.0", "x-ms-odata": "b.json#/definitions/B"}"##), ("b.json", "{}")],
        &["a.json", "b.json"],
    );
}

#[test]
fn yaml_is_read_as_json_would_be() {
    let text = "swagger: '2.0'\nbase: &base {a: 1, b: 2}\nuse: *base\nmerge:\n  <<: *base\n  b: 3\nresponses:\n  200: {x: ~}\n  true: 1.5\n";
    let (documents, diagnostics) = read(&["a.yaml"], &[("a.yaml", text)]);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let content = &documents.roots().next().unwrap().1.content;
    let expected = serde_json::json!({
        "swagger": "2.0", "base": {"a": 1, "b": 2}, "use": {"a": 1, "b": 2}, "merge": {"b": 3, "a": 1},
        "responses": {"200": {"x": null}, "true": 1.5}
    });
    assert_eq!(content, &expected);
}

#[test]
fn byte_order_mark_is_dropped() {
    order(&["a.json"], &[("a.json", "\u{feff}{\"swagger\": \"2.0\"}")], &["a.json"]);
}

#[test]
fn unreadable_root() {
    refused(
        &["a.json"],
        &[],
        expect![[r#"
            a.json:1:1: error[E101]: there is no file `a.json`
        "#]],
    );
}

#[test]
fn no_roots() {
    refused(
        &[],
        &[],
        expect![[r#"
        error[E103]: no root is given
    "#]],
    );
    refused(
        &["api"],
        &[("api/a.json", "{}"), ("api/b.txt", "")],
        expect![[r#"
            api:1:1: error[E103]: no specification in `api`
        "#]],
    );
}

#[test]
fn a_root_that_is_no_specification() {
    refused(
        &["a.json"],
        &[("a.json", "[]")],
        expect![[r#"
        a.json:1:1: error[E104]: the file has neither `swagger` nor `openapi` at its top
    "#]],
    );
    refused(
        &["a.yaml"],
        &[("a.yaml", "")],
        expect![[r#"
        a.yaml:1:1: error[E104]: the file has neither `swagger` nor `openapi` at its top
    "#]],
    );
}

#[test]
fn missing_files_are_told_once_each() {
    refused(
        &["a.yaml"],
        &[("a.yaml", "swagger: '2.0'\nx:\n  - $ref: 'no.json#/a'\n  - $ref: ./no.json\n  - $ref: nor.json\n")],
        expect![[r#"
            a.yaml:3:11: error[E201]: there is no file `no.json`
            a.yaml:5:11: error[E201]: there is no file `nor.json`
        "#]],
    );
}

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

#[test]
fn syntax_errors() {
    refused(
        &["a.json"],
        &[("a.json", "{\n  \"é\": \"é\", \"b\" 1\n}")],
        expect![[r#"
        a.json:2:17: error[E102]: expected `:`
    "#]],
    );
    refused(
        &["a.json"],
        &[("a.json", "{\"a\": 1")],
        expect![[r#"
            a.json:1:7: error[E102]: the file ends within an object
        "#]],
    );
    refused(
        &["a.json"],
        &[("a.json", "")],
        expect![[r#"
            a.json:1:1: error[E102]: the file ends within a value
        "#]],
    );
    refused(
        &["a.json"],
        &[("a.json", "{} {}")],
        expect![[r#"
        a.json:1:4: error[E102]: trailing characters
    "#]],
    );
    refused(
        &["a.yaml"],
        &[("a.yaml", "a: [é, 1\nb: 2\n")],
        expect![[r#"
        a.yaml:2:2: error[E102]: did not find expected ',' or ']', while parsing a flow sequence at line 1 column 4
    "#]],
    );
    refused(
        &["a.yaml"],
        &[("a.yaml", "a: 1\n---\nb: 2\n")],
        expect![[r#"
        a.yaml:1:1: error[E102]: deserializing from YAML containing more than one document is not supported
    "#]],
    );
    refused(
        &["a.yaml"],
        &[("a.yaml", "a: .inf\n")],
        expect![[r#"
        a.yaml:1:4: error[E102]: a: a number is not finite
    "#]],
    );
    refused(
        &["a.yaml"],
        &[("a.yaml", "a: *nowhere\n")],
        expect![[r#"
        a.yaml:1:4: error[E102]: unknown anchor
    "#]],
    );
}

#[test]
fn keys_given_twice() {
    refused(
        &["a.json"],
        &[("a.json", "{\"a\": {\n  \"b\": 1,\n  \"b\": 2}}")],
        expect![[r#"
            a.json:3:3: error[E102]: the key `b` is given twice
        "#]],
    );
    refused(
        &["a.yaml"],
        &[("a.yaml", "a:\n  200: 1\n  '200': 2\n")],
        expect![[r#"
            a.yaml:3:3: error[E102]: the key `200` is given twice
        "#]],
    );
}

#[test]
fn not_utf8() {
    let utf16 = |mark: &[u8]| [mark, &"{}".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()].concat();
    let latin1 = b"{\"\xc3\xa9\": \"\xe9\"}".to_vec();
    for (bytes, place, what) in [
        (latin1, "1:8", "not UTF-8 text"),
        (utf16(b"\xff\xfe"), "1:1", "UTF-16, not UTF-8"),
        (utf16(b""), "1:1", "UTF-16, not UTF-8"),
    ] {
        let reader: MemoryFiles = [("a.json", bytes)].into_iter().collect();
        let mut diagnostics = Diagnostics::default();
        let documents = load(&["a.json".into()], &reader, &mut diagnostics);
        let report = render(&diagnostics, &documents, MessageFormat::Short, Style::Plain);
        assert_eq!(report, format!("a.json:{place}: error[E102]: the file is {what}\n"));
        assert_eq!(diagnostics.iter().next().and_then(|entry| entry.help.as_deref()), Some("save the file as UTF-8"));
    }
}

#[test]
fn deep_nesting_is_an_error_and_no_overflow() {
    let deep = "[".repeat(10_000);
    refused(
        &["a.json"],
        &[("a.json", &deep)],
        expect![[r#"
            a.json:1:128: error[E105]: lists and objects are nested deeper than 128 levels
        "#]],
    );
    refused(
        &["a.yaml"],
        &[("a.yaml", &deep)],
        expect![[r#"
            a.yaml:1:129: error[E105]: lists and objects are nested deeper than 128 levels
        "#]],
    );
}

#[test]
fn alias_bombs_are_refused() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let alias = format!("*a{}, ", level - 1).repeat(10);
        bomb += &format!("a{level}: &a{level} [{alias}]\n");
    }
    refused(
        &["a.yaml"],
        &[("a.yaml", &bomb)],
        expect![[r#"
            a.yaml:1:1: error[E105]: the aliases of the file amount to too much
        "#]],
    );
}

/// Reads as [`MemoryFiles`] does, but lists folders backwards.
struct Backwards(MemoryFiles);

impl FileReader for Backwards {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.0.read(path)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.0.list(folder).map(|files| files.into_iter().rev().collect())
    }
    fn is_folder(&self, path: &Path) -> bool {
        self.0.is_folder(path)
    }
    fn length(&self, path: &Path) -> io::Result<u64> {
        self.0.length(path)
    }
    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        self.0.real_path(path)
    }
}

#[test]
fn the_order_of_files_in_a_folder_does_not_matter() {
    let files: MemoryFiles = (0..20).map(|index| (format!("api/{index:02}.json"), r#"{"swagger": "2.0"}"#)).collect();
    let paths_of = |reader: &dyn FileReader| {
        let documents = load(&["api".into()], reader, &mut Diagnostics::default());
        documents.iter().map(|(_, document)| document.path.clone()).collect::<Vec<_>>()
    };
    assert_eq!(paths_of(&files), paths_of(&Backwards(files.clone())));
    assert_eq!(paths_of(&files).len(), 20);
}

#[test]
fn files_on_disk() {
    let folder = tempfile::tempdir().unwrap();
    let put = |path: &str, text: &str| fs::write(folder.path().join(path), text).unwrap();
    fs::create_dir(folder.path().join("examples")).unwrap();
    fs::create_dir(folder.path().join("folder.json")).unwrap();
    put("b.json", r##"{"swagger": "2.0", "x-ms-examples": {"E": {"$ref": "./examples/e.json"}}}"##);
    put("a.yml", "swagger: '2.0'");
    put("examples/e.json", "{}");
    let mut diagnostics = Diagnostics::default();
    let documents = load(&[folder.path().into()], &DiskFiles, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let found: Vec<_> = documents.iter().map(|(_, it)| it.path.strip_prefix(folder.path()).unwrap()).collect();
    assert_eq!(found, [Path::new("a.yml"), Path::new("b.json"), Path::new("examples/e.json")]);
}

#[test]
fn a_reference_to_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("a.json");
    fs::write(&root, r##"{"swagger": "2.0", "x": {"$ref": "./examples"}}"##).unwrap();
    fs::create_dir(folder.path().join("examples")).unwrap();
    let mut diagnostics = Diagnostics::default();
    let documents = load(&[root], &DiskFiles, &mut diagnostics);
    let text = render(&diagnostics, &documents, MessageFormat::Short, Style::Plain);
    assert!(text.contains("a.json:1:34: error[E101]: `"), "{text}");
    assert!(text.contains("examples` is a folder, not a file"), "{text}");
}

#[test]
fn the_real_specification() {
    let Some(folder) = published::stable("2024-05-01") else { return };
    let mut diagnostics = Diagnostics::default();
    let documents = load(&[folder], &DiskFiles, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{}", render(&diagnostics, &documents, MessageFormat::Short, Style::Plain));
    assert_eq!(documents.roots().count(), 59);
    assert!(documents.iter().count() > 59 + 600, "the examples are read too");
    for (id, document) in documents.iter() {
        assert!(documents.value(&Location::new(id, Pointer::root())).is_some_and(|it| it.is_object()), "{document:?}");
    }
}
