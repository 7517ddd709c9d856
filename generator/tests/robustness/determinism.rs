//! The same specification gives the same bytes, whatever the order in which the file system lists its files.

use apim_codegen::config::Config;
use apim_codegen::emit::{Package, Runtime};
use apim_codegen::load::{DiskFiles, FileReader, MemoryFiles};
use serde_json::Value;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;

/// Lists folders backwards.
struct Backwards;

impl FileReader for Backwards {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        DiskFiles.read(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        DiskFiles.list(folder).map(|paths| paths.into_iter().rev().collect())
    }

    fn folders(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        DiskFiles.folders(path)
    }

    fn is_folder(&self, path: &Path) -> bool {
        DiskFiles.is_folder(path)
    }

    fn length(&self, path: &Path) -> io::Result<u64> {
        DiskFiles.length(path)
    }

    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        DiskFiles.real_path(path)
    }
}

#[test]
fn same_input_same_bytes() {
    let first = generate(&DiskFiles);
    assert!(first.len() > 10, "only {} files", first.len());
    assert_eq!(first, generate(&DiskFiles));
}

#[test]
fn the_order_on_disk_does_not_matter() {
    assert_eq!(generate(&DiskFiles), generate(&Backwards));
}

fn generate(files: &dyn FileReader) -> Vec<(PathBuf, String)> {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let understood = apim_codegen::understand(&[specs], &Config::default(), files, &mut |_| ())
        .unwrap_or_else(|rejected| panic!("{:?}", rejected.diagnostics));
    let written = apim_codegen::generate(&understood.api, Package::Whole(Runtime::Carried), &mut |_| ()).expect("Rust");
    written.into_iter().map(|file| (file.path, file.text)).collect()
}

/// Lists folders in an order of its own, and answers from any thread.
struct Shuffled(u64);

impl Shuffled {
    /// Orders paths by what a seed makes of each: another seed, another order.
    fn key(&self, path: &Path) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.0, path).hash(&mut hasher);
        hasher.finish()
    }
}

impl FileReader for Shuffled {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        DiskFiles.read(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut paths = DiskFiles.list(folder)?;
        paths.sort_by_key(|path| self.key(path));
        Ok(paths)
    }

    fn folders(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        DiskFiles.folders(path)
    }

    fn is_folder(&self, path: &Path) -> bool {
        DiskFiles.is_folder(path)
    }

    fn length(&self, path: &Path) -> io::Result<u64> {
        DiskFiles.length(path)
    }

    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        DiskFiles.real_path(path)
    }
}

#[test]
fn no_order_of_files_and_no_number_of_threads_matters() {
    let expected = generate(&DiskFiles);
    // Each of these shares the cores with the others, so no two of them are cut into the same pieces of work.
    thread::scope(|scope| {
        let others: Vec<_> = (0..4).map(|seed| scope.spawn(move || generate(&Shuffled(seed)))).collect();
        for (seed, other) in others.into_iter().enumerate() {
            assert!(other.join().expect("no panic") == expected, "seed {seed} gives other bytes");
        }
    });
}

/// Definitions are found by name, so the models are the same whatever order they come in. What people read in the order
/// of the specification keeps it: operations, properties, values, the kinds of a union; and of two enums that are called
/// alike and differ, the first has the name.
#[test]
fn the_order_of_definitions_does_not_matter() {
    let forth: Value = serde_yaml::from_str(LIBRARY).expect("YAML");
    let mut back = forth.clone();
    let definitions = back["definitions"].as_object_mut().expect("definitions");
    *definitions = std::mem::take(definitions).into_iter().rev().collect();
    assert_ne!(forth.to_string(), back.to_string());
    assert_eq!(models(&forth), models(&back));
}

const LIBRARY: &str = "
swagger: '2.0'
info: {title: Library, version: '1'}
host: library.example
paths:
  /books/{id}:
    put:
      operationId: Book_Put
      parameters:
        - {name: id, in: path, required: true, type: string}
        - {name: book, in: body, required: true, schema: {$ref: '#/definitions/Book'}}
      responses: {'200': {description: The book., schema: {$ref: '#/definitions/Book'}}}
definitions:
  Resource: {properties: {id: {type: string, readOnly: true}}}
  Book:
    allOf: [{$ref: '#/definitions/Resource'}]
    required: [title]
    properties:
      title: {type: string}
      state: {type: string, enum: [onLoan, inHouse]}
      properties: {$ref: '#/definitions/BookProperties', x-ms-client-flatten: true}
  BookProperties:
    properties:
      sequel: {$ref: '#/definitions/Book'}
      places: {$ref: '#/definitions/Places'}
  Places: {type: array, items: {$ref: '#/definitions/Place'}}
  Place: {properties: {row: {type: integer}, shelf: {type: object, properties: {label: {type: string}}}}}
";

/// The models of a specification, by file.
fn models(specification: &Value) -> Vec<(PathBuf, String)> {
    let files: MemoryFiles = [("library.json", specification.to_string())].into_iter().collect();
    let understood = apim_codegen::understand(&["library.json".into()], &Config::default(), &files, &mut |_| ())
        .unwrap_or_else(|rejected| panic!("{:?}", rejected.diagnostics));
    let written = apim_codegen::generate(&understood.api, Package::Whole(Runtime::Carried), &mut |_| ()).expect("Rust");
    let models = written.into_iter().filter(|file| file.path.starts_with("src/generated/models"));
    let models: Vec<_> = models.map(|file| (file.path, file.text)).collect();
    assert!(models.iter().any(|(_, text)| text.contains("pub struct BookProperties")), "{models:?}");
    models
}
