//! Folders of specifications that have one thing wrong.

use apim_codegen::config::Config;
use apim_codegen::diagnostic::{Diagnostics, MessageFormat, Style, render};
use apim_codegen::load::MemoryFiles;
use apim_codegen::source::Documents;
use apim_codegen::understand;
use std::fs;
use std::path::{Path, PathBuf};

/// What is not part of a specification.
pub(crate) const EXPECTED: &str = "expected.txt";

/// A folder of a specification, and what is reported about it.
pub(crate) struct Fixture {
    pub(crate) folder: PathBuf,
    pub(crate) name: String,
    documents: Documents,
    pub(crate) diagnostics: Diagnostics,
}

impl Fixture {
    pub(crate) fn run(folder: PathBuf) -> Self {
        let name = folder.file_name().and_then(|name| name.to_str()).expect("a folder with a name").to_owned();
        let mut files = Vec::new();
        read_all(&folder, Path::new(""), &mut files);
        let (documents, diagnostics) = report(files);
        Self { folder, name, documents, diagnostics }
    }

    /// The part of the name before the first `-`.
    pub(crate) fn code(&self) -> &str {
        self.name.split('-').next().unwrap_or_default()
    }

    pub(crate) fn text(&self, format: MessageFormat) -> String {
        render(&self.diagnostics, &self.documents, format, Style::Plain)
    }
}

/// The folders of all fixtures.
pub(crate) fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/codes");
    let mut folders: Vec<PathBuf> = entries(&root).into_iter().filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a readable folder");
    entries.map(|entry| entry.expect("a readable entry").path()).collect()
}

/// Gathers the files in `folder` and in its folders, by their paths below the fixture.
pub(crate) fn read_all(folder: &Path, below: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    for path in entries(folder) {
        let relative = below.join(path.file_name().expect("an entry with a name"));
        if path.is_dir() {
            read_all(&path, &relative, files);
        } else if relative != Path::new(EXPECTED) {
            files.push((relative, fs::read(&path).expect("a readable file")));
        }
    }
}

/// What is reported about a specification, and the files for the excerpts.
pub(crate) fn report(files: Vec<(PathBuf, Vec<u8>)>) -> (Documents, Diagnostics) {
    let content = |name: &str| files.iter().find(|(path, _)| path == Path::new(name)).map(|(_, content)| content);
    let mut config = Config::default();
    if let Some(text) = content("apim.toml") {
        let text = String::from_utf8_lossy(text);
        match Config::parse(&text, Path::new("apim.toml")) {
            Ok(parsed) => config = parsed,
            Err(diagnostics) => {
                let mut documents = Documents::default();
                documents.add_unparsed("apim.toml".into(), text.into_owned());
                return (documents, diagnostics);
            }
        }
    }
    let root = if content("root.json").is_some() { "root.json" } else { "root.yaml" };
    let roots = if config.roots.is_empty() { vec![root.into()] } else { config.roots.clone() };
    let files: MemoryFiles = files.into_iter().collect();
    match understand(&roots, &config, &files, &mut |_| ()) {
        Ok(understood) => (understood.documents, understood.diagnostics),
        Err(rejected) => (rejected.documents, rejected.diagnostics),
    }
}
