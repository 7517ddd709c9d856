//! Whatever the size, depth or number, a specification is understood or refused with a place: nothing overflows the
//! stack, and nothing takes more memory or time than the limits allow.

use apim_codegen::config::Config;
use apim_codegen::diagnostic::{Diagnostics, MessageFormat, Style, render};
use apim_codegen::emit::Package;
use apim_codegen::load::{DiskFiles, FileReader, MAX_FILE_BYTES, MAX_FILES, MemoryFiles, load};
use apim_codegen::{generate, understand};
use serde_json::{Value, json};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// A specification with these definitions, of which the operation returns `D0`.
fn specification(definitions: Value) -> String {
    let operation = json!({
        "operationId": "Thing_Get",
        "responses": { "200": { "description": "The thing.", "schema": { "$ref": "#/definitions/D0" } } }
    });
    let mut document = json!({
        "swagger": "2.0", "info": { "title": "Things", "version": "1" }, "host": "things.example",
        "paths": { "/thing": { "get": operation } }
    });
    document["definitions"] = definitions;
    document.to_string()
}

/// So many definitions and one, of which each is made from the reference to the next.
fn chain(length: usize, link: impl Fn(Value) -> Value) -> String {
    let reference = |index: usize| json!({ "$ref": format!("#/definitions/D{index}") });
    let links = (0..length).map(|index| (format!("D{index}"), link(reference(index + 1))));
    let last = (format!("D{length}"), json!({ "type": "object", "properties": { "id": { "type": "string" } } }));
    specification(links.chain([last]).collect())
}

/// What is reported, after all stages have run as far as they do.
fn report(text: impl Into<Vec<u8>>) -> String {
    report_on("root.json", &[("root.json", text)].map(|(path, text)| (path, text.into())).into_iter().collect())
}

fn report_on(root: &str, files: &MemoryFiles) -> String {
    match understand(&[PathBuf::from(root)], &Config::default(), files, &mut |_| ()) {
        Ok(understood) => {
            generate(&understood.api, Package::Checkout, &mut |_| ()).expect("what is understood is emitted");
            render(&understood.diagnostics, &understood.documents, MessageFormat::Short, Style::Plain)
        }
        Err(rejected) => render(&rejected.diagnostics, &rejected.documents, MessageFormat::Short, Style::Plain),
    }
}

fn report_on_disk(root: PathBuf) -> String {
    let mut diagnostics = Diagnostics::default();
    let documents = load(&[root], &DiskFiles, &mut diagnostics);
    render(&diagnostics, &documents, MessageFormat::Human, Style::Plain)
}

#[test]
fn a_long_chain_of_references() {
    let expected = "root.json:1:251: error[E105]: more than 100 references in a row begin here\n";
    assert_eq!(report(chain(10_000, |next| next)), expected);
    assert_eq!(report(chain(100, |next| next)), "");
}

#[test]
fn a_long_chain_of_inheritance() {
    let report = report(chain(1_000, |next| json!({ "allOf": [next] })));
    assert!(report.starts_with("root.json:1:") && report.contains(": error[E506]: "), "{report}");
}

#[test]
fn a_long_chain_of_properties() {
    assert_eq!(report(chain(10_000, |next| json!({ "type": "object", "properties": { "next": next } }))), "");
}

#[test]
fn a_long_chain_of_lists() {
    let lists = |length| report(chain(length, |next| json!({ "type": "array", "items": next })));
    assert_eq!(lists(64), "");
    let report = lists(10_000);
    // Every 64 lists end in any JSON, and this is said where it is so.
    assert_eq!(report.lines().count(), 9_999 / 64, "{report}");
    let end = "is more than 64 lists and dictionaries within each other: what it holds is any JSON";
    assert!(report.lines().all(|line| line.contains(": warning[W515]: ") && line.ends_with(end)), "{report}");
}

#[test]
fn a_deep_list_of_what_has_no_form_of_its_own() {
    let times = (0..100).fold(
        json!({ "type": "string", "format": "date-time" }),
        |inner, _| json!({ "type": "array", "items": inner }),
    );
    let query = json!({ "type": "object", "properties": { "times": times } });
    let mut document: Value = serde_json::from_str(&specification(json!({ "D0": query }))).expect("it is JSON");
    let mut operation = document["paths"]["/thing"]["get"].take();
    operation["parameters"] = json!([{ "name": "body", "in": "body", "schema": { "$ref": "#/definitions/D0" } }]);
    operation["responses"]["200"]["schema"] = json!({ "type": "string" });
    document["paths"]["/thing"] = json!({ "put": operation });
    assert_eq!(report(document.to_string()), "");
}

#[test]
fn deep_nesting() {
    for (path, text) in [
        ("root.json", "[".repeat(10_000)),
        ("root.json", "{\"a\":".repeat(10_000)),
        ("root.yaml", "[".repeat(10_000)),
        ("root.yaml", "{a: ".repeat(10_000)),
        ("root.yaml", "- ".repeat(10_000)),
        ("root.yaml", (0..2_000).map(|depth| " ".repeat(depth) + "a:\n").collect()),
    ] {
        let report = report_on(path, &[(path, text)].into_iter().collect());
        assert!(report.contains("error[E105]: lists and objects are nested deeper than 128 levels"), "{report}");
    }
}

