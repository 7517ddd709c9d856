//! Sound specifications with a few things changed.

#![no_main]

#[path = "../src/hostile.rs"]
mod hostile;
#[path = "../src/mutate.rs"]
mod mutate;
#[allow(dead_code, reason = "the module has more than this target needs")]
#[path = "../src/oracle.rs"]
mod oracle;
#[path = "../src/seeds.rs"]
mod seeds;
#[path = "../src/specification.rs"]
mod specification;

use arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;
use mutate::Stock;
use std::path::Path;
use std::sync::LazyLock;

static STOCK: LazyLock<Stock> = LazyLock::new(|| {
    let published = std::env::var_os("AZURE_REST_API_SPECS");
    let repository = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    Stock::new(seeds::seeds(repository, published.as_deref().map(Path::new)))
});

fuzz_target!(|bytes: &[u8]| {
    if let Ok(case) = STOCK.case(&mut Unstructured::new(bytes)) {
        if let Some(folder) = std::env::var_os("WRITE_CASE") {
            write(Path::new(&folder), &case);
        }
        oracle::judge(&case.root, &case.memory());
    }
});

/// Writes the files of a case, for a closer look at a find.
fn write(folder: &Path, case: &mutate::Case) {
    for (path, text) in &case.files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(folder)).expect("a folder that can be made");
        std::fs::write(path, text).expect("a file that can be written");
    }
}
