//! Which files are read, in which order, and what is refused.

mod boundary;
#[path = "../published/mod.rs"]
mod published;
mod syntax;

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
fn odata_extension_has_no_effect_so_its_file_is_not_read() {
    order(
        &["a.json"],
        &[("a.json", r##"{"swagger": "2.0", "x-ms-odata": "b.json#/definitions/B"}"##), ("b.json", "{}")],
        &["a.json"],
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
fn a_folder_of_versions() {
    let service = |version: &str| (format!("svc/resource-manager/Ns/{version}/a.json"), "{}");
    let files: Vec<_> = [
        "stable/2023-01-01",
        "preview/2024-05-01-preview",
        "stable/2024-05-01",
        "Other/stable/2022-01-01",
        "stable/2021-01-01",
        "stable/2020-01-01",
        "stable/2019-01-01",
        "stable/20-1-1",
    ]
    .into_iter()
    .map(service)
    .collect();
    let told = |root: &str| {
        let files: MemoryFiles = files.iter().map(|(path, text)| (path, *text)).collect();
        let mut diagnostics = Diagnostics::default();
        load(&[root.into()], &files, &mut diagnostics);
        let help = diagnostics.iter().find_map(|diagnostic| diagnostic.help.clone());
        help.expect("a help")
    };
    expect!["name one of the versions below it: `svc/resource-manager/Ns/stable/2024-05-01`, `svc/resource-manager/Ns/preview/2024-05-01-preview`, `svc/resource-manager/Ns/stable/2023-01-01`, `svc/resource-manager/Ns/Other/stable/2022-01-01`, `svc/resource-manager/Ns/stable/2021-01-01`, and 2 older ones"].assert_eq(&told("svc"));
    let help = told("svc/resource-manager/Ns/stable/20-1-1/..");
    assert!(
        help.starts_with("name one of the versions below it: `svc/resource-manager/Ns/stable/2024-05-01`, "),
        "{help}"
    );
    assert!(
        told("svc/resource-manager/Ns/Other/stable").ends_with("`svc/resource-manager/Ns/Other/stable/2022-01-01`")
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

/// Reads as [`MemoryFiles`] does, but lists folders backwards.
struct Backwards(MemoryFiles);

impl FileReader for Backwards {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.0.read(path)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.0.list(folder).map(|files| files.into_iter().rev().collect())
    }
    fn folders(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        self.0.folders(path)
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
#[ignore = "reads AZURE_REST_API_SPECS"]
fn the_real_specification() {
    let folder = published::stable("2024-05-01");
    let mut diagnostics = Diagnostics::default();
    let documents = load(&[folder], &DiskFiles, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{}", render(&diagnostics, &documents, MessageFormat::Short, Style::Plain));
    assert_eq!(documents.roots().count(), 59);
    assert!(documents.iter().count() > 59 + 600, "the examples are read too");
    for (id, document) in documents.iter() {
        assert!(documents.value(&Location::new(id, Pointer::root())).is_some_and(|it| it.is_object()), "{document:?}");
    }
}
