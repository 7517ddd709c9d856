//! The same specification gives the same bytes, whatever the order in which the file system lists its files.

use apim_codegen::config::Config;
use apim_codegen::emit::Package;
use apim_codegen::load::{DiskFiles, FileReader};
use std::io;
use std::path::{Path, PathBuf};

/// Lists folders backwards.
struct Backwards;

impl FileReader for Backwards {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        DiskFiles.read(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        DiskFiles.list(folder).map(|paths| paths.into_iter().rev().collect())
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
    let written = apim_codegen::generate(&understood.api, Package::StandAlone, &mut |_| ()).expect("Rust");
    written.into_iter().map(|file| (file.path, file.text)).collect()
}