#[test]
fn schemas_as_deep_as_a_file_may_be() {
    let nested = |depth: usize, wrap: fn(Value) -> Value| {
        let schema = (0..depth).fold(json!({ "type": "string" }), |inner, _| wrap(inner));
        report(specification(json!({ "D0": schema })))
    };
    assert_eq!(nested(100, |inner| json!({ "type": "array", "items": inner })), "");
    assert_eq!(nested(60, |inner| json!({ "type": "object", "properties": { "a": inner } })), "");
    assert!(nested(60, |inner| json!({ "allOf": [inner] })).contains("error[E506]"));
}

#[test]
fn long_texts() {
    let description = "word ".repeat(2 << 20);
    assert_eq!(report(specification(json!({ "D0": { "type": "object", "description": description } }))), "");
    let name = "n".repeat(1 << 20);
    assert_eq!(report(specification(json!({ "D0": { "type": "object", "properties": { name: {} } } }))), "");
}

#[test]
fn numbers_of_any_size() {
    for number in ["-0", "-0.0", "1e308", "-1e308", "1e-400", "1e40", "18446744073709551616", &"9".repeat(41), "0.1"] {
        for key in ["minimum", "maximum", "multipleOf", "default", "minLength", "maxItems", "minProperties"] {
            for kind in ["integer", "number", "string", "array", "object"] {
                let schema = r#"{"type": "object", "properties": {"p": {"type": "KIND", "KEY": NUMBER}}}"#;
                let schema = schema.replace("KIND", kind).replace("KEY", key).replace("NUMBER", number);
                let report = report(specification(Value::Null).replace("null", &format!("{{\"D0\": {schema}}}")));
                let is_located = |line: &str| line.starts_with("root.json:1:") && line.contains("[");
                assert!(report.lines().all(is_located), "{schema}: {report}");
            }
        }
        let schema = format!(r#"{{"D0": {{"type": "number", "enum": [{number}], "default": {number}}}}}"#);
        report(specification(Value::Null).replace("null", &schema));
    }
    for number in ["1e400", "-1e400"] {
        let report = report(format!("{{\"swagger\": \"2.0\", \"x-a\": {number}}}"));
        assert_eq!(report, "root.json:1:27: error[E102]: number out of range\n");
    }
}

#[test]
fn aliases_of_much_text() {
    let (text, uses) = ("x".repeat(1 << 20), "*a, ".repeat(600));
    let files: MemoryFiles = [("root.yaml", format!("a: &a {text}\nb: [{uses}]\n"))].into_iter().collect();
    let report = report_on("root.yaml", &files);
    assert!(report.contains("error[E105]: the values of the file amount to more than 512 MiB"), "{report}");
}

#[test]
fn a_circle_of_aliases() {
    let files: MemoryFiles = [("root.yaml", "swagger: '2.0'\nx-a: &a [*a]\n")].into_iter().collect();
    let report = report_on("root.yaml", &files);
    assert!(report.starts_with("root.yaml:2:") && report.contains("error[E1"), "{report}");
}

#[test]
fn a_long_file_is_refused_unread() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("root.json");
    fs::write(&root, r##"{"swagger": "2.0", "x": {"$ref": "long.json"}}"##).expect("a file");
    // The file has a hole instead of content.
    File::create(folder.path().join("long.json")).and_then(|file| file.set_len(MAX_FILE_BYTES + 1)).expect("a file");
    let report = report_on_disk(root);
    assert!(report.contains("error[E105]: `") && report.contains("long.json` is longer than 64 MiB"), "{report}");
    assert!(report.contains("root.json:1:34\n"), "{report}");
}

/// Files that say they are longer than they are, and must not be read for all that.
struct Claimed {
    length: u64,
    files: usize,
}

impl FileReader for Claimed {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let is_root = path == Path::new("root.json");
        let references = (1..self.files).map(|index| format!("{{\"$ref\": \"{index}.json\"}}")).collect::<Vec<_>>();
        Ok(if is_root { format!("{{\"swagger\": \"2.0\", \"x\": [{}]}}", references.join(",")) } else { "{}".into() }
            .into())
    }
    fn length(&self, _: &Path) -> io::Result<u64> {
        Ok(self.length)
    }
    fn list(&self, _: &Path) -> io::Result<Vec<PathBuf>> {
        Ok(Vec::new())
    }
    fn folders(&self, _: &Path) -> io::Result<Vec<PathBuf>> {
        Ok(Vec::new())
    }
    fn is_folder(&self, _: &Path) -> bool {
        false
    }
    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(Path::new("/").join(path))
    }
}

#[test]
fn all_files_together() {
    let report = |length, files| {
        let mut diagnostics = Diagnostics::default();
        let documents = load(&["root.json".into()], &Claimed { length, files }, &mut diagnostics);
        render(&diagnostics, &documents, MessageFormat::Short, Style::Plain)
    };
    let [files, bytes] = [report(2, MAX_FILES + 1), report(50 << 20, 10)];
    assert!(
        files.contains("E105]: the specification has more than 20000 files") && files.lines().count() == 1,
        "{files}"
    );
    assert!(bytes.contains("E105]: all files together are longer than 256 MiB"), "{bytes}");
    assert_eq!(bytes.lines().count(), 1, "{bytes}");
}
